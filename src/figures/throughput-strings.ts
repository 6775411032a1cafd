/** Every word that the charts of capacity and its buckets print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const THROUGHPUT_CONTROLS = ["hot-key", "even-load", "no-load", "size-split", "neighbours"] as const;

const en = {
  designs: {
    "static-shares": "shares",
    "burst-and-adaptive": "burst, adaptive",
    "global-admission": "GAC",
  },
  admits: (admitted: string, throttled: string) => `admits ${admitted}/s, throttles ${throttled}/s`,
  throttles: (reason: "share" | "ceiling" | "table") =>
    ({ share: "throttled: share", ceiling: "throttled: ceiling", table: "throttled: table" })[reason],
  keptIn: (table: string, partition: string) => `${table}: tokens in ${partition}, thousands`,
  splitInto: (partition: string) => `${partition} splits`,
  inBucket: (rate: number, seconds: number) => `In the bucket: ${rate}/s for ${seconds} s`,
  legend: {
    admitted: "admitted",
    asked: "asked for",
    "table-rate": "the table's capacity",
    kept: "tokens that the partition has",
    held: "tokens in the bucket",
  } as Readonly<Record<string, string>>,
  controls: {
    "hot-key": "1,500/s on one key",
    "even-load": "450/s on each of four",
    "no-load": "Nobody writes",
    "size-split": "Split P1 for its size",
    neighbours: "Nodes are full",
  } satisfies Record<(typeof THROUGHPUT_CONTROLS)[number], string>,
};

export type ThroughputStrings = typeof en;

const ko: ThroughputStrings = {
  designs: {
    "static-shares": "고정 배분",
    "burst-and-adaptive": "버스트, 적응형",
    "global-admission": "GAC",
  },
  admits: (admitted, throttled) => `수락 ${admitted}/s, 스로틀링 ${throttled}/s`,
  throttles: (reason) => ({ share: "스로틀링: 몫", ceiling: "스로틀링: 상한", table: "스로틀링: 테이블" })[reason],
  keptIn: (table, partition) => `${table}: ${partition}의 토큰(천 개)`,
  splitInto: (partition) => `${partition} 분할`,
  inBucket: (rate, seconds) => `버킷 안: ${rate}/s, ${seconds}초분`,
  legend: {
    admitted: "수락",
    asked: "요청",
    "table-rate": "테이블의 용량",
    kept: "파티션의 토큰",
    held: "버킷의 토큰",
  },
  controls: {
    "hot-key": "키 하나에 1,500/s",
    "even-load": "키 넷에 450/s씩",
    "no-load": "쓰기 멈춤",
    "size-split": "크기 때문에 P1 분할",
    neighbours: "노드에 여유 없음",
  },
};

export function throughputStrings(locale: WordsLocale): ThroughputStrings {
  return locale === "ko" ? ko : en;
}
