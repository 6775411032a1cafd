// The idea: one node is told to commit, and the other one is not.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [{ kind: "node-down", node: "P2", fromMs: 1_100, untilMs: 6_000 }],
  steps: [],
};
