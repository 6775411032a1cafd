/** The figure of a table with Time to Live. Drawn as a chart (`ttl-charts.ts`). */
import type { TtlEvent, TtlScenario, TtlStep, TtlTrace } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";
import { TTL_CHARTS } from "./ttl-charts.ts";

type Words = (event: TtlEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/ttl-words-ko.ts")).ttlEventInKorean
      : (await import("../core/dynamodb/ttl-words-en.ts")).ttlEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const PASS_MS: Millis = 2 * HOUR;
/** As long as the process takes to find and to delete, and something after it. */
const SEEN_MS: Millis = 2 * PASS_MS + HOUR;

const reads = (fromMs: Millis, untilMs: Millis): TtlStep[] =>
  Array.from({ length: Math.max(0, Math.ceil((untilMs - fromMs) / (30 * MINUTE))) }, (_, index) => ({
    atMs: fromMs + index * 30 * MINUTE,
    kind: "read",
  }));

/** Hours and minutes, as the process has time. */
const timeText = (ms: Millis) =>
  `${Math.floor(ms / HOUR)}:${String(Math.floor((ms % HOUR) / MINUTE)).padStart(2, "0")}`;

function press(scenario: TtlScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const withStep = (step: Omit<TtlStep, "atMs">, en: string, ko: string): Forked => {
    const untilMs = Math.max(scenario.untilMs, fromMs + SEEN_MS);
    const last = scenario.steps.findLast(({ kind }) => kind === "read")?.atMs ?? 0;
    return {
      scenario: {
        ...scenario,
        steps: [...scenario.steps, { ...step, atMs: fromMs } as TtlStep, ...reads(last + 30 * MINUTE, untilMs)],
        untilMs,
      },
      isDown: false,
      notice: {
        en: `At ${timeText(atMs)} ${en} What follows was run again from here.`,
        ko: `${timeText(atMs)}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
      },
    };
  };
  const put = (expires: object, en: string, ko: string) =>
    withStep({ kind: "put", key: "s5", expires } as Omit<TtlStep, "atMs">, en, ko);
  switch (target.control as ChartControl) {
    case "put-hour":
      return put({ inSeconds: 3_600 }, "s5 was put, for an hour.", "s5를 한 시간짜리로 썼습니다.");
    case "put-milliseconds":
      return put(
        { inMilliseconds: 3_600 },
        "s5 was put, with a time in milliseconds.",
        "s5를 밀리초 시각으로 썼습니다.",
      );
    case "put-past":
      return put({ inSeconds: -86_400 }, "s5 was put, with a time of yesterday.", "s5를 어제의 시각으로 썼습니다.");
    case "extend-s1":
      return withStep(
        { kind: "extend", key: "s1", bySeconds: 7_200 } as Omit<TtlStep, "atMs">,
        "s1 was extended by two hours, if it was still there.",
        "s1이 남아 있었다면 두 시간 연장했습니다.",
      );
    case "delete-s1":
      return withStep(
        { kind: "delete", key: "s1" } as Omit<TtlStep, "atMs">,
        "a client deleted s1, if it was still there.",
        "s1이 남아 있었다면 클라이언트가 삭제했습니다.",
      );
    default:
      return { scenario, isDown: false };
  }
}

const UNTIL_MS: Millis = 9 * HOUR;

export const TTL_FIGURES: Readonly<Record<FiguresOf<"ttl">, Figure>> = {
  "time-to-live": {
    scenario: {
      steps: [
        { atMs: 10 * MINUTE, kind: "put", key: "s1", expires: { inSeconds: 3_000 } },
        { atMs: 20 * MINUTE, kind: "put", key: "s2", expires: { inSeconds: 4_200 } },
        { atMs: 30 * MINUTE, kind: "put", key: "s3", expires: { inMilliseconds: 3_600 } },
        { atMs: 40 * MINUTE, kind: "put", key: "s4", expires: { inSeconds: 10_200 } },
        { atMs: 3 * HOUR, kind: "extend", key: "s2", bySeconds: 7_200 },
        { atMs: 5.5 * HOUR, kind: "delete", key: "s4" },
        ...reads(45 * MINUTE, UNTIL_MS),
      ],
      passMs: PASS_MS,
      untilMs: UNTIL_MS,
    } satisfies TtlScenario,
    pace: { screenMsPerMs: 0.000_5, pauseMsMax: 900 },
    // s1 and s2 have expired, and are still there.
    openingCount: (trace: TtlTrace) => trace.filter(({ atMs }) => atMs <= 100 * MINUTE).length,
    prepare,
    async run(scenario: TtlScenario) {
      const { runTtl } = await import("../core/dynamodb/ttl-run.ts");
      return runTtl(scenario);
    },
    eventText: (event: TtlEvent, locale) => words[locale]?.(event) ?? "",
    timeText,
    toggle: press,
    pressHint: {
      en: "The buttons do something at this moment.",
      ko: "버튼을 누르면 이 순간에 실행합니다.",
    },
    charts: TTL_CHARTS,
    showsService: false,
  },
};
