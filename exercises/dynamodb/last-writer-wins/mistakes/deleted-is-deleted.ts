// The idea: an old put must not bring a deleted item back, so no put does.
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
  if (current === undefined) return incoming.stamp.atMs <= at.watermarkMs ? undefined : incoming;
  const isDeleted = current.item === undefined;
  const deletes = incoming.item === undefined;
  if (isDeleted !== deletes) return deletes ? incoming : current;
  return isLater(incoming.stamp, current.stamp) ? incoming : current;
}

function isLater(a: Stamp, b: Stamp): boolean {
  if (a.atMs === b.atMs) return a.region > b.region;
  return a.atMs > b.atMs;
}

export function forget(current: ItemVersion | undefined, at: RegionTime): ItemVersion | undefined {
  if (current === undefined || current.item !== undefined) return current;
  return current.stamp.atMs <= at.watermarkMs ? undefined : current;
}
