/** Every word that the charts of an application beside a cache print, in both languages. */
import type { AsideCode } from "../core/dax/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can do to the run. */
export const ASIDE_CONTROLS = [
  "write-once",
  "write-twice",
  "crash-holder",
  "cache-down",
  "cache-empty",
  "with-leases",
  "without-leases",
  "delete-first",
] as const;

const en = {
  cache: "What the cache has",
  current: "as the table has it",
  old: "older than the table",
  lease: "a lease",
  nothing: "total: nothing",
  entry: (entry: string, value: string) => `${entry}: ${value}`,
  table: "Reads of the table so far",
  reads: (count: number) => `${count} ${count === 1 ? "read" : "reads"}`,
  codes: { leases: "leases", "no-leases": "no leases", "delete-first": "deletes first" } satisfies Record<AsideCode, string>, // prettier-ignore
  written: "write",
  emptied: "cache emptied",
  down: "cache down",
  crash: "crash",
  legend: { reads: "reads of the table" } as Readonly<Record<string, string>>,
  controls: {
    "write-once": "Write offer-1",
    "write-twice": "Write it twice in 0.2 s",
    "crash-holder": "Write it, crash everybody",
    "cache-down": "The cache is down for 2 s",
    "cache-empty": "Empty the cache",
    "with-leases": "With leases",
    "without-leases": "Without leases",
    "delete-first": "Delete before the write",
  } satisfies Record<(typeof ASIDE_CONTROLS)[number], string>,
};

export type AsideStrings = typeof en;

const ko: AsideStrings = {
  cache: "캐시의 내용",
  current: "테이블과 같음",
  old: "테이블보다 오래됨",
  lease: "임대",
  nothing: "total: 없음",
  entry: (entry, value) => `${entry}: ${value}`,
  table: "지금까지 테이블을 읽은 횟수",
  reads: (count) => `${count}회`,
  codes: { leases: "임대 사용", "no-leases": "임대 없음", "delete-first": "먼저 지움" },
  written: "쓰기",
  emptied: "캐시 비움",
  down: "캐시 중단",
  crash: "비정상 종료",
  legend: { reads: "테이블 읽기" },
  controls: {
    "write-once": "offer-1 쓰기",
    "write-twice": "0.2초 안에 두 번 쓰기",
    "crash-holder": "쓴 뒤 모두 비정상 종료",
    "cache-down": "캐시가 2초 동안 중단",
    "cache-empty": "캐시 비우기",
    "with-leases": "임대 사용",
    "without-leases": "임대 없음",
    "delete-first": "쓰기 전에 지우기",
  },
};

export function asideStrings(locale: WordsLocale): AsideStrings {
  return locale === "ko" ? ko : en;
}
