// The idea: the more fails, the sooner it breaks.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "zone-down", zone: "az-1", fromMs: 0 },
    { kind: "zone-down", zone: "az-2", fromMs: 0 },
    { kind: "zone-down", zone: "az-3", fromMs: 0 },
  ],
  steps: [{ kind: "recover", atMs: 20, instance: "writer-2" }],
};
