/** Figures of a volume and its writer. Their runs are in `storage-scenarios.ts`: a page carries its own, not all. */
import type { StorageEvent, StorageTrace } from "../core/aurora/index.ts";
import type { VolumeScenario } from "../core/aurora/volume.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { countToNth, type FaultTarget, type FigureBehaviour, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
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

const storageRun: Pick<FigureBehaviour, "run" | "eventText" | "prepare" | "slowMs"> = {
  slowMs: 2,
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

export const STORAGE_FIGURES: Readonly<Record<FiguresOf<"storage">, FigureBehaviour>> = {
  "six-copies": {
    ...storageRun,
    showsService: true,
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
    pace: { screenMsPerMs: 1800, pauseMsMax: 1200 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "commit-answered", 1),
  },

  "read-routing": {
    ...storageRun,
    showsService: false,
    toggle: forkFor(12),
    pace: { screenMsPerMs: 1500, pauseMsMax: 1000 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "page-answered", 1),
  },

  "gossip-repair": {
    ...storageRun,
    showsService: false,
    toggle: forkFor(24),
    pace: { screenMsPerMs: 1500, pauseMsMax: 1000 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "gossip-asked", 1),
  },

  "crash-recovery": {
    ...storageRun,
    showsService: false,
    showsCrash: true,
    toggle: forkOrCrash,
    pace: { screenMsPerMs: 1400, pauseMsMax: 1000 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "writer-crashed", 1),
  },

  "quorum-sets": {
    ...storageRun,
    showsService: false,
    toggle: forkVolume,
    pace: { screenMsPerMs: 1400, pauseMsMax: 1000 },
    openingCount: (trace: StorageTrace) => countToNth(trace, "membership-changed", 1),
  },
};
