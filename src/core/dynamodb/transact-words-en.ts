/** Events of transactions in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { itemText } from "./global-table-words.ts";
import type { Item } from "./attribute-value.ts";
import type { ItemAction, TransactEvent } from "./transact-trace.ts";
import type { ItemSlot } from "./transact-write.ts";

/** The sentence for one event, without a full stop. */
export function transactEventInEnglish(event: TransactEvent): string {
  switch (event.kind) {
    case "transact-opened":
      return `Storage nodes ${event.nodes.map(({ node, keys }) => `${node} (${keys.join(", ")})`).join(" and ")}; coordinators ${event.coordinators.join(", ")}; ${event.items.map(({ key, item }) => `${key} has ${itemText(item)}`).join("; ")}`;
    case "request-admitted": {
      const answer = event.admission === "done" ? "it is done already" : event.admission === "begin" ? "a transaction is to begin" : event.admission; // prettier-ignore
      return `${event.request} comes to ${event.coordinator} with token ${event.token}: ${answer}`;
    }
    case "transaction-begun":
      return `${event.coordinator} begins ${event.transaction}, stamp ${event.stampMs}: ${event.actions.map(actionInEnglish).join("; ")}`;
    case "item-prepared":
      return `${event.node} is asked to prepare ${event.key} for ${event.transaction}: ${event.vote}; ${slotInEnglish(event.key, event.slot)}`;
    case "transaction-decided":
      return `The ledger takes ${event.coordinator}'s decision: ${event.outcome} ${event.transaction}`;
    case "item-settled":
      return `${event.node} is told to ${event.outcome} ${event.transaction}; ${slotInEnglish(event.key, event.slot)}`;
    case "transaction-finished":
      return `${event.coordinator} has heard from all: ${event.transaction} is finished`;
    case "transaction-taken-over":
      return `${event.coordinator} takes ${event.transaction} over from the ledger`;
    case "outcome-asked":
      return `${event.node} has held ${event.key} for long, and asks ${event.coordinator} about ${event.transaction}`;
    case "request-answered":
      return `${event.request} is answered: ${event.answer}${event.reasons === undefined ? "" : ` [${event.reasons.join(", ")}]`}`;
    case "request-unknown":
      return `${event.request} is given up without an answer; it may have been done, or be done later`;
    case "item-written":
      return `${event.write} comes to ${event.node}: ${actionInEnglish(event.action)}; ${event.result === "written" ? slotInEnglish(event.key, event.slot) : event.result}`;
    case "item-read":
      return `${event.read}, GetItem: ${event.key} has ${itemInEnglish(event.item)}`;
    case "items-read":
      if (event.items === undefined)
        return `${event.read}, TransactGetItems: cancelled, an item is held or has just changed`;
      return `${event.read}, TransactGetItems: ${event.items.map(({ key, item }) => `${key} has ${itemInEnglish(item)}`).join("; ")}`;
    case "clock-set":
      return `The clock of ${event.node} is ${event.skewMs === 0 ? "right" : `${Math.abs(event.skewMs)} ms ${event.skewMs < 0 ? "behind" : "ahead"}`}`;
    case "fault-began":
      return faultInEnglish(event.fault, true, (node) => node);
    case "fault-ended":
      return faultInEnglish(event.fault, false, (node) => node);
    default:
      return event satisfies never;
  }
}

function itemInEnglish(item: Item | undefined): string {
  return item === undefined ? "no item" : itemText(item);
}

function slotInEnglish(key: string, { item, stampMs, hold }: ItemSlot): string {
  const held = hold === undefined ? "" : `, held for ${hold.transaction}, which makes it ${itemInEnglish(hold.after)}`;
  return `${key} has ${itemInEnglish(item)} (stamp ${stampMs})${held}`;
}

function actionInEnglish(action: ItemAction): string {
  switch (action.action) {
    case "put":
      return `put ${action.key} ${itemText(action.item)}${action.ifNotExists === true ? " if there is none" : ""}`;
    case "delete":
      return `delete ${action.key}${action.ifExists === true ? " if there is one" : ""}`;
    case "add": {
      const sum = action.by < 0 ? `- ${-action.by}` : `+ ${action.by}`;
      return `${action.key}: ${action.attribute} ${sum}${action.atLeast === undefined ? "" : ` if it is ${action.atLeast} or more`}`;
    }
    case "check":
      return `check that ${action.key} ${action.exists ? "exists" : "does not exist"}`;
    default:
      return action satisfies never;
  }
}
