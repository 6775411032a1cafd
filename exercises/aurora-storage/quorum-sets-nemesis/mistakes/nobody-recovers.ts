// The idea: a wrong answer shows by itself, without a recovery.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 3 },
    { kind: "node-slow", node: "C", addedMs: 12, fromMs: 2, untilMs: 12 },
  ],
  steps: [{ kind: "replace-segment", atMs: 3, segment: "A" }],
};
