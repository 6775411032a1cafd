import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPage, sortableKey, type Item } from "../../../src/core/dynamodb/index.ts";
import { keyHash, placeOf, rangeOf } from "../../../src/core/dynamodb/key-order.ts";
import { OrderedMap } from "../../../src/core/dynamodb/ordered-map.ts";

describe("an ordered map", () => {
  const keys = fc.string({ maxLength: 3, unit: fc.constantFrom("a", "b", "\u0000", "ÿ") });

  it("is a map that keeps its keys in order, from any of them on and in both directions", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("set", "set", "set", "delete"), keys, fc.nat()), { maxLength: 400 }),
        keys,
        fc.option(keys, { nil: undefined }),
        (changes, from, to) => {
          const map = new OrderedMap<number>();
          const model = new Map<string, number>();
          for (const [kind, key, value] of changes) {
            if (kind === "set") map.set(key, value);
            else map.delete(key);
            if (kind === "set") model.set(key, value);
            else model.delete(key);
          }
          const inRange = [...model].filter(([key]) => key >= from && (to === undefined || key < to));
          inRange.sort(([a], [b]) => (a < b ? -1 : 1));
          expect([...map.forward(from, to)]).toEqual(inRange);
          expect([...map.backward(from, to)]).toEqual(inRange.reverse());
          expect(map.size).toBe(model.size);
          for (const [key, value] of model) expect(map.get(key)).toBe(value);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps its order over many runs of keys, whichever way they come", () => {
    for (const step of [1, 7_919, -1]) {
      const map = new OrderedMap<number>();
      const count = 5_000;
      for (let index = 0; index < count; index++) {
        const place = (((index * step) % count) + count) % count;
        map.set(String(place).padStart(5, "0"), place);
      }
      expect([...map.forward()].map(([, value]) => value)).toEqual(Array.from({ length: count }, (_, index) => index));
      for (let place = 0; place < count; place += 2) map.delete(String(place).padStart(5, "0"));
      expect([...map.backward("02000", "02010")].map(([, value]) => value)).toEqual([2009, 2007, 2005, 2003, 2001]);
    }
  });
});

describe("places", () => {
  const text = fc.string({
    maxLength: 4,
    unit: fc.constantFrom("a", "b", "\u0000", "\u0001", "\u0002", "é", "日", "😀"),
  });
  const key = { partitionKey: "p", sortKey: "r" };
  const item = (p: string, r: string): Item => ({ p: { S: p }, r: { S: r } });

  it("order the items of a partition key by the bytes of their sort keys", () => {
    fc.assert(
      fc.property(text, text, text, (p, one, two) => {
        const places = [one, two].map((r) => placeOf(item(p, r), key, keyHash));
        const bytes = [one, two].map((r) => Buffer.from(r, "utf8"));
        expect(Math.sign(compare(...(places as [string, string])))).toBe(
          Buffer.compare(...(bytes as [Buffer, Buffer])),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it("of a range hold what fulfils its condition, and nothing else", () => {
    const operators = fc.constantFrom("=", "<", "<=", ">", ">=", "begins_with", "between", undefined);
    fc.assert(
      fc.property(text, text, operators, text, text, (p, r, operator, a, b) => {
        const [low, high] = [a, b].sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y))) as [string, string];
        const { from, to } = rangeOf(
          { S: p },
          operator === undefined
            ? undefined
            : operator === "between"
              ? { operator, low: { S: low }, high: { S: high } }
              : { operator, value: { S: a } },
          keyHash,
        );
        const place = placeOf(item(p, r), key, keyHash);
        const order = (other: string) => Buffer.compare(Buffer.from(r), Buffer.from(other));
        const fulfils = {
          "=": order(a) === 0,
          "<": order(a) < 0,
          "<=": order(a) <= 0,
          ">": order(a) > 0,
          ">=": order(a) >= 0,
          begins_with: Buffer.from(r).subarray(0, Buffer.from(a).length).equals(Buffer.from(a)),
          between: order(low) >= 0 && order(high) <= 0,
        };
        expect(place >= from && place < to).toBe(operator === undefined || fulfils[operator]);
        // Another partition key value is never in it.
        const other = placeOf(item(`${p}x`, r), key, keyHash);
        expect(other >= from && other < to).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("numbers as keys", () => {
  it("sort by their size", () => {
    const number = fc
      .tuple(fc.constantFrom("", "-"), fc.nat({ max: 99_999 }), fc.integer({ min: -120, max: 110 }))
      .map(([sign, digits, exponent]) => `${sign}${digits}e${exponent}`);
    fc.assert(
      fc.property(number, number, (one, two) => {
        const [a, b] = [one, two].map((N) => sortableKey({ N })) as [string, string];
        // Doubles are exact enough to tell numbers of five digits apart. Zero has no sign: -0 + 0 is 0.
        expect(Math.sign(compare(a, b))).toBe(Math.sign(Number(one) - Number(two)) + 0);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("a page", () => {
  it("takes no more items than it needs: a query never scans", () => {
    let taken = 0;
    function* items(): Generator<Item> {
      for (let index = 0; ; index++) {
        taken++;
        yield item(index);
      }
    }
    const item = (index: number): Item => ({ n: { N: String(index) } });
    const page = readPage(items(), { limit: 7, keeps: () => false, sizeOf: () => 100 });
    expect(taken).toBe(7);
    expect(page).toEqual({ items: [], scannedCount: 7, sizes: Array(7).fill(100), last: item(6) });
    taken = 0;
    expect(readPage(items(), { limit: undefined, keeps: () => true, sizeOf: () => 400_000 }).scannedCount).toBe(3);
    expect(taken).toBe(3);
  });
});

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
