// Right: db-2 opens the volume within milliseconds, and is cut off before it can say so.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "node-down", node: "db-1", fromMs: 4_500 },
    { kind: "zones-parted", zones: ["az-2", "region"], fromMs: 10_502, untilMs: 25_000 },
  ],
  steps: [],
};
