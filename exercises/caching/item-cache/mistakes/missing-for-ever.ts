// The idea: what is not there cannot become old: a negative entry stays until somebody writes.
import type { BatchAnswer, CacheAnswer, Item, ItemCache, ItemCacheOptions, ItemKey, ReadMode } from "four-of-six/dax";

interface Entry {
  item: Item | undefined;
  saidMs: number;
}

export function createItemCache({ capacity, ttlMs }: ItemCacheOptions): ItemCache {
  // A map remembers the order in which its keys were put in: the one used longest ago comes first.
  const entries = new Map<ItemKey, Entry>();

  function store(key: ItemKey, item: Item | undefined, nowMs: number): ItemKey | undefined {
    const isNew = !entries.delete(key);
    const [oldest] = entries.keys();
    const evicted = isNew && entries.size === capacity ? oldest : undefined;
    if (evicted !== undefined) entries.delete(evicted);
    entries.set(key, { item, saidMs: nowMs });
    return evicted;
  }

  function get(key: ItemKey, nowMs: number): CacheAnswer {
    const entry = entries.get(key);
    if (entry === undefined) return { kind: "miss" };
    entries.delete(key);
    if (ttlMs > 0 && entry.item !== undefined && nowMs - entry.saidMs > ttlMs) return { kind: "miss" };
    entries.set(key, entry);
    return entry.item === undefined ? { kind: "no-item" } : { kind: "item", item: entry.item };
  }

  function batchGet(keys: readonly ItemKey[], nowMs: number): BatchAnswer {
    const known: { key: ItemKey; item?: Item }[] = [];
    const ask: ItemKey[] = [];
    for (const key of keys) {
      const answer = get(key, nowMs);
      if (answer.kind === "miss") ask.push(key);
      else known.push(answer.kind === "item" ? { key, item: answer.item } : { key });
    }
    return { known, ask };
  }

  function tableRead(key: ItemKey, item: Item | undefined, mode: ReadMode, nowMs: number): ItemKey | undefined {
    return mode === "eventual" ? store(key, item, nowMs) : undefined;
  }

  function tableWritten(key: ItemKey, item: Item | undefined, nowMs: number): ItemKey | undefined {
    return store(key, item, nowMs);
  }

  return { get, batchGet, tableRead, tableWritten };
}
