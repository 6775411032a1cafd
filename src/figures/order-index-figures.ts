/** The figure of a table and the global index that follows it. Drawn as a chart (`order-index-charts.ts`). */
import type { IndexRunEvent, IndexRunScenario, IndexRunStep, IndexRunTrace, OrderIndexDesign } from "../core/dynamodb/index.ts"; // prettier-ignore
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";
import { ORDER_INDEX_CHARTS } from "./order-index-charts.ts";

type Words = (event: IndexRunEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/index-words-ko.ts")).indexEventInKorean
      : (await import("../core/dynamodb/index-words-en.ts")).indexEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const SECOND: Millis = 1_000;
/** As long as an index may take to catch up, and something after it. */
const SEEN_MS: Millis = 45 * SECOND;
const MORE_UNITS = 12;

/** The index that a run has at a time. */
function designAt({ design, steps }: IndexRunScenario, atMs: Millis): OrderIndexDesign {
  const last = steps.findLast((step) => step.kind === "new-index" && step.atMs <= atMs);
  return last?.kind === "new-index" ? last.design : design;
}

function press(scenario: IndexRunScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const withStep = (step: IndexRunStep, en: string, ko: string): Forked => {
    // A load that the reader sets stays.
    const kept = scenario.steps.filter((each) => each.atMs <= atMs || each.kind !== "load" || step.kind !== "load");
    return {
      scenario: {
        ...scenario,
        steps: [...kept, step].sort((a, b) => a.atMs - b.atMs),
        untilMs: Math.max(scenario.untilMs, fromMs + SEEN_MS),
      },
      isDown: false,
      notice: {
        en: `At ${clockText(atMs)} ${en} What follows was run again from here.`,
        ko: `${clockText(atMs)}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
      },
    };
  };
  const design = designAt(scenario, atMs);
  const load = (placeEveryMs: Millis, noteEveryMs: Millis): IndexRunStep => ({ atMs: fromMs, kind: "load", placeEveryMs, shipEveryMs: 0, noteEveryMs }); // prettier-ignore
  switch (target.control as ChartControl) {
    case "index-capacity":
      return withStep(
        { atMs: fromMs, kind: "capacity", writeUnits: MORE_UNITS },
        "the index got 12 write units a second.",
        "인덱스에 초당 쓰기 12단위를 주었습니다.",
      );
    case "index-keys-only":
      return withStep(
        { atMs: fromMs, kind: "new-index", design: { ...design, holds: "keys" } },
        "an index with the keys only took the old one's place.",
        "키만 담은 인덱스로 바꾸었습니다.",
      );
    case "index-sparse":
      return withStep(
        { atMs: fromMs, kind: "new-index", design: { ...design, key: "openSince" } },
        "an index of the open orders only, keyed by openSince, took the old one's place.",
        "처리 중인 주문만 담는, 키가 openSince인 인덱스로 바꾸었습니다.",
      );
    case "notes-only":
      return withStep(
        load(2 * SECOND, 2 * SECOND),
        "orders got notes instead of being shipped.",
        "주문을 발송하는 대신 메모를 쓰기 시작했습니다.",
      );
    case "no-writes":
      return withStep(load(0, 0), "all writes stopped.", "쓰기를 모두 멈추었습니다.");
    default:
      return { scenario, isDown: false };
  }
}

export const ORDER_INDEX_FIGURES: Readonly<Record<FiguresOf<"order-index">, Figure>> = {
  "secondary-indexes": {
    scenario: {
      seed: 7,
      tableWriteUnits: 12,
      indexWriteUnits: 6,
      waitingUnitsMax: 60,
      design: { key: "status", holds: "lines" },
      steps: [
        { atMs: 0, kind: "load", placeEveryMs: 2 * SECOND, shipEveryMs: 0, noteEveryMs: 0 },
        { atMs: 30 * SECOND, kind: "load", placeEveryMs: 2 * SECOND, shipEveryMs: 2 * SECOND, noteEveryMs: 0 },
        { atMs: 100 * SECOND, kind: "load", placeEveryMs: 2 * SECOND, shipEveryMs: 0, noteEveryMs: 0 },
      ],
      readEveryMs: 4 * SECOND,
      untilMs: 135 * SECOND,
    } satisfies IndexRunScenario,
    pace: { screenMsPerMs: 0.15, pauseMsMax: 900 },
    // The index keeps up, and the parcels have not begun to leave.
    openingCount: (trace: IndexRunTrace) => trace.filter(({ atMs }) => atMs <= 29 * SECOND).length,
    prepare,
    async run(scenario: IndexRunScenario) {
      const { runIndex } = await import("../core/dynamodb/index-run.ts");
      return runIndex(scenario);
    },
    eventText: (event: IndexRunEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons change something at this moment.",
      ko: "버튼을 누르면 이 순간에 바뀝니다.",
    },
    charts: ORDER_INDEX_CHARTS,
    showsService: false,
  },
};
