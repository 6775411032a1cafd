/** Every word that the chart of a DAX cluster of several nodes prints, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const DAX_CLUSTER_CONTROLS = [
  "read-past",
  "read-through",
  "read-strong",
  "nodes-1",
  "nodes-3",
  "nodes-5",
  "ttl-short",
  "crash-primary",
] as const;

const en = {
  table: "Read units a second",
  givenOf: (units: string, wanted: string, throttled: number) =>
    `${units} of ${wanted} given${throttled === 0 ? "" : `, ${throttled} reads throttled`}`,
  ceiling: "ceiling",
  written: "written",
  unknown: "write unknown",
  refused: "write refused",
  served: (role: string, hits: number, misses: number) => `${role}: ${hits} from memory, ${misses} from the table`,
  primary: "primary",
  replica: "read replica",
  down: "down",
  out: "not in the cluster",
  answers: "Reads answered a second",
  answeredOf: (answered: number, failed: number) => `${answered} answered, ${failed} failed`,
  legend: {
    given: "given by the table’s partition",
    wanted: "asked of it",
    hits: "reads from memory, a second",
    misses: "reads from the table, a second",
    answered: "answered",
    failed: "failed",
  } as Readonly<Record<string, string>>,
  controls: {
    "read-past": "Read past DAX",
    "read-through": "Read through DAX",
    "read-strong": "Read strongly consistent",
    "nodes-1": "1 node",
    "nodes-3": "3 nodes",
    "nodes-5": "5 nodes",
    "ttl-short": "TTL 0.2 s",
    "crash-primary": "The primary fails",
  } satisfies Record<(typeof DAX_CLUSTER_CONTROLS)[number], string>,
};

export type DaxClusterStrings = typeof en;

const ko: DaxClusterStrings = {
  table: "초당 읽기 단위",
  givenOf: (units, wanted, throttled) =>
    `${wanted} 중 ${units} 제공${throttled === 0 ? "" : `, 읽기 ${throttled}회 스로틀링`}`,
  ceiling: "한도",
  written: "기록됨",
  unknown: "쓰기 결과 모름",
  refused: "쓰기 거절",
  served: (role, hits, misses) => `${role}: 메모리 ${hits}회, 테이블 ${misses}회`,
  primary: "기본 노드",
  replica: "읽기 전용 복제본",
  down: "중단",
  out: "클러스터 밖",
  answers: "초당 읽기 응답",
  answeredOf: (answered, failed) => `응답 ${answered}, 실패 ${failed}`,
  legend: {
    given: "테이블의 파티션이 제공",
    wanted: "파티션에 요청",
    hits: "메모리에서 제공한 초당 읽기",
    misses: "테이블에 요청한 초당 읽기",
    answered: "응답",
    failed: "실패",
  },
  controls: {
    "read-past": "DAX를 우회해 읽기",
    "read-through": "DAX를 거쳐 읽기",
    "read-strong": "강력히 일관되게 읽기",
    "nodes-1": "노드 1개",
    "nodes-3": "노드 3개",
    "nodes-5": "노드 5개",
    "ttl-short": "TTL 0.2초",
    "crash-primary": "기본 노드 장애",
  },
};

export function daxClusterStrings(locale: WordsLocale): DaxClusterStrings {
  return locale === "ko" ? ko : en;
}
