/** Events of transactions in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import { withParticle } from "../kernel/words.ts";
import { itemText } from "./global-table-words.ts";
import type { Item } from "./attribute-value.ts";
import type { ItemAction, TransactEvent } from "./transact-trace.ts";
import type { ItemSlot, TransactionOutcome } from "./transact-write.ts";

/** The sentence for one event, without a full stop. */
export function transactEventInKorean(event: TransactEvent): string {
  switch (event.kind) {
    case "transact-opened":
      return `스토리지 노드 ${event.nodes.map(({ node, keys }) => `${node}(${keys.join(", ")})`).join(", ")}, 코디네이터 ${event.coordinators.join(", ")}. ${event.items.map(({ key, item }) => `${withParticle(key, "은/는")} ${itemText(item)}`).join(", ")}`;
    case "request-admitted": {
      const answer = event.admission === "done" ? "이미 끝난 요청입니다" : event.admission === "begin" ? "트랜잭션을 시작합니다" : event.admission; // prettier-ignore
      return `${event.coordinator}에 ${event.request} 도착(토큰 ${event.token}): ${answer}`;
    }
    case "transaction-begun":
      return `${withParticle(event.coordinator, "이/가")} ${event.transaction} 시작, 스탬프 ${event.stampMs}: ${event.actions.map(actionInKorean).join("; ")}`;
    case "item-prepared":
      return `${event.node}에 ${event.transaction}의 ${event.key} 준비 요청: ${event.vote}. ${slotInKorean(event.key, event.slot)}`;
    case "transaction-decided":
      return `원장에 ${event.coordinator}의 결정이 적힙니다: ${event.transaction} ${outcomeInKorean(event.outcome)}`;
    case "item-settled":
      return `${event.node}에 ${event.transaction}의 ${outcomeInKorean(event.outcome)} 통지. ${slotInKorean(event.key, event.slot)}`;
    case "transaction-finished":
      return `${withParticle(event.coordinator, "이/가")} 모두에게서 들었습니다: ${event.transaction} 끝`;
    case "transaction-taken-over":
      return `${withParticle(event.coordinator, "이/가")} 원장을 보고 ${withParticle(event.transaction, "을/를")} 이어받습니다`;
    case "outcome-asked":
      return `${event.node}에 ${withParticle(event.key, "이/가")} 오래 잡혀 있어 ${event.coordinator}에 ${event.transaction}의 결과를 묻습니다`;
    case "request-answered":
      return `${event.request}의 응답: ${event.answer}${event.reasons === undefined ? "" : ` [${event.reasons.join(", ")}]`}`;
    case "request-unknown":
      return `${event.request}의 응답이 끝내 없습니다. 이루어졌는지, 나중에 이루어질지 알 수 없습니다`;
    case "item-written":
      return `${event.node}에 ${event.write} 도착: ${actionInKorean(event.action)}. ${event.result === "written" ? slotInKorean(event.key, event.slot) : event.result}`;
    case "item-read":
      return `${event.read}, GetItem: ${withParticle(event.key, "은/는")} ${itemInKorean(event.item)}`;
    case "items-read":
      if (event.items === undefined)
        return `${event.read}, TransactGetItems: 취소. 잡혀 있거나 막 바뀐 항목이 있습니다`;
      return `${event.read}, TransactGetItems: ${event.items.map(({ key, item }) => `${withParticle(key, "은/는")} ${itemInKorean(item)}`).join(", ")}`;
    case "clock-set":
      return event.skewMs === 0
        ? `${event.node}의 시계가 맞습니다`
        : `${event.node}의 시계가 ${Math.abs(event.skewMs)} ms ${event.skewMs < 0 ? "느립니다" : "빠릅니다"}`;
    case "fault-began":
      return faultInKorean(event.fault, true, (node) => node);
    case "fault-ended":
      return faultInKorean(event.fault, false, (node) => node);
    default:
      return event satisfies never;
  }
}

function outcomeInKorean(outcome: TransactionOutcome): string {
  return outcome === "commit" ? "커밋" : "취소";
}

function itemInKorean(item: Item | undefined): string {
  return item === undefined ? "항목 없음" : itemText(item);
}

function slotInKorean(key: string, { item, stampMs, hold }: ItemSlot): string {
  const held = hold === undefined ? "" : `, ${withParticle(hold.transaction, "을/를")} 위해 잡힘(끝나면 ${itemInKorean(hold.after)})`; // prettier-ignore
  return `${withParticle(key, "은/는")} ${itemInKorean(item)}(스탬프 ${stampMs})${held}`;
}

function actionInKorean(action: ItemAction): string {
  switch (action.action) {
    case "put":
      return `${action.key}에 ${itemText(action.item)} 넣기${action.ifNotExists === true ? "(없을 때만)" : ""}`;
    case "delete":
      return `${action.key} 삭제${action.ifExists === true ? "(있을 때만)" : ""}`;
    case "add": {
      const sum = action.by < 0 ? `- ${-action.by}` : `+ ${action.by}`;
      return `${action.key}: ${action.attribute} ${sum}${action.atLeast === undefined ? "" : `(${action.atLeast} 이상일 때만)`}`;
    }
    case "check":
      return `${withParticle(action.key, "이/가")} ${action.exists ? "있는지" : "없는지"} 검사`;
    default:
      return action satisfies never;
  }
}
