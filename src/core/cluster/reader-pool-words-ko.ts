/** Events of pools of connections to readers, in Korean. */
import { listOf, withParticle } from "../kernel/words.ts";
import type { TopologyMember } from "./reader-balancer.ts";
import type { PoolCount, PoolSpec, ReaderPoolEvent } from "./reader-pool-trace.ts";

/** The sentence for one event, without a full stop. */
export function readerPoolEventInKorean(event: ReaderPoolEvent): string {
  switch (event.kind) {
    case "reader-pools-opened":
      return `${event.pools.map(poolInKorean).join("; ")}${event.members === undefined ? "" : `; 클러스터는 ${membersInKorean(event.members)}`}`;
    case "topology-asked":
      return `${withParticle(event.pool, "이/가")} ${event.instance}에 토폴로지를 묻습니다`;
    case "topology-known":
      return `${withParticle(event.pool, "이/가")} ${event.askedAtMs} ms에 물은 토폴로지를 받습니다: ${membersInKorean(event.members)}`;
    case "connection-chosen":
      return event.instance === undefined
        ? `${event.pool}: 연결 ${event.connection}번은 갈 곳이 없습니다`
        : `${event.pool}: 연결 ${event.connection}번은 ${withParticle(event.instance, "으로/로")} 갑니다`;
    case "connection-opened":
      return `${event.pool}: ${event.instance}에 대한 연결 ${event.connection}번이 열렸습니다`;
    case "connection-closed":
      return `${event.pool}: ${event.instance}에 대한 연결 ${event.connection}번을 닫았습니다`;
    case "connection-failed":
      return `${event.pool}: ${event.instance}에 대한 연결 ${event.connection}번이 실패했습니다`;
    case "connections-due":
      return event.connections.length === 0
        ? `${withParticle(event.pool, "은/는")} 정리할 연결이 없습니다`
        : `${withParticle(event.pool, "이/가")} 연결 ${event.connections.join(", ")}번을 정리합니다`;
    case "refresh-due":
      return `${withParticle(event.pool, "은/는")} ${event.dueMs} ms에 토폴로지를 묻고자 합니다`;
    case "reader-joined":
      return `${withParticle(event.instance, "이/가")} 리더로 들어왔습니다`;
    case "reader-left":
      return `${event.instance}의 호스트가 사라졌습니다`;
    case "instance-down":
      return `${withParticle(event.instance, "이/가")} 중단되어 연결이 끊어집니다`;
    case "instance-back":
      return `${withParticle(event.instance, "이/가")} 돌아왔습니다`;
    case "writer-changed":
      return `장애 조치: 이제 ${withParticle(event.instance, "이/가")} 라이터이고 ${withParticle(event.reader, "은/는")} 리더로 다시 시작합니다`;
    case "names-changed":
      return event.instances.length === 0
        ? "리더 엔드포인트가 가리키는 곳이 없습니다"
        : `리더 엔드포인트가 이제 ${listOf(event.instances, "ko")} 중 하나를 가리킵니다`;
    case "connections-counted":
      return event.pools.map(countInKorean).join("; ");
    default:
      return event satisfies never;
  }
}

function poolInKorean({ pool, size, way }: PoolSpec): string {
  const kept = `${withParticle(pool, "은/는")} 연결 ${size}개`;
  if (way.kind === "balancer") return `${kept}(밸런서)`;
  const age = way.maxAgeMs === undefined ? "" : `, 수명 제한 ${way.maxAgeMs / 1_000}초`;
  return `${kept}(이름으로, 응답 캐시 ${way.cacheMs / 1_000}초${age})`;
}

function membersInKorean(members: readonly TopologyMember[]): string {
  if (members.length === 0) return "인스턴스 없음";
  return members
    .map(
      ({ instance, role, isAvailable }) =>
        `${instance}${role === "writer" ? " 라이터" : ""}${isAvailable ? "" : "(사용 불가)"}`,
    )
    .join(", ");
}

function countInKorean({ pool, open }: PoolCount): string {
  const counts = Object.entries(open).map(([instance, count]) => `${instance} ${count}개`);
  return `${pool}: ${counts.length === 0 ? "연결 없음" : counts.join(", ")}`;
}
