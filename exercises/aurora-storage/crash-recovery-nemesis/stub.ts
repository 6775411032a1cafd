import type { NemesisSchedule } from "four-of-six/aurora";

/** What goes wrong, and when. Hover over a name to see what may stand there. */
export const schedule: NemesisSchedule = {
  faults: [
    // for example { kind: "node-down", node: "F", fromMs: 2, untilMs: 9 }
  ],
  steps: [
    // for example { kind: "crash", atMs: 5 }
  ],
};
