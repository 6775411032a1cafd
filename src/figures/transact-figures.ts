/** The figure of transactions. Drawn as a chart (`transact-charts.ts`). */
import type {
  ItemAction,
  TransactEvent,
  TransactScenario,
  TransactStep,
  TransactTrace,
} from "../core/dynamodb/index.ts";
import type { Fault } from "../core/kernel/faults.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";
import { TRANSACT_CHARTS } from "./transact-charts.ts";

type Words = (event: TransactEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/transact-words-ko.ts")).transactEventInKorean
      : (await import("../core/dynamodb/transact-words-en.ts")).transactEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const UNTIL_MS: Millis = 2_000;
const SEEN_MS: Millis = 1_800;
const READ_MS: Millis = 90;

const balance = (value: number) => ({ balance: { N: String(value) } });
const transfer = (from: string, to: string, by: number): readonly ItemAction[] => [
  { action: "add", key: from, attribute: "balance", by: -by, atLeast: by },
  { action: "add", key: to, attribute: "balance", by },
];
/** Somebody reads all three, again and again. */
const reads = (fromMs: Millis, untilMs: Millis): readonly TransactStep[] =>
  Array.from({ length: Math.max(0, Math.floor((untilMs - fromMs) / READ_MS)) }, (_, index) => ({
    kind: "transact-read",
    atMs: fromMs + index * READ_MS,
    via: "C2",
    keys: ["alice", "bob", "carol"],
  }));
const timeText = (atMs: Millis) => `${Math.round(atMs).toLocaleString("en")} ms`;

function press(scenario: TransactScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, fromMs + SEEN_MS);
  const lastMs = scenario.workload.findLast(({ kind }) => kind === "transact-read")?.atMs ?? 0;
  const changed = (change: Partial<TransactScenario>, en: string, ko: string): Forked => ({
    scenario: {
      ...scenario,
      ...change,
      workload: [...(change.workload ?? scenario.workload), ...reads(lastMs + READ_MS, untilMs)],
      untilMs,
    },
    isDown: false,
    notice: {
      en: `At ${timeText(atMs)} ${en} What follows was run again from here.`,
      ko: `${timeText(atMs)}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  const withFault = (node: string, forMs: Millis, en: string, ko: string) => {
    const fault: Fault = { kind: "node-down", node, fromMs, untilMs: fromMs + forMs };
    return changed({ faults: [...scenario.faults, fault] }, en, ko);
  };
  const withStep = (step: TransactStep, en: string, ko: string) =>
    changed({ workload: [...scenario.workload, step] }, en, ko);
  const moved = (from: string, to: string, by: number, en: string, ko: string) =>
    withStep({ kind: "transact", atMs: fromMs, via: "C2", actions: transfer(from, to, by) }, en, ko);
  switch (target.control as ChartControl) {
    case "crash-c1":
      return withFault("C1", 1_000, "C1 failed, for a second.", "C1이 1초 동안 멈췄습니다.");
    case "node-away":
      return withFault("P2", 500, "bob's node went away, for half a second.", "bob의 노드가 0.5초 동안 끊겼습니다.");
    case "transfer-back":
      return moved("bob", "alice", 10, "C2 was asked to move 10 from bob to alice.", "C2에 bob에게서 alice에게 10을 옮겨 달라고 했습니다."); // prettier-ignore
    case "too-much":
      return moved("alice", "bob", 500, "C2 was asked to move 500, which alice does not have.", "C2에 alice에게 없는 500을 옮겨 달라고 했습니다."); // prettier-ignore
    case "write-alice":
      return withStep(
        { kind: "write", atMs: fromMs, action: { action: "add", key: "alice", attribute: "balance", by: 5 } },
        "a single write added 5 to alice.",
        "단일 쓰기로 alice에 5를 더했습니다.",
      );
    default:
      return { scenario, isDown: false };
  }
}

export const TRANSACT_FIGURES: Readonly<Record<FiguresOf<"transact">, Figure>> = {
  "transact-write": {
    scenario: {
      seed: 2023,
      coordinators: 2,
      nodes: [
        { node: "P1", keys: [{ key: "alice", item: balance(100) }] },
        { node: "P2", keys: [{ key: "bob", item: balance(50) }] },
        { node: "P3", keys: [{ key: "carol", item: balance(20) }] },
      ],
      workload: [
        { kind: "transact", atMs: 100, via: "C1", actions: transfer("alice", "bob", 30) },
        { kind: "transact", atMs: 130, via: "C2", actions: transfer("bob", "carol", 20) },
        { kind: "transact", atMs: 400, via: "C2", actions: transfer("bob", "carol", 20) },
        { kind: "transact", atMs: 700, via: "C1", actions: transfer("alice", "carol", 40) },
        { kind: "write", atMs: 960, action: { action: "add", key: "alice", attribute: "balance", by: 5 } },
        ...reads(30, UNTIL_MS),
      ],
      faults: [{ kind: "node-down", node: "C1", fromMs: 760, untilMs: 1_700 }],
      untilMs: UNTIL_MS,
      model: {
        latency: [
          [0, 14],
          [1, 26],
        ],
        resendMs: 120,
        stalledMs: 400,
        clientTimeoutMs: 900,
      },
    } satisfies TransactScenario,
    pace: { screenMsPerMs: 12, pauseMsMax: 900 },
    // T1 holds both items.
    openingCount: (trace: TransactTrace) =>
      trace.findLastIndex(({ kind, atMs }) => kind === "item-prepared" && atMs < 250) + 1,
    prepare,
    async run(scenario: TransactScenario) {
      const { runTransactions } = await import("../core/dynamodb/transact-run.ts");
      return runTransactions(scenario);
    },
    eventText: (event: TransactEvent, locale) => words[locale]?.(event) ?? "",
    timeText,
    toggle: press,
    pressHint: {
      en: "The buttons do something at this moment.",
      ko: "버튼을 누르면 이 순간에 실행합니다.",
    },
    charts: TRANSACT_CHARTS,
    showsService: false,
  },
};
