/** Every word that the charts of a table and its global index print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const ORDER_INDEX_CONTROLS = [
  "index-capacity",
  "index-keys-only",
  "index-sparse",
  "notes-only",
  "no-writes",
] as const;

const en = {
  table: "Table: write units a second",
  tableCapacity: (units: number) => `the table has ${units}`,
  used: (units: string, capacity: number) => `${units} of ${capacity} used`,
  throttled: "throttled",
  index: "Index: write units a second",
  wanted: (units: string, capacity: number) => `${units} wanted, ${capacity} there`,
  newIndex: "new index",
  newCapacity: (units: number) => `${units} units`,
  behind: "The index is behind by",
  seconds: (seconds: string) => `${seconds} s`,
  there: (order: number) => `${order} listed`,
  missing: (order: number) => `${order} missing`,
  legend: {
    done: "done",
    asked: "wanted by the writes",
    capacity: "the index's capacity",
    behind: "behind",
  } as Readonly<Record<string, string>>,
  controls: {
    "index-capacity": "Give the index 12 units",
    "index-keys-only": "New index: keys only",
    "index-sparse": "New index: only open orders",
    "notes-only": "Write notes instead of shipping",
    "no-writes": "Stop all writes",
  } satisfies Record<(typeof ORDER_INDEX_CONTROLS)[number], string>,
};

export type OrderIndexStrings = typeof en;

const ko: OrderIndexStrings = {
  table: "테이블: 초당 쓰기 단위",
  tableCapacity: (units) => `테이블 용량 ${units}`,
  used: (units, capacity) => `${capacity} 중 ${units} 사용`,
  throttled: "거절",
  index: "인덱스: 초당 쓰기 단위",
  wanted: (units, capacity) => `${units} 필요, 용량 ${capacity}`,
  newIndex: "새 인덱스",
  newCapacity: (units) => `${units}단위`,
  behind: "인덱스가 뒤처진 시간",
  seconds: (seconds) => `${seconds}초`,
  there: (order) => `${order} 있음`,
  missing: (order) => `${order} 없음`,
  legend: {
    done: "처리한 양",
    asked: "쓰기가 인덱스에 요구한 양",
    capacity: "인덱스 용량",
    behind: "뒤처짐",
  },
  controls: {
    "index-capacity": "인덱스에 12단위 주기",
    "index-keys-only": "새 인덱스: 키만",
    "index-sparse": "새 인덱스: 처리 중인 주문만",
    "notes-only": "발송 대신 메모 쓰기",
    "no-writes": "쓰기 모두 멈추기",
  },
};

export function orderIndexStrings(locale: WordsLocale): OrderIndexStrings {
  return locale === "ko" ? ko : en;
}
