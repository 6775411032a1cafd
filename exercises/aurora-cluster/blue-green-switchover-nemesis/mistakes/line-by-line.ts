// The idea: many small faults find the spot.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: Array.from({ length: 15 }, (_, index) => ({
    kind: "node-slow" as const,
    node: "blue",
    addedMs: 14_000,
    fromMs: 6_900 + index * 2_000,
    untilMs: index === 14 ? 36_200 : 8_900 + index * 2_000,
  })),
  steps: [],
};
