import type { Item, ItemVersion, RegionTime, Stamp } from "four-of-six/dynamodb";

export function stamp(
  current: ItemVersion | undefined,
  item: Item | undefined,
  { region, nowMs, watermarkMs }: RegionTime,
): ItemVersion {
  // Whoever writes has seen what is there: the write is later, whatever the clock shows. And the other Regions count on it
  // that nothing comes any more from below the watermark.
  const seenMs = current?.stamp.atMs ?? 0;
  return { stamp: { atMs: Math.max(nowMs, seenMs + 1, watermarkMs + 1), region }, item };
}

export function merge(
  current: ItemVersion | undefined,
  incoming: ItemVersion,
  { watermarkMs }: RegionTime,
): ItemVersion | undefined {
  if (current !== undefined) return isLater(incoming.stamp, current.stamp) ? incoming : current;
  // Everything up to the watermark has been here. If nothing is left of it, it was deleted, and the deletion forgotten.
  return incoming.stamp.atMs > watermarkMs ? incoming : undefined;
}

export function forget(current: ItemVersion | undefined, { watermarkMs }: RegionTime): ItemVersion | undefined {
  const isDeletion = current !== undefined && current.item === undefined;
  return isDeletion && current.stamp.atMs <= watermarkMs ? undefined : current;
}

/** One order for all Regions. The same stamp is the same write. */
function isLater(a: Stamp, b: Stamp): boolean {
  return a.atMs !== b.atMs ? a.atMs > b.atMs : a.region > b.region;
}
