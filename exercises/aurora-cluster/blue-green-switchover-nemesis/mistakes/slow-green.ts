// The idea: green has a name to give back too.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [{ kind: "node-slow", node: "green", addedMs: 13_500, fromMs: 8_400, untilMs: 36_700 }],
  steps: [],
};
