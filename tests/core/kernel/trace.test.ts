import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventText, firstDifference, traceDigest, traceText } from "../../../src/core/kernel/index.ts";
import { SEED } from "../seed.ts";

const a = { kind: "a", atMs: 1, at: { x: 1, y: [1, 2] } };
const b = { kind: "b", atMs: 2 };

/** The same data, its fields set in the opposite order, at every depth. */
function turnedRound<T>(value: T): T {
  if (Array.isArray(value)) return value.map(turnedRound) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, turnedRound(inner)])) as T;
}

describe("a trace as text", () => {
  it("has one event a line, fields in alphabetical order", () => {
    expect(traceText([b, a])).toBe('{"atMs":2,"kind":"b"}\n{"at":{"x":1,"y":[1,2]},"atMs":1,"kind":"a"}');
    expect(traceText([])).toBe("");
  });

  it("does not depend on the order in which an object was built", () => {
    expect(eventText(turnedRound(a))).toBe(eventText(a));
    expect(traceDigest([turnedRound(a)])).toBe(traceDigest([a]));
  });
});

describe("a trace's digest", () => {
  it("is the stored one: a change of algorithm does not go unnoticed", () => {
    expect(traceDigest([])).toBe("811c9dc5c9dc5118");
    expect(traceDigest([a, b])).toBe("6010798fc80498c5");
  });

  it("changes with every value and with the order of events", () => {
    const digests = [[a, b], [b, a], [a], [a, { ...b, atMs: 2.001 }], [a, b, b]].map(traceDigest);
    expect(new Set(digests).size).toBe(digests.length);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe("the first difference of two traces", () => {
  it.each([
    ["two empty ones", [], [], -1],
    ["the same one", [a, b], [a, turnedRound(b)], -1],
    ["different events", [a, b], [a, a], 1],
    ["a value deep inside", [b, a], [b, { ...a, at: { x: 1, y: [1, 3] } }], 1],
    ["one that stops earlier", [a, b], [a], 1],
    ["one that goes on", [], [a], 0],
    ["a list and an object", [{ v: [] }], [{ v: {} }], 0],
    ["a field without a value", [{ v: 1, w: undefined }], [{ v: 1 }], -1],
  ])("of %s", (_, left, right, index) => {
    expect(firstDifference(left, right)).toBe(index);
    expect(firstDifference(right, left)).toBe(index);
  });

  it("is where the texts differ first, for any plain data", () => {
    const event = fc.object({
      maxDepth: 2,
      maxKeys: 3,
      key: fc.constantFrom("a", "b", "c"),
      values: [fc.nat({ max: 2 })],
    });
    const traces = fc.array(event, { maxLength: 4 });
    fc.assert(
      fc.property(traces, traces, (left, right) => {
        const texts = [left, right].map((trace) => trace.map(eventText)) as [string[], string[]];
        const longest = Math.max(left.length, right.length);
        const expected = Array.from({ length: longest }).findIndex((_, i) => texts[0][i] !== texts[1][i]);
        expect(firstDifference(left, right)).toBe(expected);
        expect(traceText(left) === traceText(right)).toBe(expected === -1);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});
