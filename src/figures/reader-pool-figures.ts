/** The figure of pools of connections, by name and with a balancer. Drawn as a chart (`reader-pool-charts.ts`). */
import type { ReaderPoolEvent, ReaderPoolScenario, ReaderPoolTrace } from "../core/cluster/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { READER_POOL_CHARTS } from "./reader-pool-charts.ts";
import { clockText } from "./chart-shapes.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { instantAfter } from "./fork.ts";

type Words = (event: ReaderPoolEvent) => string;
type Notice = Readonly<Record<WordsLocale, string>>;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/cluster/reader-pool-words-ko.ts")).readerPoolEventInKorean
      : (await import("../core/cluster/reader-pool-words-en.ts")).readerPoolEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

/** Time for an age limit, and for the names. */
const SEEN_MS: Millis = 110_000;
const FAILS_FOR_MS: Millis = 20_000;

/** One thing more happens to the cluster, from here on. */
function press(scenario: ReaderPoolScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const withStep = (step: ReaderPoolScenario["steps"][number], what: Notice): Forked => ({
    scenario: { ...scenario, steps: [...scenario.steps, step], untilMs: Math.max(scenario.untilMs, fromMs + SEEN_MS) },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${what.en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${what.ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  switch (target.control as ChartControl) {
    case "reader-joins": {
      const joinedCount = scenario.steps.filter(({ kind }) => kind === "reader-joins").length;
      const instance = `db-${2 + scenario.readers.length + joinedCount}`;
      return withStep(
        { kind: "reader-joins", atMs: fromMs, instance },
        { en: `${instance} joined as a reader.`, ko: `${instance} 리더가 들어왔습니다.` },
      );
    }
    case "instance-fails":
      return withStep(
        { kind: "instance-fails", atMs: fromMs, instance: "db-3", forMs: FAILS_FOR_MS },
        { en: "db-3 failed, for 20 s.", ko: "db-3이 20초 동안 중단되었습니다." },
      );
    case "failover":
      return withStep(
        { kind: "failover", atMs: fromMs },
        { en: "a reader was promoted.", ko: "리더 하나가 승격되었습니다." },
      );
    default:
      return { scenario, isDown: false };
  }
}

export const READER_POOL_FIGURES: Readonly<Record<FiguresOf<"reader-pool">, Figure>> = {
  "stale-dns": {
    scenario: {
      seed: 5,
      writer: "db-1",
      readers: ["db-2", "db-3", "db-4"],
      pools: [
        { pool: "pinned", size: 60, way: { kind: "endpoint", cacheMs: 5_000, retireMax: 2 } },
        { pool: "aged", size: 60, way: { kind: "endpoint", cacheMs: 5_000, maxAgeMs: 60_000, retireMax: 2 } },
        {
          pool: "balanced",
          size: 60,
          way: {
            kind: "balancer",
            options: {
              weights: {},
              maxAgeMs: 60_000,
              retireMax: 2,
              topologyRefreshMs: 30_000,
              highTopologyRefreshMs: 100,
              highRefreshForMs: 30_000,
            },
          },
        },
      ],
      steps: [
        { kind: "reader-joins", atMs: 40_000, instance: "db-5" },
        { kind: "failover", atMs: 130_000 },
      ],
      untilMs: 240_000,
      countEveryMs: 2_500,
    } satisfies ReaderPoolScenario,
    pace: { screenMsPerMs: 0.06, pauseMsMax: 700 },
    // Nothing is open yet: where the first sixty go is what readers predict.
    openingCount: (trace: ReaderPoolTrace) => countToNth(trace, "connections-counted", 1),
    prepare,
    async run(scenario: ReaderPoolScenario) {
      const { runReaderPools } = await import("../core/cluster/reader-pool.ts");
      return runReaderPools(scenario);
    },
    eventText: (event: ReaderPoolEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons change what happens to the cluster from this moment on.",
      ko: "버튼을 누르면 이 순간부터 클러스터에 일어나는 일이 바뀝니다.",
    },
    charts: READER_POOL_CHARTS,
    showsService: false,
  },
};
