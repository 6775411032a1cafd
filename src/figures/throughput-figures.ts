/** The figure of tables under load, in three designs. Drawn as a chart (`throughput-charts.ts`). */
import type { KeyLoad, ThroughputEvent, ThroughputScenario, ThroughputTrace } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import type { FiguresOf } from "./kinds.ts";
import { THROUGHPUT_CHARTS } from "./throughput-charts.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";

type Words = (event: ThroughputEvent) => string;
type Notice = Readonly<Record<WordsLocale, string>>;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/throughput-words-ko.ts")).throughputEventInKorean
      : (await import("../core/dynamodb/throughput-words-en.ts")).throughputEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const HOT = "hot";
const OTHERS = ["b", "c", "d"] as const;
/** Time for a burst to be used up, and for adaptive capacity to follow. */
const SEEN_MS: Millis = 420_000;
const REPORT_MS: Millis = 20_000;

/** So long that the run ends with a whole report. */
const wholeReports = (untilMs: Millis) => Math.ceil(untilMs / REPORT_MS) * REPORT_MS;

/** So many requests of one unit. */
const load = (key: string, atMs: Millis, requestsPerSecond: number): KeyLoad => ({
  atMs,
  key,
  requestsPerSecond,
  units: 1,
});

function press(scenario: ThroughputScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  // Buckets count whole milliseconds.
  const fromMs = Math.floor(atMs) + 1;
  const forkedTo = (change: Partial<ThroughputScenario>, what: Notice): Forked => ({
    scenario: { ...scenario, ...change, untilMs: Math.max(scenario.untilMs, wholeReports(fromMs + SEEN_MS)) },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${what.en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${what.ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  const withLoad = (loads: readonly KeyLoad[]) => ({
    load: [...scenario.load.filter((step) => step.atMs < fromMs), ...loads],
  });
  const withStep = (step: ThroughputScenario["steps"][number]) => ({
    steps: [...scenario.steps.filter((each) => each.atMs <= fromMs), step],
  });
  switch (target.control as ChartControl) {
    case "hot-key":
      return forkedTo(withLoad([load(HOT, fromMs, 1_500)]), {
        en: "the key hot got 1,500 writes/s.",
        ko: "키 hot에 초당 1,500개의 쓰기가 왔습니다.",
      });
    case "even-load":
      return forkedTo(withLoad([HOT, ...OTHERS].map((key) => load(key, fromMs, 450))), {
        en: "each of the four keys got 450 writes/s.",
        ko: "키 네 개에 각각 초당 450개의 쓰기가 왔습니다.",
      });
    case "no-load":
      return forkedTo(withLoad([HOT, ...OTHERS].map((key) => load(key, fromMs, 0))), {
        en: "nobody wrote any more.",
        ko: "쓰기가 모두 멈추었습니다.",
      });
    case "size-split":
      return forkedTo(withStep({ atMs: fromMs, kind: "split", key: HOT }), {
        en: "the partition of the key hot was full, and was split.",
        ko: "키 hot의 파티션이 가득 차서 분할되었습니다.",
      });
    case "neighbours":
      return forkedTo(withStep({ atMs: fromMs, kind: "neighbours", unitsPerSecond: 6_000 }), {
        en: "other tables took all that the nodes have.",
        ko: "다른 테이블이 노드의 여유를 모두 썼습니다.",
      });
    default:
      return { scenario, isDown: false };
  }
}

const provisioned = { kind: "provisioned", rate: 2_000 } as const;

export const THROUGHPUT_FIGURES: Readonly<Record<FiguresOf<"throughput">, Figure>> = {
  throughput: {
    scenario: {
      seed: 2022,
      tables: [
        { table: "static", design: "static-shares", mode: provisioned, partitionCount: 4 },
        { table: "burst", design: "burst-and-adaptive", mode: provisioned, partitionCount: 4 },
        { table: "global", design: "global-admission", mode: provisioned, partitionCount: 4 },
      ],
      keys: [HOT, ...OTHERS].map((key, index) => ({ key, place: 128 + index * 256 })),
      load: [...OTHERS.map((key) => load(key, 0, 20)), load(HOT, 300_000, 1_000), load(HOT, 720_000, 1_500)],
      steps: [],
      faults: [],
      reportMs: REPORT_MS,
      untilMs: 840_000,
    } satisfies ThroughputScenario,
    pace: { screenMsPerMs: 0.025, pauseMsMax: 700 },
    // The load has just come. What becomes of it is what readers predict.
    openingCount: (trace: ThroughputTrace) => trace.filter(({ atMs }) => atMs <= 300_000).length,
    prepare,
    async run(scenario: ThroughputScenario) {
      const { runThroughput } = await import("../core/dynamodb/throughput-run.ts");
      return runThroughput(scenario);
    },
    eventText: (event: ThroughputEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons change what happens to all three tables from this moment on.",
      ko: "버튼을 누르면 이 순간부터 세 테이블에 일어나는 일이 바뀝니다.",
    },
    charts: THROUGHPUT_CHARTS,
    showsService: false,
  },
};
