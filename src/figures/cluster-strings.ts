/** Every word that the cluster scene prints, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";
import type { InstanceState, Phase, StatementState } from "./cluster-shapes.ts";

const en = {
  writer: "writer",
  reader: "reader",
  tier: (tier: number) => `tier ${tier}`,
  states: {
    serving: "available",
    down: "down",
    crashed: "crashed",
    recovering: "opening the volume…",
    silent: "not available",
  } satisfies Record<InstanceState, string>,
  statesShort: {
    serving: "",
    down: "down",
    crashed: "crashed",
    recovering: "opening…",
    silent: "silent",
  } satisfies Record<InstanceState, string>,
  statements: {
    none: "",
    connecting: "connecting…",
    waiting: "sent…",
    committed: "committed",
    unknown: "unknown",
    failed: "not done",
    answered: "read",
    "read-failed": "read failed",
  } satisfies Record<StatementState, string>,
  unknownCount: (count: number) => `${count} unknown`,
  leadsTo: (name: string, instance: string) => `${name} → ${instance}`,
  through: (endpoint: string) => `through ${endpoint}`,
  cached: (instance: string) => `knows ${instance}`,
  notConnected: "no connection",
  phases: {
    detection: "detection",
    promotion: "promotion",
    name: "DNS change",
    client: "client",
  } satisfies Record<Phase, string>,
  budget: "Where the time went",
  seconds: (ms: number) => `${(ms / 1_000).toFixed(1)} s`,
  quiet: "no failover yet",
};

/** The words of one language. */
export type ClusterStrings = typeof en;

const ko: ClusterStrings = {
  writer: "라이터",
  reader: "리더",
  tier: (tier) => `계층 ${tier}`,
  states: {
    serving: "사용 가능",
    down: "중단",
    crashed: "비정상 종료",
    recovering: "볼륨 여는 중…",
    silent: "사용 불가",
  },
  statesShort: { serving: "", down: "중단", crashed: "종료", recovering: "여는 중…", silent: "무응답" },
  statements: {
    none: "",
    connecting: "연결 중…",
    waiting: "보냄…",
    committed: "커밋",
    unknown: "알 수 없음",
    failed: "처리 안 됨",
    answered: "읽음",
    "read-failed": "읽기 실패",
  },
  unknownCount: (count) => `알 수 없음 ${count}건`,
  leadsTo: (name, instance) => `${name} → ${instance}`,
  through: (endpoint) => `${endpoint} 엔드포인트`,
  cached: (instance) => `캐시: ${instance}`,
  notConnected: "연결 없음",
  phases: { detection: "감지", promotion: "승격", name: "DNS 변경", client: "클라이언트" },
  budget: "시간이 쓰인 곳",
  seconds: (ms) => `${(ms / 1_000).toFixed(1)} s`,
  quiet: "아직 장애 조치 없음",
};

/** The words of the page's language. */
export function clusterStrings(locale: WordsLocale): ClusterStrings {
  return locale === "ko" ? ko : en;
}
