/** The runs that the figures of a volume show. */
import type { VolumeScenario } from "../core/aurora/volume.ts";
import type { FiguresOf } from "./kinds.ts";

export const STORAGE_SCENARIOS: Readonly<Record<FiguresOf<"storage">, VolumeScenario>> = {
  "six-copies": {
    seed: 9,
    groupCount: 1,
    workload: [
      { kind: "write", atMs: 0.4, pages: [1], commits: "T1" },
      { kind: "write", atMs: 4.2, pages: [1], commits: "T2" },
      { kind: "write", atMs: 8.2, pages: [1], commits: "T3" },
      { kind: "quorum-read", atMs: 9.6, group: 1 },
    ],
    faults: [
      { kind: "zone-down", zone: "az-3", fromMs: 3.6 },
      { kind: "node-down", node: "D", fromMs: 7.6, untilMs: 12 },
    ],
    model: { resendMs: 3.1 },
    untilMs: 15.4,
  },
  "write-path": {
    seed: 3,
    groupCount: 1,
    workload: [
      { kind: "write", atMs: 0.3, pages: [1, 1], commits: "T1" },
      { kind: "write", atMs: 1.5, pages: [1], commits: "T2" },
      { kind: "write", atMs: 2.9, pages: [1, 1], commits: "T3" },
    ],
    faults: [{ kind: "node-slow", node: "F", addedMs: 0.6, fromMs: 0 }],
    untilMs: 6.5,
  },
  "read-routing": {
    seed: 11,
    groupCount: 1,
    workload: [
      { kind: "write", atMs: 0.3, pages: [1], commits: "T1" },
      { kind: "write", atMs: 2.4, pages: [1], commits: "T2" },
      { kind: "read", atMs: 5.2, page: 1 },
      { kind: "read", atMs: 6.6, page: 1 },
      { kind: "read", atMs: 8.4, page: 1 },
      { kind: "read", atMs: 15, page: 1 },
    ],
    faults: [
      { kind: "node-down", node: "A", fromMs: 2, untilMs: 5 },
      { kind: "node-slow", node: "B", addedMs: 2.2, fromMs: 8, untilMs: 13 },
    ],
    model: { gossipMs: 10.5, backgroundMs: 1000 },
    untilMs: 17,
  },
  "gossip-repair": {
    seed: 5,
    groupCount: 1,
    workload: [
      { kind: "write", atMs: 0.3, pages: [1], commits: "T1" },
      { kind: "write", atMs: 2.3, pages: [1], commits: "T2" },
      { kind: "write", atMs: 4, pages: [1], commits: "T3" },
      { kind: "write", atMs: 6.6, pages: [1], commits: "T4" },
    ],
    faults: [
      { kind: "node-down", node: "E", fromMs: 2, untilMs: 6.2 },
      { kind: "node-down", node: "C", fromMs: 3.8, untilMs: 6.2 },
    ],
    model: { gossipMs: 7, resendMs: 100, backgroundMs: 1000 },
    untilMs: 20,
  },
  "crash-recovery": {
    seed: 4,
    groupCount: 1,
    workload: [
      { kind: "write", atMs: 0.3, pages: [1], commits: "T1" },
      { kind: "write", atMs: 2.2, pages: [1, 2], commits: "T2" },
      { kind: "write", atMs: 4.4, pages: [1], commits: "T3" },
      { kind: "crash", atMs: 5.3 },
      { kind: "recover", atMs: 6.5, instance: "writer-2" },
      { kind: "write", atMs: 13, pages: [2], commits: "T4" },
    ],
    faults: [
      { kind: "node-down", node: "F", fromMs: 2, untilMs: 6.2 },
      { kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 4.2, untilMs: 6.2 },
      { kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 4.2, untilMs: 6.2 },
      { kind: "node-slow", node: "A", addedMs: 1.2, fromMs: 6.4, untilMs: 12 },
      { kind: "node-slow", node: "B", addedMs: 1.5, fromMs: 6.4, untilMs: 12 },
    ],
    model: { allocationLimit: 20, gossipMs: 11, backgroundMs: 1000, resendMs: 30 },
    untilMs: 19,
  },
  "quorum-sets": {
    seed: 8,
    groupCount: 1,
    workload: [
      { kind: "write", atMs: 0.3, pages: [1], commits: "T1" },
      { kind: "replace-segment", atMs: 3, segment: "F" },
      { kind: "write", atMs: 3.2, pages: [1], commits: "T2" },
      { kind: "write", atMs: 7, pages: [2], commits: "T3" },
      { kind: "write", atMs: 13.6, pages: [1], commits: "T4" },
    ],
    faults: [{ kind: "node-down", node: "F", fromMs: 2 }],
    model: { controlMs: 2, hydrateMs: 4, gossipMs: 9, backgroundMs: 1000, resendMs: 6 },
    untilMs: 18,
  },
};
