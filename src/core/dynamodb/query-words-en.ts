/** Pages and who collects them, in English. */
import type { QueryRunEvent } from "./query-run.ts";
import type { QueryScriptEvent } from "./query-script.ts";

const count = (value: number) => value.toLocaleString("en-US");
const items = (value: number) => `${count(value)} ${value === 1 ? "item" : "items"}`;
const units = (value: number) => `${count(value)} ${value === 1 ? "unit" : "units"}`;
const NAMED_MAX = 12;
const names = (list: readonly string[]) =>
  list.length === 0
    ? "nothing"
    : list.length > NAMED_MAX
      ? `${items(list.length)}, ${list[0]} to ${list.at(-1)}`
      : list.join(", ");

/** One event in one sentence. */
export function queryEventInEnglish(event: QueryScriptEvent | QueryRunEvent): string {
  switch (event.kind) {
    case "items-laid-out":
      return `There are ${items(event.keeps.length)} of ${count(event.itemBytes)} bytes.`;
    case "page-taken": {
      const { after, limit, scannedCount, bytes, sizeCount, goesOnAfter, takenBeyond } = event;
      const sizes = sizeCount === scannedCount ? "" : ` in ${sizeCount} sizes`;
      const beyond = takenBeyond === 0 ? "" : ` ${items(takenBeyond)} more were taken than the page needs.`;
      return `A page after ${after}${limit === undefined ? "" : `, limit ${limit}`}: ${items(scannedCount)} and ${count(bytes)} bytes${sizes} read, returned ${names(event.items)}; ${onText(goesOnAfter)}.${beyond}`;
    }
    case "page-asked":
      return `The caller asks for ${event.after === undefined ? "the first page" : `the page after ${event.after}`}.`;
    case "items-collected":
      return `Of ${event.wanted === undefined ? "all" : `${event.wanted} wanted`}, the caller has ${names(event.items)}.`;
    case "query-run-opened":
      return `The table has ${count(event.orderCount)} orders of ${count(event.orderBytes)} bytes; ${count(event.openCount)} are open.`;
    case "orders-resized":
      return `All orders are written again, ${count(event.bytes)} bytes each.`;
    case "read-began": {
      const { operation, by, limit, isBackward, isConsistent, wanted, isCareless } = event;
      const what = by === "all" ? "all orders" : `open orders, by ${by === "key" ? "a key condition" : "a filter"}`;
      const how = [
        ...(operation === "Query" ? [isBackward === true ? "newest first" : "oldest first"] : []),
        limit === undefined ? "no limit" : `limit ${limit}`,
        ...(isConsistent === true ? ["strongly consistent"] : []),
        ...(wanted === undefined ? [] : [`${wanted} wanted`]),
        ...(isCareless === true ? ["the caller takes an empty page for the end"] : []),
      ];
      return `${operation} ${event.read} of ${what}: ${how.join(", ")}.`;
    }
    case "page-answered":
      return `Page ${event.page}: ${event.scannedCount} read, ${event.count} returned, ${units(event.units)}; ${onText(event.goesOnAfter)}. So far ${items(event.countSoFar)}, ${units(event.unitsSoFar)}.`;
    case "page-refused":
      return `Page ${event.page} is refused: ${event.code}. ${event.message}`;
    case "read-ended":
      return `The caller has ${names(event.orders)}, for ${units(event.units)}.`;
  }
}

const onText = (after: string | undefined) => (after === undefined ? "there is no more" : `it goes on after ${after}`);
