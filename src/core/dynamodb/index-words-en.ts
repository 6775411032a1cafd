/** Events of a secondary index in English: questions to it alone, the table service's, and those of a table that it follows. */
import type { Item } from "./attribute-value.ts";
import type { IndexRunEvent, OrderIndexDesign, OrderWrite } from "./index-run.ts";
import type { IndexAnswerEvent } from "./secondary-index-script.ts";
import type { IndexChange, IndexDefinition } from "./secondary-index.ts";
import type { TableEvent } from "./table-trace.ts";
import { itemText, tableEventInEnglish } from "./table-words-en.ts";

/** One event in one sentence. */
export function indexEventInEnglish(event: IndexRunEvent | IndexAnswerEvent | TableEvent): string {
  switch (event.kind) {
    case "index-opened":
      return `The table has ${event.tableWriteUnits} write units a second, its index ${event.indexWriteUnits}; ${designText(event.design)}.`;
    case "order-written":
      return `Order ${event.order} is ${DONE[event.what]}: ${event.units} units; ${event.indexUnits === 0 ? "nothing for the index" : `${event.indexUnits} for the index`}.`;
    case "write-throttled":
      return `Order ${event.order} cannot be ${DONE[event.what]}: ${event.because === "index" ? "the index is too far behind" : "the table's capacity is used up"}.`;
    case "index-followed":
      return `The index has followed write ${event.write}: ${event.units} units.`;
    case "index-read":
      return `The list shows ${event.shown.length} open orders${event.newest === undefined ? "" : `; the newest, ${event.newest}, is ${event.shown.includes(event.newest) ? "there" : "missing"}`}.`;
    case "index-capacity-set":
      return `The index has ${event.writeUnits} write units a second from now on.`;
    case "index-replaced":
      return `A new index with ${event.entryCount} entries takes the old one's place; ${designText(event.design)}.`;
    case "index-defined":
      return `The index has ${definitionText(event.index)}.`;
    case "entry-told":
      return `Of ${itemText(event.item)} the index holds ${event.entry === undefined ? "nothing" : itemText(event.entry)}.`;
    case "changes-told":
      return `From ${orNone(event.before)} to ${orNone(event.after)}: ${event.changes.map(changeText).join(", ") || "nothing to do"}.`;
    default:
      return tableEventInEnglish(event);
  }
}

const DONE: Readonly<Record<OrderWrite, string>> = { place: "placed", ship: "shipped", note: "given a note" };

function designText({ key, holds }: OrderIndexDesign): string {
  return `it is keyed by ${key}, and holds ${holds === "lines" ? "the order's lines" : "keys only"}`;
}

function definitionText({ key, projection, tableKey }: IndexDefinition): string {
  const held = projection.type === "INCLUDE" ? `INCLUDE ${projection.attributes.join(", ")}` : projection.type;
  return `the keys ${keyText(key)}, the table ${keyText(tableKey)}, and holds ${held}`;
}

const keyText = ({ partitionKey, sortKey }: IndexDefinition["key"]) =>
  sortKey === undefined ? partitionKey : `${partitionKey}, ${sortKey}`;

const orNone = (item: Item | undefined) => (item === undefined ? "no item" : itemText(item));

/** A change of an index, short. */
export function changeText({ kind, entry, replaces }: IndexChange): string {
  return `${kind} ${itemText(entry)}${replaces === undefined ? "" : ` for ${itemText(replaces)}`}`;
}
