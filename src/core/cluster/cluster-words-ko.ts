/**
 * Cluster events in Korean. How a client's name is read nobody knows (`app`, `reports`), so no particle that depends on it
 * follows one.
 */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import { storageEventInKorean } from "../aurora/storage-words-ko.ts";
import { listOf, withParticle } from "../kernel/words.ts";
import type { CachedPage, ClusterEvent, StatementFailure } from "./cluster-trace.ts";
import type { FailoverDecision } from "./failover-target.ts";
import type { ClusterMember, Role } from "./vocabulary.ts";

type Opened = Extract<ClusterEvent, { readonly kind: "cluster-opened" }>;
type StreamRecord = Extract<ClusterEvent, { readonly kind: "stream-received" }>["records"][number];
type Resolved = Extract<ClusterEvent, { readonly kind: "name-resolved" }>;

/** The sentence for one event, without a full stop. */
export function clusterEventInKorean(event: ClusterEvent): string {
  switch (event.kind) {
    case "cluster-opened":
      return openedInKorean(event);
    case "fault-began":
      return faultInKorean(event.fault, true, nodeInKorean);
    case "fault-ended":
      return faultInKorean(event.fault, false, nodeInKorean);
    case "in-volume":
      return `볼륨: ${storageEventInKorean(event.event)}`;
    case "instance-crashed":
      return `${withParticle(event.instance, "이/가")} 비정상 종료되었습니다: 메모리에 있던 것은 사라졌습니다`;
    case "instance-started":
      return event.role === "writer"
        ? `${withParticle(event.instance, "이/가")} 라이터로 다시 시작되었습니다: 먼저 볼륨을 복구해야 합니다`
        : `${withParticle(event.instance, "이/가")} 리더로 다시 시작되었습니다`;
    case "instance-demoted":
      return `${withParticle(event.instance, "이/가")} 다른 인스턴스가 볼륨을 연 것을 알고 리더로 전환되었습니다`;
    case "volume-opening":
      return `${withParticle(event.instance, "이/가")} 에포크 ${withParticle(event.volumeEpoch, "으로/로")} 볼륨을 열기 시작합니다`;
    case "volume-open":
      return `${withParticle(event.instance, "이/가")} 에포크 ${withParticle(event.volumeEpoch, "으로/로")} 볼륨을 열었습니다`;
    case "instance-cut-off":
      return event.isCutOff
        ? `컨트롤 플레인과 ${event.instance} 사이의 통신이 끊깁니다. ${event.instance} 자체는 계속 돌아갑니다`
        : `컨트롤 플레인과 ${event.instance} 사이의 통신이 돌아옵니다`;
    case "instance-available":
      return event.isAvailable
        ? `컨트롤 플레인이 ${withParticle(event.instance, "을/를")} 사용 가능 상태로 판단합니다`
        : `컨트롤 플레인이 ${withParticle(event.instance, "을/를")} 사용할 수 없는 상태로 판단합니다`;
    case "members-seen":
      return event.members.length === 0
        ? "클러스터에 멤버가 없습니다"
        : `클러스터 멤버: ${event.members.map(memberInKorean).join("; ")}`;
    case "endpoint-listed":
      return event.targets.length === 0
        ? `${event.endpoint} 엔드포인트가 가리키는 인스턴스가 없습니다`
        : `${event.endpoint} 엔드포인트로 새로 연결할 수 있는 인스턴스: ${listOf(event.targets, "ko")}`;
    case "target-chosen":
      return `실패한 시도 ${event.failedAttemptCount}회: ${decisionInKorean(event.decision)}`;
    case "failover-began":
      return `${event.failed}에 대한 장애 조치를 시작합니다(${event.attempt}차 시도)`;
    case "promotion-ordered":
      return `컨트롤 플레인이 ${event.instance}에 볼륨을 에포크 ${withParticle(event.volumeEpoch, "으로/로")} 열어 라이터가 되라고 지시합니다(${event.attempt}차 시도)`;
    case "restart-ordered":
      return `컨트롤 플레인이 ${withParticle(event.instance, "을/를")} 제자리에서 볼륨을 에포크 ${withParticle(event.volumeEpoch, "으로/로")} 다시 열게 합니다(${event.attempt}차 시도)`;
    case "writer-changed":
      return `컨트롤 플레인이 ${withParticle(event.instance, "이/가")} 볼륨을 연 것을 확인했습니다: 이제 라이터입니다`;
    case "endpoint-moved":
      return `이제부터 클러스터 엔드포인트가 ${withParticle(event.instance, "을/를")} 가리킵니다`;
    case "name-resolved":
      return resolvedInKorean(event);
    case "connection-opened":
      return `${event.client}에서 ${event.instance}에 연결했습니다`;
    case "connection-refused":
      return `${event.client}에서 ${event.instance}에 연결하지 못했습니다`;
    case "connection-closed":
      return `${event.client}에서 ${event.instance} 연결을 닫았습니다`;
    case "connection-lost":
      return `${event.client}의 ${event.instance} 연결이 끊겼습니다`;
    case "write-sent":
      return `${event.client}에서 ${withParticle(event.transaction, "을/를")} ${event.instance}에 보냈습니다`;
    case "write-committed":
      return `${event.client}에서 ${event.transaction}의 커밋 응답을 받았습니다(${event.tookMs} ms)`;
    case "write-unknown":
      return `${event.client}에서 ${event.transaction}의 응답을 받지 못했습니다: 커밋되었는지 알 수 없습니다`;
    case "write-failed":
      return `${event.client}의 ${withParticle(event.transaction, "은/는")} 실행되지 않았습니다: ${failureInKorean[event.because]}`;
    case "read-answered":
      return `${event.client}에서 ${event.instance}의 페이지 ${withParticle(event.page, "을/를")} LSN ${event.readPoint} 시점으로 읽었습니다(페이지 LSN ${event.pageLsn}, ${event.tookMs} ms)`;
    case "read-failed":
      return `${event.client}에서 페이지 ${withParticle(event.page, "을/를")} 읽지 못했습니다: ${failureInKorean[event.because]}`;
    case "read-held":
      return `${event.client}에서 이미 LSN ${event.atLeast}까지 보았는데 ${event.instance}의 읽기 지점은 ${event.readPoint}입니다: 페이지 ${event.page} 읽기가 기다립니다`;
    case "stream-slowed":
      return event.applyMs === 0
        ? `${withParticle(event.instance, "이/가")} 다시 리두 스트림을 오는 대로 적용합니다`
        : `${withParticle(event.instance, "이/가")} 다른 일로 바빠져, 이제부터 리두 스트림을 ${event.applyMs} ms 늦게 적용합니다`;
    case "read-point-moved":
      return `${withParticle(event.instance, "이/가")} 이제부터 LSN ${event.readPoint}까지 보여 줍니다`;
    case "stream-received":
      return `리두 스트림이 왔습니다: ${listOf(event.records.map(recordInKorean), "ko")}; 그 앞은 ${event.previousLsn}`;
    case "vdl-told":
      return `라이터가 알린 VDL은 ${event.vdl}입니다`;
    case "page-asked":
      return `${withParticle(event.instance, "이/가")} 스토리지에 페이지 ${withParticle(event.page, "을/를")} LSN ${event.asOf} 시점으로 요청합니다`;
    case "page-loaded":
      return `스토리지가 LSN ${event.asOf} 시점의 페이지 ${withParticle(event.page, "을/를")} 보냈습니다: ${event.version.slots.join(" ")}, 페이지 LSN ${event.version.lsn}`;
    case "replica-stood":
      return `${event.instance}의 읽기 지점은 ${event.readPoint}; ${event.pages.length === 0 ? "가진 페이지가 없습니다" : event.pages.map(pageInKorean).join("; ")}`;
    case "lag-measured":
      return `${event.instance}의 읽기 지점은 ${event.readPoint}, 복제 지연은 ${event.lagMs} ms입니다`;
    default:
      return event satisfies never;
  }
}

