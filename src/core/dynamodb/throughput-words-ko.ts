/** Events of tables under load, and of a bucket alone, in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import type { Millis } from "../kernel/index.ts";
import { withParticle } from "../kernel/words.ts";
import type { CapacityDesign, ThrottleReason, ThroughputEvent } from "./throughput-trace.ts";

/** The sentence for one event, without a full stop. */
export function throughputEventInKorean(event: ThroughputEvent): string {
  switch (event.kind) {
    case "throughput-opened":
      return event.tables
        .map(
          ({ table, design, mode, rate, partitions }) =>
            `${table}(${DESIGNS[design]}): ${mode.kind === "provisioned" ? "프로비저닝" : "온디맨드"}, 파티션 ${partitions.length}개에 ${perSecond(rate)}`,
        ) // prettier-ignore
        .join("; ");
    case "key-load-changed":
      return `이제부터 ${event.key}에 ${number(event.units)}단위 요청이 초당 ${number(event.requestsPerSecond)}개 옵니다`;
    case "neighbours-changed":
      return `이제부터 다른 테이블이 노드마다 ${withParticle(perSecond(event.unitsPerSecond), "을/를")} 씁니다`;
    case "table-rate-set":
      return event.by === "owner"
        ? `${withParticle(event.table, "을/를")} ${perSecond(event.rate)}로 설정합니다`
        : `${withParticle(event.table, "이/가")} 이제 ${perSecond(event.rate)}까지 받습니다`;
    case "partition-split":
      return `${event.table}: ${CAUSES[event.because]} 때문에 ${withParticle(event.partition, "이/가")} ${event.into.join(", ")}로 분할됩니다(초당 ${event.rates.map(number).join(", ")}단위)`;
    case "partition-boosted":
      return `${event.table}: 적응형 용량이 ${event.partition}에 초당 ${number(event.fromRate)}단위 대신 ${number(event.rate)}단위를 할당합니다`;
    case "throttling-began":
      return `${event.table}: ${REASONS[event.reason]} 때문에 ${event.partition}에서 ${event.key} 요청이 스로틀링됩니다`;
    case "throttling-ended":
      return `${event.table}: ${event.partition}에서 ${REASONS[event.reason]} 때문에 스로틀링된 요청이 1초 동안 없습니다`;
    case "table-served":
      return `${event.table}, 지난 ${inSeconds(event.forMs)}: 수락 ${number(event.admitted)}단위, 스로틀링 ${number(event.throttled)}단위. 남은 토큰 ${event.partitions.map(({ partition, available }) => `${partition} ${number(available)}`).join(", ")}${event.available === undefined ? "" : `, 테이블 ${number(event.available)}`}`;
    case "throughput-fault":
      return faultInKorean(event.fault, event.began, () => "전역 수락 제어");
    case "bucket-made":
      return `${perSecond(event.rate)}, ${event.burstSeconds}초분을 담는 버킷에 ${number(event.units)}단위가 들어 있습니다`;
    case "bucket-looked-into":
      return `버킷에 ${number(event.available)}단위가 있습니다`;
    case "request-answered":
      return `${number(event.units)}단위 요청이 ${event.isAdmitted ? "수락" : "스로틀링"}됩니다. ${number(event.available)}단위가 남습니다`;
    case "units-handed-out":
      return `${number(event.asked)}단위 가운데 ${number(event.units)}단위를 내줍니다. ${number(event.available)}단위가 남습니다`;
    case "bucket-rate-set":
      return `이제부터 ${perSecond(event.rate)}입니다. ${number(event.available)}단위가 들어 있습니다`;
    default:
      return event satisfies never;
  }
}

const DESIGNS: Readonly<Record<CapacityDesign, string>> = {
  "static-shares": "고정 배분",
  "burst-and-adaptive": "버스트와 적응형 용량",
  "global-admission": "전역 수락 제어",
};

const REASONS: Readonly<Record<ThrottleReason, string>> = {
  share: "파티션의 몫",
  ceiling: "파티션의 상한",
  table: "테이블의 용량",
};

const CAUSES = { capacity: "용량", size: "크기", consumption: "사용량" } as const;

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function perSecond(rate: number): string {
  return `초당 ${number(rate)}단위`;
}

function inSeconds(ms: Millis): string {
  return `${ms / 1_000}초`;
}
