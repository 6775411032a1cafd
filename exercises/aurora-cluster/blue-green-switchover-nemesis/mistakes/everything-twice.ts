// The idea: an answer that comes twice is counted twice.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [{ kind: "messages-doubled", probability: 1, fromMs: 0 }],
  steps: [{ kind: "trouble", atMs: 5_100, forMs: 60_000, trouble: "replication-stopped" }],
};
