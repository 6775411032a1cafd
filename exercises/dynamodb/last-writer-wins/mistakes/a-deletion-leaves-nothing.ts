// The idea: where the item is deleted there is nothing to keep.
import type { Item, ItemVersion, RegionTime, Stamp } from "four-of-six/dynamodb";

export function stamp(current: ItemVersion | undefined, item: Item | undefined, at: RegionTime): ItemVersion {
  const afterMs = Math.max(current === undefined ? 0 : current.stamp.atMs, at.watermarkMs);
  return { stamp: { atMs: at.nowMs > afterMs ? at.nowMs : afterMs + 1, region: at.region }, item };
}

export function merge(
  current: ItemVersion | undefined,
  incoming: ItemVersion,
  at: RegionTime,
): ItemVersion | undefined {
  if (current === undefined && incoming.stamp.atMs <= at.watermarkMs) return undefined;
  if (current !== undefined && !isLater(incoming.stamp, current.stamp)) return current;
  return incoming.item === undefined ? undefined : incoming;
}

function isLater(a: Stamp, b: Stamp): boolean {
  if (a.atMs === b.atMs) return a.region > b.region;
  return a.atMs > b.atMs;
}

export function forget(current: ItemVersion | undefined, at: RegionTime): ItemVersion | undefined {
  if (current === undefined || current.item !== undefined) return current;
  return current.stamp.atMs <= at.watermarkMs ? undefined : current;
}
