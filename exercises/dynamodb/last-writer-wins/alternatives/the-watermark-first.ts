// Right, and stricter: whatever the watermark has reached is no news, also where something is known of the key.
import type { Item, ItemVersion, RegionTime } from "four-of-six/dynamodb";

export function stamp(current: ItemVersion | undefined, item: Item | undefined, at: RegionTime): ItemVersion {
  let atMs = at.nowMs;
  if (atMs <= at.watermarkMs) atMs = at.watermarkMs + 1;
  if (current !== undefined && atMs <= current.stamp.atMs) atMs = current.stamp.atMs + 1;
  return { stamp: { atMs, region: at.region }, item };
}

export function merge(current: ItemVersion | undefined, incoming: ItemVersion, at: RegionTime) {
  if (incoming.stamp.atMs <= at.watermarkMs) return current;
  if (current === undefined) return incoming;
  switch (Math.sign(incoming.stamp.atMs - current.stamp.atMs)) {
    case 1:
      return incoming;
    case -1:
      return current;
    default:
      return incoming.stamp.region.localeCompare(current.stamp.region, "en") > 0 ? incoming : current;
  }
}

export function forget(current: ItemVersion | undefined, at: RegionTime) {
  if (current === undefined || current.item !== undefined) return current;
  if (current.stamp.atMs > at.watermarkMs) return current;
  return undefined;
}
