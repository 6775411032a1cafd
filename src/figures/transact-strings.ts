/** Every word that the charts of transactions print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartMark } from "./chart-shapes.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const TRANSACT_CONTROLS = ["crash-c1", "node-away", "transfer-back", "write-alice", "too-much"] as const;

type Mark = Pick<ChartMark, "text" | "tone">;

const en = {
  items: "Items, each on a storage node of its own",
  held: "held for a transaction",
  wrote: (key: string, isWritten: boolean): Mark =>
    isWritten ? { text: `write to ${key}`, tone: "good" } : { text: `write to ${key} refused`, tone: "lost" },
  transactions: "Transactions",
  preparing: "preparing",
  committing: "committed, being settled",
  cancelling: "cancelled, being settled",
  takenOver: (coordinator: string) => `${coordinator} takes over`,
  down: (node: string) => `${node} is down`,
  ends: (committed: number, cancelled: number) => `${committed} committed, ${cancelled} cancelled`,
  sum: "Sum of all balances",
  readCancelled: "cancelled",
  legend: {
    is: "as the nodes have them",
    read: "as TransactGetItems shows them",
  } as Readonly<Record<string, string>>,
  controls: {
    "crash-c1": "C1 fails for a second",
    "node-away": "bob's node is away for half a second",
    "transfer-back": "Move 10 from bob to alice",
    "write-alice": "Add 5 to alice",
    "too-much": "Move 500 from alice to bob",
  } satisfies Record<(typeof TRANSACT_CONTROLS)[number], string>,
};

export type TransactStrings = typeof en;

const ko: TransactStrings = {
  items: "항목, 저마다 다른 스토리지 노드",
  held: "트랜잭션을 위해 잡힘",
  wrote: (key, isWritten) =>
    isWritten ? { text: `${key}에 쓰기`, tone: "good" } : { text: `${key} 쓰기 거부`, tone: "lost" },
  transactions: "트랜잭션",
  preparing: "준비 중",
  committing: "커밋됨, 통지하는 중",
  cancelling: "취소됨, 통지하는 중",
  takenOver: (coordinator) => `${coordinator}가 이어받음`,
  down: (node) => `${node} 중단`,
  ends: (committed, cancelled) => `커밋 ${committed}건, 취소 ${cancelled}건`,
  sum: "모든 잔액의 합",
  readCancelled: "취소",
  legend: {
    is: "노드들이 가진 대로",
    read: "TransactGetItems가 보여 준 대로",
  },
  controls: {
    "crash-c1": "C1이 1초 동안 멈춤",
    "node-away": "bob의 노드가 0.5초 동안 끊김",
    "transfer-back": "bob에게서 alice에게 10 이체",
    "write-alice": "alice에 5 더하기",
    "too-much": "alice에게서 bob에게 500 이체",
  },
};

export function transactStrings(locale: WordsLocale): TransactStrings {
  return locale === "ko" ? ko : en;
}
