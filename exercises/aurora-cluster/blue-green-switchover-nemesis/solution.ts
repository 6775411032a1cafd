import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  // Blue has its old name at 22 s, and says so at 36 s: a second after the roll back has begun. The order to take its name
  // back is slow too. What is said from 36.5 s on is not, so that blue hears that first.
  faults: [{ kind: "node-slow", node: "blue", addedMs: 14_000, fromMs: 6_900, untilMs: 36_200 }],
  steps: [],
};
