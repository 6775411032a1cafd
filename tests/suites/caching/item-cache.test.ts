import {
  agreesAfterTtl,
  servesWithinTtl,
  staysWithinCapacity,
  type Item,
  type ItemCache,
  type ItemCacheOptions,
  type ReadMode,
} from "four-of-six/dax";
import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/caching/item-cache/rig.ts";
import { daxScenarios, itemCacheScripts } from "../../arbitraries/item-cache.ts";

const price = (value: number): Item => ({ price: { N: String(value) } });
const item = (value: number) => ({ kind: "item", item: price(value) });
const MISS = { kind: "miss" };
const NO_ITEM = { kind: "no-item" };

/** A cache, and what it is told in few words; `none` is no item. */
function cache(change: Partial<ItemCacheOptions> = {}) {
  const made: ItemCache = answer(rig).createItemCache({ capacity: 3, ttlMs: 300, ...change });
  const told = (value: number | "none") => (value === "none" ? undefined : price(value));
  return {
    get: (atMs: number, key: string) => made.get(key, atMs),
    batch: (atMs: number, keys: string) => made.batchGet(keys.split(" "), atMs),
    read: (atMs: number, key: string, value: number | "none", mode: ReadMode = "eventual") =>
      made.tableRead(key, told(value), mode, atMs),
    write: (atMs: number, key: string, value: number | "none" | Item) =>
      made.tableWritten(key, typeof value === "object" ? value : told(value), atMs),
  };
}

