/** Events of a blue/green deployment in Korean. */
import { listOf, withParticle } from "../kernel/words.ts";
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import { nodeInKorean } from "./cluster-words-ko.ts";
import type { GuardRail, Side, SwitchoverAnswer, SwitchoverOrder } from "./blue-green-switchover.ts";
import type { BlueGreenEvent, BlueGreenTrouble, WriteRefusal } from "./blue-green-trace.ts";

/** The sentence for one event, without a full stop. */
export function blueGreenEventInKorean(event: BlueGreenEvent): string {
  switch (event.kind) {
    case "blue-green-opened":
      return `블루는 ${listOf(event.members.map(({ blue }) => blue), "ko")}, 그린은 ${listOf(event.members.map(({ green }) => green), "ko")}; 제한 시간 ${event.timeoutMs / 1_000}초`; // prettier-ignore
    case "switchover-began":
      return "전환을 요청합니다";
    case "orders-said":
      return event.orders.length === 0 ? "명령이 없습니다" : `명령 ${event.orders[0]?.number}번: ${ordersInKorean(event.orders)}`; // prettier-ignore
    case "order-carried-out":
      return doneInKorean(event.order, event.answer);
    case "order-ignored":
      return `${withParticle(NAME[event.order.side], "이/가")} ${event.order.number}번 명령(${orderInKorean(event.order)})을 무시합니다: 더 새로운 명령을 이미 들었습니다`;
    case "answer-heard":
      return `${event.answer.number}번에 대한 ${NAME[event.answer.side]}의 응답: ${answerInKorean(event.answer)}`;
    case "switchover-stands":
      return standsInKorean(event);
    case "logs-measured":
      if (event.commitCount > event.position)
        return `그린에 블루의 커밋 ${event.position}개가 모두 있고, 스스로 커밋한 것이 ${event.commitCount - event.position}개입니다`;
      return event.replicated >= event.position
        ? `그린에 블루의 커밋 ${event.position}개가 모두 있습니다`
        : `그린에 블루의 커밋 ${event.position}개 가운데 ${event.replicated}개가 있고, ${event.lagMs / 1_000}초 뒤져 있습니다`;
    case "load-changed":
      return `이제부터 초당 커밋이 ${event.commitsPerSecond}개입니다`;
    case "trouble-began":
      return TROUBLES[event.trouble][0];
    case "trouble-ended":
      return TROUBLES[event.trouble][1];
    case "name-taken":
      return `다른 사람이 ${event.name}이라는 이름으로 클러스터를 만듭니다`;
    case "name-freed":
      return `${event.name}이라는 다른 클러스터가 없어집니다`;
    case "client-connects":
      return `${event.client}에서 ${event.isCached ? "캐시한 DNS 응답대로" : "이름을 조회해"} ${NAME[event.side]}에 연결합니다`;
    case "write-committed":
      return `${event.client}: ${NAME[event.side]}에서 ${event.position} 위치에 커밋되었습니다`;
    case "write-refused":
      return `${event.client}: 거절되었습니다. ${REFUSALS[event.why]}`;
    case "write-unknown":
      return `${event.client}: 응답이 없습니다. 커밋되었는지 알 수 없습니다`;
    case "fault-began":
      return faultInKorean(event.fault, true, nodeInKorean);
    case "fault-ended":
      return faultInKorean(event.fault, false, nodeInKorean);
    default:
      return event satisfies never;
  }
}

const NAME: Readonly<Record<Side, string>> = { blue: "블루", green: "그린" };

const REFUSALS: Readonly<Record<WriteRefusal, string>> = {
  "read-only": "쓰기를 받지 않습니다",
  "no-connection": "연결을 받지 않습니다",
  "no-such-name": "이름이 가리키는 곳이 없습니다",
};

