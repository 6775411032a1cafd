import type { NemesisSchedule } from "four-of-six/cluster";

/** What goes wrong, and when. Hover over a name to see what may stand there. */
export const schedule: NemesisSchedule = {
  faults: [
    // for example { kind: "node-down", node: "db-1", fromMs: 5_000 }
  ],
  steps: [
    // for example { kind: "failover", atMs: 5_000 }
  ],
};
