// The idea: bob's node is away from the beginning, and the coordinator fails too.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [
    { kind: "node-down", node: "P2", fromMs: 1_000, untilMs: 3_000 },
    { kind: "node-down", node: "C1", fromMs: 1_200 },
  ],
  steps: [],
};
