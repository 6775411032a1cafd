// A map remembers the order in which keys were put in. Storing a key again is no use here; a delete leaves no entry.
import type { CreateItemCache, Item } from "four-of-six/dax";

export const createItemCache: CreateItemCache = ({ capacity, ttlMs }) => {
  const entries = new Map<string, readonly [item: Item | null, saidMs: number]>();

  function lookUp(key: string, nowMs: number): Item | null | undefined {
    const entry = entries.get(key);
    if (!entry) return undefined;
    const [item, saidMs] = entry;
    entries.delete(key);
    const isOver = ttlMs !== 0 && saidMs + ttlMs < nowMs;
    if (!isOver) entries.set(key, entry);
    return isOver ? undefined : item;
  }

  function store(key: string, item: Item | null, nowMs: number): string | undefined {
    let evicted: string | undefined;
    if (!entries.has(key) && entries.size >= capacity) {
      evicted = entries.keys().next().value;
      if (evicted !== undefined) entries.delete(evicted);
    }
    entries.set(key, [item, nowMs]);
    return evicted;
  }

  return {
    get(key, nowMs) {
      const item = lookUp(key, nowMs);
      if (item === undefined) return { kind: "miss" };
      return item === null ? { kind: "no-item" } : { kind: "item", item };
    },
    batchGet(keys, nowMs) {
      const found = keys.map((key) => ({ key, item: lookUp(key, nowMs) }));
      return {
        known: found.flatMap(({ key, item }) => (item === undefined ? [] : [item === null ? { key } : { key, item }])),
        ask: found.filter(({ item }) => item === undefined).map(({ key }) => key),
      };
    },
    tableRead(key, item, mode, nowMs) {
      if (mode !== "eventual") return undefined;
      return store(key, item ?? null, nowMs);
    },
    tableWritten(key, item, nowMs) {
      if (item !== undefined) return store(key, item, nowMs);
      entries.delete(key);
      return undefined;
    },
  };
};
