import type { Item, ItemVersion, RegionTime } from "four-of-six/dynamodb";

/** A write that is made in this Region, with its stamp. Hover over a name to read what it promises. */
export function stamp(current: ItemVersion | undefined, item: Item | undefined, at: RegionTime): ItemVersion {
  // Which times would be too early?
  return { stamp: { atMs: at.nowMs, region: at.region }, item };
}

/** What this Region has of the key from now on. */
export function merge(
  current: ItemVersion | undefined,
  incoming: ItemVersion,
  at: RegionTime,
): ItemVersion | undefined {
  // Which of the two do all Regions keep?
  return current;
}

/** What need not be remembered any more is forgotten. */
export function forget(current: ItemVersion | undefined, at: RegionTime): ItemVersion | undefined {
  // Can anything older still come?
  return current;
}
