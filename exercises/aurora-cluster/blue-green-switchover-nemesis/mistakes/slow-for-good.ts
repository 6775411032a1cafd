// The idea: the slower the answers, the more of them are late.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [{ kind: "node-slow", node: "blue", addedMs: 14_000, fromMs: 6_900 }],
  steps: [],
};
