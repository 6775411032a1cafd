// The idea: the control plane itself goes down.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: [{ kind: "zone-down", zone: "region", fromMs: 5_000 }],
  steps: [],
};
