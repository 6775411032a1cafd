import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  // db-2 gets its order, and takes so long over the volume that it is given up.
  faults: [{ kind: "node-slow", node: "db-2", addedMs: 3_000, fromMs: 1_000 }],
  steps: [{ kind: "failover", atMs: 5_500 }],
};
