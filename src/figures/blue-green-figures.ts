/** The figure of a blue/green switchover: how it runs, and what a reader can do to it. */
import type { BlueGreenEvent, BlueGreenScenario, BlueGreenTrace } from "../core/cluster/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { BLUE_GREEN_CHARTS } from "./blue-green-chart.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { instantAfter } from "./fork.ts";

type Words = (event: BlueGreenEvent) => string;

/** As for the figures of a volume: the rest of a language is fetched when a reader makes another run. */
const spoken: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  spoken[locale] ??=
    locale === "ko"
      ? (await import("../core/cluster/blue-green-words-ko.ts")).blueGreenEventInKorean
      : (await import("../core/cluster/blue-green-words-en.ts")).blueGreenEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const secondsText = (atMs: Millis) => `${(atMs / 1_000).toFixed(1)} s`;

/** A run that is bent goes on until a roll back would be over. */
const SEEN_MS: Millis = 75_000;
const STALLED_MS: Millis = 40_000;
const DOWN_MS: Millis = 8_000;

function press(scenario: BlueGreenScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, SEEN_MS);
  const forkedTo = (change: Partial<BlueGreenScenario>, en: string, ko: string): Forked => {
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
  const withStep = (step: BlueGreenScenario["workload"][number]) => ({ workload: [...scenario.workload, step] });
  switch (target.control as ChartControl) {
    case "stall":
      return forkedTo(
        withStep({ kind: "trouble", atMs: fromMs, forMs: STALLED_MS, trouble: "replication-stopped" }),
        "replication stopped, for 40 s.",
        "복제가 40초 동안 멈추었습니다.",
      );
    case "heavy-load":
      return forkedTo(
        withStep({ kind: "load", atMs: fromMs, commitsPerSecond: 500 }),
        "the load became 500 commits a second.",
        "부하가 초당 커밋 500개가 되었습니다.",
      );
    case "green-down":
      return forkedTo(
        { faults: [...scenario.faults, { kind: "node-down", node: "green", fromMs, untilMs: fromMs + DOWN_MS }] },
        "green went down, for 8 s.",
        "그린이 8초 동안 중단되었습니다.",
      );
    default:
      return { scenario, isDown: false };
  }
}

export const BLUE_GREEN_FIGURES: Readonly<Record<FiguresOf<"blue-green">, Figure>> = {
  "blue-green": {
    scenario: {
      seed: 2026,
      members: [{ blue: "orders", green: "orders-green-abc123" }],
      timeoutMs: 30_000,
      switchAtMs: 12_000,
      clients: [
        { client: "web", everyMs: 1_000, dnsMs: 5_000 },
        { client: "report", everyMs: 2_000, dnsMs: 30_000 },
      ],
      workload: [
        { kind: "load", atMs: 0, commitsPerSecond: 250 },
        { kind: "trouble", atMs: 1_000, forMs: 8_600, trouble: "replication-stopped" },
      ],
      faults: [],
      untilMs: 42_000,
    } satisfies BlueGreenScenario,
    pace: { screenMsPerMs: 0.4, pauseMsMax: 900 },
    // The switchover has been asked for, and both sides have answered that nothing speaks against it.
    openingCount: (trace: BlueGreenTrace) => trace.filter(({ atMs }) => atMs <= 12_100).length,
    prepare,
    async run(scenario: BlueGreenScenario) {
      const { runBlueGreen } = await import("../core/cluster/blue-green-run.ts");
      return runBlueGreen(scenario);
    },
    eventText: (event: BlueGreenEvent, locale) => spoken[locale]?.(event) ?? "",
    timeText: secondsText,
    toggle: press,
    pressHint: {
      en: "The buttons change what happens from this moment on.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다.",
    },
    charts: BLUE_GREEN_CHARTS,
    showsService: false,
  },
};
