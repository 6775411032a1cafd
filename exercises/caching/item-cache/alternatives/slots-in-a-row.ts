// Fixed slots with numbers for links, as caches that must not make garbage have them. A key that is stored again keeps its
// place.
import type { CacheAnswer, Item, ItemCache, ItemCacheOptions } from "four-of-six/dax";

export function createItemCache({ capacity, ttlMs }: ItemCacheOptions): ItemCache {
  const slotOf = new Map<string, number>();
  const keys: string[] = [];
  const items: (Item | undefined)[] = [];
  const said: number[] = [];
  // Slot 0 is nobody's: it closes the ring.
  const next: number[] = [0];
  const previous: number[] = [0];
  const free: number[] = [];

  const link = (slot: number) => {
    const last = previous[0] as number;
    next[last] = slot;
    previous[slot] = last;
    next[slot] = 0;
    previous[0] = slot;
  };
  const unlink = (slot: number) => {
    next[previous[slot] as number] = next[slot] as number;
    previous[next[slot] as number] = previous[slot] as number;
  };
  const drop = (slot: number): string => {
    const key = keys[slot] as string;
    unlink(slot);
    slotOf.delete(key);
    free.push(slot);
    return key;
  };

  function get(key: string, nowMs: number): CacheAnswer {
    const slot = slotOf.get(key);
    if (slot === undefined) return { kind: "miss" };
    if (ttlMs > 0 && nowMs - (said[slot] as number) > ttlMs) {
      drop(slot);
      return { kind: "miss" };
    }
    unlink(slot);
    link(slot);
    const item = items[slot];
    return item ? { kind: "item", item } : { kind: "no-item" };
  }

  function put(key: string, item: Item | undefined, nowMs: number): string | undefined {
    let slot = slotOf.get(key);
    let evicted: string | undefined;
    if (slot === undefined) {
      if (slotOf.size === capacity) evicted = drop(next[0] as number);
      slot = free.pop() ?? slotOf.size + 1;
      slotOf.set(key, slot);
      keys[slot] = key;
      link(slot);
    }
    items[slot] = item;
    said[slot] = nowMs;
    return evicted;
  }

  return {
    get,
    batchGet(asked, nowMs) {
      const answers = new Map(asked.map((key) => [key, get(key, nowMs)]));
      const known = [...answers].flatMap(([key, answer]) => {
        if (answer.kind === "miss") return [];
        return answer.kind === "item" ? [{ key, item: answer.item }] : [{ key }];
      });
      return { known, ask: asked.filter((key) => answers.get(key)?.kind === "miss") };
    },
    tableRead: (key, item, mode, nowMs) => (mode === "eventual" ? put(key, item, nowMs) : undefined),
    tableWritten: (key, item, nowMs) => put(key, item, nowMs),
  };
}
