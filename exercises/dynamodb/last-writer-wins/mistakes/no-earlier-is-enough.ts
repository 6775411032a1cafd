// The idea: a write must not be earlier than what it replaces.
import type { Item, ItemVersion, RegionTime, Stamp } from "four-of-six/dynamodb";

export function stamp(current: ItemVersion | undefined, item: Item | undefined, at: RegionTime): ItemVersion {
  const seenMs = current === undefined ? 0 : current.stamp.atMs;
  return { stamp: { atMs: Math.max(at.nowMs, seenMs, at.watermarkMs + 1), region: at.region }, item };
}

export function merge(
  current: ItemVersion | undefined,
  incoming: ItemVersion,
  at: RegionTime,
): ItemVersion | undefined {
  if (current === undefined) return incoming.stamp.atMs <= at.watermarkMs ? undefined : incoming;
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
