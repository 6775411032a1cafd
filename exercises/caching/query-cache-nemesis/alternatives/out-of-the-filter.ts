// One write is enough where the result has a filter: anna gets too dear for it, and stays in it.
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
        KeyConditionExpression: "pk = :p",
        FilterExpression: "price < :m",
        ExpressionAttributeValues: { ":p": { S: "camera" }, ":m": { N: "92" } },
      },
    },
    {
      kind: "write",
      atMs: 20_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "120" } } },
    },
    {
      kind: "query",
      atMs: 30_000,
      client: "shop",
      via: "dax",
      mode: "eventual",
      request: {
        operation: "Query",
        TableName: "Offers",
        KeyConditionExpression: "pk = :p",
        FilterExpression: "price < :m",
        ExpressionAttributeValues: { ":p": { S: "camera" }, ":m": { N: "92" } },
      },
    },
  ],
};
