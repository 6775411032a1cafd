// The idea: zones are called a, b and c.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [{ kind: "zone-down", zone: "az-4", fromMs: 1 }],
  steps: [{ kind: "recover", atMs: 13, instance: "writer-2" }],
};
