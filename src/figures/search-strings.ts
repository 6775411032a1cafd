/** Every word that the charts of a search index print, in both languages. */
import type { SearchSource } from "../core/dynamodb/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";

/** Of the figure of a search index that follows a table. */
export const SEARCH_CONTROLS = [
  "crash-function",
  "index-busy",
  "put-poison",
  "late-request",
  "no-versions",
  "never-give-up",
] as const;
/** Of the one that is built anew from an export. */
export const SEARCH_REBUILD_CONTROLS = ["keep-deletes", "rebuild-waiting", "put-back"] as const;

type Control = (typeof SEARCH_CONTROLS)[number] | (typeof SEARCH_REBUILD_CONTROLS)[number];

const en = {
  items: "What searches find",
  behind: (count: number) => (count === 0 ? "as the table has it" : `${count} ${count === 1 ? "differs" : "differ"}`),
  right: "as the table has it",
  wrong: "missing, or as it was",
  deleted: "found, though deleted",
  waiting: "Waiting records, and batches",
  records: (count: number) => `${count} waiting`,
  source: (source: SearchSource) => (source === "export" ? "export" : `shard ${source}`),
  groups: { done: "batch done", again: "partly turned away", lost: "nothing heard of it" },
  crash: "crash",
  dead: "dead letter",
  busy: "index busy",
  exported: "export",
  late: "late request",
  changed: "function changed",
  legend: { waiting: "records that are not done" } as Readonly<Record<string, string>>,
  controls: {
    "crash-function": "Crash both functions",
    "index-busy": "The index is busy for 3 s",
    "put-poison": "Put bob/9, price “on request”",
    "late-request": "Put ann/7, request late; remove it",
    "no-versions": "Function without versions",
    "never-give-up": "Function that never gives up",
    "keep-deletes": "Remember deletes for 10 minutes",
    "rebuild-waiting": "Rebuild again, the stream waits",
    "put-back": "Put ann/7 again",
  } satisfies Record<Control, string>,
};

export type SearchStrings = typeof en;

const ko: SearchStrings = {
  items: "검색 결과",
  behind: (count) => (count === 0 ? "테이블과 같음" : `${count}개 다름`),
  right: "테이블과 같음",
  wrong: "없거나 예전 내용",
  deleted: "삭제되었는데 나옴",
  waiting: "끝나지 않은 레코드와 전달된 배치",
  records: (count) => `${count}개 대기`,
  source: (source) => (source === "export" ? "내보내기" : `샤드 ${source}`),
  groups: { done: "끝난 배치", again: "일부 거절", lost: "소식 없음" },
  crash: "비정상 종료",
  dead: "데드 레터",
  busy: "인덱스 바쁨",
  exported: "내보내기",
  late: "늦은 요청",
  changed: "함수 변경",
  legend: { waiting: "끝나지 않은 레코드" },
  controls: {
    "crash-function": "두 함수를 비정상 종료",
    "index-busy": "인덱스가 3초 동안 바쁨",
    "put-poison": "bob/9를 가격 “문의”로 쓰기",
    "late-request": "ann/7 쓰기(요청이 늦음) 후 삭제",
    "no-versions": "버전 없는 함수",
    "never-give-up": "포기하지 않는 함수",
    "keep-deletes": "삭제를 10분 동안 기억",
    "rebuild-waiting": "스트림을 세우고 다시 만들기",
    "put-back": "ann/7 다시 쓰기",
  },
};

export function searchStrings(locale: WordsLocale): SearchStrings {
  return locale === "ko" ? ko : en;
}
