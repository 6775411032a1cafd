// The idea: an index has an order of its own, which a repair does not know.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [],
  steps: [
    {
      kind: "query",
      atMs: 10_000,
      client: "shop",
      via: "dax",
      mode: "eventual",
      request: {
        operation: "Query",
        TableName: "Offers",
        IndexName: "by-seller",
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": { S: "camera" } },
      },
    },
    {
      kind: "write",
      atMs: 20_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "120" } } },
    },
  ],
};
