// The idea: blue has its old name, and nobody hears of it.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [{ kind: "zones-parted", zones: ["az-1", "region"], fromMs: 7_500, untilMs: 40_000 }],
  steps: [],
};
