/** The figures of a search index that follows a table. Drawn as charts (`search-charts.ts`). */
import type { SearchEvent, SearchScenario, SearchStep, SearchTrace } from "../core/dynamodb/index.ts";
import type { Fault, Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";
import { SEARCH_CHARTS } from "./search-charts.ts";

type Words = (event: SearchEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/search-words-ko.ts")).searchEventInKorean
      : (await import("../core/dynamodb/search-words-en.ts")).searchEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const SECOND: Millis = 1_000;
const MINUTE: Millis = 60 * SECOND;

const put = (atMs: Millis, name: string): SearchStep => {
  const [seller = "", item = ""] = name.split("/");
  return { atMs, kind: "put", seller, item };
};
const remove = (atMs: Millis, name: string): SearchStep => ({ ...put(atMs, name), kind: "remove" }) as SearchStep;

/** How the function is written at a time. */
function functionAt({ steps }: SearchScenario, atMs: Millis) {
  const last = steps.findLast((step) => step.kind === "function" && step.atMs <= atMs);
  return last?.kind === "function" ? last : { sendsVersions: true, givesUp: true };
}

function press(scenario: SearchScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const seen = scenario.steps.some(({ kind }) => kind === "rebuild") ? 90 * SECOND : 15 * SECOND;
  const changed = (
    more: {
      readonly steps?: readonly SearchStep[];
      readonly faults?: readonly Fault[];
      readonly busy?: SearchScenario["busy"];
      readonly gcDeletesMs?: Millis;
    },
    en: string,
    ko: string,
  ): Forked => ({
    scenario: {
      ...scenario,
      gcDeletesMs: more.gcDeletesMs ?? scenario.gcDeletesMs,
      steps: [...scenario.steps, ...(more.steps ?? [])].sort((a, b) => a.atMs - b.atMs),
      faults: [...scenario.faults, ...(more.faults ?? [])],
      busy: [...scenario.busy, ...(more.busy ?? [])],
      untilMs: Math.max(scenario.untilMs, fromMs + seen),
    },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  const { sendsVersions, givesUp } = functionAt(scenario, fromMs);
  switch (target.control as ChartControl) {
    case "crash-function":
      return changed(
        { faults: ["F1", "F2"].map((node) => ({ kind: "node-down", node, fromMs, untilMs: fromMs + 100 })) },
        "both functions crashed, whatever they were doing.",
        "두 함수가 하던 일을 버리고 비정상 종료했습니다.",
      );
    case "index-busy":
      return changed(
        { busy: [1, 2].map((indexShard) => ({ indexShard, fromMs, untilMs: fromMs + 3 * SECOND })) },
        "the index had no place in its queues, for 3 seconds.",
        "인덱스의 대기열이 3초 동안 가득 찼습니다.",
      );
    case "put-poison":
      return changed(
        {
          steps: [{ atMs: fromMs, kind: "put", seller: "bob", item: "9", priceIsText: true }],
        },
        "bob/9 was put, with a text for a price.",
        "bob/9를 텍스트 가격으로 썼습니다.",
      );
    case "late-request":
      return changed(
        {
          steps: [put(fromMs, "ann/7"), remove(fromMs + 5 * SECOND, "ann/7")],
          faults: [{ kind: "node-slow", node: "index", addedMs: 12 * SECOND, fromMs, untilMs: fromMs + 2 * SECOND }],
        },
        "ann/7 was put, and requests to the index took 12 s; 5 s later ann/7 was removed.",
        "ann/7을 썼는데 인덱스로 가는 요청이 12초 걸렸고, 5초 뒤에 ann/7을 삭제했습니다.",
      );
    case "no-versions":
      return changed(
        { steps: [{ atMs: fromMs, kind: "function", sendsVersions: false, givesUp }] },
        "the function was replaced by one that sends no versions.",
        "버전을 보내지 않는 함수로 바꾸었습니다.",
      );
    case "never-give-up":
      return changed(
        { steps: [{ atMs: fromMs, kind: "function", sendsVersions, givesUp: false }] },
        "the function was replaced by one that has dead letters delivered again.",
        "데드 레터까지 다시 받으려는 함수로 바꾸었습니다.",
      );
    case "keep-deletes":
      return changed(
        { gcDeletesMs: 10 * MINUTE },
        "the index was set to remember deletes for 10 minutes.",
        "인덱스가 삭제를 10분 동안 기억하게 했습니다.",
      );
    case "rebuild-waiting":
      return changed(
        { steps: [{ atMs: fromMs, kind: "rebuild", pageMs: 20 * SECOND, streamWaits: true }] },
        "the index was built anew, and the stream waited.",
        "스트림을 세워 두고 인덱스를 다시 만들었습니다.",
      );
    case "put-back":
      return changed({ steps: [put(fromMs, "ann/7")] }, "ann/7 was put.", "ann/7을 썼습니다.");
    default:
      return { scenario, isDown: false };
  }
}

const common = {
  pace: { screenMsPerMs: 0.9, pauseMsMax: 700 },
  prepare,
  async run(scenario: SearchScenario) {
    const { runSearch } = await import("../core/dynamodb/search-run.ts");
    return runSearch(scenario);
  },
  eventText: (event: SearchEvent, locale: WordsLocale) => words[locale]?.(event) ?? "",
  timeText: clockText,
  toggle: press,
  pressHint: {
    en: "The buttons change something at this moment.",
    ko: "버튼을 누르면 이 순간에 바뀝니다.",
  },
  charts: SEARCH_CHARTS,
  showsService: false,
} as const;

export const SEARCH_FIGURES: Readonly<Record<FiguresOf<"search">, Figure>> = {
  "search-indexer": {
    ...common,
    scenario: {
      seed: 7,
      shardCount: 2,
      steps: [
        put(1_200, "ann/1"),
        put(1_250, "ann/2"),
        put(1_300, "kim/2"),
        put(1_350, "kim/3"),
        put(6_200, "ann/1"),
        put(6_200, "ann/2"),
        put(6_300, "kim/3"),
        remove(13_200, "ann/2"),
        put(13_200, "kim/2"),
        put(13_200, "kim/3"),
        { atMs: 20_200, kind: "put", seller: "kim", item: "4", priceIsText: true },
        put(20_200, "kim/2"),
      ],
      busy: [{ indexShard: 1, fromMs: 13_000, untilMs: 16_000 }],
      // The index has taken the batch, and nobody hears of it.
      faults: [{ kind: "node-down", node: "F2", fromMs: 6_650, untilMs: 6_750 }],
      gcDeletesMs: MINUTE,
      untilMs: 26 * SECOND,
    } satisfies SearchScenario,
    // The first listings are found, and nothing has failed.
    openingCount: (trace: SearchTrace) => trace.filter(({ atMs }) => atMs <= 5.5 * SECOND).length,
  },
  "search-rebuild": {
    ...common,
    scenario: {
      seed: 7,
      shardCount: 1,
      steps: [
        ...Array.from({ length: 8 }, (_, index) => put((index + 1) * 500, `ann/${index + 1}`)),
        { atMs: 20 * SECOND, kind: "rebuild", pageMs: 40 * SECOND, streamWaits: false },
        remove(30 * SECOND, "ann/7"),
        put(35 * SECOND, "ann/2"),
      ],
      busy: [],
      faults: [],
      gcDeletesMs: MINUTE,
      untilMs: 130 * SECOND,
    } satisfies SearchScenario,
    pace: { screenMsPerMs: 0.2, pauseMsMax: 900 },
    // Before the export.
    openingCount: (trace: SearchTrace) => trace.filter(({ atMs }) => atMs <= 19 * SECOND).length,
  },
};
