/** The figure of a query that is read page by page. Drawn as a chart (`query-charts.ts`). */
import type { QueryRead, QueryRunEvent, QueryRunTrace, QueryScenario, QueryStep } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";
import { QUERY_CHARTS } from "./query-charts.ts";

type Words = (event: QueryRunEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/query-words-ko.ts")).queryEventInKorean
      : (await import("../core/dynamodb/query-words-en.ts")).queryEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const SEEN_MS: Millis = 10_000;
/** What is asked for in the run that everybody sees; a button changes one thing of it. */
const OWN: QueryRead = { operation: "Query", by: "filter", limit: 50, isBackward: true };
const { limit: _, ...WITHOUT_LIMIT } = OWN;

function press(scenario: QueryScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const withRead = (read: QueryRead, en: string, ko: string, before: readonly QueryStep[] = []): Forked => ({
    scenario: {
      ...scenario,
      // What was to come is not asked for any more.
      steps: [...scenario.steps.filter((step) => step.atMs < fromMs), ...before, { atMs: fromMs, kind: "read", ...read }], // prettier-ignore
      untilMs: Math.max(scenario.untilMs, fromMs + SEEN_MS),
    },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} the query was begun anew, ${en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${ko} 쿼리를 새로 시작했습니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  switch (target.control as ChartControl) {
    case "stop-at-empty":
      return withRead(
        { ...OWN, isCareless: true },
        "by a caller that stops at an empty page.",
        "빈 페이지에서 멈추는 호출자로",
      );
    case "oldest-first":
      return withRead({ ...OWN, isBackward: false }, "oldest first.", "오래된 것부터");
    case "no-limit":
      return withRead(WITHOUT_LIMIT, "without Limit.", "Limit 없이");
    case "key-condition":
      return withRead(
        { ...OWN, by: "key" },
        "with a key condition on the index by-status instead of the filter.",
        "필터 대신 인덱스 by-status의 키 조건으로",
      );
    case "orders-8k":
      return withRead(WITHOUT_LIMIT, "without Limit, on orders of 8 KB.", "8 KB짜리 주문에 Limit 없이", [
        { atMs: fromMs, kind: "set-size", bytes: 8_192 },
      ]);
    default:
      return { scenario, isDown: false };
  }
}

export const QUERY_FIGURES: Readonly<Record<FiguresOf<"query">, Figure>> = {
  queries: {
    scenario: {
      // Eight of 400 are open: 121 to 128.
      orders: Array.from({ length: 400 }, (__, index) => ({ customer: "ann", isOpen: index >= 120 && index < 128 })),
      orderBytes: 1_024,
      steps: [
        // The history on the same screen: all orders, as many as it shows.
        { atMs: 500, kind: "read", ...OWN, by: "all", wanted: 50 },
        { atMs: 3_000, kind: "read", ...OWN },
      ],
      pageMs: 1_000,
      untilMs: 13_000,
    } satisfies QueryScenario,
    pace: { screenMsPerMs: 0.8, pauseMsMax: 900 },
    // The history has been read, and the open ones are asked for.
    openingCount: (trace: QueryRunTrace) => trace.filter(({ atMs }) => atMs <= 3_000).length,
    prepare,
    async run(scenario: QueryScenario) {
      const { runQueries } = await import("../core/dynamodb/query-run.ts");
      return runQueries(scenario);
    },
    eventText: (event: QueryRunEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "Each button begins the query anew at this moment, with one thing changed.",
      ko: "버튼을 누르면 이 순간에 한 가지만 바꾸어 쿼리를 새로 시작합니다.",
    },
    charts: QUERY_CHARTS,
    showsService: false,
  },
};
