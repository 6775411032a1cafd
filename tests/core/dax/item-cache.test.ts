import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_TTL_MS,
  agreesAfterTtl,
  checkItemCacheOptions,
  createItemCache,
  ownWritesStay,
  refusedChangesNothing,
  runItemCacheScript,
  servesWithinTtl,
  staysWithinCapacity,
  type CreateItemCache,
  type Item,
  type ItemCacheScript,
} from "../../../src/core/dax/index.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { itemCacheScripts } from "../../arbitraries/item-cache.ts";
import { SEED } from "../seed.ts";

const price = (value: number): Item => ({ price: { N: String(value) } });
const hit = (value: number) => ({ kind: "item", item: price(value) });
const MISS = { kind: "miss" };
const NO_ITEM = { kind: "no-item" };

describe("the item cache", () => {
  it("runs the example at the top of its file", () => {
    const cache = createItemCache({ capacity: 2, ttlMs: 300_000 });
    expect(cache.tableRead("a", price(1), "eventual", 0)).toBeUndefined();
    expect(cache.tableRead("b", undefined, "eventual", 100_000)).toBeUndefined();
    expect(cache.get("a", 200_000)).toEqual(hit(1));
    expect(cache.tableWritten("c", price(3), 250_000)).toBe("b");
    expect(cache.get("a", 300_000)).toEqual(hit(1));
    expect(cache.get("a", 300_001)).toEqual(MISS);
    expect(cache.tableWritten("d", price(4), 300_001)).toBeUndefined();
    expect(cache.tableWritten("e", price(5), 300_001)).toBe("c");
  });

  it("hands out the very item that it was given, and makes nothing on a hit", () => {
    const cache = createItemCache({ capacity: 1, ttlMs: 0 });
    const item = price(1);
    cache.tableRead("a", item, "eventual", 0);
    const first = cache.get("a", 1);
    expect(first.kind === "item" && first.item).toBe(item);
    expect(cache.get("a", 2)).toBe(first);
  });

  it("answers a batch key by key", () => {
    const cache = createItemCache({ capacity: 5, ttlMs: 100 });
    cache.tableRead("a", price(1), "eventual", 0);
    cache.tableRead("b", undefined, "eventual", 60);
    expect(cache.batchGet(["c", "b", "a"], 100)).toEqual({ known: [{ key: "b" }, { key: "a", item: price(1) }], ask: ["c"] }); // prettier-ignore
    expect(cache.batchGet(["b", "a"], 101)).toEqual({ known: [{ key: "b" }], ask: ["a"] });
  });

  it("keeps nothing of reads that go past it", () => {
    const cache = createItemCache({ capacity: 1, ttlMs: 100 });
    cache.tableRead("a", price(1), "strong", 0);
    expect(cache.get("a", 0)).toEqual(MISS);
    cache.tableRead("a", price(1), "eventual", 0);
    expect(cache.tableRead("b", price(2), "transactional", 0)).toBeUndefined();
    cache.tableRead("a", price(2), "strong", 50);
    expect(cache.get("a", 100)).toEqual(hit(1));
  });

  it("knows after a delete that there is no item, for as long as anything", () => {
    const cache = createItemCache({ capacity: 2, ttlMs: 100 });
    cache.tableWritten("a", price(1), 0);
    cache.tableWritten("a", undefined, 50);
    expect(cache.get("a", 150)).toEqual(NO_ITEM);
    expect(cache.get("a", 151)).toEqual(MISS);
  });

  it("has a TTL of five minutes where nobody says otherwise", () => {
    expect(DEFAULT_TTL_MS).toBe(300_000);
  });
});

describe("what is refused", () => {
  it.each<[string, number, number, string]>([
    ["no capacity", 0, 0, "capacity"],
    ["half an entry", 1.5, 0, "capacity"],
    ["a TTL below 0", 1, -1, "ttlMs"],
    ["a TTL without end", 1, Infinity, "ttlMs"],
    ["no TTL", 1, NaN, "ttlMs"],
  ])("%s", (_, capacity, ttlMs, field) => {
    expect(() => checkItemCacheOptions({ capacity, ttlMs })).toThrow(`Scenario field itemCache.${field}:`);
    expect(() => runItemCacheScript({ itemCache: { capacity, ttlMs }, items: [], steps: [] })).toThrow(ScenarioError);
  });

  it("a step before the one before it", () => {
    const script: ItemCacheScript = {
      itemCache: { capacity: 1, ttlMs: 0 },
      items: [],
      steps: [{ tell: "read", afterMs: -1, keys: ["a"] }],
    };
    expect(() => runItemCacheScript(script)).toThrow("Scenario field steps[0].afterMs:");
  });
});

