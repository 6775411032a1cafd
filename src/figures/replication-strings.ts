/** Every word that the chart of a replication group prints, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const REPLICATION_CONTROLS = ["zone-down", "cut-off", "cut-link", "give-up", "follower-down"] as const;

const en = {
  inZone: (replica: string, zone: string) => `${replica} in ${zone}`,
  serves: "serves",
  waits: "waits",
  down: "down",
  hasLease: (seconds: string) => `serves, lease ${seconds}`,
  leads: "leads, does not serve",
  waitsFor: (seconds: string) => `elected, waits ${seconds}`,
  promised: (seconds: string) => `has promised ${seconds}`,
  free: "has promised nothing",
  seconds: (value: number) => `${value.toFixed(2)} s`,
  suspects: "suspects",
  dropped: (because: string) => `${because} hears it`,
  givesUp: "gives up",
  requests: "Requests: time to the answer",
  waiting: (count: number) => (count === 0 ? "none waits" : `${count} ${count === 1 ? "waits" : "wait"}`),
  sessionWaits: (session: string) => `${session} waits`,
  unknown: "unknown",
  groups: { elected: "elected, waits for the old lease", waiting: "a write or a strongly consistent read waits" },
  legend: {
    lease: "lease, as the leader counts it",
    promise: "what the replica has promised a leader",
    strong: "writes and strongly consistent reads",
    eventual: "eventually consistent reads",
  } as Readonly<Record<string, string>>,
  controls: {
    "zone-down": "az-1 down for 4 s",
    "cut-off": "Cut R1 off for 4 s",
    "cut-link": "Cut only R1 and R2 for 4 s",
    "give-up": "R1 gives up its lease",
    "follower-down": "R3 down for 4 s",
  } satisfies Record<(typeof REPLICATION_CONTROLS)[number], string>,
};

export type ReplicationStrings = typeof en;

const ko: ReplicationStrings = {
  inZone: (replica, zone) => `${zone}의 ${replica}`,
  serves: "처리",
  waits: "대기",
  down: "중단",
  hasLease: (seconds) => `처리, 임대 ${seconds}`,
  leads: "리더지만 처리 못 함",
  waitsFor: (seconds) => `선출, ${seconds} 대기`,
  promised: (seconds) => `약속 ${seconds}`,
  free: "약속 없음",
  seconds: (value) => `${value.toFixed(2)}초`,
  suspects: "의심",
  dropped: (because) => `${because}이 들음`,
  givesUp: "내려놓음",
  requests: "요청: 응답까지 걸린 시간",
  waiting: (count) => (count === 0 ? "기다리는 요청 없음" : `${count}개 대기`),
  sessionWaits: (session) => `${session} 대기`,
  unknown: "결과 모름",
  groups: { elected: "선출되어 옛 임대를 기다림", waiting: "쓰기나 강력히 일관된 읽기가 기다림" },
  legend: {
    lease: "리더가 세는 임대",
    promise: "복제본이 리더에게 한 약속",
    strong: "쓰기와 강력히 일관된 읽기",
    eventual: "최종적으로 일관된 읽기",
  },
  controls: {
    "zone-down": "az-1 4초간 중단",
    "cut-off": "R1 4초간 고립",
    "cut-link": "R1과 R2만 4초간 끊기",
    "give-up": "R1이 임대 내려놓기",
    "follower-down": "R3 4초간 중단",
  },
};

export function replicationStrings(locale: WordsLocale): ReplicationStrings {
  return locale === "ko" ? ko : en;
}
