import type { BatchAnswer, CacheAnswer, Item, ItemCache, ItemCacheOptions, ItemKey } from "four-of-six/dax";

interface Entry {
  readonly key: ItemKey;
  /** Nothing in a negative entry: the table has said that there is no such item. */
  item: Item | undefined;
  /** When the table said so. */
  saidMs: number;
  /** Neighbours in the order of use. */
  older: Entry | undefined;
  newer: Entry | undefined;
}

export function createItemCache({ capacity, ttlMs }: ItemCacheOptions): ItemCache {
  const entries = new Map<ItemKey, Entry>();
  let oldest: Entry | undefined;
  let newest: Entry | undefined;

  function unlink(entry: Entry): void {
    if (entry.older === undefined) oldest = entry.newer;
    else entry.older.newer = entry.newer;
    if (entry.newer === undefined) newest = entry.older;
    else entry.newer.older = entry.older;
  }

  function linkAsNewest(entry: Entry): void {
    entry.older = newest;
    entry.newer = undefined;
    if (newest === undefined) oldest = entry;
    else newest.newer = entry;
    newest = entry;
  }

  function remove(entry: Entry): void {
    unlink(entry);
    entries.delete(entry.key);
  }

  function use(entry: Entry): void {
    unlink(entry);
    linkAsNewest(entry);
  }

  function store(key: ItemKey, item: Item | undefined, nowMs: number): ItemKey | undefined {
    const held = entries.get(key);
    if (held !== undefined) {
      held.item = item;
      held.saidMs = nowMs;
      use(held);
      return undefined;
    }
    // Only a key that is new needs room.
    const evicted = entries.size === capacity ? oldest : undefined;
    if (evicted !== undefined) remove(evicted);
    const entry: Entry = { key, item, saidMs: nowMs, older: undefined, newer: undefined };
    entries.set(key, entry);
    linkAsNewest(entry);
    return evicted?.key;
  }

  function get(key: ItemKey, nowMs: number): CacheAnswer {
    const entry = entries.get(key);
    if (entry === undefined) return { kind: "miss" };
    // At an age of just the TTL it is still served. A TTL of 0 sets no limit.
    if (ttlMs > 0 && nowMs - entry.saidMs > ttlMs) {
      remove(entry);
      return { kind: "miss" };
    }
    // A use changes the place of an entry. Its age it keeps.
    use(entry);
    return entry.item === undefined ? { kind: "no-item" } : { kind: "item", item: entry.item };
  }

  function batchGet(keys: readonly ItemKey[], nowMs: number): BatchAnswer {
    const known: { key: ItemKey; item?: Item }[] = [];
    const ask: ItemKey[] = [];
    for (const key of keys) {
      const answer = get(key, nowMs);
      if (answer.kind === "miss") ask.push(key);
      else if (answer.kind === "item") known.push({ key, item: answer.item });
      else known.push({ key });
    }
    return { known, ask };
  }

  return {
    get,
    batchGet,
    tableRead: (key, item, mode, nowMs) => (mode === "eventual" ? store(key, item, nowMs) : undefined),
    tableWritten: store,
  };
}
