import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeHistory, type ConsistencyModel, type HistoryOperation } from "../../../src/core/history/index.ts";
import { consistencyBreakInEnglish } from "../../../src/core/history/consistency-words-en.ts";
import { consistencyBreakInKorean } from "../../../src/core/history/consistency-words-ko.ts";

const op = (
  session: string,
  kind: "read" | "write",
  version: number,
  fromMs: number,
  untilMs: number,
  key = "x",
): HistoryOperation => ({ session, kind, key, version, fromMs, untilMs });

/** The models that a history breaks. */
function broken(history: readonly HistoryOperation[]): ConsistencyModel[] {
  return judgeHistory(history).flatMap(({ model, breaks }) => (breaks.length > 0 ? [model] : []));
}

describe("a history", () => {
  const write = op("A", "write", 1, 0, 5);

  it.each<[string, readonly HistoryOperation[], ConsistencyModel[]]>([
    ["of the newest value is strong", [write, op("B", "read", 1, 6, 7)], []],
    [
      "may show either value while a write is under way",
      [write, op("B", "read", 0, 1, 2), op("C", "read", 1, 1, 2)],
      [],
    ],
    ["that shows another session the old value is not strong", [write, op("B", "read", 0, 6, 7)], ["strong"]],
    ["that shows a session less than it wrote", [write, op("A", "read", 0, 6, 7)], ["read-your-writes", "strong"]],
    [
      "that goes back in time for one session",
      [write, op("B", "read", 1, 6, 7), op("B", "read", 0, 8, 9)],
      ["monotonic-reads", "strong"],
    ],
    [
      "that goes back in time between sessions, while the write is under way",
      [op("A", "write", 1, 0, 20), op("B", "read", 1, 6, 7), op("C", "read", 0, 8, 9)],
      ["strong"],
    ],
    [
      "that shows what nobody wrote",
      [op("B", "read", 3, 6, 7)],
      ["eventual", "monotonic-reads", "read-your-writes", "strong"],
    ],
    [
      "that shows what will be written",
      [op("A", "write", 1, 10, 11), op("B", "read", 1, 6, 7)],
      ["eventual", "monotonic-reads", "read-your-writes", "strong"],
    ],
    ["of a write whose end nobody heard", [op("A", "write", 1, 0, Infinity), op("A", "read", 0, 6, 7)], []],
    ["of another key", [write, op("A", "read", 0, 6, 7, "y")], []],
    ["whose reads overlap", [write, op("B", "read", 1, 1, 9), op("B", "read", 0, 2, 3)], []],
  ])("%s", (_, history, models) => {
    expect(broken(history)).toEqual(models);
  });

  it("names the read, and what it should have known", () => {
    const back = op("B", "read", 0, 8, 9);
    const seen = op("B", "read", 1, 6, 7);
    const [, monotonic] = judgeHistory([write, back, seen]);
    expect(monotonic?.breaks).toEqual([{ read: back, because: seen }]);
    const [first] = monotonic?.breaks ?? [];
    const timeText = (atMs: number) => `${atMs} ms`;
    expect(first && consistencyBreakInEnglish(first, timeText)).toBe(
      "At 9 ms B read an old version of x. It had read a newer one itself at 7 ms.",
    );
    expect(first && consistencyBreakInKorean(first, timeText)).toBe(
      "9 ms에 B의 읽기가 x의 옛 버전을 보았습니다. 7 ms에 같은 세션에서 새 버전을 읽은 뒤의 일입니다.",
    );
  });

  it.each<[string, HistoryOperation, string]>([
    ["that ends before it begins", op("A", "read", 0, 5, 4), "history[0].untilMs"],
    ["that writes version 0", op("A", "write", 0, 5, 6), "history[0].version"],
    ["that begins at no time", op("A", "read", 0, Number.NaN, 6), "history[0].fromMs"],
  ])("is refused with an operation %s", (_, operation, field) => {
    expect(() => judgeHistory([operation])).toThrow(expect.objectContaining({ field }));
  });
});

describe("strong is linearizable", () => {
  const times = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 6 }));
  const histories = fc
    .record({
      writes: fc.array(times, { maxLength: 3 }),
      reads: fc.array(fc.tuple(times, fc.nat({ max: 3 }), fc.constantFrom("A", "B")), { minLength: 1, maxLength: 3 }),
    })
    .map(({ writes, reads }) => {
      // The store takes writes one after the other, in this order: none may end before the one before it begins.
      const sorted = [...writes].sort(([a], [b]) => a - b);
      return [
        ...sorted.map(([from, length], index) => op("W", "write", index + 1, from, from + length)),
        ...reads.map(([[from, length], version, session]) => op(session, "read", Math.min(version, writes.length), from, from + length)), // prettier-ignore
      ];
    });

  /** Tries every order that keeps to real time: the obvious, slow definition. */
  function isLinearizable(left: readonly HistoryOperation[], value: number): boolean {
    if (left.length === 0) return true;
    return left.some((next) => {
      if (left.some((other) => other !== next && other.untilMs < next.fromMs)) return false;
      if (next.kind === "read" ? next.version !== value : next.version !== value + 1) return false;
      return isLinearizable(left.filter((other) => other !== next), next.version); // prettier-ignore
    });
  }

  it("for every small history", () => {
    let [strong, weak] = [0, 0];
    fc.assert(
      fc.property(histories, (history) => {
        // At one instant either may come first: the judge calls that before, the definition does not.
        const apart = history.map((each, index) => ({ ...each, fromMs: each.fromMs * 100 + index, untilMs: each.untilMs * 100 + index + 20 })); // prettier-ignore
        const holds = broken(apart).length === 0 || !broken(apart).includes("strong");
        if (holds) strong++;
        else weak++;
        expect(holds).toBe(isLinearizable(apart, 0));
      }),
      { numRuns: 3_000, seed: 5 },
    );
    expect(Math.min(strong, weak)).toBeGreaterThan(300);
  });
});