const TROUBLES: Readonly<Record<BlueGreenTrouble, readonly [began: string, ended: string]>> = {
  "replication-stopped": ["그린으로 가는 복제가 멈춥니다", "그린으로 가는 복제가 다시 이어집니다"],
  "write-on-green": ["누군가 그린에 씁니다. 복제가 충돌에서 멈춥니다", "그린의 충돌이 해결됩니다"],
  "long-write": ["블루에서 오래 걸리는 쓰기가 실행 중입니다", "블루의 오래 걸리던 쓰기가 끝났습니다"],
  "long-ddl": ["블루에서 오래 걸리는 DDL이 실행 중입니다", "블루의 DDL이 끝났습니다"],
  "external-replication": ["블루가 다른 곳과도 복제합니다", "블루가 더는 다른 곳과 복제하지 않습니다"],
};

const PROBLEMS: Readonly<Record<GuardRail, string>> = {
  "replication-health": "복제가 정상이 아닙니다",
  "active-writes": "쓰기가 실행 중입니다",
  "external-replication": "외부 복제가 있습니다",
  "long-writes": "오래 걸리는 쓰기가 있습니다",
  "long-ddl": "오래 걸리는 DDL이 있습니다",
};

function orderInKorean(order: SwitchoverOrder): string {
  switch (order.kind) {
    case "check":
      return "가드레일 점검";
    case "stop-writes":
      return "쓰기 중지";
    case "drop-connections":
      return "연결 모두 끊기";
    case "report":
      return "복제 위치 보고";
    case "rename":
      return `${order.place + 1}번 멤버의 이름을 ${withParticle(order.name, "으로/로")} 변경`;
    case "take-connections":
      return "연결 받기";
    case "take-writes":
      return "쓰기 받기";
    default:
      return order satisfies never;
  }
}

function ordersInKorean(orders: readonly SwitchoverOrder[]): string {
  const texts = orders.map(orderInKorean);
  return texts.every((text) => text === texts[0])
    ? `${listOf(orders.map(({ side }) => NAME[side]), "ko")} ${texts[0]}` // prettier-ignore
    : orders.map((order, index) => `${NAME[order.side]} ${texts[index]}`).join("; ");
}

function doneInKorean(order: SwitchoverOrder, answer: SwitchoverAnswer): string {
  const side = withParticle(NAME[order.side], "이/가");
  switch (order.kind) {
    case "rename":
      return answer.kind === "name-taken"
        ? `${NAME[order.side]}의 이름을 ${withParticle(order.name, "으로/로")} 바꾸지 못합니다: 이미 쓰이는 이름입니다`
        : `이제 ${NAME[order.side]}의 ${order.place + 1}번 멤버는 ${order.name}입니다`;
    case "take-connections":
      return `${side} 연결을 받습니다`;
    case "take-writes":
      return `${side} 쓰기를 받습니다`;
    default:
      return `${NAME[order.side]}: ${answerInKorean(answer)}`;
  }
}

function answerInKorean(answer: SwitchoverAnswer): string {
  switch (answer.kind) {
    case "checked": {
      const behind = answer.side === "green" ? `, 복제 지연 ${answer.lagMs / 1_000}초` : "";
      const said = answer.problems.map((problem) => PROBLEMS[problem]);
      return said.length === 0 ? `문제가 없습니다${behind}` : `${listOf(said, "ko")}${behind}`;
    }
    case "writes-stopped":
      return `쓰기를 멈추었고, 마지막 커밋은 ${answer.position}입니다`;
    case "connections-dropped":
      return "연결을 모두 끊었습니다";
    case "reported":
      return `${answer.position}까지 복제되었습니다`;
    case "renamed":
      return "그 이름입니다";
    case "name-taken":
      return "이미 쓰이는 이름입니다";
    case "connections-taken":
      return "연결을 받습니다";
    case "writes-taken":
      return "쓰기를 받습니다";
    default:
      return answer satisfies never;
  }
}

const CAUSES = {
  "guard-rail": "가드레일 점검에 걸렸습니다",
  "time-out": "제한 시간이 지났습니다",
  "name-taken": "이미 쓰이는 이름이 있습니다",
} as const;

function standsInKorean({ status, cause }: Extract<BlueGreenEvent, { readonly kind: "switchover-stands" }>): string {
  if (status === "SWITCHOVER_IN_PROGRESS" && cause !== undefined) return `${CAUSES[cause]}: 전환을 되돌립니다`;
  return cause === undefined ? status : `${status}: ${CAUSES[cause]}`;
}
