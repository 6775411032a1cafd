/** Every word that the charts of a table's partitions print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartBand } from "./chart-shapes.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const PARTITION_CONTROLS = ["in-order", "all-over", "one-item", "four-keys", "no-orders"] as const;

type Tone = Exclude<ChartBand["tone"], "frame">;

const en = {
  order: "Keys in the table's order",
  partitions: (count: number) => `${count} partition${count === 1 ? "" : "s"}`,
  writes: "Writes a second",
  admits: (admitted: string, throttled: string) => `admits ${admitted}/s, throttles ${throttled}/s`,
  splitting: (partition: string) => `splits ${partition}`,
  aSplit: "a split, from its decision on",
  full: (partitionKey: string) => `${partitionKey} full`,
  tones: {
    idle: "no writes",
    calm: "below 500 writes/s",
    busy: "below 800",
    hot: "hot: 800 and more",
    over: "throttled: above 1,000",
  } satisfies Record<Tone, string>,
  legend: { admitted: "admitted", asked: "asked for" } as Readonly<Record<string, string>>,
  controls: {
    "in-order": "The day's orders by time",
    "all-over": "By order number",
    "one-item": "All into one item",
    "four-keys": "Four keys for the day",
    "no-orders": "No orders",
  } satisfies Record<(typeof PARTITION_CONTROLS)[number], string>,
};

export type PartitionStrings = typeof en;

const ko: PartitionStrings = {
  order: "테이블의 순서로 놓인 키",
  partitions: (count) => `파티션 ${count}개`,
  writes: "초당 쓰기",
  admits: (admitted, throttled) => `수락 ${admitted}/s, 스로틀링 ${throttled}/s`,
  splitting: (partition) => `${partition} 분할 중`,
  aSplit: "결정부터 끝날 때까지의 분할",
  full: (partitionKey) => `${partitionKey} 가득 참`,
  tones: {
    idle: "쓰기 없음",
    calm: "초당 쓰기 500 미만",
    busy: "800 미만",
    hot: "뜨거움: 800 이상",
    over: "스로틀링: 1,000 초과",
  },
  legend: { admitted: "수락", asked: "요청" },
  controls: {
    "in-order": "그날의 주문을 시각순으로",
    "all-over": "주문 번호로",
    "one-item": "모두 항목 하나에",
    "four-keys": "그날의 키를 넷으로",
    "no-orders": "주문 없음",
  },
};

export function partitionStrings(locale: WordsLocale): PartitionStrings {
  return locale === "ko" ? ko : en;
}
