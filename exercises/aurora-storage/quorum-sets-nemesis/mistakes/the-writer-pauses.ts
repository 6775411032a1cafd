// The idea: taking the writer down is a crash.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 3 },
    { kind: "node-slow", node: "C", addedMs: 12, fromMs: 2, untilMs: 12 },
    { kind: "node-down", node: "writer", fromMs: 14, untilMs: 22 },
  ],
  steps: [],
};
