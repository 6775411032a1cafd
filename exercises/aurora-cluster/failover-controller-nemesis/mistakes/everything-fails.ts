// The idea: the more fails, the sooner it breaks.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "zone-down", zone: "az-1", fromMs: 3_000 },
    { kind: "zone-down", zone: "az-2", fromMs: 3_000 },
    { kind: "zone-down", zone: "az-3", fromMs: 3_000 },
  ],
  steps: [],
};
