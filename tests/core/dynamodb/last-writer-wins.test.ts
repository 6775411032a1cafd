import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  LAST_WRITER_WINS_INVARIANTS,
  compareStamps,
  firstGlobalTableViolation,
  lastWriterWins,
  runLastWriterWinsScript,
  type GlobalTableEvent,
  type ItemVersion,
  type LastWriterWins,
  type RegionTime,
} from "../../../src/core/dynamodb/index.ts";
import { lastWriterWinsScripts } from "../../arbitraries/last-writer-wins.ts";
import { SEED } from "../seed.ts";

const { stamp, merge, forget } = lastWriterWins;
const AT: RegionTime = { region: "us-east-1", nowMs: 1_000, watermarkMs: 0 };
const price = (value: number) => ({ price: { N: String(value) } });
const put = (atMs: number, region = "us-east-1", value = atMs): ItemVersion => ({ stamp: { atMs, region }, item: price(value) }); // prettier-ignore
const deleted = (atMs: number, region = "us-east-1"): ItemVersion => ({ stamp: { atMs, region } });

describe("a stamp", () => {
  it.each([
    ["the clock's time", undefined, 0, 1_000],
    ["the clock's time above an older version", put(999, "eu-west-1"), 0, 1_000],
    ["one above a version of the same millisecond", put(1_000), 0, 1_001],
    ["one above a version that the clock has not come to", put(5_000, "eu-west-1"), 0, 5_001],
    ["above the watermark where nothing is known", undefined, 1_400, 1_401],
    ["above the watermark and above the version", put(1_500), 1_400, 1_501],
  ])("has %s", (_, current, watermarkMs, atMs) => {
    expect(stamp(current, price(7), { ...AT, watermarkMs })).toEqual({ stamp: { atMs, region: "us-east-1" }, item: price(7) }); // prettier-ignore
  });

  it("belongs to deletions too", () => {
    expect(stamp(put(2_000), undefined, AT)).toEqual(deleted(2_001));
  });
});

describe("two versions", () => {
  /** All that there can be of one key: two times, two Regions, items and deletions. */
  const versions = [1, 2].flatMap((atMs) => ["eu-west-1", "us-east-1"].flatMap((region) => [put(atMs, region), deleted(atMs, region)])); // prettier-ignore
  const differ = (some: readonly ItemVersion[]) =>
    some.every((a, index) => some.every((b, other) => index === other || compareStamps(a.stamp, b.stamp) !== 0));
  const keep = (some: readonly ItemVersion[]) =>
    some.reduce<ItemVersion | undefined>((current, incoming) => merge(current, incoming, AT), undefined);

  it("leave the same one in any order, and however often they come", () => {
    for (const a of versions)
      for (const b of versions)
        for (const c of versions) {
          if (!differ([a, b, c])) continue;
          const latest = [a, b, c].toSorted((x, y) => compareStamps(x.stamp, y.stamp)).at(-1);
          for (const order of [
            [a, b, c],
            [c, b, a],
            [b, a, c],
            [a, b, a, c, b],
            [c, c, a, b, a],
          ])
            expect(keep(order)).toEqual(latest);
        }
  });

  it("are both nothing new where the watermark has passed them and nothing is known", () => {
    const at = { ...AT, watermarkMs: 2 };
    expect(merge(undefined, put(2), at)).toBeUndefined();
    expect(merge(undefined, put(3), at)).toEqual(put(3));
  });
});

it("forgets a deletion at the watermark, and nothing else", () => {
  expect(forget(deleted(5), { ...AT, watermarkMs: 4 })).toEqual(deleted(5));
  expect(forget(deleted(5), { ...AT, watermarkMs: 5 })).toBeUndefined();
  expect(forget(put(5), { ...AT, watermarkMs: 9 })).toEqual(put(5));
  expect(forget(undefined, AT)).toBeUndefined();
});

