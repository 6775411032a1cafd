/** Figures of a cluster. */
import type { ClusterScenario, ClusterStep, ClusterTrace, ClusterEvent } from "../core/cluster/index.ts";
import type { Fault, Millis } from "../core/kernel/index.ts";
import { secondsText, type WordsLocale } from "../core/kernel/words.ts";
import { clusterStory } from "./cluster-shapes.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { forkVolume, instantAfter } from "./fork.ts";
import { timeText } from "./strings.ts";

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

/** Two applications that write, one of them each second, by turns. */
function byTurns(untilMs: Millis): readonly ClusterStep[] {
  const steps: ClusterStep[] = [];
  for (let round = 0; round * 2_000 + 1_400 < untilMs; round++) {
    const page = (round % 3) + 1;
    const atMs = round * 2_000;
    steps.push(
      { kind: "write", atMs: atMs + 400, client: "orders", pages: [page], transaction: `T${round + 1}` },
      { kind: "write", atMs: atMs + 1_400, client: "web", pages: [page], transaction: `W${round + 1}` },
    );
  }
  return steps;
}

const FENCING: ClusterScenario = {
  seed: 11,
  instances: [
    { instance: "db-1", zone: "az-1", tier: 0 },
    { instance: "db-2", zone: "az-2", tier: 1 },
    { instance: "db-3", zone: "az-3", tier: 2 },
  ],
  clients: [
    { client: "orders", zone: "az-1", endpoint: "cluster", timeoutMs: 2_000 },
    { client: "web", zone: "az-2", endpoint: "cluster", timeoutMs: 2_000 },
  ],
  workload: byTurns(40_000),
  faults: [{ kind: "zones-parted", zones: ["az-1", "region"], fromMs: 4_200, untilMs: 32_000 }],
  untilMs: 40_000,
};

/** An application that writes each second, through a pool that gives up a connection after 5 s, and one that reads. */
function everySecond(untilMs: Millis): readonly ClusterStep[] {
  const steps: ClusterStep[] = [];
  for (let second = 0; second * 1_000 + 900 < untilMs; second++) {
    const page = (second % 3) + 1;
    const atMs = second * 1_000;
    steps.push(
      { kind: "write", atMs: atMs + 400, client: "orders", pages: [page], transaction: `T${second + 1}` },
      { kind: "read", atMs: atMs + 900, client: "web", page },
    );
    if (second % 5 === 4) steps.push({ kind: "disconnect", atMs: atMs + 600, client: "orders" });
  }
  return steps;
}

/** A patch, one instance after the other: the readers, then the writer where it is. Later an operator fails over. */
function patchedInTurn(untilMs: Millis): readonly ClusterStep[] {
  return [
    ...everySecond(untilMs),
    { kind: "crash", atMs: 3_000, instance: "db-2" },
    { kind: "crash", atMs: 9_000, instance: "db-3" },
    { kind: "crash", atMs: 15_000, instance: "db-1" },
    { kind: "failover", atMs: 26_100 },
  ];
}

