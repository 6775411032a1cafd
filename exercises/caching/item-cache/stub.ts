import type { BatchAnswer, CacheAnswer, Item, ItemCache, ItemCacheOptions, ItemKey, ReadMode } from "four-of-six/dax";

/** Makes the cache of one node, empty. Hover over a name to read what it promises. */
export function createItemCache(options: ItemCacheOptions): ItemCache {
  // What do you keep of each key, and how do you find the one that was used longest ago?
  return {
    get(key: ItemKey, nowMs: number): CacheAnswer {
      return { kind: "miss" };
    },

    batchGet(keys: readonly ItemKey[], nowMs: number): BatchAnswer {
      return { known: [], ask: keys };
    },

    tableRead(key: ItemKey, item: Item | undefined, mode: ReadMode, nowMs: number): ItemKey | undefined {
      return undefined;
    },

    tableWritten(key: ItemKey, item: Item | undefined, nowMs: number): ItemKey | undefined {
      return undefined;
    },
  };
}