/** A mechanism that is wrong in one place. */
const wrong = (change: Partial<LastWriterWins>): LastWriterWins => ({ ...lastWriterWins, ...change });
const WRONG: readonly (readonly [what: string, mechanism: LastWriterWins, breaks: string])[] = [
  ["keeps what comes last", wrong({ merge: (_, incoming) => incoming }), "a Region never goes back"],
  ["keeps what is there in a tie", wrong({ merge: (current, incoming) => (current !== undefined && current.stamp.atMs >= incoming.stamp.atMs ? current : incoming) }), "every Region shows"], // prettier-ignore
  ["trusts its clock", wrong({ stamp: (_, item, { region, nowMs }) => ({ stamp: { atMs: nowMs, region }, ...(item && { item }) }) }), "shows in its own Region"], // prettier-ignore
  ["remembers no deletion", wrong({ merge: (current, incoming, at) => (incoming.item === undefined ? undefined : merge(current, incoming, at)) }), "shows in its own Region"], // prettier-ignore
  ["forgets whenever it may look", wrong({ forget: (current) => (current?.item === undefined ? undefined : current) }), "forgets a deletion once"], // prettier-ignore
  ["forgets never", wrong({ forget: (current) => current }), "forgets a deletion once"],
  ["takes a repeat for new", wrong({ merge: (current, incoming) => merge(current, incoming, AT) }), "a Region never goes back"], // prettier-ignore
];

describe("invariants", () => {
  it("hold for the mechanism alone, in any order and however often", () => {
    fc.assert(
      fc.property(lastWriterWinsScripts, (script) => {
        expect(firstGlobalTableViolation(runLastWriterWinsScript(script))).toBeUndefined();
      }),
      { numRuns: 10_000, seed: SEED },
    );
  });

  it.each(WRONG)("are broken by one that %s", (_, mechanism, breaks) => {
    const found = fc.check(
      fc.property(
        lastWriterWinsScripts,
        (script) => !firstGlobalTableViolation(runLastWriterWinsScript(script, mechanism))?.invariant.includes(breaks),
      ),
      { numRuns: 3_000, seed: SEED },
    );
    expect(found.failed).toBe(true);
  });

  const opened: GlobalTableEvent = { kind: "global-table-opened", mode: "MREC", regions: ["a", "b"] };
  const at0 = (events: readonly GlobalTableEvent[]) => [opened, ...events].map((event) => ({ atMs: 0, ...event }));

  it("say nothing before everything has arrived", () => {
    const accepted: GlobalTableEvent = { kind: "write-accepted", region: "a", write: "w1", key: "k", version: put(1, "a"), kept: put(1, "a") }; // prettier-ignore
    const inserted: GlobalTableEvent = { kind: "stream-record", region: "a", key: "k", change: "INSERT", item: price(1) }; // prettier-ignore
    const trace = at0([accepted, inserted]);
    expect(firstGlobalTableViolation(trace, LAST_WRITER_WINS_INVARIANTS)).toBeUndefined();
    const ignored: GlobalTableEvent = { kind: "version-arrived", region: "b", key: "k", version: put(1, "a") };
    expect(firstGlobalTableViolation(at0([accepted, inserted, ignored]))?.what).toContain("b shows no item");
  });

  it("see a stream that tells a change twice, or not", () => {
    const accepted: GlobalTableEvent = { kind: "write-accepted", region: "a", write: "w1", key: "k", version: put(1, "a"), kept: put(1, "a") }; // prettier-ignore
    const told: GlobalTableEvent = { kind: "stream-record", region: "a", key: "k", change: "INSERT", item: price(1) };
    expect(firstGlobalTableViolation(at0([accepted, told, told]))?.what).toContain("a told INSERT");
    const next: GlobalTableEvent = { ...accepted, write: "w2", version: put(2, "a"), kept: put(2, "a") };
    expect(firstGlobalTableViolation(at0([accepted, next]))?.what).toContain("told nothing");
  });
});
