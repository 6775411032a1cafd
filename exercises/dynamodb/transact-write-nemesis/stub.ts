import type { TransactSchedule } from "four-of-six/dynamodb";

/** What goes wrong, and when. Hover over a name to see what may stand there. */
export const schedule: TransactSchedule = {
  faults: [
    // for example { kind: "node-down", node: "C1", fromMs: 2_000, untilMs: 9_000 }
  ],
  steps: [
    // for example { kind: "write", atMs: 4_000, action: { action: "add", key: "alice", attribute: "balance", by: 5 } }
  ],
};
