// The idea: a wrong answer shows by itself, without a recovery.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "zone-down", zone: "az-2", fromMs: 0, untilMs: 19 },
    { kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 0 },
  ],
  steps: [],
};
