// The idea: a Region that misses everything for long.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [{ kind: "zone-down", zone: "ap-northeast-2", fromMs: 5_900, untilMs: 25_000 }],
  steps: [{ kind: "delete", atMs: 8_000, region: "us-east-1", key: "cart-1" }],
};
