// The idea: two writes in one millisecond.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [],
  steps: [
    { kind: "put", atMs: 9_000, region: "us-east-1", key: "cart-1", item: { price: { N: "70" } } },
    { kind: "put", atMs: 9_000, region: "eu-west-1", key: "cart-1", item: { price: { N: "80" } } },
  ],
};
