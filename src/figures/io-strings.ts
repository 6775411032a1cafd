/** Words that only the figures of the two designs print; `strings.ts` has those that all figures share. */
import type { IoDesign } from "../core/aurora/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { withParticle } from "../core/kernel/words.ts";

const en = {
  designs: { mirrored: "Mirrored MySQL", aurora: "Aurora" } as Readonly<Record<IoDesign, string>>,
  nodes: new Map([
    ["mysql", "MySQL"],
    ["standby", "standby"],
    ["writer", "writer"],
  ]) as ReadonlyMap<string, string>,
  reader: (number: string) => `reader ${number}`,
  compute: "compute",
  storage: "storage",
  pages: "Pages per transaction",
  transactions: "Transactions at once",
  fromNode: "I/Os from the database node",
  total: "together",
  allHops: "all hops",
  messages: (count: number, kilobytes: string) => `${count} messages, ${kilobytes} KB`,
  waits: (transaction: string) => `${transaction} waits for its commit`,
  committed: (transaction: string, ms: string) => `${transaction} committed after ${ms} ms`,
  commits: (answered: number, all: number, ms: string) =>
    `${answered} of ${all} committed${ms === "" ? "" : `, the last after ${ms} ms`}`,
  refused: "the database node is down",
  legendRedo: "redo",
  legendPage: "page",
};

export type IoStrings = typeof en;

const ko: IoStrings = {
  designs: { mirrored: "미러링 MySQL", aurora: "Aurora" },
  nodes: new Map([
    ["mysql", "MySQL"],
    ["standby", "대기"],
    ["writer", "라이터"],
  ]),
  reader: (number) => `리더 ${number}`,
  compute: "컴퓨팅",
  storage: "스토리지",
  pages: "트랜잭션당 페이지",
  transactions: "동시 트랜잭션",
  fromNode: "데이터베이스 노드에서 나간 I/O",
  total: "합계",
  allHops: "모든 구간",
  messages: (count, kilobytes) => `메시지 ${count}개, ${kilobytes} KB`,
  waits: (transaction) => `${withParticle(transaction, "은/는")} 커밋을 기다립니다`,
  committed: (transaction, ms) => `${withParticle(transaction, "이/가")} ${ms} ms 만에 커밋되었습니다`,
  commits: (answered, all, ms) => `${all}개 중 ${answered}개 커밋${ms === "" ? "" : `, 마지막은 ${ms} ms`}`,
  refused: "데이터베이스 노드가 중단되었습니다",
  legendRedo: "리두",
  legendPage: "페이지",
};

export function ioStrings(locale: WordsLocale): IoStrings {
  return locale === "ko" ? ko : en;
}
