// Right: it may as well be bob who has the money already.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [
    { kind: "node-down", node: "P1", fromMs: 1_105, untilMs: 1_400 },
    { kind: "node-down", node: "C1", fromMs: 1_145, untilMs: 15_000 },
  ],
  steps: [],
};
