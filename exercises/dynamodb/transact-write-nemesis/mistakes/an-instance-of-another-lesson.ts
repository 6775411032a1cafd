// The idea: the writer fails.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [{ kind: "node-down", node: "db-1", fromMs: 1_100, untilMs: 9_000 }],
  steps: [],
};
