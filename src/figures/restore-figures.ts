/** The figure of a table that is damaged and restored. Drawn as a chart (`restore-charts.ts`). */
import type { RestoreEvent, RestoreScenario, RestoreStep, RestoreTrace } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";
import { RESTORE_CHARTS } from "./restore-charts.ts";

type Words = (event: RestoreEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/restore-words-ko.ts")).restoreEventInKorean
      : (await import("../core/dynamodb/restore-words-en.ts")).restoreEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const MINUTE: Millis = 60_000;
const BEFORE_JOB_MS: Millis = 10 * MINUTE - 1_000;
const SEEN_MS: Millis = 6 * MINUTE;

function press(scenario: RestoreScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const withSteps = (steps: readonly RestoreStep[], en: string, ko: string): Forked => ({
    scenario: { steps: [...scenario.steps, ...steps], untilMs: Math.max(scenario.untilMs, fromMs + SEEN_MS) },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  switch (target.control as ChartControl) {
    case "restore-before":
      return withSteps(
        [{ atMs: fromMs, kind: "restore", toMs: BEFORE_JOB_MS }],
        "a restore to 9:59 was asked for.",
        "9분 59초로 복원을 요청했습니다.",
      );
    case "restore-latest":
      return withSteps(
        [{ atMs: fromMs, kind: "restore", toMs: undefined }],
        "a restore to the latest second was asked for.",
        "가장 늦은 초로 복원을 요청했습니다.",
      );
    case "delete-all":
      return withSteps(
        [{ atMs: fromMs, kind: "delete-but", count: 1 }],
        "the job deleted all orders but one.",
        "작업이 주문을 하나만 남기고 삭제했습니다.",
      );
    case "recovery-off-on":
      return withSteps(
        [
          { atMs: fromMs, kind: "recovery", isEnabled: false },
          { atMs: fromMs + MINUTE, kind: "recovery", isEnabled: true },
        ],
        "recovery was turned off, and on again a minute later.",
        "복구를 껐다가 1분 뒤에 다시 켰습니다.",
      );
    default:
      return { scenario, isDown: false };
  }
}

export const RESTORE_FIGURES: Readonly<Record<FiguresOf<"restore">, Figure>> = {
  backups: {
    scenario: {
      steps: [
        ...Array.from({ length: 9 }, (_, index): RestoreStep => ({
          atMs: (index + 1) * MINUTE,
          kind: "put",
          count: 10,
        })),
        { atMs: 10 * MINUTE, kind: "delete-but", count: 20 },
        ...[11, 12].map((minute): RestoreStep => ({ atMs: minute * MINUTE, kind: "put", count: 10 })),
        { atMs: 12.5 * MINUTE, kind: "restore", toMs: BEFORE_JOB_MS },
        ...[13, 14].map((minute): RestoreStep => ({ atMs: minute * MINUTE, kind: "put", count: 10 })),
        { atMs: 15 * MINUTE, kind: "restore", toMs: BEFORE_JOB_MS },
        ...[16, 17].map((minute): RestoreStep => ({ atMs: minute * MINUTE, kind: "put", count: 10 })),
      ],
      untilMs: 18 * MINUTE,
    } satisfies RestoreScenario,
    pace: { screenMsPerMs: 0.012, pauseMsMax: 900 },
    // The job has just run.
    openingCount: (trace: RestoreTrace) => trace.filter(({ atMs }) => atMs <= 10 * MINUTE).length,
    prepare,
    async run(scenario: RestoreScenario) {
      const { runRestore } = await import("../core/dynamodb/restore-run.ts");
      return runRestore(scenario);
    },
    eventText: (event: RestoreEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons ask for something at this moment.",
      ko: "버튼을 누르면 이 순간에 요청합니다.",
    },
    charts: RESTORE_CHARTS,
    showsService: false,
  },
};
