// Right, and a line longer than need be: doubled messages change nothing here.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "zone-down", zone: "az-2", fromMs: 0, untilMs: 19 },
    { kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 0 },
    { kind: "messages-doubled", probability: 0.2, fromMs: 30 },
  ],
  steps: [{ kind: "recover", atMs: 13, instance: "writer-3" }],
};
