// The idea: the target cannot say that it has the volume.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "node-down", node: "db-1", fromMs: 4_500 },
    { kind: "zones-parted", zones: ["az-2", "region"], fromMs: 4_500 },
  ],
  steps: [],
};
