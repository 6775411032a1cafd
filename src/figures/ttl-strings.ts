/** Every word that the charts of a table with Time to Live print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const TTL_CONTROLS = ["put-hour", "put-milliseconds", "put-past", "extend-s1", "delete-s1"] as const;

const en = {
  sessions: "Sessions in the table",
  byProcess: (count: number) => `deleted by the process: ${count}`,
  valid: "valid",
  expired: "expired, still there",
  extended: (key: string) => `${key} extended`,
  deleted: (key: string, byService: boolean) => (byService ? `${key} deleted` : `client deletes ${key}`),
  reads: "Read, and shown of it",
  shownOf: (shown: number, stored: number) => `${shown} of ${stored} shown`,
  pass: "process",
  legend: {
    shown: "shown",
    stored: "read",
  } as Readonly<Record<string, string>>,
  controls: {
    "put-hour": "Put s5, for an hour",
    "put-milliseconds": "Put s5, in milliseconds",
    "put-past": "Put s5, expired yesterday",
    "extend-s1": "The user of s1 comes back",
    "delete-s1": "The user of s1 logs out",
  } satisfies Record<(typeof TTL_CONTROLS)[number], string>,
};

export type TtlStrings = typeof en;

const ko: TtlStrings = {
  sessions: "테이블에 있는 세션",
  byProcess: (count) => `프로세스가 삭제: ${count}개`,
  valid: "유효",
  expired: "만료되었지만 남아 있음",
  extended: (key) => `${key} 연장`,
  deleted: (key, byService) => (byService ? `${key} 삭제` : `클라이언트가 ${key} 삭제`),
  reads: "읽은 수와 보여 준 수",
  shownOf: (shown, stored) => `${stored}개 중 ${shown}개 표시`,
  pass: "프로세스",
  legend: {
    shown: "보여 줌",
    stored: "읽음",
  },
  controls: {
    "put-hour": "s5를 한 시간짜리로 쓰기",
    "put-milliseconds": "s5를 밀리초로 쓰기",
    "put-past": "s5를 어제 만료된 시각으로 쓰기",
    "extend-s1": "s1의 사용자가 돌아옴",
    "delete-s1": "s1의 사용자가 로그아웃",
  },
};

export function ttlStrings(locale: WordsLocale): TtlStrings {
  return locale === "ko" ? ko : en;
}
