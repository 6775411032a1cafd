// The idea: the fault hits what was written.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 30 },
    { kind: "node-slow", node: "C", addedMs: 12, fromMs: 30, untilMs: 40 },
  ],
  steps: [
    { kind: "recover", atMs: 41, instance: "writer-3" },
    { kind: "replace-segment", atMs: 41, segment: "A" },
  ],
};
