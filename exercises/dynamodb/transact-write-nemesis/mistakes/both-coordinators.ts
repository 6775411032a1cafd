// The idea: nobody is left to finish it.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [
    { kind: "node-down", node: "P2", fromMs: 1_100, untilMs: 3_000 },
    { kind: "node-down", node: "C1", fromMs: 1_200 },
    { kind: "node-down", node: "C2", fromMs: 1_200 },
  ],
  steps: [],
};
