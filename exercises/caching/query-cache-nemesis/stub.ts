import type { DaxSchedule } from "four-of-six/dax";

/** What is asked, written and goes wrong, and when. Hover over a name to see what may stand there. */
export const schedule: DaxSchedule = {
  faults: [
    // for example { kind: "node-down", node: "dax-1", fromMs: 30_000, untilMs: 40_000 }
  ],
  steps: [
    // for example
    // { kind: "write", atMs: 20_000, client: "admin", via: "dax", write: { action: "delete", key: "camera#ben" } }
  ],
};
