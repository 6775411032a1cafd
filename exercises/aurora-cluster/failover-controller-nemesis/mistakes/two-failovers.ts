// The idea: two failovers in a row are two attempts.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: [],
  steps: [
    { kind: "failover", atMs: 5_500 },
    { kind: "failover", atMs: 12_000 },
  ],
};
