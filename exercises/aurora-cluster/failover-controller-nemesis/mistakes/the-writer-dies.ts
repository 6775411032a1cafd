// The idea: a failover has two writers in it.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: [{ kind: "node-down", node: "db-1", fromMs: 5_000 }],
  steps: [],
};