describe("examples", () => {
  it("begins empty, and shares nothing with another cache", () => {
    const [one, other] = [cache(), cache()];
    expect(one.get(0, "a"), "a new cache, asked for a").toEqual(MISS);
    one.read(0, "a", 1);
    expect(one.get(0, "a"), "a, read from the table").toEqual(item(1));
    expect(other.get(0, "a"), "a in another cache").toEqual(MISS);
  });

  it("serves what the table said until it is older than the TTL", () => {
    // Each is asked once, so that nothing else has happened to it.
    const asked = (afterMs: number) => {
      const of = cache();
      of.read(1_000, "a", 1);
      return of.get(1_000 + afterMs, "a");
    };
    expect(asked(299), "a, 299 ms after the read; TTL 300 ms").toEqual(item(1));
    expect(asked(300), "a, 300 ms after it").toEqual(item(1));
    expect(asked(301), "a, 301 ms after it").toEqual(MISS);
  });

  it("makes no entry younger by serving it", () => {
    const of = cache();
    of.read(0, "a", 1);
    of.get(150, "a");
    of.batch(250, "a b");
    expect(of.get(300, "a"), "a, served at 150 and 250 ms, at 300 ms").toEqual(item(1));
    expect(of.get(301, "a"), "a at 301 ms; TTL 300 ms").toEqual(MISS);
  });

  it("remembers that there is no item, for as long as it remembers an item", () => {
    const of = cache();
    of.read(0, "a", "none");
    expect(of.get(300, "a"), "a, of which the table said at 0 ms that there is none").toEqual(NO_ITEM);
    expect(of.get(301, "a"), "a, a millisecond past the TTL").toEqual(MISS);
    of.read(400, "a", 2);
    expect(of.get(400, "a"), "a, which the table has by now").toEqual(item(2));
  });

  it("keeps entries at any age when the TTL is 0", () => {
    const of = cache({ ttlMs: 0 });
    of.read(0, "a", 1);
    of.read(0, "b", "none");
    expect(of.get(86_400_000, "a"), "a, a day after it was read").toEqual(item(1));
    expect(of.get(86_400_000, "b"), "b, which there was none of a day ago").toEqual(NO_ITEM);
  });

  it("serves what was written from then on, also where it had no entry", () => {
    const of = cache();
    of.read(0, "a", 1);
    of.write(100, "a", 2);
    expect(of.get(100, "a"), "a, read as 1 and then written as 2").toEqual(item(2));
    of.write(100, "b", 3);
    expect(of.get(100, "b"), "b, written and never read").toEqual(item(3));
    of.read(100, "c", "none");
    of.write(100, "c", 4);
    expect(of.get(100, "c"), "c, missing and then written").toEqual(item(4));
  });

  it("takes the item that was written whole: attributes that it no longer has are gone", () => {
    const of = cache();
    of.read(0, "a", 1);
    of.write(10, "a", { note: { S: "sold out" } });
    expect(of.get(10, "a"), "a, price 1, then written with a note alone").toEqual({
      kind: "item",
      item: { note: { S: "sold out" } },
    });
  });

  it("begins the age anew with a write", () => {
    const of = cache();
    of.read(0, "a", 1);
    of.write(200, "a", 2);
    expect(of.get(500, "a"), "a, read at 0 and written at 200 ms, at 500 ms").toEqual(item(2));
    expect(of.get(501, "a"), "a at 501 ms; TTL 300 ms").toEqual(MISS);
  });

  it("serves no item after a delete", () => {
    const of = cache();
    of.read(0, "a", 1);
    of.write(10, "a", "none");
    const { kind } = of.get(10, "a");
    expect(kind === "item" ? "an item" : "no item", "a, deleted through the cluster").toBe("no item");
    of.write(20, "a", 2);
    expect(of.get(20, "a"), "a, written again").toEqual(item(2));
  });

  it("evicts the entry that was used longest ago when it is full", () => {
    const of = cache();
    expect(of.read(0, "a", 1), "a, the first of three").toBeUndefined();
    expect(of.read(10, "b", 2), "b, the second").toBeUndefined();
    expect(of.read(20, "c", 3), "c, the third").toBeUndefined();
    of.get(30, "a");
    expect(of.read(40, "d", 4), "d, after a was used again").toBe("b");
    expect(of.get(50, "b"), "b, evicted").toEqual(MISS);
    expect(of.write(60, "e", 5), "e, written").toBe("c");
    expect([of.get(70, "a"), of.get(70, "d"), of.get(70, "e")], "a, d and e").toEqual([item(1), item(4), item(5)]);
  });

  it("counts a hit that finds no item as a use, too", () => {
    const of = cache({ capacity: 2 });
    of.read(0, "a", "none");
    of.read(10, "b", 1);
    expect(of.get(20, "a"), "a, of which there is none").toEqual(NO_ITEM);
    expect(of.read(30, "c", 2), "c, after a was used").toBe("b");
  });

  it("evicts nothing for a key that it has an entry for", () => {
    const of = cache({ capacity: 2 });
    of.read(0, "a", 1);
    of.read(0, "b", 2);
    expect(of.write(10, "a", 3), "a, written while a and b are there").toBeUndefined();
    expect(of.read(10, "b", 4), "b, read again").toBeUndefined();
    expect([of.get(20, "a"), of.get(20, "b")], "a and b").toEqual([item(3), item(4)]);
  });

  it("has room again where an entry was found too old", () => {
    const of = cache({ capacity: 2 });
    of.read(0, "a", 1);
    of.read(200, "b", 2);
    expect(of.get(301, "a"), "a, older than the TTL").toEqual(MISS);
    expect(of.read(302, "c", 3), "c, in the place of a").toBeUndefined();
    expect(of.get(303, "b"), "b, still there").toEqual(item(2));
  });

  it("asks the table for what a batch misses, and for nothing else", () => {
    const of = cache();
    of.read(0, "a", 1);
    of.read(0, "b", "none");
    expect(of.batch(10, "d a c b"), "d, a, c and b: a is there, and of b there is none").toEqual({
      known: [{ key: "a", item: price(1) }, { key: "b" }],
      ask: ["d", "c"],
    });
    expect(of.batch(301, "a b"), "a and b past the TTL").toEqual({ known: [], ask: ["a", "b"] });
  });

  it("uses what a batch finds, in the order of its keys", () => {
    const of = cache();
    for (const key of ["a", "b", "c"]) of.read(0, key, 1);
    of.batch(10, "b a");
    expect([of.read(20, "d", 1), of.read(20, "e", 1), of.read(20, "f", 1)], "d, e and f push out").toEqual(["c", "b", "a"]); // prettier-ignore
  });

  it("keeps nothing of strongly consistent and transactional reads", () => {
    const of = cache({ capacity: 2 });
    of.read(0, "a", 1, "strong");
    of.read(0, "b", 2, "transactional");
    expect([of.get(0, "a"), of.get(0, "b")], "a and b, read past the cache").toEqual([MISS, MISS]);
    of.read(0, "a", 1);
    of.read(0, "b", 2);
    expect(of.read(100, "c", 3, "strong"), "c, read past a full cache").toBeUndefined();
    of.read(100, "a", 4, "strong");
    expect(of.get(300, "a"), "a, stored at 0 ms, then read past the cache").toEqual(item(1));
    expect(of.get(301, "a"), "a at 301 ms; TTL 300 ms").toEqual(MISS);
  });
});

describe("properties", () => {
  it("serves, misses and evicts as the reference does, whatever it is told", () => {
    agreesWithReference(rig, rig.unit, answer(rig), itemCacheScripts, { runCount: 70 });
  });

  it("serves nothing past its TTL, and never holds more than its capacity", () => {
    keepsInvariants(rig, rig.unit, answer(rig), itemCacheScripts, [servesWithinTtl, staysWithinCapacity], { runCount: 60 }); // prettier-ignore
  });
});

describe("the cluster", () => {
  it("shows every reader what the table has, the TTL later at the latest", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), daxScenarios(16), [servesWithinTtl, agreesAfterTtl], { runCount: 9 }); // prettier-ignore
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), daxScenarios(16), { runCount: 9 });
  });
});
