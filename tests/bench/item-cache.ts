/** How fast the item cache answers and stores, beside lru-cache under the same load: mostly hits, some misses and evictions. */
import { LRUCache } from "lru-cache";
import { createItemCache, type Item } from "../../src/core/dax/index.ts";
import { Random } from "../../src/core/kernel/index.ts";

export interface ItemCacheFigures {
  /** Reads of a full cache, nine of ten of them hits, per second. */
  readonly getsPerSecond: number;
  readonly lruGetsPerSecond: number;
  /** Items stored, half of them under a key that is not there yet, per second. */
  readonly setsPerSecond: number;
  readonly lruSetsPerSecond: number;
}

const CAPACITY = 10_000;
const OPERATION_COUNT = 500_000;
const ROUND_COUNT = 9;
const TTL_MS = 300_000;

/** Rounds of both alternate, so that a machine's mood falls on both; medians are given. Takes some seconds. */
export function benchItemCache(): ItemCacheFigures {
  const random = new Random("item cache");
  const keys = Array.from({ length: CAPACITY * 2 }, (_, index) => `product#${index}`);
  const item: Item = { id: { S: "product" }, price: { N: "1" } };
  const clock = { nowMs: 1_000 };
  const ours = createItemCache({ capacity: CAPACITY, ttlMs: TTL_MS });
  const theirs = new LRUCache<string, Item>({ max: CAPACITY, ttl: TTL_MS, perf: { now: () => clock.nowMs } });
  for (const key of keys.slice(0, CAPACITY)) {
    ours.tableRead(key, item, "eventual", clock.nowMs);
    theirs.set(key, item);
  }
  const drawn = (missShare: number) =>
    Array.from(
      { length: OPERATION_COUNT },
      () => keys[random.integer(0, CAPACITY - 1) + (random.chance(missShare) ? CAPACITY : 0)] as string,
    );
  const read = drawn(0.1);
  const stored = drawn(0.5);
  const times: Record<"get" | "lruGet" | "set" | "lruSet", number[]> = { get: [], lruGet: [], set: [], lruSet: [] };
  for (let round = -2; round < ROUND_COUNT; round++) {
    const measure = (name: keyof typeof times, work: () => number) => {
      const began = performance.now();
      const hits = work();
      const tookMs = performance.now() - began;
      if (round >= 0) times[name].push(tookMs);
      return hits;
    };
    const hits = measure("get", () => {
      let count = 0;
      for (const key of read) if (ours.get(key, clock.nowMs).kind !== "miss") count++;
      return count;
    });
    const lruHits = measure("lruGet", () => {
      let count = 0;
      for (const key of read) if (theirs.get(key) !== undefined) count++;
      return count;
    });
    // The two are compared, so they have to have done the same.
    if (hits !== lruHits) throw new Error(`The caches had ${hits} and ${lruHits} hits.`);
    measure("set", () => {
      for (const key of stored) ours.tableRead(key, item, "eventual", clock.nowMs);
      return 0;
    });
    measure("lruSet", () => {
      for (const key of stored) theirs.set(key, item);
      return 0;
    });
    clock.nowMs += 10;
  }
  const perSecond = (name: keyof typeof times) => Math.round((OPERATION_COUNT / median(times[name])) * 1_000);
  return {
    getsPerSecond: perSecond("get"),
    lruGetsPerSecond: perSecond("lruGet"),
    setsPerSecond: perSecond("set"),
    lruSetsPerSecond: perSecond("lruSet"),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}
