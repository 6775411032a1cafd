import * as quorumSets from "../quorum-sets/mistakes/four-of-seven.ts";
import { volumeNemesisRig } from "../nemesis-rig.ts";

export const rig = volumeNemesisRig({
  figure: "quorum-sets",
  base: {
    seed: 2018,
    groupCount: 1,
    workload: [
      { kind: "write", atMs: 1, pages: [1], commits: "T1" },
      { kind: "write", atMs: 4, pages: [1], commits: "T2" },
      { kind: "write", atMs: 7, pages: [1, 2], commits: "T3" },
      { kind: "write", atMs: 10, pages: [1], commits: "T4" },
      { kind: "write", atMs: 13, pages: [1], commits: "T5" },
    ],
    faults: [],
    untilMs: 60,
    model: { resendMs: 10, gossipMs: 500, backgroundMs: 1_000 },
  },
  wrong: { quorumSets },
  shortest: 4,
});
