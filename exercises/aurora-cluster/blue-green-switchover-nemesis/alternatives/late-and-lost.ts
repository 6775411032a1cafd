// Right, with a line more: the answer is late, and the order to take the name back is lost.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [
    { kind: "node-slow", node: "blue", addedMs: 13_900, fromMs: 6_900, untilMs: 34_950 },
    { kind: "zones-parted", zones: ["az-1", "region"], fromMs: 34_900, untilMs: 35_700 },
  ],
  steps: [],
};
