/** The figure of a table whose partitions heat up and are split. Drawn as a chart (`partition-charts.ts`). */
import type { CollectionLoad, PartitionEvent, PartitionScenario, PartitionTrace } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { PARTITION_CHARTS } from "./partition-charts.ts";

type Words = (event: PartitionEvent) => string;
type Notice = Readonly<Record<WordsLocale, string>>;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/partition-words-ko.ts")).partitionEventInKorean
      : (await import("../core/dynamodb/partition-words-en.ts")).partitionEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const DAY = "2026-11-27";
/** The same day in four parts: a number is added at random to each write's key. */
const PARTS = [1, 2, 3, 4].map((part) => `${DAY}#${part}`);
const ORDERS_PER_SECOND = 1_500;
const LOOK_MS: Millis = 30_000;
/** Time for two splits one after the other. */
const SEEN_MS: Millis = 480_000;

const wholeLooks = (untilMs: Millis) => Math.ceil(untilMs / LOOK_MS) * LOOK_MS;

const load = (
  partitionKey: string,
  atMs: Millis,
  unitsPerSecond: number,
  sortKeys: CollectionLoad["sortKeys"] = "one",
): CollectionLoad => ({ atMs, partitionKey, sortKeys, unitsPerSecond });

function press(scenario: PartitionScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = Math.floor(atMs) + 1;
  const past = scenario.load.filter((step) => step.atMs < fromMs);
  const parts = past.some(({ partitionKey }) => partitionKey === PARTS[0]) ? PARTS.map((part) => load(part, fromMs, 0)) : []; // prettier-ignore
  const forkedTo = (loads: readonly CollectionLoad[], what: Notice): Forked => ({
    scenario: { ...scenario, load: [...past, ...loads], untilMs: Math.max(scenario.untilMs, wholeLooks(fromMs + SEEN_MS)) }, // prettier-ignore
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${what.en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${what.ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  const orders = (sortKeys: CollectionLoad["sortKeys"]) => [...parts, load(DAY, fromMs, ORDERS_PER_SECOND, sortKeys)];
  switch (target.control as ChartControl) {
    case "in-order":
      return forkedTo(orders("sequential"), {
        en: "the day's orders came with their time as sort key.",
        ko: "그날의 주문이 시각을 정렬 키로 하여 왔습니다.",
      });
    case "all-over":
      return forkedTo(orders("scattered"), {
        en: "the day's orders came with an order number as sort key that says nothing about their time.",
        ko: "그날의 주문이 시각과 상관없는 주문 번호를 정렬 키로 하여 왔습니다.",
      });
    case "one-item":
      return forkedTo(orders("one"), {
        en: "all of the day's writes went to one item.",
        ko: "그날의 쓰기가 모두 항목 하나로 왔습니다.",
      });
    case "four-keys":
      return forkedTo(
        [
          load(DAY, fromMs, 0, "sequential"),
          ...PARTS.map((part) => load(part, fromMs, ORDERS_PER_SECOND / PARTS.length, "sequential")),
        ],
        {
          // prettier-ignore
          en: "the day's orders were written under four partition keys.",
          ko: "그날의 주문이 파티션 키 넷에 나뉘어 쓰였습니다.",
        },
      );
    case "no-orders":
      return forkedTo([...parts, load(DAY, fromMs, 0, "sequential")], {
        en: "the day's orders stopped.",
        ko: "그날의 주문이 멈추었습니다.",
      });
    default:
      return { scenario, isDown: false };
  }
}

export const PARTITION_FIGURES: Readonly<Record<FiguresOf<"partition">, Figure>> = {
  partitions: {
    scenario: {
      seed: 2022,
      hasLocalIndex: false,
      partitionCount: 1,
      routerCount: 2,
      stored: [],
      load: [
        ...Array.from({ length: 8 }, (_, index) => load(`customer#${index + 1}`, 0, 200)),
        load(DAY, 600_000, ORDERS_PER_SECOND, "sequential"),
      ],
      faults: [],
      untilMs: 1_200_000,
    } satisfies PartitionScenario,
    pace: { screenMsPerMs: 0.018, pauseMsMax: 700 },
    // The day's orders have just begun. What becomes of them is what readers predict.
    openingCount: (trace: PartitionTrace) => trace.findIndex((event) => event.kind === "writes-changed" && event.partitionKey === DAY) + 1, // prettier-ignore
    prepare,
    async run(scenario: PartitionScenario) {
      const { runPartitions } = await import("../core/dynamodb/partition-run.ts");
      return runPartitions(scenario);
    },
    eventText: (event: PartitionEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons change what the orders of the day look like from this moment on.",
      ko: "버튼을 누르면 이 순간부터 그날의 주문이 어떤 키로 오는지가 바뀝니다.",
    },
    charts: PARTITION_CHARTS,
    showsService: false,
  },
};
