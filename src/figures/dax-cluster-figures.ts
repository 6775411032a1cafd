/**
 * The figure of a DAX cluster of several nodes, drawn as a chart (`dax-cluster-charts.ts`): 300 reads a second of one item,
 * first past the cluster, then through it, and a primary that fails.
 */
import type { DaxEvent, DaxScenario, DaxStep, DaxTrace } from "../core/dax/index.ts";
import type { Fault, Millis, NodeId } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { DAX_CLUSTER_CHARTS } from "./dax-cluster-charts.ts";
import { daxClusterStory } from "./dax-cluster-story.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";

type Words = (event: DaxEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dax/dax-words-ko.ts")).daxEventInKorean
      : (await import("../core/dax/dax-words-en.ts")).daxEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const KEY = "sale#page";
const NODES: readonly NodeId[] = ["dax-1", "dax-2", "dax-3", "dax-4", "dax-5"];
const SHOPS: readonly NodeId[] = ["shop-1", "shop-2", "shop-3"];
/** 300 reads a second: each shop reads a hundred times. */
const EVERY_MS: Millis = 10;
const UNTIL_MS: Millis = 24_000;
const THROUGH_MS: Millis = 4_000;
const CRASH_MS: Millis = 12_000;
/** Long enough for a failover, and something after it. */
const SEEN_MS: Millis = 10_000;
const TTL_MS: Millis = 2_000;
const WRITE_EVERY_MS: Millis = 4_000;

const polls = (fromMs: Millis, untilMs: Millis, how: "past" | "through" | "strong"): DaxStep[] =>
  SHOPS.map((client, place) => ({
    kind: "poll",
    // The shops do not ask at the same moment.
    atMs: fromMs + place * 3,
    everyMs: EVERY_MS,
    untilMs: Math.max(untilMs - EVERY_MS, fromMs + place * 3),
    client,
    keys: [KEY],
    ...(how === "past" && { via: "table" }),
    ...(how === "strong" && { mode: "strong" }),
  }));

const writes = (fromMs: Millis, untilMs: Millis): DaxStep[] =>
  Array.from({ length: Math.max(0, Math.ceil((untilMs - fromMs) / WRITE_EVERY_MS)) }, (_, index) => ({
    kind: "write",
    atMs: fromMs + index * WRITE_EVERY_MS,
    client: "admin",
    via: "dax",
    write: { action: "put", key: KEY, item: { price: { N: String(10 + index) } } },
  }));

/** How the shops read at a time. */
function howAt(scenario: DaxScenario, atMs: Millis): "past" | "through" | "strong" {
  const last = scenario.steps.findLast((step) => step.kind === "poll" && step.atMs - 9 <= atMs);
  if (last?.kind !== "poll") return "through";
  return last.via === "table" ? "past" : last.mode === "strong" ? "strong" : "through";
}

function press(scenario: DaxScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, fromMs + SEEN_MS);
  const forked = (change: Partial<DaxScenario>, en: string, ko: string): Forked => ({
    scenario: { ...scenario, untilMs, ...change },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  /** The steps so far, and what the shops and the writer do from here on. */
  const reading = (how: "past" | "through" | "strong"): DaxStep[] => {
    const before = scenario.steps.flatMap((step): DaxStep[] => {
      if (step.kind === "poll") return step.atMs >= fromMs ? [] : [{ ...step, untilMs: Math.max(step.atMs, Math.min(step.untilMs, fromMs)) }]; // prettier-ignore
      return [step];
    });
    const lastMs = scenario.steps.findLast(({ kind }) => kind === "write")?.atMs ?? 0;
    return [...before, ...writes(lastMs + WRITE_EVERY_MS, untilMs), ...polls(fromMs, untilMs, how)];
  };
  const now = howAt(scenario, atMs);
  const withStep = (steps: readonly DaxStep[], en: string, ko: string) => forked({ steps: [...reading(now), ...steps] }, en, ko); // prettier-ignore
  const ttl = (ttlMs: Millis): DaxStep[] =>
    NODES.map((node) => ({ kind: "restart", atMs: fromMs, node, itemCache: { capacity: 9, ttlMs } }));
  const resize = (count: number): DaxStep[] => [{ kind: "resize", atMs: fromMs, nodes: NODES.slice(0, count) }];
  switch (target.control as ChartControl) {
    case "read-past":
      return forked({ steps: reading("past") }, "the shops went past DAX.", "상점들이 DAX를 우회해 읽기 시작했습니다."); // prettier-ignore
    case "read-through":
      return forked({ steps: reading("through") }, "the shops read through DAX.", "상점들이 DAX를 거쳐 읽기 시작했습니다."); // prettier-ignore
    case "read-strong":
      return forked({ steps: reading("strong") }, "the shops read through DAX, strongly consistent.", "상점들이 DAX를 거쳐 강력히 일관되게 읽기 시작했습니다."); // prettier-ignore
    case "nodes-1":
      return withStep(resize(1), "the cluster was made one node.", "클러스터가 노드 하나가 되었습니다.");
    case "nodes-3":
      return withStep(resize(3), "the cluster was made three nodes.", "클러스터가 노드 셋이 되었습니다.");
    case "nodes-5":
      return withStep(resize(5), "the cluster was made five nodes.", "클러스터가 노드 다섯이 되었습니다.");
    case "ttl-short":
      return withStep(
        ttl(200),
        "all nodes began anew with a TTL of 0.2 s.",
        "모든 노드가 TTL 0.2초로 새로 시작했습니다.",
      );
    case "crash-primary": {
      const down: Fault[] = NODES.slice(0, 2).map((node) => ({ kind: "node-down", node, fromMs }));
      const fault = scenario.faults.length === 0 || fromMs <= CRASH_MS ? down[0] : down[1];
      const faults = scenario.faults.filter((each) => each.fromMs < fromMs);
      return forked(
        { steps: reading(now), faults: fault === undefined ? faults : [...faults, fault] },
        fault === down[1] ? "dax-2 failed." : "dax-1 failed.",
        fault === down[1] ? "dax-2에 장애가 났습니다." : "dax-1에 장애가 났습니다.",
      );
    }
    default:
      return { scenario, isDown: false };
  }
}

export const DAX_CLUSTER_FIGURES: Readonly<Record<FiguresOf<"dax-cluster">, Figure>> = {
  "dax-cluster": {
    scenario: {
      seed: 3,
      nodes: NODES.map((node, place) => ({ node, zone: `az-${(place % 3) + 1}` })),
      memberCount: 3,
      clients: [...SHOPS, "admin"].map((client, place) => ({ client, zone: `az-${(place % 3) + 1}` })),
      itemCache: { capacity: 9, ttlMs: TTL_MS },
      partition: { readUnitsPerSecond: 3_000, itemBytes: 102_400 },
      countEveryMs: 1_000,
      items: [{ key: KEY, item: { price: { N: "9" } } }],
      steps: [...polls(0, THROUGH_MS, "past"), ...polls(THROUGH_MS, UNTIL_MS, "through"), ...writes(5_500, UNTIL_MS)],
      faults: [{ kind: "node-down", node: "dax-1", fromMs: CRASH_MS }],
      untilMs: UNTIL_MS,
    } satisfies DaxScenario,
    pace: { screenMsPerMs: 0.8, pauseMsMax: 700 },
    // The shops read through DAX, and nothing has failed yet.
    openingCount: (trace: DaxTrace) => trace.filter(({ atMs }) => atMs <= 8_000).length,
    prepare,
    async run(scenario: DaxScenario) {
      const { runDax } = await import("../core/dax/dax-run.ts");
      return daxClusterStory(runDax(scenario));
    },
    eventText: (event: DaxEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons change what happens from this moment on.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다.",
    },
    charts: DAX_CLUSTER_CHARTS,
    showsService: false,
  },
};
