/** What is said and heard in a DAX cluster of several nodes, in Korean. */
import { listOf, withParticle } from "../kernel/words.ts";
import type { CacheChange, Candidate, DaxTopology, LogUpdate } from "./dax-cluster.ts";
import type { DaxClusterEvent } from "./dax-cluster-words-en.ts";

/** The sentence for one event, without a full stop; an item in the words that the others have for it. */
export function daxClusterEventInKorean(
  event: DaxClusterEvent,
  itemText: (item: CacheChange["item"]) => string,
): string {
  const changeText = ({ key, item, by }: CacheChange) => `${key}(${itemText(item)}, ${BY[by]})`;
  const updateText = ({ epoch, position, change }: LogUpdate) => `${epoch}:${position} ${changeText(change)}`;
  switch (event.kind) {
    case "request-sent":
      return `${withParticle(event.client, "이/가")} ${event.node}에 ${REQUEST[event.request]}를 요청합니다${event.attempt > 1 ? `(시도 ${event.attempt})` : ""}`;
    case "request-unsent":
      return `${withParticle(event.client, "이/가")} ${REQUEST[event.request]}를 요청할 노드를 찾지 못합니다`;
    case "request-refused":
      return `${withParticle(event.node, "은/는")} 기본 노드가 아니므로 쓰기를 거절합니다`;
    case "topology-changed":
      return `클러스터의 토폴로지가 정해졌습니다: ${topologyText(event)}${event.candidates === undefined ? "" : `, 후보 ${listOf(event.candidates.map(candidateText), "ko")}`}`;
    case "primary-began":
      return `${withParticle(event.node, "이/가")} 에포크 ${event.epoch}의 기본 노드가 됩니다`;
    case "topology-told":
      return `${withParticle(event.client, "이/가")} 토폴로지를 들었습니다: ${topologyText(event)}`;
    case "health-changed":
      return `${withParticle(event.client, "이/가")} 확인한 결과 ${event.node}의 응답이 ${event.isHealthy ? "돌아왔습니다" : "없습니다"}`;
    case "change-logged":
      return `${event.node}의 로그에 전달되었습니다: ${changeText(event.change)}`;
    case "updates-sent":
      return `${withParticle(event.node, "이/가")} ${event.replica}에 보냅니다: ${event.updates.length === 0 ? "없음" : listOf(event.updates.map(updateText), "ko")}`;
    case "updates-taken":
      return `${withParticle(event.node, "이/가")} 받아들입니다: ${event.changes.length === 0 ? "없음" : listOf(event.changes.map(changeText), "ko")}`;
    case "load-counted": {
      const nodes = event.nodes.map(({ node, hits, misses }) => `${node} ${hits + misses}회 중 ${hits}회를 메모리에서`);
      return `${event.overMs} ms 동안 테이블이 읽기 ${event.wantedUnits}단위 중 ${event.units}단위를 제공하고 ${event.throttled}회를 스로틀링했습니다. 읽기 응답 ${event.answered}회, 실패 ${event.failed}회: ${listOf(nodes, "ko")}`; // prettier-ignore
    }
    default:
      return event satisfies never;
  }
}

const BY = { read: "읽은 대로", write: "쓴 대로", "read-back": "다시 읽은 대로" } as const;
const REQUEST = { read: "읽기", write: "쓰기" } as const;

const candidateText = ({ node, epoch, position }: Candidate) => `${node}(로그 ${epoch}:${position}까지)`;

function topologyText({ epoch, primary, nodes }: DaxTopology): string {
  const replicas = nodes.filter((node) => node !== primary);
  return `에포크 ${epoch}, 기본 노드 ${primary}, ${replicas.length === 0 ? "읽기 전용 복제본 없음" : `읽기 전용 복제본 ${listOf(replicas, "ko")}`}`;
}
