/** Every word that the charts of a query's pages print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const QUERY_CONTROLS = ["stop-at-empty", "oldest-first", "no-limit", "key-condition", "orders-8k"] as const;

const en = {
  pages: "Items of the latest page",
  units: "Read units of this read so far",
  readOf: (returned: number, read: number) => `${returned} of ${read} returned`,
  unitsOf: (units: string) => units,
  empty: "page without items, and there is more",
  full: "page with items",
  out: "last page, without items",
  ended: (count: number, units: string) => `${count} items, ${units} ${units === "1" ? "unit" : "units"}`,
  legend: {
    read: "items read",
    returned: "items returned",
    units: "read units",
  } as Readonly<Record<string, string>>,
  controls: {
    "stop-at-empty": "Stop at an empty page",
    "oldest-first": "Oldest first",
    "no-limit": "No Limit",
    "key-condition": "Key condition, no filter",
    "orders-8k": "Orders of 8 KB, no Limit",
  } satisfies Record<(typeof QUERY_CONTROLS)[number], string>,
};

export type QueryStrings = typeof en;

const ko: QueryStrings = {
  pages: "방금 받은 페이지의 항목",
  units: "이번 읽기에 지금까지 든 읽기 단위",
  readOf: (returned, read) => `${read}개 가운데 ${returned}개`,
  unitsOf: (units) => `${units}단위`,
  empty: "항목은 없지만 다음이 있는 페이지",
  full: "항목이 있는 페이지",
  out: "항목이 없는 마지막 페이지",
  ended: (count, units) => `${count}개, ${units}단위`,
  legend: {
    read: "읽은 항목",
    returned: "돌려준 항목",
    units: "읽기 단위",
  },
  controls: {
    "stop-at-empty": "빈 페이지에서 멈추기",
    "oldest-first": "오래된 것부터",
    "no-limit": "Limit 없이",
    "key-condition": "필터 대신 키 조건",
    "orders-8k": "8 KB 주문, Limit 없이",
  },
};

export function queryStrings(locale: WordsLocale): QueryStrings {
  return locale === "ko" ? ko : en;
}
