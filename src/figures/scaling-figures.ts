/** Figures of the two scalers. */
import type {
  AcuEvent,
  AcuLoad,
  AcuScenario,
  AcuTrace,
  ReaderFleetEvent,
  ReaderFleetScenario,
  ReaderFleetTrace,
} from "../core/cluster/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { SCALING_CHARTS } from "./scaling-charts.ts";
import { clockText } from "./chart-shapes.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";

type FleetWords = (event: ReaderFleetEvent) => string;
type AcuWords = (event: AcuEvent) => string;
type Notice = Readonly<Record<WordsLocale, string>>;

/** As for the figures of a volume: the rest of a language is fetched when a reader makes another run. */
const fleetWords: Partial<Record<WordsLocale, FleetWords>> = {};
const acuWords: Partial<Record<WordsLocale, AcuWords>> = {};

async function prepareFleet(locale: WordsLocale): Promise<void> {
  fleetWords[locale] ??=
    locale === "ko"
      ? (await import("../core/cluster/reader-fleet-words-ko.ts")).readerFleetEventInKorean
      : (await import("../core/cluster/reader-fleet-words-en.ts")).readerFleetEventInEnglish;
}

async function prepareAcu(locale: WordsLocale): Promise<void> {
  acuWords[locale] ??=
    locale === "ko"
      ? (await import("../core/cluster/acu-words-ko.ts")).acuEventInKorean
      : (await import("../core/cluster/acu-words-en.ts")).acuEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false)
  await Promise.all([prepareFleet("en"), prepareFleet("ko"), prepareAcu("en"), prepareAcu("ko")]);

const again: Notice = {
  en: "What follows was run again from here.",
  ko: "그 뒤는 여기서부터 다시 실행했습니다.",
};

function forkedTo<Scenario extends ReaderFleetScenario | AcuScenario>(
  scenario: Scenario,
  atMs: Millis,
  what: Notice,
): Forked {
  const time = clockText(atMs);
  return {
    scenario,
    isDown: false,
    notice: { en: `At ${time} ${what.en} ${again.en}`, ko: `${time}에 ${what.ko} ${again.ko}` },
  };
}

/** After a reader's change there is time for a scale-out, and for the scale-in after it. */
const FLEET_SEEN_MS: Millis = 20 * 60_000;
const FAILS_FOR_MS: Millis = 180_000;
const CONNECTION_COUNT_MAX = 5_000;

/** Bends the load from here on, and throws away how it would have gone on; or adds a step. */
function pressFleet(scenario: ReaderFleetScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, fromMs + FLEET_SEEN_MS);
  const past = scenario.load.filter((step) => step.atMs < fromMs);
  const current = past.at(-1)?.connections ?? 0;
  const withLoad = (connections: number) => ({
    ...scenario,
    load: [...past, { atMs: fromMs, connections }],
    untilMs,
  });
  switch (target.control as ChartControl) {
    case "double-load": {
      const connections = Math.min(CONNECTION_COUNT_MAX, Math.max(40, current * 2));
      return forkedTo(withLoad(connections), atMs, {
        en: `the load became ${connections} connections.`,
        ko: `부하가 연결 ${connections}개가 되었습니다.`,
      });
    }
    case "end-load":
      return forkedTo(withLoad(0), atMs, { en: "all clients left.", ko: "모든 클라이언트가 나갔습니다." });
    case "add-reader": {
      const instance = `db-${3 + scenario.steps.filter(({ kind }) => kind === "add-reader").length}`;
      const step = { kind: "add-reader", atMs: fromMs, instance } as const;
      return forkedTo({ ...scenario, steps: [...scenario.steps, step], untilMs }, atMs, {
        en: `an operator ordered ${instance}.`,
        ko: `운영자가 ${instance} 생성을 요청했습니다.`,
      });
    }
    case "fail-reader": {
      const step = { kind: "fail-reader", atMs: fromMs, instance: "db-2", forMs: FAILS_FOR_MS } as const;
      return forkedTo({ ...scenario, steps: [...scenario.steps, step], untilMs }, atMs, {
        en: "db-2 failed, for 3 minutes.",
        ko: "db-2가 3분 동안 중단되었습니다.",
      });
    }
    default:
      return { scenario, isDown: false };
  }
}

const QUIET: AcuLoad = { cpuAcu: 0.2, memoryAcu: 0.2, networkAcu: 0, workingSetAcu: 0.5, connections: 4 };
const SALE: AcuLoad = { cpuAcu: 24, memoryAcu: 6, networkAcu: 3, workingSetAcu: 10, connections: 200 };
const NOBODY: AcuLoad = { cpuAcu: 0, memoryAcu: 0, networkAcu: 0, workingSetAcu: 0, connections: 0 };
const ACU_SEEN_MS: Millis = 6 * 60_000;

