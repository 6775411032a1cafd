/** Events of Serverless v2 instances in Korean. */
import type { Millis } from "../kernel/index.ts";
import { withParticle } from "../kernel/words.ts";
import type { AcuConfiguration, AcuRequest, AcuSecond } from "./acu-scaler.ts";
import type { AcuEvent, AcuLoad } from "./acu-trace.ts";

/** The sentence for one event, without a full stop. */
export function acuEventInKorean(event: AcuEvent): string {
  switch (event.kind) {
    case "acu-opened":
      return event.clusters
        .map(({ cluster, configuration }) => `${cluster}: ${rangeInKorean(configuration)}`)
        .join("; ");
    case "acu-load-changed":
      return `${event.instance}: ${loadInKorean(event.load)}`;
    case "acu-requested":
      return `${event.instance}에 ${requestInKorean(event.request)} 요청이 옵니다`;
    case "acu-measured":
      return measuredInKorean(event.second);
    case "capacity-changed":
      return `${withParticle(event.instance, "이/가")} ${inSeconds(event.forMs)} 만에 ${event.fromAcu}에서 ${event.acu} ACU로 ${event.acu > event.fromAcu ? "커집니다" : "작아집니다"}`;
    case "acu-paused":
      return `${withParticle(event.instance, "이/가")} 일시 중지됩니다(마지막 ${inSeconds(event.forMs)} 동안 ${event.fromAcu} ACU)`;
    case "acu-resumed":
      return `${withParticle(event.instance, "이/가")} 일시 중지 ${inSeconds(event.forMs)} 만에 ${event.acu} ACU로 재개되었습니다${event.waitedMs === 0 ? "" : `(대기 ${inSeconds(event.waitedMs)})`}`;
    case "acu-billed":
      return `${event.cluster}에 ${inThousands(event.acuSeconds)} ACU초가 청구됩니다. 감당하지 못한 작업은 ${inThousands(event.missingAcuSeconds)} ACU초입니다`;
    default:
      return event satisfies never;
  }
}

function inSeconds(ms: Millis): string {
  return `${ms / 1_000}초`;
}

function inThousands(value: number): string {
  return value.toLocaleString("en-US");
}

function rangeInKorean({ minAcu, maxAcu, autoPauseMs }: AcuConfiguration): string {
  return `${minAcu}~${maxAcu} ACU${minAcu === 0 ? `, ${autoPauseMs / 1_000}초 뒤 일시 중지` : ""}`;
}

function loadInKorean({ cpuAcu, memoryAcu, networkAcu, workingSetAcu, connections }: AcuLoad): string {
  return `작업량 CPU ${cpuAcu} ACU, 메모리 ${memoryAcu}, 네트워크 ${networkAcu}, 작업 집합 ${workingSetAcu}, 연결 ${connections}개`;
}

function measuredInKorean({ cpuPercent, memoryPercent, networkPercent, ...rest }: Omit<AcuSecond, "nowMs">): string {
  const asked = rest.requests.map((request) => `, ${requestInKorean(request)} 요청`).join("");
  return `CPU ${cpuPercent}%, 메모리 ${memoryPercent}%, 네트워크 ${networkPercent}%, 캐시 ${rest.cachedAcu} ACU, 연결 ${rest.openConnections}개${asked}`;
}

function requestInKorean(request: AcuRequest): string {
  switch (request) {
    case "connection":
      return "연결";
    case "connection-with-wrong-password":
      return "암호가 틀린 연결";
    case "data-api-call":
      return "Data API 호출";
    case "parameter-change":
      return "파라미터 변경";
    case "backtrack":
      return "역추적";
    case "clone":
      return "클론 생성";
    case "maintenance":
      return "유지 관리";
    case "snapshot":
      return "스냅샷";
    case "scheduled-job":
      return "엔진에 예약된 작업";
    default:
      return request satisfies never;
  }
}
