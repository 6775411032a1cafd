/** Every word that the clone scene prints, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

const en = {
  stored: (count: number, bills: string) => `In storage: ${count} ${count === 1 ? "page" : "pages"} = ${bills}`,
  storedShort: (count: number, bills: string) => `Stored: ${count} = ${bills}`,
  cloneOf: (source: string) => `clone of ${source}`,
  fullCopyOf: (source: string) => `full copy of ${source}`,
  pays: (count: number) => `pays for ${count}`,
  ordered: "being made…",
  toCome: "not yet",
  leaving: "being deleted…",
  deleted: "deleted",
  clone: "Clone",
  remove: "Delete",
  cloneVolume: (volume: string) => `Clone volume ${volume}`,
  deleteVolume: (volume: string) => `Delete volume ${volume}`,
  changePage: (volume: string, page: number) => `Change page ${page} in volume ${volume}`,
  ownerTag: (owner: string) => `in ${owner}`,
  changing: "writing…",
  legendOwn: "stored here, paid for by this volume",
  legendShared: "seen here, stored and paid for there",
  legendRead: "last page read",
};

export type CloneStrings = typeof en;

const ko: CloneStrings = {
  stored: (count, bills) => `스토리지에 있는 페이지: ${count}개 = ${bills}`,
  storedShort: (count, bills) => `저장: ${count}개 = ${bills}`,
  cloneOf: (source) => `${source}의 클론`,
  fullCopyOf: (source) => `${source}의 전체 복사본`,
  pays: (count) => `요금 ${count}페이지`,
  ordered: "만드는 중…",
  toCome: "아직 없음",
  leaving: "삭제하는 중…",
  deleted: "삭제됨",
  clone: "복제",
  remove: "삭제",
  cloneVolume: (volume) => `볼륨 ${volume} 복제하기`,
  deleteVolume: (volume) => `볼륨 ${volume} 삭제하기`,
  changePage: (volume, page) => `볼륨 ${volume}의 페이지 ${page} 바꾸기`,
  ownerTag: (owner) => `${owner}에 저장`,
  changing: "쓰는 중…",
  legendOwn: "여기에 저장되고 이 볼륨이 요금을 냄",
  legendShared: "여기서 보이지만 저장과 요금은 저쪽",
  legendRead: "마지막으로 읽은 페이지",
};

export function cloneStrings(locale: WordsLocale): CloneStrings {
  return locale === "ko" ? ko : en;
}
