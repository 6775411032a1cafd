// The idea: many small faults find the spot.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: Array.from({ length: 15 }, (_, index) => ({
    kind: "node-down" as const,
    node: index % 2 === 0 ? "P2" : "C1",
    fromMs: 1_100 + index * 50,
    untilMs: 1_150 + index * 50,
  })),
  steps: [],
};
