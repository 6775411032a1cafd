import type { Fault } from "./faults.ts";
import type { NodeId } from "./units.ts";
import { percent, withParticle } from "./words.ts";

/** A fault that began or ended, as a sentence in Korean. `nodeText` says what a node is called, without a particle. */
export function faultInKorean(fault: Fault, began: boolean, nodeText: (node: NodeId) => string): string {
  const subject = (node: NodeId) => withParticle(nodeText(node), "이/가");
  switch (fault.kind) {
    case "zone-down":
      return `가용 영역 ${withParticle(fault.zone, "이/가")} ${began ? "중단되었습니다" : "돌아왔습니다"}`;
    case "node-down":
      return `${subject(fault.node)} ${began ? "중단되었습니다" : "돌아왔습니다"}`;
    case "node-slow":
      return began
        ? `${subject(fault.node)} 느려졌습니다: 메시지마다 ${fault.addedMs} ms 더 걸립니다`
        : `${subject(fault.node)} 원래 속도로 돌아왔습니다`;
    case "zones-parted":
      return `${withParticle(fault.zones[0], "과/와")} ${fault.zones[1]} 사이의 통신이 ${began ? "끊겼습니다" : "다시 이어졌습니다"}`;
    case "messages-lost":
      return began
        ? `이제부터 메시지의 ${percent(fault.probability)}가 유실됩니다`
        : "메시지가 더 이상 유실되지 않습니다";
    case "messages-doubled":
      return began
        ? `이제부터 메시지의 ${percent(fault.probability)}가 두 번 도착합니다`
        : "메시지가 다시 한 번씩만 도착합니다";
    default:
      return fault satisfies never;
  }
}
