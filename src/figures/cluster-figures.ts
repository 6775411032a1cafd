/** Figures of a cluster. */
import type { ClusterScenario, ClusterStep, ClusterTrace, ClusterEvent } from "../core/cluster/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { secondsText, type WordsLocale } from "../core/kernel/words.ts";
import { clusterStory } from "./cluster-shapes.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { forkVolume } from "./fork.ts";

type EventWords = (event: ClusterEvent) => string;

/** As for the figures of a volume: the rest of a language is fetched when a reader makes another run. */
const wordsOf: Partial<Record<WordsLocale, EventWords>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  wordsOf[locale] ??=
    locale === "ko"
      ? (await import("../core/cluster/cluster-words-ko.ts")).clusterEventInKorean
      : (await import("../core/cluster/cluster-words-en.ts")).clusterEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

/** After a reader's change there is time for a whole failover. */
const SEEN_MS: Millis = 40_000;

/** Two applications that write and one that reads, every two seconds each. The same up to any time, whatever follows. */
function traffic(untilMs: Millis): readonly ClusterStep[] {
  const steps: ClusterStep[] = [];
  for (let round = 0; round * 2_000 + 1_200 < untilMs; round++) {
    const atMs = round * 2_000;
    const page = (round % 3) + 1;
    steps.push(
      { kind: "write", atMs: atMs + 400, client: "orders", pages: [page], transaction: `T${round + 1}` },
      { kind: "write", atMs: atMs + 800, client: "legacy", pages: [page], transaction: `L${round + 1}` },
      { kind: "read", atMs: atMs + 1_200, client: "reports", page },
    );
  }
  return steps;
}

const FAILOVER: ClusterScenario = {
  seed: 7,
  instances: [
    { instance: "db-1", zone: "az-1", tier: 0 },
    { instance: "db-2", zone: "az-2", tier: 1 },
    { instance: "db-3", zone: "az-3", tier: 1, memoryGib: 32 },
  ],
  clients: [
    { client: "orders", zone: "az-2", endpoint: "cluster", timeoutMs: 2_000 },
    { client: "legacy", zone: "az-3", endpoint: "cluster", timeoutMs: 2_000, dnsCacheMs: 60_000 },
    { client: "reports", zone: "az-1", endpoint: "reader", timeoutMs: 2_000 },
  ],
  workload: traffic(48_000),
  faults: [{ kind: "node-down", node: "db-1", fromMs: 5_000, untilMs: 34_000 }],
  untilMs: 48_000,
};

/** An order, a page view, a report and a batch job, every two seconds; the last two open a connection each time. */
function visits(untilMs: Millis): readonly ClusterStep[] {
  const steps: ClusterStep[] = [];
  for (let round = 0; round * 2_000 + 1_600 < untilMs; round++) {
    const atMs = round * 2_000;
    const page = (round % 3) + 1;
    steps.push(
      { kind: "write", atMs: atMs + 400, client: "orders", pages: [page], transaction: `T${round + 1}` },
      { kind: "read", atMs: atMs + 800, client: "web", page },
      { kind: "read", atMs: atMs + 1_200, client: "reports", page },
      { kind: "disconnect", atMs: atMs + 1_300, client: "reports" },
      { kind: "read", atMs: atMs + 1_600, client: "batch", page },
      { kind: "disconnect", atMs: atMs + 1_700, client: "batch" },
    );
  }
  return steps;
}

const ENDPOINTS: ClusterScenario = {
  seed: 3,
  instances: [
    { instance: "db-1", zone: "az-1", tier: 1 },
    { instance: "db-2", zone: "az-2", tier: 2 },
    { instance: "db-3", zone: "az-3", tier: 0 },
  ],
  customEndpoints: {
    analytics: { kind: "custom", type: "READER", list: { kind: "static", instances: ["db-3"] } },
    jobs: { kind: "custom", type: "ANY", list: { kind: "exclusion", instances: ["db-1"] } },
  },
  clients: [
    { client: "orders", zone: "az-2", endpoint: "cluster", timeoutMs: 2_000 },
    { client: "web", zone: "az-2", endpoint: "reader", timeoutMs: 2_000 },
    { client: "reports", zone: "az-3", endpoint: "analytics", timeoutMs: 2_000 },
    { client: "batch", zone: "az-1", endpoint: "jobs", timeoutMs: 2_000 },
  ],
  workload: [...visits(34_000), { kind: "failover", atMs: 6_100 }],
  faults: [],
  untilMs: 34_000,
};

const clusterRun: Omit<Figure, "scenario" | "openingCount" | "toggle" | "pace"> = {
  prepare,
  async run(scenario: ClusterScenario) {
    const { runCluster } = await import("../core/cluster/cluster.ts");
    return clusterStory(runCluster(scenario));
  },
  eventText(event: ClusterEvent, locale: WordsLocale) {
    return wordsOf[locale]?.(event) ?? "";
  },
  timeText: secondsText,
  nodeText: String,
  pressHint: {
    en: "Click an instance or a zone to take it down at this moment, and again to bring it back.",
    ko: "인스턴스나 가용 영역을 누르면 이 순간에 중단되고, 다시 누르면 돌아옵니다.",
  },
  showsService: false,
};

/** Takes something down, or brings it back, and lets the clients go on for as long as it takes to see what comes of it. */
function fork(workloadUntil: (untilMs: Millis) => readonly ClusterStep[]) {
  return (scenario: ClusterScenario, target: PressTarget, atMs: Millis): Forked => {
    if ("control" in target || "link" in target) return { scenario, isDown: false };
    const { scenario: forked, isDown } = forkVolume(scenario as never, target, atMs);
    const untilMs = Math.max(scenario.untilMs, atMs + SEEN_MS);
    const { faults } = forked as unknown as ClusterScenario;
    return { scenario: { ...scenario, faults, workload: workloadUntil(untilMs), untilMs }, isDown };
  };
}

export const CLUSTER_FIGURES: Readonly<Record<FiguresOf<"cluster">, Figure>> = {
  failover: {
    ...clusterRun,
    scenario: FAILOVER,
    pace: { screenMsPerMs: 0.45, pauseMsMax: 1_100 },
    openingCount: (trace: ClusterTrace) => countToNth(trace, "promotion-ordered", 1),
    toggle: fork(traffic),
  },

  endpoints: {
    ...clusterRun,
    scenario: ENDPOINTS,
    pace: { screenMsPerMs: 0.45, pauseMsMax: 900 },
    openingCount: (trace: ClusterTrace) => countToNth(trace, "write-committed", 3),
    toggle: fork((untilMs) => [...visits(untilMs), { kind: "failover", atMs: 6_100 }]),
  },
};
