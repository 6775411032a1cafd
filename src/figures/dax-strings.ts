/** Every word that the charts of a DAX cluster print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** Of the figures of a DAX cluster. */
export const ITEM_CACHE_CONTROLS = [
  "write-past",
  "write-through",
  "read-others",
  "ttl-minute",
  "ttl-zero",
  "one-entry",
] as const;
/** Of those with queries. */
export const QUERY_CACHE_CONTROLS = [
  "offer-through",
  "offer-past",
  "ask-strong",
  "query-ttl-minute",
  "query-ttl-zero",
  "item-ttl-minute",
] as const;

const en = {
  versionOf: (version: number) => (version === 0 ? "none" : `v${version}`),
  tableHas: (has: string) => `table ${has}`,
  servedAndHas: (served: string, has: string) => `served ${served}, table ${has}`,
  stales: (version: string) => `${version}, stale`,
  evicted: "evicted",
  writtenThrough: "through",
  writtenPast: "past",
  entries: "Entries of dax-1",
  fromMemory: (entries: number, hits: number, reads: number) => `${entries}; ${hits} of ${reads} reads from memory`,
  getItem: (key: string) => `GetItem ${key}`,
  query: (key: string) => `Query, ${key} in it`,
  inMemory: "in memory",
  strongly: (version: string) => `strong: ${version}`,
  units: "Read units of the table",
  unitsAndHits: (units: number, hits: number, reads: number) => `${units}; ${hits} of ${reads} answers from memory`,
  groups: {
    agrees: "in memory, as the table has it",
    stale: "in memory, replaced in the table",
    kept: "result in memory",
  },
  legend: {
    "table-version": "version in the table",
    "served-version": "version that readers get",
    entries: "entries, up to the capacity",
    units: "read units so far",
  } as Readonly<Record<string, string>>,
  controls: {
    "write-past": "Write product#1 past DAX",
    "write-through": "Write product#1 through DAX",
    "read-others": "Read four others",
    "ttl-minute": "TTL 60 s",
    "ttl-zero": "TTL 0",
    "one-entry": "Capacity 1",
    "offer-through": "Write camera#anna through DAX",
    "offer-past": "Write camera#anna past DAX",
    "ask-strong": "Ask strongly consistent",
    "query-ttl-minute": "Query TTL 60 s",
    "query-ttl-zero": "Query TTL 0",
    "item-ttl-minute": "Item TTL 60 s",
  } satisfies Record<(typeof ITEM_CACHE_CONTROLS)[number] | (typeof QUERY_CACHE_CONTROLS)[number], string>,
};

export type DaxStrings = typeof en;

const ko: DaxStrings = {
  versionOf: (version) => (version === 0 ? "없음" : `v${version}`),
  tableHas: (has) => `테이블 ${has}`,
  servedAndHas: (served, has) => `제공 ${served}, 테이블 ${has}`,
  stales: (version) => `${version}, 낡음`,
  evicted: "제거",
  writtenThrough: "경유",
  writtenPast: "우회",
  entries: "dax-1의 엔트리",
  fromMemory: (entries, hits, reads) => `${entries}개, 읽기 ${reads}회 중 ${hits}회를 메모리에서`,
  getItem: (key) => `GetItem ${key}`,
  query: (key) => `Query 결과의 ${key}`,
  inMemory: "메모리에 있음",
  strongly: (version) => `강력: ${version}`,
  units: "테이블의 읽기 단위",
  unitsAndHits: (units, hits, reads) => `${units}, 응답 ${reads}회 중 ${hits}회를 메모리에서`,
  groups: {
    agrees: "메모리에 있음, 테이블과 같음",
    stale: "메모리에 있음, 테이블에서는 바뀜",
    kept: "메모리에 있는 결과",
  },
  legend: {
    "table-version": "테이블의 버전",
    "served-version": "읽기가 받는 버전",
    entries: "엔트리, 최대는 용량",
    units: "지금까지의 읽기 단위",
  },
  controls: {
    "write-past": "product#1 우회 쓰기",
    "write-through": "product#1 DAX 경유 쓰기",
    "read-others": "다른 상품 넷 읽기",
    "ttl-minute": "TTL 60초",
    "ttl-zero": "TTL 0",
    "one-entry": "용량 1",
    "offer-through": "camera#anna DAX 경유 쓰기",
    "offer-past": "camera#anna 우회 쓰기",
    "ask-strong": "강력히 일관되게 묻기",
    "query-ttl-minute": "쿼리 TTL 60초",
    "query-ttl-zero": "쿼리 TTL 0",
    "item-ttl-minute": "항목 TTL 60초",
  },
};

export function daxStrings(locale: WordsLocale): DaxStrings {
  return locale === "ko" ? ko : en;
}
