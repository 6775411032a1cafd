/** Events of a scaled fleet in Korean. */
import { listOf, withParticle } from "../kernel/words.ts";
import type { ReaderFleetEvent } from "./reader-fleet-trace.ts";
import type { ScalableReader, ScalingDecision, ScalingPolicy } from "./replica-scaler.ts";

/** The sentence for one event, without a full stop. */
export function readerFleetEventInKorean(event: ReaderFleetEvent): string {
  switch (event.kind) {
    case "reader-fleet-opened":
      return `리더 ${event.readers.length}개, ${policyInKorean(event.policy)}`;
    case "load-changed":
      return `지금부터 동시에 필요한 연결은 ${event.connections}개입니다`;
    case "metric-known": {
      const { average, readers } = event;
      const available = readers.filter(({ state }) => state === "available").length;
      if (average === undefined)
        return available === 0
          ? "사용 가능한 리더가 없어 평균도 없습니다"
          : `리더 ${available}개의 평균을 알 수 없습니다`;
      const rest = readers.length - available;
      return `리더 ${available}개의 평균은 ${average}입니다${rest === 0 ? "" : ` (${rest}개는 아직 서비스하지 않음)`}`;
    }
    case "scaling-decided":
      return decisionInKorean(event.decision);
    case "reader-creating":
      return `${byWhom(event.reader.createdBy)} ${withParticle(event.reader.instance, "을/를")} 만들기 시작합니다`;
    case "reader-available":
      return `${withParticle(event.instance, "이/가")} 사용 가능해졌습니다`;
    case "reader-unavailable":
      return `${withParticle(event.instance, "을/를")} 사용할 수 없고 연결이 끊어졌습니다`;
    case "reader-deleted":
      return `${byWhom(event.by)} ${withParticle(event.instance, "을/를")} 삭제합니다`;
    case "reader-promoted":
      return `장애 조치: 이제 ${withParticle(event.instance, "이/가")} 라이터이고 ${withParticle(event.reader.instance, "은/는")} 리더입니다`;
    default:
      return event satisfies never;
  }
}

function policyInKorean({ metric, target, minCapacity, maxCapacity, ...rest }: ScalingPolicy): string {
  const what = metric === "RDSReaderAverageCPUUtilization" ? `CPU ${target}%` : `연결 ${target}개`;
  const cooldowns = `휴지 기간 스케일 아웃 ${rest.scaleOutCooldownMs / 1_000}초·스케일 인 ${rest.scaleInCooldownMs / 1_000}초`;
  return `목표 ${what}, 리더 ${minCapacity}~${maxCapacity}개, ${cooldowns}${rest.isScaleInEnabled ? "" : ", 스케일 인 비활성화"}`;
}

function decisionInKorean(decision: ScalingDecision): string {
  switch (decision.kind) {
    case "none":
      return "스케일러는 아무것도 바꾸지 않습니다";
    case "add":
      return `스케일러가 리더 ${decision.count}개를 추가합니다`;
    case "remove":
      return `스케일러가 ${withParticle(listOf(decision.instances, "ko"), "을/를")} 제거합니다`;
    default:
      return decision satisfies never;
  }
}

function byWhom(createdBy: ScalableReader["createdBy"]): string {
  return createdBy === "scaling" ? "스케일러가" : "운영자가";
}
