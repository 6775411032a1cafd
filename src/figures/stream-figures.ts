/** The figures of a stream: two workers that share its shards, and one worker that is away for a day. Drawn as charts (`stream-charts.ts`). */
import type { StreamModel, StreamScenario, StreamStep, WorkerPause } from "../core/dynamodb/stream-run.ts";
import type { StreamEvent, StreamTrace } from "../core/dynamodb/stream-trace.ts";
import type { Fault, Millis } from "../core/kernel/index.ts";
import { secondsText, type WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";
import { STREAM_CHARTS } from "./stream-charts.ts";

type Words = (event: StreamEvent) => string;
type Notice = Readonly<Record<WordsLocale, string>>;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/stream-words-ko.ts")).streamEventInKorean
      : (await import("../core/dynamodb/stream-words-en.ts")).streamEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const UNTIL_MS: Millis = 50_000;
/** For so long there is to see what comes of something. */
const SEEN_MS: Millis = 30_000;
const DOWN_MS: Millis = 20_000;
const PAUSE_MS: Millis = 15_000;
/** Of the first shard. pan, mug and pot lie in one of its children, lid, plate and cup in the other. */
const SPLIT_MS: Millis = 12_500;
/** W1 has sent lid and plate to the index, and neither cup nor the checkpoint. */
const CRASH_MS: Millis = 21_118;
const KEYS = ["pan", "lid", "mug", "plate", "pot", "cup"] as const;

/** All six items change every four seconds. */
function changesUntil(untilMs: Millis): readonly StreamStep[] {
  return Array.from({ length: Math.max(0, Math.ceil((untilMs - 1_000) / 4_000)) }, (_, round) =>
    KEYS.map((key, place): StreamStep => ({ atMs: 1_000 + 4_000 * round + place, kind: "put", key })),
  ).flat();
}

const isSplit = ({ kind }: StreamStep) => kind === "split";
const inTime = (steps: readonly StreamStep[]) => steps.toSorted((a, b) => a.atMs - b.atMs);

function press(scenario: StreamScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, fromMs + DOWN_MS + SEEN_MS);
  const forkedTo = (added: { readonly fault?: Fault; readonly pause?: WorkerPause; readonly split?: StreamStep }, what: Notice): Forked => ({
    scenario: {
      ...scenario,
      steps: inTime([...scenario.steps.filter(isSplit), ...(added.split ? [added.split] : []), ...changesUntil(untilMs)]),
      // What was to come is another story.
      faults: [...scenario.faults.filter((fault) => fault.fromMs < fromMs), ...(added.fault ? [added.fault] : [])],
      pauses: [...scenario.pauses.filter((pause) => pause.fromMs < fromMs), ...(added.pause ? [added.pause] : [])],
      untilMs,
    },
    isDown: false,
    notice: {
      en: `At ${secondsText(atMs)} ${what.en} What follows was run again from here.`,
      ko: `${secondsText(atMs)}에 ${what.ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  }); // prettier-ignore
  const crash = (node: string) =>
    forkedTo(
      { fault: { kind: "node-down", node, fromMs, untilMs: fromMs + DOWN_MS } },
      { en: `${node} crashed, for 20 s.`, ko: `${node}에 크래시가 나서 20초간 중단되었습니다.` },
    );
  switch (target.control as ChartControl) {
    case "crash-w1":
      return crash("W1");
    case "crash-w2":
      return crash("W2");
    case "pause-w2":
      return forkedTo(
        { pause: { worker: "W2", fromMs, untilMs: fromMs + PAUSE_MS } },
        { en: "W2 stood still, for 15 s.", ko: "W2가 15초간 멈췄습니다." },
      );
    case "split-shard":
      return forkedTo(
        { split: { atMs: fromMs, kind: "split", key: "cup" } },
        { en: "the shard that takes the changes of cup was split.", ko: "cup의 변경을 받는 샤드가 분할되었습니다." },
      );
    default:
      return { scenario, isDown: false };
  }
}

const HOUR: Millis = 3_600_000;
const AWAY_FROM_MS: Millis = 2 * HOUR;
const DAYS_MS_MAX: Millis = 48 * HOUR;
/** Nobody waits for seconds here: leases and looks take their time, and the service's figures stay. */
const DAY_MODEL: Partial<StreamModel> = { leaseMs: HOUR / 3, passMs: HOUR / 6, pollMs: HOUR / 60 };

/** An order changes every hour, at 40 minutes past. */
const hourlyUntil = (untilMs: Millis) =>
  Array.from({ length: Math.ceil(untilMs / HOUR) }, (_, hour): StreamStep => ({ atMs: (hour + 2 / 3) * HOUR, kind: "put", key: `order-${hour}` })); // prettier-ignore
const awayFor = (hours: number, fromMs: Millis): Fault => ({ kind: "node-down", node: "W1", fromMs, untilMs: fromMs + hours * HOUR }); // prettier-ignore

function pressDay(scenario: StreamScenario, target: PressTarget, atMs: Millis): Forked {
  const hours = "control" in target ? Number(/^away-(\d+)$/.exec(target.control)?.[1]) : NaN;
  if (Number.isNaN(hours)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const untilMs = Math.min(DAYS_MS_MAX, Math.max(scenario.untilMs, fromMs + (hours + 2) * HOUR));
  return {
    scenario: {
      ...scenario,
      steps: hourlyUntil(untilMs),
      faults: [...scenario.faults.filter((fault) => fault.fromMs < fromMs), awayFor(hours, fromMs)],
      untilMs,
    },
    isDown: false,
    notice: {
      en: `At ${hoursText(atMs)} W1 went down, for ${hours} hours. What follows was run again from here.`,
      ko: `${hoursText(atMs)}에 W1이 ${hours}시간 동안 중단되었습니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  };
}

/** Hours and minutes of a run of days. */
const hoursText = (ms: Millis) =>
  `${Math.floor(ms / HOUR)}:${String(Math.floor((ms % HOUR) / 60_000)).padStart(2, "0")}`;

/** Up to the first crash: what comes then is what readers predict. */
const untilTheCrash = (trace: StreamTrace) => trace.findIndex(({ kind }) => kind === "worker-crashed") + 1;

const COMMON = {
  openingCount: untilTheCrash,
  prepare,
  async run(scenario: StreamScenario) {
    const { runStream } = await import("../core/dynamodb/stream-run.ts");
    return runStream(scenario);
  },
  eventText: (event: StreamEvent, locale: WordsLocale) => words[locale]?.(event) ?? "",
  charts: STREAM_CHARTS,
  showsService: false,
};

export const STREAM_FIGURES: Readonly<Record<FiguresOf<"stream">, Figure>> = {
  streams: {
    ...COMMON,
    scenario: {
      seed: 7,
      workerCount: 2,
      shardCount: 1,
      steps: inTime([{ atMs: SPLIT_MS, kind: "split", key: "cup" }, ...changesUntil(UNTIL_MS)]),
      pauses: [],
      faults: [{ kind: "node-down", node: "W1", fromMs: CRASH_MS, untilMs: CRASH_MS + DOWN_MS }],
      untilMs: UNTIL_MS,
    } satisfies StreamScenario,
    pace: { screenMsPerMs: 0.45, pauseMsMax: 900 },
    timeText: secondsText,
    toggle: press,
    pressHint: {
      en: "The buttons change what happens from this moment on; a crash that was to come after it is left out.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다. 그 뒤에 예정된 크래시는 빠집니다.",
    },
  },
  "stream-retention": {
    ...COMMON,
    scenario: {
      seed: 7,
      workerCount: 1,
      shardCount: 1,
      steps: hourlyUntil(30 * HOUR),
      pauses: [],
      faults: [awayFor(23, AWAY_FROM_MS)],
      untilMs: 30 * HOUR,
      model: DAY_MODEL,
    } satisfies StreamScenario,
    pace: { screenMsPerMs: 0.000_15, pauseMsMax: 600 },
    timeText: hoursText,
    toggle: pressDay,
    pressHint: {
      en: "The buttons take W1 down at this moment; what was to come after it is left out.",
      ko: "버튼을 누르면 이 순간에 W1이 중단됩니다. 그 뒤에 예정된 중단은 빠집니다.",
    },
  },
};
