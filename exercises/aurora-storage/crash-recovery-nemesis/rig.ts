import * as crashRecovery from "../crash-recovery/mistakes/highest-complete-segment.ts";
import { volumeNemesisRig } from "../nemesis-rig.ts";

export const rig = volumeNemesisRig({
  figure: "crash-recovery",
  base: {
    seed: 2018,
    groupCount: 1,
    workload: [
      { kind: "write", atMs: 2, pages: [1], commits: "T1" },
      { kind: "write", atMs: 2.4, pages: [1], commits: "T2" },
      { kind: "write", atMs: 2.8, pages: [1], commits: "T3" },
      { kind: "write", atMs: 3.2, pages: [1], commits: "T4" },
      { kind: "write", atMs: 3.6, pages: [1], commits: "T5" },
      { kind: "write", atMs: 4, pages: [1], commits: "T6" },
    ],
    faults: [],
    untilMs: 60,
    model: { resendMs: 10, gossipMs: 500, backgroundMs: 1_000 },
  },
  wrong: { crashRecovery },
  shortest: 3,
});
