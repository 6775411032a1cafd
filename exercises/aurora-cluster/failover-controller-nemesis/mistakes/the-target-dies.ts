// The idea: the first target fails, so that a second one is needed.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "node-down", node: "db-1", fromMs: 4_500 },
    { kind: "node-down", node: "db-2", fromMs: 10_600 },
  ],
  steps: [],
};
