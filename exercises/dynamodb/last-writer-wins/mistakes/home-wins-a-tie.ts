// The idea: where neither is later, the Region keeps its own write.
import type { Item, ItemVersion, RegionTime } from "four-of-six/dynamodb";

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
  if (incoming.stamp.atMs !== current.stamp.atMs) return incoming.stamp.atMs > current.stamp.atMs ? incoming : current;
  if (current.stamp.region === at.region) return current;
  return incoming.stamp.region > current.stamp.region ? incoming : current;
}

export function forget(current: ItemVersion | undefined, at: RegionTime): ItemVersion | undefined {
  if (current === undefined || current.item !== undefined) return current;
  return current.stamp.atMs <= at.watermarkMs ? undefined : current;
}
