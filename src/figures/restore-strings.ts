/** Every word that the charts of a table and its restores print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const RESTORE_CONTROLS = ["restore-before", "restore-latest", "delete-all", "recovery-off-on"] as const;

const en = {
  items: "Items in orders",
  count: (count: string) => count,
  job: "job",
  window: "What can be restored, minutes of the run",
  windowNow: (from: string, to: string) => `${from} to ${to}`,
  nothing: "nothing",
  restored: (count: number) => `new table: ${count}`,
  refused: "refused",
  legend: {
    items: "items",
    now: "now",
    latest: "latest restorable second",
    earliest: "earliest",
  } as Readonly<Record<string, string>>,
  controls: {
    "restore-before": "Restore to 9:59",
    "restore-latest": "Restore to the latest second",
    "delete-all": "The job deletes all but one",
    "recovery-off-on": "Recovery off, and on again",
  } satisfies Record<(typeof RESTORE_CONTROLS)[number], string>,
};

export type RestoreStrings = typeof en;

const ko: RestoreStrings = {
  items: "orders의 항목 수",
  count: (count) => `${count}개`,
  job: "작업",
  window: "복원할 수 있는 구간(실행의 분)",
  windowNow: (from, to) => `${from}부터 ${to}까지`,
  nothing: "없음",
  restored: (count) => `새 테이블: ${count}개`,
  refused: "거절",
  legend: {
    items: "항목",
    now: "지금",
    latest: "복원할 수 있는 가장 늦은 초",
    earliest: "가장 이른 초",
  },
  controls: {
    "restore-before": "9분 59초로 복원",
    "restore-latest": "가장 늦은 초로 복원",
    "delete-all": "작업이 하나만 남기고 삭제",
    "recovery-off-on": "복구를 껐다 켜기",
  },
};

export function restoreStrings(locale: WordsLocale): RestoreStrings {
  return locale === "ko" ? ko : en;
}
