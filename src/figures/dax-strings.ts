/** Every word that the charts of a DAX cluster print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ITEM_CACHE_CONTROLS } from "./chart-controls.ts";

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
  groups: {
    agrees: "entry, as the table has it",
    stale: "entry that the table has replaced",
  },
  legend: {
    "table-version": "version in the table",
    "served-version": "version that readers get",
    entries: "entries, up to the capacity",
  } as Readonly<Record<string, string>>,
  controls: {
    "write-past": "Write product#1 past DAX",
    "write-through": "Write product#1 through DAX",
    "read-others": "Read four others",
    "ttl-minute": "TTL 60 s",
    "ttl-zero": "TTL 0",
    "one-entry": "Capacity 1",
  } satisfies Record<(typeof ITEM_CACHE_CONTROLS)[number], string>,
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
  groups: {
    agrees: "테이블과 같은 엔트리",
    stale: "테이블이 바꾼 엔트리",
  },
  legend: {
    "table-version": "테이블의 버전",
    "served-version": "읽기가 받는 버전",
    entries: "엔트리, 최대는 용량",
  },
  controls: {
    "write-past": "product#1 우회 쓰기",
    "write-through": "product#1 DAX 경유 쓰기",
    "read-others": "다른 상품 넷 읽기",
    "ttl-minute": "TTL 60초",
    "ttl-zero": "TTL 0",
    "one-entry": "용량 1",
  },
};

export function daxStrings(locale: WordsLocale): DaxStrings {
  return locale === "ko" ? ko : en;
}