/** A cache that was written without a thought for speed: a list in the order of use. */
const obviousCache: CreateItemCache = ({ capacity, ttlMs }) => {
  let entries: { readonly key: string; readonly item: Item | undefined; readonly saidMs: number }[] = [];
  const store = (key: string, item: Item | undefined, nowMs: number) => {
    const isHeld = entries.some((entry) => entry.key === key);
    const evicted = !isHeld && entries.length === capacity ? entries.shift()?.key : undefined;
    entries = [...entries.filter((entry) => entry.key !== key), { key, item, saidMs: nowMs }];
    return evicted;
  };
  const cache: ReturnType<CreateItemCache> = {
    get(key, nowMs) {
      const entry = entries.find((each) => each.key === key);
      entries = entries.filter((each) => each.key !== key);
      if (entry === undefined || (ttlMs > 0 && nowMs - entry.saidMs > ttlMs)) return { kind: "miss" };
      entries.push(entry);
      return entry.item === undefined ? { kind: "no-item" } : { kind: "item", item: entry.item };
    },
    batchGet(keys, nowMs) {
      const answers = keys.map((key) => ({ key, answer: cache.get(key, nowMs) }));
      return {
        known: answers.flatMap(({ key, answer }) =>
          answer.kind === "miss" ? [] : [answer.kind === "item" ? { key, item: answer.item } : { key }],
        ),
        ask: answers.flatMap(({ key, answer }) => (answer.kind === "miss" ? [key] : [])),
      };
    },
    tableRead: (key, item, mode, nowMs) => (mode === "eventual" ? store(key, item, nowMs) : undefined),
    tableWritten: store,
  };
  return cache;
};

describe("in a script", () => {
  it("does what an obvious cache does", () => {
    fc.assert(
      fc.property(itemCacheScripts, (script) => {
        expect(traceText(runItemCacheScript(script))).toBe(traceText(runItemCacheScript(script, obviousCache)));
      }),
      { seed: SEED, numRuns: 4_000 },
    );
  });

  it("keeps every promise, whatever it is told", () => {
    fc.assert(
      fc.property(itemCacheScripts, (script) => {
        const trace = runItemCacheScript(script);
        for (const invariant of [
          servesWithinTtl,
          agreesAfterTtl,
          staysWithinCapacity,
          ownWritesStay,
          refusedChangesNothing,
        ])
          // prettier-ignore
          expect(invariant(trace)).toBeUndefined();
      }),
      { seed: SEED, numRuns: 4_000 },
    );
  });

  it("notices caches that keep for ever, never forget, or invent", () => {
    const broken = new Set<string>();
    const thoughtless: readonly CreateItemCache[] = [
      ({ capacity }) => createItemCache({ capacity, ttlMs: 0 }),
      ({ ttlMs }) => createItemCache({ capacity: 1_000, ttlMs }),
      (options) => ({ ...bound(createItemCache(options)), get: () => ({ kind: "item", item: price(0) }) }),
    ];
    fc.assert(
      fc.property(itemCacheScripts, fc.constantFrom(...thoughtless), (script, create) => {
        const trace = runItemCacheScript(script, create);
        for (const invariant of [servesWithinTtl, agreesAfterTtl, staysWithinCapacity]) {
          const found = invariant(trace)?.invariant;
          if (found !== undefined) broken.add(found);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
    expect(broken.size).toBe(3);
  });
});

function bound(cache: ReturnType<CreateItemCache>): ReturnType<CreateItemCache> {
  return {
    get: (...args) => cache.get(...args),
    batchGet: (...args) => cache.batchGet(...args),
    tableRead: (...args) => cache.tableRead(...args),
    tableWritten: (...args) => cache.tableWritten(...args),
  };
}
