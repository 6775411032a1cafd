// The idea: the fault hits what was written.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "zone-down", zone: "az-2", fromMs: 30, untilMs: 40 },
    { kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 30 },
  ],
  steps: [{ kind: "recover", atMs: 41, instance: "writer-3" }],
};
