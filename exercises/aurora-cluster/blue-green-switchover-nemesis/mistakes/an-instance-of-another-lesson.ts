// The idea: the writer fails.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [{ kind: "node-down", node: "db-1", fromMs: 6_000, untilMs: 40_000 }],
  steps: [],
};
