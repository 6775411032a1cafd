// The idea: what is not later changes nothing.
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
  return isLater(incoming.stamp, current.stamp) ? incoming : current;
}

function isLater(a: Stamp, b: Stamp): boolean {
  return a.atMs > b.atMs;
}

export function forget(current: ItemVersion | undefined, at: RegionTime): ItemVersion | undefined {
  if (current === undefined || current.item !== undefined) return current;
  return current.stamp.atMs <= at.watermarkMs ? undefined : current;
}
