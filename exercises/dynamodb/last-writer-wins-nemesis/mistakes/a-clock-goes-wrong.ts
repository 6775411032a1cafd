// The idea: a clock that is twenty seconds ahead.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [],
  steps: [
    { kind: "clock", atMs: 2_000, region: "ap-northeast-2", skewMs: 20_000 },
    { kind: "put", atMs: 5_000, region: "ap-northeast-2", key: "cart-1", item: { price: { N: "70" } } },
    { kind: "delete", atMs: 8_000, region: "us-east-1", key: "cart-1" },
  ],
};
