/** Figures of a cluster that is backtracked. */
import type { BacktrackScenario, BacktrackStep } from "../core/aurora/backtrack-system.ts";
import type { BacktrackEvent, BacktrackTrace } from "../core/aurora/backtrack-trace.ts";
import { backtrackEventText, clockText } from "../core/aurora/backtrack-words.ts";
import type { Millis } from "../core/kernel/index.ts";
import { withParticle, type WordsLocale } from "../core/kernel/words.ts";
import { BACKTRACK_CONTROL, RESTORE_CONTROL, WRITE_CONTROL } from "./backtrack-controls.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { instantAfter } from "./fork.ts";

const MINUTE_MS: Millis = 60_000;
const HOUR_MS: Millis = 60 * MINUTE_MS;

/** A time of the day. */
const at = (hour: number, minute = 0): Millis => hour * HOUR_MS + minute * MINUTE_MS;

/** What a reader does is given this long to be seen. */
const SEEN_MS = { backtrack: 20 * MINUTE_MS, write: 20 * MINUTE_MS, restore: 3 * HOUR_MS } as const;

/** The scenario up to now, with one more step; whatever was to come is thrown away. */
function withStep(scenario: BacktrackScenario, step: BacktrackStep, seenMs: Millis): BacktrackScenario {
  const steps = [...scenario.steps.filter((other) => other.atMs < step.atMs), step];
  // A restore that was begun goes on, and is waited for.
  const restores = steps.flatMap((other) => (other.kind === "restore" ? [other.atMs + SEEN_MS.restore] : []));
  return { ...scenario, steps, untilMs: Math.max(step.atMs + seenMs, ...restores) };
}

/** Names that no transaction of the scenario has. */
function freeName({ steps }: BacktrackScenario): string {
  const taken = new Set(steps.flatMap((step) => (step.kind === "transaction" ? [step.transaction] : [])));
  let number = 1;
  while (taken.has(`W${number}`)) number++;
  return `W${number}`;
}

function pressed(scenario: BacktrackScenario, control: string, nowMs: Millis): Forked {
  const atMs = instantAfter(nowMs);
  const [en, ko] = [clockText(atMs, "en"), clockText(atMs, "ko")];
  if (control === WRITE_CONTROL) {
    const transaction = freeName(scenario);
    const row = (scenario.steps.length % scenario.rowCount) + 1;
    return {
      scenario: withStep(
        scenario,
        { kind: "transaction", atMs, transaction, rows: [row], everyMs: 4 * MINUTE_MS },
        SEEN_MS.write,
      ),
      isDown: false,
      notice: {
        en: `At ${en} you wrote row ${row} in ${transaction}, which commits 4 minutes later. What was to come was thrown away.`,
        ko: `${ko}에 ${transaction}에서 행 ${withParticle(row, "을/를")} 썼습니다. 4분 뒤에 커밋됩니다. 그 뒤의 일은 버렸습니다.`,
      },
    };
  }
  if (control.startsWith(RESTORE_CONTROL)) {
    const timeMs = Math.min(Number(control.slice(RESTORE_CONTROL.length)), atMs);
    return {
      scenario: withStep(scenario, { kind: "restore", atMs, timeMs }, SEEN_MS.restore),
      isDown: false,
      notice: {
        en: `At ${en} you had a new cluster made as of ${clockText(timeMs, "en")}. Press play, and wait.`,
        ko: `${ko}에 ${clockText(timeMs, "ko")} 시점의 새 클러스터를 만들기 시작했습니다. 재생을 누르고 기다려 보십시오.`,
      },
    };
  }
  const timeMs = Math.min(Number(control.slice(BACKTRACK_CONTROL.length)), atMs);
  return {
    scenario: withStep(scenario, { kind: "backtrack", atMs, timeMs }, SEEN_MS.backtrack),
    isDown: false,
    notice: {
      en: `At ${en} you asked for ${clockText(timeMs, "en")}. What was to come was thrown away; press play to go on.`,
      ko: `${ko}에 ${clockText(timeMs, "ko")} 시점을 요청했습니다. 그 뒤의 일은 버렸습니다. 재생을 누르면 이어집니다.`,
    },
  };
}

export const BACKTRACK_FIGURES: Readonly<Record<FiguresOf<"backtrack">, Figure>> = {
  backtrack: {
    scenario: {
      seed: 5,
      options: { openedAt: { lsn: 100, atMs: at(8) }, targetWindowMs: 6 * HOUR_MS, storedRecordsMax: 28 },
      rowCount: 4,
      connectionCount: 12,
      steps: [
        { kind: "transaction", transaction: "T1", atMs: at(8, 30), rows: [1, 2], everyMs: 4 * MINUTE_MS },
        { kind: "transaction", transaction: "T2", atMs: at(9, 20), rows: [3], everyMs: 4 * MINUTE_MS },
        { kind: "transaction", transaction: "T3", atMs: at(10, 10), rows: [4], everyMs: 4 * MINUTE_MS },
        { kind: "transaction", transaction: "T4", atMs: at(10, 52), rows: [1, 2, 3, 4], everyMs: 5 * MINUTE_MS },
        { kind: "transaction", transaction: "T5", atMs: at(11, 30), rows: [2], everyMs: 4 * MINUTE_MS },
        { kind: "transaction", transaction: "T6", atMs: at(11, 55), rows: [3, 4, 3], everyMs: 15 * MINUTE_MS },
        { kind: "restore", atMs: at(12, 3), timeMs: at(11) },
        { kind: "backtrack", atMs: at(12, 5), timeMs: at(11) },
        { kind: "read", atMs: at(12, 20), row: 1 },
        { kind: "backtrack", atMs: at(12, 30), timeMs: at(11, 20) },
        { kind: "read", atMs: at(12, 40), row: 1 },
        { kind: "backtrack", atMs: at(12, 45), timeMs: at(11) },
        { kind: "transaction", transaction: "T7", atMs: at(13), rows: [1], everyMs: 4 * MINUTE_MS },
        { kind: "read", atMs: at(13, 10), row: 1 },
        { kind: "transaction", transaction: "T8", atMs: at(13, 15), rows: [1, 2, 3, 4, 1, 2], everyMs: 2 * MINUTE_MS },
        { kind: "backtrack", atMs: at(13, 40), timeMs: at(9) },
      ],
      untilMs: at(14),
    } satisfies BacktrackScenario,
    pace: { screenMsPerMs: 0.0006, pauseMsMax: 1_100 },
    openingCount: (trace: BacktrackTrace) => countToNth(trace, "row-read", 1),
    async run(scenario: BacktrackScenario) {
      const { runBacktrackCluster } = await import("../core/aurora/backtrack-system.ts");
      return runBacktrackCluster(scenario);
    },
    eventText(event: BacktrackEvent, locale: WordsLocale) {
      return backtrackEventText(event, locale);
    },
    timeText: clockText,
    toggle(scenario: BacktrackScenario, target: PressTarget, atMs: Millis): Forked {
      return "control" in target ? pressed(scenario, target.control, atMs) : { scenario, isDown: false };
    },
    pressHint: {
      en: "Click a time on the log to take the cluster there, now. Then write, or go forth again.",
      ko: "로그에서 시각을 누르면 지금 클러스터를 그 시각으로 옮깁니다. 이어서 새로 쓰거나 다시 앞으로 가 보십시오.",
    },
    showsService: false,
  },
};
