/** Figures of a volume and its writer. */
import { storageEventText } from "../core/aurora/storage-words.ts";
import type { StorageEvent, StorageTrace } from "../core/aurora/index.ts";
import type { VolumeScenario } from "../core/aurora/volume.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { countToNth, type FaultTarget, type Figure, type Forked, type StorageFigureName } from "./figures.ts";
import { forkVolume } from "./fork.ts";

const storageRun: Pick<Figure, "run" | "eventText"> = {
  async run(scenario: VolumeScenario) {
    const { runVolume } = await import("../core/aurora/volume.ts");
    return runVolume(scenario);
  },
  eventText(event: StorageEvent, locale: WordsLocale) {
    return storageEventText(event, locale);
  },
};

/** One write and one recovery read after everything else, where the run has nothing left to do. */
function writeAndReadOnce(scenario: VolumeScenario, afterMs: number): VolumeScenario {
  if (scenario.workload.some((step) => step.atMs > afterMs)) return scenario;
  const transactionCount = scenario.workload.filter((step) => step.kind === "write").length;
  return {
    ...scenario,
    untilMs: Math.max(scenario.untilMs, afterMs + 6),
    workload: [
      ...scenario.workload,
      { kind: "write", atMs: afterMs + 0.6, pages: [1], commits: `T${transactionCount + 1}` },
      { kind: "quorum-read", atMs: afterMs + 0.7, group: 1 },
    ],
  };
}

export const STORAGE_FIGURES: Readonly<Record<StorageFigureName, Figure>> = {
  "six-copies": {
    ...storageRun,
    showsService: true,
    scenario: {
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
    pace: { screenMsPerMs: 1500, pauseMsMax: 900 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "read-quorum-met", 1),
    toggle(scenario: VolumeScenario, target: FaultTarget, atMs: Millis): Forked {
      const forked = forkVolume(scenario, target, atMs);
      return { ...forked, scenario: writeAndReadOnce(forked.scenario, atMs) };
    },
  },

  "write-path": {
    ...storageRun,
    showsService: false,
    toggle: forkVolume,
    scenario: {
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
    pace: { screenMsPerMs: 1800, pauseMsMax: 1200 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "commit-answered", 1),
  },
};