const roleInKorean: Readonly<Record<Role, string>> = { writer: "라이터", reader: "리더" };

function openedInKorean({ members, endpoints }: Opened): string {
  const named = (role: Role) =>
    listOf(
      members.filter((member) => member.role === role).map(({ instance }) => instance),
      "ko",
    ) || "없음";
  // Every instance has an endpoint of its own.
  const names = Object.keys(endpoints).filter((name) => endpoints[name]?.kind !== "instance");
  const reached = names.length === 0 ? "" : `; 엔드포인트 ${listOf(names, "ko")}`;
  return `클러스터를 열었습니다: 라이터 ${named("writer")}; 리더 ${named("reader")}${reached}`;
}

function memberInKorean({ instance, role, zone, tier, memoryGib, isAvailable }: ClusterMember): string {
  return `${instance}(${roleInKorean[role]}, ${zone}, 계층 ${tier}, ${memoryGib} GiB${isAvailable ? "" : ", 사용 불가"})`;
}

function decisionInKorean(decision: FailoverDecision): string {
  switch (decision.kind) {
    case "promote":
      return `${withParticle(decision.instance, "을/를")} 승격합니다`;
    case "restart-in-place":
      return `${withParticle(decision.instance, "을/를")} 제자리에서 다시 시작합니다`;
    case "none":
      return "할 수 있는 일이 없습니다";
    default:
      return decision satisfies never;
  }
}

function recordInKorean({ lsn, page, change }: StreamRecord): string {
  return `${lsn}(페이지 ${page}, 슬롯 ${change.slot} = ${change.value})`;
}

function pageInKorean({ page, version }: CachedPage): string {
  return `페이지 ${page}: ${version.slots.join(" ")}, 페이지 LSN ${version.lsn}`;
}

function resolvedInKorean({ client, endpoint, instance, fromCache }: Resolved): string {
  const source = `${client}의 DNS ${fromCache ? "캐시" : "조회"}`;
  return instance === undefined
    ? `${source}: ${endpoint} 엔드포인트가 가리키는 인스턴스가 없습니다`
    : `${source}: ${endpoint} 엔드포인트는 ${withParticle(instance, "을/를")} 가리킵니다`;
}

const failureInKorean: Readonly<Record<StatementFailure | "no-answer", string>> = {
  "endpoint-empty": "엔드포인트가 가리키는 인스턴스가 없습니다",
  "name-unanswered": "네임 서버가 응답하지 않습니다",
  "connection-refused": "연결하지 못했습니다",
  "read-only": "리더에 보낸 쓰기입니다",
  "read-failed": "스토리지에서 페이지를 가져오지 못했습니다",
  behind: "세션이 이미 본 지점보다 뒤처진 인스턴스가 제때 따라잡지 못했습니다",
  "no-answer": "응답이 없습니다",
};

/** A fault does not say whether a node is an instance or a client, so neither does the sentence; segments have letters. */
export function nodeInKorean(node: string): string {
  return /^[A-Z]\d*$/.test(node) ? `세그먼트 ${node}` : `${node} 노드`;
}
