// The idea: a switchover that rolls back goes wrong.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [],
  steps: [{ kind: "trouble", atMs: 5_100, forMs: 60_000, trouble: "replication-stopped" }],
};
