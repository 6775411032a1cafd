/** Every word that the charts of the two scalers print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can do to the runs of charts, by the names that the scene gives its buttons. */
export const FLEET_CONTROLS = ["double-load", "end-load", "add-reader", "fail-reader"] as const;
/** What a reader can press below one of its runs. */
export const ACU_CONTROLS = ["spike", "leave", "connect"] as const;

const en = {
  wanted: "Connections wanted",
  cpu: "CPU of the readers",
  perReader: "Connections of a reader",
  average: (value: string, busiest: string) => `average ${value}, busiest ${busiest}`,
  averageAlone: (value: string) => `average ${value}`,
  noAverage: "no average",
  target: (value: string) => `target ${value}`,
  readers: "Readers",
  serving: (available: number, total: number) =>
    available === total ? `${total}` : `${total}, of which ${available} ${available === 1 ? "serves" : "serve"}`,
  most: (count: number) => `max ${count}`,
  least: (count: number) => `min ${count}`,
  coolsOut: "scale-out cooldown",
  coolsIn: "scale-in cooldown",
  failover: "failover",
  down: "down",
  byOperator: (change: string) => `${change} op.`,
  connections: "Connections",
  capacity: (instance: string, range: string) => `${instance}: ${range}`,
  range: (min: number, max: number) => `${min} to ${max} ACUs`,
  acu: (acu: number, seconds: string) => `${acu} ACU, so far ${seconds} ACU s`,
  paused: "paused",
  waits: "a client waits",
  shares: "Worst share in use",
  percent: (value: number) => `${value} %`,
  growsAbove: "grows above 70 %",
  legend: {
    average: "average",
    busiest: "busiest reader",
    total: "readers, also those being made",
    available: "readers that serve",
    capacity: "capacity",
    load: "what the work would take",
    wanted: "connections",
    worst: "worst of CPU, memory, network",
  } as Readonly<Record<string, string>>,
  controls: {
    "double-load": "Double the load",
    "end-load": "All clients leave",
    "add-reader": "Operator adds a reader",
    "fail-reader": "db-2 fails for 3 min",
    spike: "Work for 24 ACUs",
    leave: "All clients disconnect",
    connect: "A client connects",
  } satisfies Record<(typeof FLEET_CONTROLS)[number] | (typeof ACU_CONTROLS)[number], string>,
};

export type ScalingStrings = typeof en;

const ko: ScalingStrings = {
  wanted: "필요한 연결 수",
  cpu: "리더의 CPU",
  perReader: "리더당 연결 수",
  average: (value, busiest) => `평균 ${value}, 가장 바쁜 리더 ${busiest}`,
  averageAlone: (value) => `평균 ${value}`,
  noAverage: "평균 없음",
  target: (value) => `목표 ${value}`,
  readers: "리더",
  serving: (available, total) => (available === total ? `${total}개` : `${total}개, 서비스 중 ${available}개`),
  most: (count) => `최대 ${count}`,
  least: (count) => `최소 ${count}`,
  coolsOut: "스케일 아웃 휴지 기간",
  coolsIn: "스케일 인 휴지 기간",
  failover: "장애 조치",
  down: "중단",
  byOperator: (change) => `${change} 운영자`,
  connections: "연결",
  capacity: (instance, range) => `${instance}: ${range}`,
  range: (min, max) => `${min}~${max} ACU`,
  acu: (acu, seconds) => `${acu} ACU, 지금까지 ${seconds} ACU초`,
  paused: "일시 중지",
  waits: "클라이언트 대기",
  shares: "가장 나쁜 사용 비율",
  percent: (value) => `${value}%`,
  growsAbove: "70% 초과면 커짐",
  legend: {
    average: "평균",
    busiest: "가장 바쁜 리더",
    total: "만드는 중인 것을 포함한 리더",
    available: "서비스 중인 리더",
    capacity: "용량",
    load: "작업에 필요한 용량",
    wanted: "연결",
    worst: "CPU, 메모리, 네트워크 가운데 가장 나쁜 것",
  },
  controls: {
    "double-load": "부하 두 배로",
    "end-load": "모든 클라이언트 나가기",
    "add-reader": "운영자가 리더 추가",
    "fail-reader": "db-2 3분간 장애",
    spike: "24 ACU 분량의 작업",
    leave: "모든 클라이언트 연결 끊기",
    connect: "클라이언트 하나 연결",
  },
};

export function scalingStrings(locale: WordsLocale): ScalingStrings {
  return locale === "ko" ? ko : en;
}
