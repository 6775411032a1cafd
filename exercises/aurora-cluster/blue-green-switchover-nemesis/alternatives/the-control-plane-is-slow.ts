// Right: it makes no difference at which end the messages are slow.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [{ kind: "node-slow", node: "control", addedMs: 14_000, fromMs: 6_900, untilMs: 36_200 }],
  steps: [],
};
