/** Every word that the charts of a global table print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const GLOBAL_TABLE_CONTROLS = [
  "us-puts",
  "eu-puts",
  "eu-deletes",
  "clock-right",
  "clock-ahead",
  "cut-regions",
] as const;

const en = {
  inRegion: (region: string, key: string) => `${region}: ${key}`,
  noItem: "no item",
  deletion: "del",
  remembers: "remembers a deletion",
  lost: "lost",
  skewed: (skewMs: number) => `clock ${skewMs > 0 ? "+" : "−"}${Math.abs(skewMs)} ms`,
  groups: {
    onTheWay: "a write on its way to the Region",
    remembered: "a deletion that the Region remembers",
  },
  legend: {
    price: "price that a read in the Region shows",
  } as Readonly<Record<string, string>>,
  controls: {
    "us-puts": "us-east-1 puts",
    "eu-puts": "eu-west-1 puts",
    "eu-deletes": "eu-west-1 deletes",
    "clock-right": "eu-west-1's clock right",
    "clock-ahead": "eu-west-1's clock 2 s ahead",
    "cut-regions": "Cut the Regions for 2 s",
  } satisfies Record<(typeof GLOBAL_TABLE_CONTROLS)[number], string>,
};

export type GlobalTableStrings = typeof en;

const ko: GlobalTableStrings = {
  inRegion: (region, key) => `${region}: ${key}`,
  noItem: "항목 없음",
  deletion: "삭제",
  remembers: "삭제를 기억",
  lost: "사라짐",
  skewed: (skewMs) => `시계 ${skewMs > 0 ? "+" : "−"}${Math.abs(skewMs)} ms`,
  groups: {
    onTheWay: "이 리전으로 오는 중인 쓰기",
    remembered: "이 리전이 기억하는 삭제",
  },
  legend: {
    price: "이 리전에서 읽은 가격",
  },
  controls: {
    "us-puts": "us-east-1 쓰기",
    "eu-puts": "eu-west-1 쓰기",
    "eu-deletes": "eu-west-1 삭제",
    "clock-right": "eu-west-1 시계 맞추기",
    "clock-ahead": "eu-west-1 시계 2초 빠르게",
    "cut-regions": "리전 간 통신 2초 끊기",
  },
};

export function globalTableStrings(locale: WordsLocale): GlobalTableStrings {
  return locale === "ko" ? ko : en;
}