/** The same happens to every cluster of the run, so that they can be compared. */
function forEach(writers: readonly string[], atMs: Millis, load: AcuLoad): AcuScenario["load"] {
  return writers.map((instance) => ({ atMs, instance, ...load }));
}

function pressAcu(scenario: AcuScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const writers = scenario.clusters.map(({ writer }) => writer);
  const withLoad = (load: AcuLoad, what: Notice) =>
    forkedTo(
      {
        ...scenario,
        load: [...scenario.load.filter((step) => step.atMs < fromMs), ...forEach(writers, fromMs, load)],
        requests: scenario.requests.filter((request) => request.atMs < fromMs),
        untilMs: Math.max(scenario.untilMs, fromMs + ACU_SEEN_MS),
      },
      atMs,
      what,
    );
  switch (target.control as ChartControl) {
    case "spike":
      return withLoad(SALE, { en: "there was work for 24 ACUs.", ko: "24 ACU 분량의 작업이 왔습니다." });
    case "leave":
      return withLoad(NOBODY, { en: "all clients disconnected.", ko: "모든 클라이언트가 연결을 끊었습니다." });
    case "connect":
      return withLoad({ ...QUIET, connections: 1 }, { en: "one client was left, or came.", ko: "클라이언트 하나만 있게 되었습니다." }); // prettier-ignore
    default:
      return { scenario, isDown: false };
  }
}

const WRITERS = ["min-0", "min-8"] as const;

export const SCALING_FIGURES: Readonly<Record<FiguresOf<"scaling">, Figure>> = {
  "replica-auto-scaling": {
    scenario: {
      policy: {
        metric: "RDSReaderAverageCPUUtilization",
        target: 60,
        minCapacity: 1,
        maxCapacity: 8,
        scaleOutCooldownMs: 300_000,
        scaleInCooldownMs: 300_000,
        isScaleInEnabled: true,
      },
      writer: "db-1",
      readers: ["db-2"],
      load: [
        { atMs: 0, connections: 80 },
        { atMs: 150_000, connections: 360 },
        { atMs: 750_000, connections: 180 },
        { atMs: 930_000, connections: 80 },
      ],
      steps: [],
      untilMs: 1_380_000,
    } satisfies ReaderFleetScenario,
    pace: { screenMsPerMs: 0.009, pauseMsMax: 700 },
    // The minute in which the average is first above the target.
    openingCount: (trace: ReaderFleetTrace) => countToNth(trace, "metric-known", 4),
    prepare: prepareFleet,
    async run(scenario: ReaderFleetScenario) {
      const { runReaderFleet } = await import("../core/cluster/reader-fleet.ts");
      return runReaderFleet(scenario);
    },
    eventText: (event: ReaderFleetEvent, locale) => fleetWords[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: pressFleet,
    pressHint: {
      en: "The buttons change what happens from this moment on.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다.",
    },
    charts: SCALING_CHARTS,
    showsService: false,
  },

  "serverless-v2": {
    scenario: {
      clusters: [
        {
          cluster: WRITERS[0],
          configuration: { minAcu: 0, maxAcu: 64, autoPauseMs: 300_000 },
          writer: WRITERS[0],
          readers: [],
        },
        {
          cluster: WRITERS[1],
          configuration: { minAcu: 8, maxAcu: 64, autoPauseMs: 300_000 },
          writer: WRITERS[1],
          readers: [],
        },
      ],
      load: [
        ...forEach(WRITERS, 0, QUIET),
        ...forEach(WRITERS, 60_000, SALE),
        ...forEach(WRITERS, 150_000, NOBODY),
        ...forEach(WRITERS, 540_000, QUIET),
      ],
      requests: [{ atMs: 500_000, instance: WRITERS[0], request: "snapshot" }],
      untilMs: 620_000,
    } satisfies AcuScenario,
    pace: { screenMsPerMs: 0.03, pauseMsMax: 1_100 },
    // Five seconds into the sale.
    openingCount: (trace: AcuTrace) => trace.filter(({ atMs }) => atMs <= 65_000).length,
    prepare: prepareAcu,
    async run(scenario: AcuScenario) {
      const { runAcu } = await import("../core/cluster/acu-run.ts");
      return runAcu(scenario);
    },
    eventText: (event: AcuEvent, locale) => acuWords[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: pressAcu,
    pressHint: {
      en: "The buttons change what happens to both instances from this moment on.",
      ko: "버튼을 누르면 이 순간부터 두 인스턴스에 일어나는 일이 바뀝니다.",
    },
    charts: SCALING_CHARTS,
    showsService: false,
  },
};
