/** The figure of two Regions that write one item: how it runs, and what a reader can do to it. */
import type {
  GlobalTableEvent,
  GlobalTableScenario,
  GlobalTableStep,
  GlobalTableTrace,
} from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { GLOBAL_TABLE_CHARTS } from "./global-table-chart.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { instantAfter } from "./fork.ts";

type Words = (event: GlobalTableEvent) => string;

/** As for the figures of a volume: the rest of a language is fetched when a reader makes another run. */
const spoken: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  spoken[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/global-table-words-ko.ts")).globalTableEventInKorean
      : (await import("../core/dynamodb/global-table-words-en.ts")).globalTableEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const secondsText = (atMs: Millis) => `${(atMs / 1_000).toFixed(2)} s`;

const [US, EU] = ["us-east-1", "eu-west-1"] as const;
const KEY = "mug";
const put = (atMs: Millis, region: string, price: number): GlobalTableStep => ({
  kind: "put",
  atMs,
  region,
  key: KEY,
  item: { price: { N: String(price) } },
});

/** A run that is bent goes on until all has arrived, and deletions are forgotten. */
const SEEN_MS: Millis = 4_000;
const CUT_MS: Millis = 2_000;

function press(scenario: GlobalTableScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, fromMs + SEEN_MS);
  const forkedTo = (change: Partial<GlobalTableScenario>, en: string, ko: string): Forked => {
    const time = secondsText(atMs);
    return {
      scenario: { ...scenario, ...change, untilMs },
      isDown: false,
      notice: {
        en: `At ${time} ${en} What follows was run again from here.`,
        ko: `${time}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
      },
    };
  };
  const withStep = (step: GlobalTableStep) => ({ workload: [...scenario.workload, step] });
  const putCount = (region: string) => scenario.workload.filter((step) => step.kind === "put" && step.region === region).length; // prettier-ignore
  const clockTo = (skewMs: Millis) => withStep({ kind: "clock", atMs: fromMs, region: EU, skewMs });
  switch (target.control as ChartControl) {
    case "us-puts": {
      const price = 110 + 10 * putCount(US);
      return forkedTo(
        withStep(put(fromMs, US, price)),
        `us-east-1 put ${price}.`,
        `us-east-1이 ${price}을 넣었습니다.`,
      );
    }
    case "eu-puts": {
      const price = Math.max(10, 90 - 10 * putCount(EU));
      return forkedTo(
        withStep(put(fromMs, EU, price)),
        `eu-west-1 put ${price}.`,
        `eu-west-1이 ${price}을 넣었습니다.`,
      );
    }
    case "eu-deletes":
      return forkedTo(
        withStep({ kind: "delete", atMs: fromMs, region: EU, key: KEY }),
        "eu-west-1 deleted the item.",
        "eu-west-1이 항목을 삭제했습니다.",
      );
    case "clock-right":
      return forkedTo(clockTo(0), "the clock of eu-west-1 was set right.", "eu-west-1의 시계를 맞추었습니다.");
    case "clock-ahead":
      return forkedTo(
        clockTo(2_000),
        "the clock of eu-west-1 was set 2 s ahead.",
        "eu-west-1의 시계가 2초 빨라졌습니다.",
      );
    case "cut-regions":
      return forkedTo(
        {
          faults: [...scenario.faults, { kind: "zones-parted", zones: [US, EU], fromMs, untilMs: fromMs + CUT_MS }],
        },
        "the Regions were cut apart, for 2 s.",
        "리전 사이의 통신이 2초 동안 끊겼습니다.",
      );
    default:
      return { scenario, isDown: false };
  }
}

export const GLOBAL_TABLE_FIGURES: Readonly<Record<FiguresOf<"global-table">, Figure>> = {
  "global-tables": {
    scenario: {
      seed: 12,
      mode: "MREC",
      regions: [US, EU],
      workload: [
        { kind: "clock", atMs: 0, region: EU, skewMs: -400 },
        put(500, US, 100),
        put(2_500, US, 120),
        put(2_650, EU, 90),
        { kind: "read", atMs: 4_500, region: US, key: KEY, isStrong: true },
        { kind: "read", atMs: 4_550, region: EU, key: KEY, isStrong: true },
      ],
      faults: [],
      untilMs: 5_000,
    } satisfies GlobalTableScenario,
    pace: { screenMsPerMs: 3, pauseMsMax: 900 },
    // Both puts are made, and neither has arrived in the other Region.
    openingCount: (trace: GlobalTableTrace) => trace.filter(({ atMs }) => atMs <= 2_700).length,
    prepare,
    async run(scenario: GlobalTableScenario) {
      const { runGlobalTable } = await import("../core/dynamodb/global-table-run.ts");
      return runGlobalTable(scenario);
    },
    eventText: (event: GlobalTableEvent, locale) => spoken[locale]?.(event) ?? "",
    timeText: secondsText,
    toggle: press,
    pressHint: {
      en: "The buttons change what happens from this moment on.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다.",
    },
    charts: GLOBAL_TABLE_CHARTS,
    showsService: false,
  },
};
