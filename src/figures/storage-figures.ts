/** Figures of a volume and its writer. */
import type { StorageEvent, StorageTrace } from "../core/aurora/index.ts";
import type { VolumeScenario } from "../core/aurora/volume.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import {
  countToNth,
  type FaultTarget,
  type Figure,
  type Forked,
  type PressTarget,
  type StorageFigureName,
} from "./figures.ts";
import { forkVolume, instantAfter } from "./fork.ts";

type EventWords = (event: StorageEvent) => string;

/**
 * Every sentence in two languages weighs more than the figure. A page carries those of its own run (`texts`); the rest,
 * in its own language, is fetched when a reader makes another one. A build has all of them from the start.
 */
const wordsOf: Partial<Record<WordsLocale, EventWords>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  wordsOf[locale] ??=
    locale === "ko"
      ? (await import("../core/aurora/storage-words-ko.ts")).storageEventInKorean
      : (await import("../core/aurora/storage-words-en.ts")).storageEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const storageRun: Pick<Figure, "run" | "eventText" | "prepare"> = {
  prepare,
  async run(scenario: VolumeScenario) {
    const { runVolume } = await import("../core/aurora/volume.ts");
    return runVolume(scenario);
  },
  eventText(event: StorageEvent, locale: WordsLocale) {
    return wordsOf[locale]?.(event) ?? "";
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

/** Lets a run go on after a change for as long as it takes to see what comes of it. */
function forkFor(lastsMs: Millis) {
  return (scenario: VolumeScenario, target: FaultTarget, atMs: Millis): Forked => {
    const forked = forkVolume(scenario, target, atMs);
    return { ...forked, scenario: { ...forked.scenario, untilMs: Math.max(scenario.untilMs, atMs + lastsMs) } };
  };
}

/** Crashes the writer right after `atMs`, and lets the next instance recover; or takes down what was pressed. */
function forkOrCrash(scenario: VolumeScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return forkVolume(scenario, target, atMs);
  const crashAtMs = instantAfter(atMs);
  const past = scenario.workload.filter(
    (step) => step.atMs <= atMs || (step.kind !== "crash" && step.kind !== "recover"),
  );
  const recoveryCount = past.filter(({ kind }) => kind === "recover").length;
  const instance = INSTANCE_NAMES[(recoveryCount + 1) % INSTANCE_NAMES.length] as string;
  return {
    scenario: {
      ...scenario,
      workload: [...past, { kind: "crash", atMs: crashAtMs }, { kind: "recover", atMs: crashAtMs + 2, instance }],
      untilMs: Math.max(scenario.untilMs, crashAtMs + 12),
    },
    isDown: true,
  };
}

const INSTANCE_NAMES = ["writer", "writer-2", "writer-3"];

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

  "read-routing": {
    ...storageRun,
    showsService: false,
    toggle: forkFor(12),
    scenario: {
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
    pace: { screenMsPerMs: 1500, pauseMsMax: 1000 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "page-answered", 1),
  },

  "gossip-repair": {
    ...storageRun,
    showsService: false,
    toggle: forkFor(24),
    scenario: {
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
    pace: { screenMsPerMs: 1500, pauseMsMax: 1000 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "gossip-asked", 1),
  },

  "crash-recovery": {
    ...storageRun,
    showsService: false,
    showsCrash: true,
    toggle: forkOrCrash,
    scenario: {
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
    pace: { screenMsPerMs: 1400, pauseMsMax: 1000 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "writer-crashed", 1),
  },

  "quorum-sets": {
    ...storageRun,
    showsService: false,
    toggle: forkVolume,
    scenario: {
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
    pace: { screenMsPerMs: 1400, pauseMsMax: 1000 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "membership-changed", 1),
  },
};
