import type { BlueGreenSchedule } from "four-of-six/cluster";

/** What goes wrong, and when. Hover over a name to see what may stand there. */
export const schedule: BlueGreenSchedule = {
  faults: [
    // for example { kind: "node-down", node: "green", fromMs: 6_200, untilMs: 9_000 }
  ],
  steps: [
    // for example { kind: "load", atMs: 4_000, commitsPerSecond: 800 }
  ],
};
