/** Every word that the page scene prints, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

const en = {
  page: (page: number) => `Page ${page}`,
  versionsAndRecords: "versions, and records below",
  holds: (view: string, readPoint: number) => `${view} reads as of ${readPoint}`,
  nobodyHolds: "No long query",
  end: "end it",
  start: "start one",
  endView: (view: string) => `End ${view}`,
  startView: "Start a long query",
  backup: (lsn: number) => `Backup: ${lsn}`,
  backupDown: "Backup down",
  takeBackupDown: "Take the backup down",
  readHere: (lsn: number) => `Read both pages as of ${lsn}`,
  noRead: "No page has been read yet",
  asOf: (page: number, readPoint: number) => `Page ${page} as of ${readPoint}`,
  asked: "asked for…",
  madeOf: (base: number | undefined, records: readonly number[]) =>
    records.length === 0
      ? base === undefined
        ? ""
        : `version ${base}`
      : `${base === undefined ? "" : `version ${base} + `}${records.join(" + ")}`,
  missing: (afterLsn: number) => `✕ a record is missing after ${afterLsn}`,
  collected: (oldestLsn: number) => `✕ gone: the oldest version is ${oldestLsn}`,
  belowPgmrpl: "✕ refused: below PGMRPL",
  beyondScl: "✕ refused: not complete so far",
  backupMark: "backup",
  earlier: (count: number) => `+${count} before`,
  legendVersion: "version of the page",
  legendRecord: "redo record",
  legendLink: "back-link",
  legendUsed: "made the page that was read",
  legendHole: "missing",
  legendCollected: "collected",
};

export type PageStrings = typeof en;

const ko: PageStrings = {
  page: (page) => `페이지 ${page}`,
  versionsAndRecords: "위는 버전, 아래는 레코드",
  holds: (view, readPoint) => `${view}: ${readPoint} 시점을 읽는 중`,
  nobodyHolds: "긴 쿼리 없음",
  end: "끝내기",
  start: "시작하기",
  endView: (view) => `${view} 끝내기`,
  startView: "긴 쿼리 시작하기",
  backup: (lsn) => `백업: ${lsn}`,
  backupDown: "백업 중단",
  takeBackupDown: "백업 중단하기",
  readHere: (lsn) => `${lsn} 시점의 두 페이지 읽기`,
  noRead: "아직 페이지를 읽지 않았습니다",
  asOf: (page, readPoint) => `${readPoint} 시점의 페이지 ${page}`,
  asked: "요청함…",
  madeOf: (base, records) =>
    records.length === 0
      ? base === undefined
        ? ""
        : `버전 ${base}`
      : `${base === undefined ? "" : `버전 ${base} + `}${records.join(" + ")}`,
  missing: (afterLsn) => `✕ ${afterLsn} 다음 레코드가 빠짐`,
  collected: (oldestLsn) => `✕ 수거됨: 가장 오래된 버전은 ${oldestLsn}`,
  belowPgmrpl: "✕ 거절: PGMRPL보다 낮음",
  beyondScl: "✕ 거절: 아직 완전하지 않음",
  backupMark: "백업",
  earlier: (count) => `이전 ${count}개`,
  legendVersion: "페이지 버전",
  legendRecord: "리두 레코드",
  legendLink: "역방향 링크",
  legendUsed: "읽은 페이지를 이룬 것",
  legendHole: "빠진 레코드",
  legendCollected: "수거됨",
};

export function pageStrings(locale: WordsLocale): PageStrings {
  return locale === "ko" ? ko : en;
}
