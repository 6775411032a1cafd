/** What was asked about sizes and units, and what two designs cost, in English. */
import type { CapacityEvent } from "./capacity-script.ts";
import type { ItemDesign, ItemDesignEvent } from "./item-designs.ts";
import type { TableEvent } from "./table-trace.ts";
import { itemText, tableEventInEnglish } from "./table-words-en.ts";

const DESIGN: Readonly<Record<ItemDesign, string>> = Object.freeze({
  "one-item": "One item",
  "item-each": "An item each",
});
const count = (value: number) => value.toLocaleString("en-US");

/** One event in one sentence. */
export function capacityEventInEnglish(event: CapacityEvent | ItemDesignEvent | TableEvent): string {
  switch (event.kind) {
    case "item-sized":
      return `The item ${itemText(event.item)} has ${event.bytes} bytes.`;
    case "read-counted": {
      const how = event.together ? "in one result" : "one by one";
      return `A read of ${event.sizes.join(" + ") || "nothing"} bytes ${how}, ${event.mode}, costs ${event.units} units.`;
    }
    case "write-counted":
      return `A write, ${event.before} bytes before and ${event.after} after, ${event.mode}, costs ${event.units} units.`;
    case "item-designs-opened":
      return "A customer begins to order.";
    case "order-kept":
      return `${DESIGN[event.design]}: order ${event.order} is written. The item has ${count(event.bytes)} bytes, and that costs ${count(event.units)} write units; ${count(event.unitsSoFar)} so far.`;
    case "order-refused":
      return `${DESIGN[event.design]}: order ${event.order} is refused. The item would have ${count(event.bytes)} bytes, and 409,600 is the limit.`;
    case "orders-read": {
      const what = event.what === "all" ? `all ${event.count} orders` : "the newest order";
      const whole = event.design === "one-item" && event.what === "newest" ? ", and with it the whole item," : "";
      return `${DESIGN[event.design]}: a read of ${what}${whole} costs ${count(event.units)} read units.`;
    }
    case "order-size-set":
      return `Orders have ${count(event.textBytes)} bytes of text from now on.`;
    default:
      return tableEventInEnglish(event);
  }
}
