import type { Item, StreamSign } from "four-of-six/dynamodb";

/** Whether the background process takes the item for expired. Times in items are seconds, nowMs is milliseconds. */
export function isExpired(item: Item, attribute: string, nowMs: number): boolean {
  return false;
}

/** The process found `found` expired some time ago. `current` is what the table has now. Whether it is deleted. */
export function mayDelete(found: Item, current: Item | undefined, attribute: string, nowMs: number): boolean {
  return isExpired(found, attribute, nowMs);
}

/** What an application shows of the items that it has read. */
export function unexpired(items: readonly Item[], attribute: string, nowMs: number): readonly Item[] {
  return items;
}

/** Whether a stream record tells of a deletion by Time to Live. */
export function isExpiry(record: StreamSign): boolean {
  return record.eventName === "REMOVE";
}
