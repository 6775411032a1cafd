/** Events of a replication group in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import type { Millis } from "../kernel/index.ts";
import { withParticle } from "../kernel/words.ts";
import type { Refusal, ReplicationEvent } from "./replication-trace.ts";

/** The sentence for one event, without a full stop. */
export function replicationEventInKorean(event: ReplicationEvent): string {
  switch (event.kind) {
    case "replication-opened":
      return `복제본 ${event.replicas.length}개: ${event.replicas.map(({ replica, zone }) => `${zone}의 ${replica}`).join(", ")}. 임대는 ${duration(event.leaseMs)}, 여유 ${duration(event.marginMs)}`;
    case "operation-asked":
      return `${withParticle(event.session, "이/가")} ${event.key}의 ${ASKED[event.what]} 요청합니다(요청 ${event.operation + 1})`;
    case "refused":
      return `${withParticle(event.by, "이/가")} 요청 ${withParticle(String(event.operation + 1), "을/를")} 거부합니다: ${REFUSALS[event.why]}`;
    case "read-served":
      return `${withParticle(event.by, "이/가")} 요청 ${event.operation + 1}에 ${event.mode === "strong" ? "강력히" : "최종적으로"} 일관된 읽기로 응답합니다: ${saw(event.sawOperation)}`;
    case "operation-answered":
      return event.outcome === "done"
        ? `요청 ${event.operation + 1}의 응답이 도착했습니다`
        : `요청 ${event.operation + 1}의 응답이 오지 않아 결과를 알 수 없습니다`;
    case "appended":
      return event.operation === undefined
        ? `${withParticle(event.replica, "이/가")} 로그에 투표 번호 ${event.ballot}의 시작을 적습니다(로그 엔트리 ${event.index})`
        : `${withParticle(event.replica, "이/가")} 요청 ${withParticle(String(event.operation + 1), "을/를")} 로그 엔트리 ${event.index}에 추가합니다`;
    case "persisted":
      return `${withParticle(event.replica, "이/가")} 로그 엔트리 ${withParticle(String(event.index), "을/를")} 디스크에 저장했습니다`;
    case "committed":
      return `${event.operation === undefined ? "" : `요청 ${event.operation + 1}의 `}로그 엔트리 ${withParticle(String(event.index), "이/가")} 쓰기 쿼럼에 있어 ${withParticle(event.replica, "이/가")} 커밋합니다`;
    case "applied":
      return `${withParticle(event.replica, "이/가")} 로그 엔트리 ${withParticle(String(event.index), "을/를")} 적용합니다`;
    case "log-cut":
      return `${withParticle(event.replica, "이/가")} 로그 엔트리 ${event.fromIndex}부터 버립니다`;
    case "lease-asked":
      return `${withParticle(event.replica, "이/가")} 임대를 요청합니다(투표 번호 ${event.ballot}, ${event.round}번째)`;
    case "grant-heard":
      return `${event.by}의 임대 부여가 ${event.replica}에 도착했습니다(${event.round}번째 요청)`;
    case "lease-granted":
      return `${withParticle(event.by, "이/가")} ${event.leader}에게 임대를 부여합니다(투표 번호 ${event.ballot}, ${event.round}번째)`;
    case "lease-refused":
      return `${withParticle(event.by, "이/가")} 투표 번호 ${event.ballot}에서 ${event.leader}에게 임대를 부여하지 않습니다`;
    case "lease-renewed":
      return `쓰기 쿼럼이 투표 번호 ${event.ballot}에서 ${event.replica}의 임대를 부여했습니다. 요청한 시각은 ${duration(event.askedMs)}입니다`;
    case "serving-began":
      return `${withParticle(event.replica, "은/는")} 투표 번호 ${event.ballot}에서 강력히 일관된 읽기와 쓰기를 처리할 수 있습니다`;
    case "serving-ended":
      return `${withParticle(event.replica, "은/는")} 투표 번호 ${event.ballot}에서 더는 처리할 수 없습니다`;
    case "lease-given-up":
      return `${withParticle(event.replica, "이/가")} 투표 번호 ${event.ballot}의 임대를 내려놓습니다`;
    case "release-heard":
      return `${withParticle(event.leader, "이/가")} 투표 번호 ${event.ballot}의 임대를 내려놓았다는 말이 ${event.by}에 도착했습니다`;
    case "leader-suspected":
      return `${withParticle(event.by, "이/가")} 리더의 소식을 너무 오래 듣지 못해 다른 복제본에 묻습니다`;
    case "suspicion-dropped":
      return `${withParticle(event.because, "은/는")} 아직 리더의 소식을 듣습니다. ${withParticle(event.by, "은/는")} 의심을 거둡니다`;
    case "election-began":
      return `${withParticle(event.by, "이/가")} 투표 번호 ${event.ballot}에서 지지를 요청합니다${promised(event.remainingMs)}`;
    case "supported":
      return `${withParticle(event.by, "이/가")} 투표 번호 ${event.ballot}에서 ${withParticle(event.candidate, "을/를")} 지지합니다${promised(event.remainingMs)}`;
    case "support-refused":
      return `${withParticle(event.by, "은/는")} 투표 번호 ${event.ballot}에서 ${withParticle(event.candidate, "을/를")} 지지하지 않습니다`;
    case "elected":
      return `${withParticle(event.replica, "이/가")} 투표 번호 ${event.ballot}에서 선출되었습니다. ${event.remainingMs > 0 ? `${duration(event.remainingMs)} 기다립니다` : "기다리지 않아도 됩니다"}`;
    case "stepped-down":
      return `${withParticle(event.replica, "은/는")} 더는 투표 번호 ${event.ballot}의 리더가 아닙니다`;
    case "replica-started":
      return `${withParticle(event.replica, "이/가")} 디스크에 있는 것으로 시작합니다`;
    case "fault-began":
    case "fault-ended":
      return faultInKorean(event.fault, event.kind === "fault-began", (node) => node);
    default:
      return event satisfies never;
  }
}

const ASKED = {
  write: "쓰기를",
  strong: "강력히 일관된 읽기를",
  eventual: "최종적으로 일관된 읽기를",
} as const;

const REFUSALS: Readonly<Record<Refusal, string>> = {
  "not-leader": "리더가 아닙니다",
  "no-lease": "지금은 처리할 수 없습니다",
  "no-quorum-yet": "첫 로그 엔트리가 아직 쿼럼에 없습니다",
};

function saw(operation: number | undefined): string {
  return operation === undefined
    ? "쓰인 것이 없습니다"
    : `요청 ${withParticle(String(operation + 1), "이/가")} 쓴 항목`;
}

function promised(remainingMs: Millis): string {
  return remainingMs > 0 ? `. 부여한 임대가 ${duration(remainingMs)} 남아 있습니다` : "";
}

function duration(ms: Millis): string {
  return `${ms.toLocaleString("en-US")} ms`;
}