const PATCHING: ClusterScenario = {
  seed: 11,
  instances: [
    { instance: "db-1", zone: "az-1", tier: 0 },
    { instance: "db-2", zone: "az-2", tier: 1 },
    { instance: "db-3", zone: "az-3", tier: 2 },
  ],
  clients: [
    { client: "orders", zone: "az-1", endpoint: "cluster", timeoutMs: 2_000 },
    { client: "web", zone: "az-2", endpoint: "reader", timeoutMs: 2_000 },
  ],
  workload: patchedInTurn(50_000),
  faults: [],
  untilMs: 50_000,
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

/** An order and a payment, each read back at once, and a page that others look at, every 120 ms. */
function ownWrites(untilMs: Millis): readonly ClusterStep[] {
  const steps: ClusterStep[] = [
    { kind: "read", atMs: 1, client: "shop", page: 1 },
    { kind: "read", atMs: 1, client: "account", page: 2 },
  ];
  for (let round = 0; round * 120 + 60 < untilMs; round++) {
    const atMs = round * 120 + 20;
    steps.push(
      { kind: "write", atMs, client: "shop", pages: [1], transaction: `T${round + 1}` },
      { kind: "read", atMs, client: "shop", page: 1 },
      { kind: "write", atMs: atMs + 10, client: "account", pages: [2], transaction: `A${round + 1}` },
      { kind: "read", atMs: atMs + 10, client: "account", page: 2 },
    );
    // With a new connection each time: to one reader or the other.
    for (const afterMs of [8, 20, 32])
      steps.push(
        { kind: "read", atMs: atMs + afterMs, client: "feed", page: 1 },
        { kind: "disconnect", atMs: atMs + afterMs + 6, client: "feed" },
      );
  }
  return steps;
}

const REPLICA_LAG: ClusterScenario = {
  seed: 45,
  instances: [
    { instance: "db-1", zone: "az-1" },
    { instance: "db-2", zone: "az-2" },
    { instance: "db-3", zone: "az-3" },
  ],
  clients: [
    { client: "shop", zone: "az-3", endpoint: "cluster", readEndpoint: "reader", timeoutMs: 120 },
    {
      client: "account",
      zone: "az-3",
      endpoint: "cluster",
      readEndpoint: "reader",
      timeoutMs: 120,
      consistency: "session",
    },
    { client: "feed", zone: "az-2", endpoint: "reader", timeoutMs: 120, dnsCacheMs: 0 },
  ],
  workload: [...ownWrites(340), { kind: "busy", atMs: 120, instance: "db-3", applyMs: 40 }],
  faults: [],
  untilMs: 340,
  followsReaders: true,
  model: { sessionWaitMs: 80 },
};

/** By how much a press slows a reader: for longer than a session waits. */
const BUSY_MS: Millis = 100;

/** Takes something down, or gives a reader other work, or ends that. */
function forkReaders(scenario: ClusterScenario, target: PressTarget, atMs: Millis): Forked {
  if ("control" in target) return { scenario, isDown: false };
  const untilMs = Math.max(scenario.untilMs, atMs + 300);
  const busy = scenario.workload.filter((step) => step.kind === "busy");
  if (!("link" in target)) {
    const { scenario: forked, isDown } = forkVolume(scenario as never, target, atMs);
    const { faults } = forked as unknown as ClusterScenario;
    return { scenario: { ...scenario, faults, workload: [...ownWrites(untilMs), ...busy], untilMs }, isDown };
  }
  const instance = target.link;
  const fromMs = instantAfter(atMs);
  const before = busy.findLast((step) => step.instance === instance && step.atMs <= fromMs);
  const applyMs = before === undefined || before.applyMs === 0 ? target.addedMs : 0;
  const step = { kind: "busy", atMs: fromMs, instance, applyMs } as const;
  // What was to come for this reader does not: it is the page's reader now who decides.
  const others = busy.filter((it) => it.instance !== instance || it.atMs < fromMs);
  return {
    scenario: { ...scenario, workload: [...ownWrites(untilMs), ...others, step], untilMs },
    isDown: applyMs > 0,
    notice:
      applyMs > 0
        ? {
            en: `You gave ${instance} other work at ${timeText(atMs)}: it applies the stream ${applyMs} ms late. What follows was run again from here.`,
            ko: `${timeText(atMs)}에 ${instance}에 다른 일을 주었습니다. 스트림을 ${applyMs} ms 늦게 적용합니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
          }
        : {
            en: `${instance} applies the stream as it comes from ${timeText(atMs)} on. What follows was run again.`,
            ko: `${timeText(atMs)}부터 ${instance}에서 스트림을 오는 대로 적용합니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
          },
  };
}

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

/** Cuts a zone off from the control plane, or ends that; takes an instance down, or brings it back. */
function forkCutOff(scenario: ClusterScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("zone" in target)) return fork(byTurns)(scenario, target, atMs);
  const { zone } = target;
  const fromMs = instantAfter(atMs);
  const isIt = (fault: Fault) =>
    fault.kind === "zones-parted" &&
    fault.zones.includes(zone) &&
    fault.fromMs <= atMs &&
    atMs < (fault.untilMs ?? Infinity);
  const isCut = scenario.faults.some(isIt);
  const faults: readonly Fault[] = isCut
    ? scenario.faults.map((fault) => (isIt(fault) ? { ...fault, untilMs: fromMs } : fault))
    : [...scenario.faults, { kind: "zones-parted", zones: [zone, "region"], fromMs }];
  const untilMs = Math.max(scenario.untilMs, atMs + SEEN_MS);
  const at = secondsText(atMs);
  return {
    scenario: { ...scenario, faults, workload: byTurns(untilMs), untilMs },
    isDown: !isCut,
    notice: isCut
      ? {
          en: `${zone} and the control plane reach each other again from ${at} on. What follows was run again from here.`,
          ko: `${at}부터 ${zone}과 컨트롤 플레인의 통신이 돌아옵니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
        }
      : {
          en: `You cut ${zone} off from the control plane at ${at}. What follows was run again from here.`,
          ko: `${at}에 ${zone}과 컨트롤 플레인 사이의 통신을 끊었습니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
        },
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

  fencing: {
    ...clusterRun,
    scenario: FENCING,
    pace: { screenMsPerMs: 0.45, pauseMsMax: 1_100 },
    openingCount: (trace: ClusterTrace) => countToNth(trace, "writer-changed", 1),
    toggle: forkCutOff,
    pressHint: {
      en: "Click a zone to cut it off from the control plane at this moment, an instance to take it down; again to undo it.",
      ko: "가용 영역을 누르면 이 순간에 컨트롤 플레인과의 통신이 끊기고, 인스턴스를 누르면 중단됩니다. 다시 누르면 돌아옵니다.",
    },
  },

  patching: {
    ...clusterRun,
    scenario: PATCHING,
    pace: { screenMsPerMs: 0.45, pauseMsMax: 900 },
    openingCount: (trace: ClusterTrace) => countToNth(trace, "instance-crashed", 3),
    toggle: fork(patchedInTurn),
  },

  endpoints: {
    ...clusterRun,
    scenario: ENDPOINTS,
    pace: { screenMsPerMs: 0.45, pauseMsMax: 900 },
    openingCount: (trace: ClusterTrace) => countToNth(trace, "write-committed", 3),
    toggle: fork((untilMs) => [...visits(untilMs), { kind: "failover", atMs: 6_100 }]),
  },

  "replica-lag": {
    ...clusterRun,
    scenario: REPLICA_LAG,
    pace: { screenMsPerMs: 110, pauseMsMax: 1_300 },
    timeText,
    slowMs: BUSY_MS,
    slowWords: {
      en: {
        label: "Slow readers instead",
        hint: "Click a reader to have it apply the stream 100 ms late, and again to make it as fast as before.",
      },
      ko: {
        label: "리더 늦추기",
        hint: "리더를 누르면 스트림을 100 ms 늦게 적용하고, 다시 누르면 원래대로 돌아옵니다.",
      },
    },
    openingCount: (trace: ClusterTrace) => countToNth(trace, "read-held", 1),
    toggle: forkReaders,
  },
};
