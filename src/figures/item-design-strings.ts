/** Every word that the charts of two ways to keep orders print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const ITEM_DESIGN_CONTROLS = ["read-all", "read-newest", "small-orders", "large-orders"] as const;

const en = {
  each: "Write units of the latest order",
  total: "Write units so far, thousands",
  unitsOf: (one: string, each: string) => `one item ${one}, an item each ${each}`,
  answered: "Bytes or units answered",
  full: "refused: the item is full",
  reads: (what: "all" | "newest", one: string, each: string) =>
    `${what === "all" ? "all" : "newest"}: ${one} / ${each}`,
  legend: {
    "one-item": "all orders in one item",
    "item-each": "an item for each order",
    answer: "answers",
  } as Readonly<Record<string, string>>,
  controls: {
    "read-all": "Read all orders",
    "read-newest": "Read the newest order",
    "small-orders": "Orders of 200 bytes",
    "large-orders": "Orders of 8 KB",
  } satisfies Record<(typeof ITEM_DESIGN_CONTROLS)[number], string>,
};

export type ItemDesignStrings = typeof en;

const ko: ItemDesignStrings = {
  each: "마지막 주문의 쓰기 단위",
  total: "지금까지의 쓰기 단위(천)",
  unitsOf: (one, each) => `항목 하나 ${one}, 주문마다 항목 ${each}`,
  answered: "답한 바이트 또는 단위",
  full: "거절: 항목이 가득 참",
  reads: (what, one, each) => `${what === "all" ? "모두" : "새것"}: ${one} / ${each}`,
  legend: {
    "one-item": "모든 주문을 항목 하나에",
    "item-each": "주문마다 항목 하나",
    answer: "답",
  },
  controls: {
    "read-all": "주문 모두 읽기",
    "read-newest": "가장 새 주문 읽기",
    "small-orders": "200바이트짜리 주문",
    "large-orders": "8 KB짜리 주문",
  },
};

export function itemDesignStrings(locale: WordsLocale): ItemDesignStrings {
  return locale === "ko" ? ko : en;
}
