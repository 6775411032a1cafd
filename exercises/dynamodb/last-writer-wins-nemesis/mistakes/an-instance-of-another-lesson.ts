// The idea: the writer fails.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [{ kind: "node-down", node: "db-1", fromMs: 5_900, untilMs: 25_000 }],
  steps: [{ kind: "delete", atMs: 8_000, region: "us-east-1", key: "cart-1" }],
};
