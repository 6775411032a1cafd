/** Words that only the figures of the two designs print; `strings.ts` has those that all figures share. */
import type { AuroraTopology, IoDesign, MirroredTopology } from "../core/aurora/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { withParticle } from "../core/kernel/words.ts";

/** What was counted besides the database node's own I/Os. */
interface Elsewhere {
  readonly toInstances: number;
  readonly storage: number;
  readonly perCopy: number;
  readonly wireBytes: number;
}

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
  elsewhere: ({ toInstances, storage, perCopy }: Elsewhere) =>
    `to instances ${toInstances}, at storage ${storage}, at each copy ${perCopy}`,
  bytes: ({ wireBytes }: Elsewhere) => `${wireBytes} bytes on the wire`,
  file: "file",
  mirroredTopology: ({ volumes, copiesPerVolume, commitsPerSync, binlog, doubleWrite, ...rest }: MirroredTopology) => [
    `volumes ${volumes}, copies of each ${copiesPerVolume}, commits to a sync ${commitsPerSync}`,
    `binlog ${binlog ? "on" : "off"}, double-write ${doubleWrite ? `${rest.doubleWritePages} at a time` : "off"}`,
  ],
  auroraTopology: ({ batchBytes, copies, replicas }: AuroraTopology) => [
    `bytes in a batch up to ${batchBytes}`,
    `copies ${copies}, replicas ${replicas}`,
  ],
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
  elsewhere: ({ toInstances, storage, perCopy }) =>
    `인스턴스로 ${toInstances}, 스토리지에서 ${storage}, 사본마다 ${perCopy}`,
  bytes: ({ wireBytes }) => `네트워크에서 ${wireBytes}바이트`,
  file: "파일",
  mirroredTopology: ({ volumes, copiesPerVolume, commitsPerSync, binlog, doubleWrite, ...rest }) => [
    `사본 ${volumes} × ${copiesPerVolume}, 동기화 한 번에 커밋 ${commitsPerSync}개`,
    `binlog ${binlog ? "켬" : "끔"}, 이중 쓰기 ${doubleWrite ? `한 번에 ${rest.doubleWritePages}페이지` : "끔"}`,
  ],
  auroraTopology: ({ batchBytes, copies, replicas }) => [
    `배치는 최대 ${batchBytes}바이트`,
    `사본 ${copies}개, 복제본 ${replicas}개`,
  ],
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
