// The idea: taking the writer down is a crash.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "node-slow", node: "E", addedMs: 17, fromMs: 4, untilMs: 4.6 },
    { kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 1.9, untilMs: 2.7 },
    { kind: "node-down", node: "writer", fromMs: 14, untilMs: 22 },
  ],
  steps: [],
};
