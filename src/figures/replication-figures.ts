/** The figure of a partition's three replicas, their leases and who is served meanwhile. Drawn as a chart (`replication-charts.ts`). */
import type {
  ReplicationEvent,
  ReplicationScenario,
  ReplicationStep,
  ReplicationTrace,
} from "../core/dynamodb/index.ts";
import type { Fault, Millis } from "../core/kernel/index.ts";
import { secondsText, type WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";
import { REPLICATION_CHARTS } from "./replication-charts.ts";

type Words = (event: ReplicationEvent) => string;
type Notice = Readonly<Record<WordsLocale, string>>;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/replication-words-ko.ts")).replicationEventInKorean
      : (await import("../core/dynamodb/replication-words-en.ts")).replicationEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const UNTIL_MS: Millis = 7_000;
/** For so long a fault of a reader's holds, and so long there is to see what comes of it. */
const FAULT_MS: Millis = 4_000;
const SEEN_MS: Millis = 6_000;

/** What each session does, every so many milliseconds from its first time on. */
const HABITS = [
  { session: "app-1", what: "strong", firstMs: 300, everyMs: 600 },
  { session: "app-2", what: "eventual", firstMs: 250, everyMs: 600 },
  { session: "app-3", what: "write", firstMs: 500, everyMs: 600 },
  // Right after its own write.
  { session: "app-3", what: "eventual", firstMs: 530, everyMs: 600 },
  { session: "app-3", what: "strong", firstMs: 800, everyMs: 600 },
] as const;

function requestsUntil(untilMs: Millis): readonly ReplicationStep[] {
  return HABITS.flatMap(({ session, what, firstMs, everyMs }) =>
    Array.from({ length: Math.max(0, Math.ceil((untilMs - firstMs) / everyMs)) }, (_, index) => ({
      atMs: firstMs + index * everyMs,
      session,
      what,
      key: "cart",
    })),
  ).sort((a, b) => a.atMs - b.atMs);
}

function press(scenario: ReplicationScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const span = { fromMs, untilMs: fromMs + FAULT_MS };
  const untilMs = Math.max(scenario.untilMs, fromMs + SEEN_MS);
  const forkedTo = (faults: readonly Fault[], relinquish: ReplicationScenario["relinquish"], what: Notice): Forked => ({
    scenario: {
      ...scenario,
      operations: requestsUntil(untilMs),
      // What was to come is another story.
      faults: [...scenario.faults.filter((fault) => fault.fromMs < fromMs), ...faults],
      relinquish: [...scenario.relinquish.filter((step) => step.atMs < fromMs), ...relinquish],
      untilMs,
    },
    isDown: false,
    notice: {
      en: `At ${secondsText(atMs)} ${what.en} What follows was run again from here.`,
      ko: `${secondsText(atMs)}에 ${what.ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  const cut = (other: string): Fault => ({ kind: "zones-parted", zones: ["az-1", other], ...span });
  switch (target.control as ChartControl) {
    case "zone-down":
      return forkedTo([{ kind: "zone-down", zone: "az-1", ...span }], [], {
        en: "az-1 went down for 4 s.",
        ko: "az-1이 4초간 중단되었습니다.",
      });
    case "cut-off":
      return forkedTo([cut("az-2"), cut("az-3")], [], {
        en: "az-1 was cut off from both other zones for 4 s.",
        ko: "az-1이 4초간 다른 두 가용 영역과 끊겼습니다.",
      });
    case "cut-link":
      return forkedTo([cut("az-2")], [], {
        en: "az-1 and az-2 were cut apart for 4 s; both reach az-3.",
        ko: "az-1과 az-2 사이만 4초간 끊겼습니다. 둘 다 az-3과는 통신합니다.",
      });
    case "give-up":
      return forkedTo([], [{ atMs: fromMs, replica: "R1" }], {
        en: "R1 was told to give up its lease.",
        ko: "R1이 임대를 내려놓으라는 지시를 받았습니다.",
      });
    case "follower-down":
      return forkedTo([{ kind: "node-down", node: "R3", ...span }], [], {
        en: "R3 went down for 4 s.",
        ko: "R3이 4초간 중단되었습니다.",
      });
    default:
      return { scenario, isDown: false };
  }
}

const ZONE_DOWN_MS: Millis = 2_000;

export const REPLICATION_FIGURES: Readonly<Record<FiguresOf<"replication">, Figure>> = {
  "replication-inside": {
    scenario: {
      seed: 22,
      operations: requestsUntil(UNTIL_MS),
      relinquish: [],
      faults: [{ kind: "zone-down", zone: "az-1", fromMs: ZONE_DOWN_MS, untilMs: ZONE_DOWN_MS + FAULT_MS }],
      untilMs: UNTIL_MS,
    } satisfies ReplicationScenario,
    pace: { screenMsPerMs: 3, pauseMsMax: 700 },
    // The leader has just gone. Who is served now is what readers predict.
    openingCount: (trace: ReplicationTrace) => trace.filter(({ atMs }) => atMs <= ZONE_DOWN_MS).length,
    prepare,
    async run(scenario: ReplicationScenario) {
      const { runReplication } = await import("../core/dynamodb/replication-run.ts");
      return runReplication(scenario);
    },
    eventText: (event: ReplicationEvent, locale) => words[locale]?.(event) ?? "",
    timeText: secondsText,
    toggle: press,
    pressHint: {
      en: "The buttons change what happens from this moment on; what was to come after it is left out.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다. 그 뒤에 예정된 장애는 빠집니다.",
    },
    async history(trace: ReplicationTrace) {
      const { replicationHistory } = await import("../core/dynamodb/replication-history.ts");
      return replicationHistory(trace, "all");
    },
    charts: REPLICATION_CHARTS,
    showsService: false,
  },
};
