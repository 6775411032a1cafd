// The idea: many small faults find the spot.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: Array.from({ length: 12 }, (_, second) => ({
    kind: "node-slow" as const,
    node: "db-2",
    addedMs: 3_000,
    fromMs: 1_000 + second * 2_000,
    untilMs: 3_000 + second * 2_000,
  })),
  steps: [{ kind: "failover", atMs: 5_500 }],
};
