// Right, with a line more: the way from C1 to bob's node is cut, and C1 is slow to notice anything.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [
    { kind: "zones-parted", zones: ["C1", "P2"], fromMs: 1_104, untilMs: 6_000 },
    { kind: "zones-parted", zones: ["C1", "P1"], fromMs: 1_150, untilMs: 6_000 },
    { kind: "zone-down", zone: "C1", fromMs: 1_250, untilMs: 9_000 },
  ],
  steps: [],
};
