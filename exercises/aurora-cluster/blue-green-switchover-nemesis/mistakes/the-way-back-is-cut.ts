// The idea: what undoes the rename does not arrive.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [
    { kind: "node-down", node: "green", fromMs: 8_400, untilMs: 35_200 },
    { kind: "zones-parted", zones: ["az-1", "region"], fromMs: 34_900, untilMs: 45_000 },
  ],
  steps: [],
};
