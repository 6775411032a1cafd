import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  PAGE_SLOT_COUNT,
  emptyPage,
  pageMaterialiser,
  runPageScript,
  type CollectionMarks,
  type Garbage,
  type Materialised,
  type PageMaterialiser,
  type PageRecord,
  type PageVersion,
} from "../../../src/core/aurora/index.ts";
import { InvariantError, firstDifference } from "../../../src/core/kernel/index.ts";
import { pageScripts } from "../../arbitraries/page-materialiser.ts";
import { SEED } from "../seed.ts";

const { materialise, collectable } = pageMaterialiser;
const record = (lsn: number, previousLsn: number, slot: number, value: number): PageRecord => ({
  lsn,
  previousLsn,
  change: { slot, value },
});
const version = (lsn: number, ...slots: number[]): PageVersion => ({ lsn, slots });
const page = (lsn: number, ...slots: number[]): Materialised => ({ status: "materialised", version: { lsn, slots } });

/** The page of the example at the top of the file. */
const V100 = version(100, 1, 0, 0, 0);
const R104 = record(104, 100, 2, 7);
const R107 = record(107, 104, 1, 3);
const R110 = record(110, 107, 3, 5);
const R112 = record(112, 110, 4, 9);
const WHOLE = [R104, R107, R110, R112];

/** Slow and obvious: works everything out from sorted lists. */
const obvious: PageMaterialiser = {
  materialise(versions, records, readPoint): Materialised {
    const bases = versions.filter(({ lsn }) => lsn <= readPoint).sort((a, b) => b.lsn - a.lsn);
    const base = bases[0];
    if (base === undefined) return { status: "collected", oldestLsn: Math.min(...versions.map(({ lsn }) => lsn)) };
    const named = records.flatMap(({ lsn, previousLsn }) => [lsn, previousLsn]);
    const due = [...new Set(named)].filter((lsn) => lsn > base.lsn && lsn <= readPoint).sort((a, b) => a - b);
    const slots = [...base.slots];
    let afterLsn = base.lsn;
    for (const lsn of due) {
      const found = records.find((candidate) => candidate.lsn === lsn);
      if (found === undefined || found.previousLsn !== afterLsn) return { status: "missing", afterLsn };
      slots[found.change.slot - 1] = found.change.value;
      afterLsn = lsn;
    }
    return { status: "materialised", version: { lsn: afterLsn, slots } };
  },
  collectable(versions, records, { pgmrpl, stagedLsn }): Garbage {
    const kept = versions.map(({ lsn }) => lsn).filter((lsn) => lsn <= pgmrpl);
    const sorted = (lsns: number[]) => lsns.sort((a, b) => a - b).filter((lsn, index) => lsns.indexOf(lsn) === index);
    if (kept.length === 0) return { lsns: [], versionLsns: [] };
    const base = Math.max(...kept);
    return {
      lsns: sorted(records.map(({ lsn }) => lsn).filter((lsn) => lsn <= base && lsn <= stagedLsn)),
      versionLsns: sorted(kept.filter((lsn) => lsn < base && lsn <= stagedLsn)),
    };
  },
};

describe("the example in the file", () => {
  it.each([
    [99, { status: "collected", oldestLsn: 100 }],
    [100, page(100, 1, 0, 0, 0)],
    [103, page(100, 1, 0, 0, 0)],
    [104, page(104, 1, 7, 0, 0)],
    [105, page(104, 1, 7, 0, 0)],
    [107, page(107, 3, 7, 0, 0)],
    [109, page(107, 3, 7, 0, 0)],
    [110, { status: "missing", afterLsn: 107 }],
    [112, { status: "missing", afterLsn: 107 }],
  ] as const)("as of %i, without record 110", (readPoint, expected) => {
    expect(materialise([V100], [R104, R107, R112], readPoint)).toEqual(expected);
  });

  it("is whole again with 110", () => {
    expect(materialise([V100], WHOLE, 112)).toEqual(page(112, 3, 7, 5, 9));
    expect(materialise([V100], WHOLE, 10_000)).toEqual(page(112, 3, 7, 5, 9));
  });
});

describe("the worked example of the lesson", () => {
  const versions = [version(200, 0, 0, 0, 0), version(215, 8, 3, 0, 0), version(240, 5, 3, 0, 9)];
  const records = [
    record(204, 200, 1, 8),
    record(215, 204, 2, 3),
    record(221, 215, 1, 5),
    record(240, 221, 4, 9),
    record(252, 247, 2, 1),
  ];

  it.each([
    [210, page(204, 8, 0, 0, 0)],
    [215, page(215, 8, 3, 0, 0)],
    [230, page(221, 5, 3, 0, 0)],
    [246, page(240, 5, 3, 0, 9)],
    [247, { status: "missing", afterLsn: 240 }],
  ] as const)("as of %i", (readPoint, expected) => {
    expect(materialise(versions, records, readPoint)).toEqual(expected);
  });

  it("looks complete at 247 when 252 has not arrived either", () => {
    expect(materialise(versions, records.slice(0, -1), 247)).toEqual(page(240, 5, 3, 0, 9));
  });

  it.each([
    [214, [], []],
    [215, [204, 215], [200]],
    [239, [204, 215], [200]],
    [240, [204, 215, 221], [200, 215]],
  ] as const)("with PGMRPL %i and the backup at 230", (pgmrpl, lsns, versionLsns) => {
    expect(collectable(versions, records, { pgmrpl, stagedLsn: 230 })).toEqual({ lsns, versionLsns });
  });
});

describe("materialise", () => {
  it("knows of a gap from a record above the read point, which names the one before it", () => {
    expect(materialise([V100], [R104, R112], 109)).toEqual(page(104, 1, 7, 0, 0));
    expect(materialise([V100], [R104, R112], 110)).toEqual({ status: "missing", afterLsn: 104 });
  });

  it("says nothing of what nobody has heard of: whether the node is complete is for its SCL to say", () => {
    expect(materialise([V100], [R104], 10_000)).toEqual(page(104, 1, 7, 0, 0));
    expect(materialise([V100], [], 10_000)).toEqual(page(100, 1, 0, 0, 0));
  });

  it("does not mind a gap below the version that it begins with", () => {
    expect(materialise([V100, version(110, 3, 7, 5, 0)], [R107, R112], 112)).toEqual(page(112, 3, 7, 5, 9));
  });

  it("names the first of two gaps", () => {
    const R115 = record(115, 114, 1, 1);
    expect(materialise([V100], [R104, R112, R115], 115)).toEqual({ status: "missing", afterLsn: 104 });
    expect(materialise([V100], [R107, R115], 115)).toEqual({ status: "missing", afterLsn: 100 });
  });

  it("gives a version of its own", () => {
    const given = materialise([V100], [], 100);
    expect(given).toEqual(page(100, 1, 0, 0, 0));
    expect(given.status === "materialised" && given.version.slots).not.toBe(V100.slots);
  });

  it("is promised a version", () => {
    expect(() => materialise([], WHOLE, 112)).toThrow(InvariantError);
  });
});

describe("collectable", () => {
  const versions = [V100, version(107, 3, 7, 0, 0), version(112, 3, 7, 5, 9)];
  it.each([
    [{ pgmrpl: 99, stagedLsn: 200 }, [], []],
    [{ pgmrpl: 100, stagedLsn: 200 }, [], []],
    [{ pgmrpl: 106, stagedLsn: 200 }, [], []],
    [{ pgmrpl: 107, stagedLsn: 200 }, [104, 107], [100]],
    [{ pgmrpl: 111, stagedLsn: 200 }, [104, 107], [100]],
    [{ pgmrpl: 112, stagedLsn: 200 }, [104, 107, 110, 112], [100, 107]],
    [{ pgmrpl: 112, stagedLsn: 112 }, [104, 107, 110, 112], [100, 107]],
    [{ pgmrpl: 112, stagedLsn: 111 }, [104, 107, 110], [100, 107]],
    [{ pgmrpl: 112, stagedLsn: 106 }, [104], [100]],
    [{ pgmrpl: 112, stagedLsn: 99 }, [], []],
  ] as const)("%o", (marks: CollectionMarks, lsns, versionLsns) => {
    expect(collectable(versions, WHOLE, marks)).toEqual({ lsns, versionLsns });
  });

  it("leaves what no version holds, however old", () => {
    expect(collectable([V100], WHOLE, { pgmrpl: 200, stagedLsn: 200 })).toEqual({ lsns: [], versionLsns: [] });
  });
});

describe("every page of four records", () => {
  const truth = (readPoint: number) => {
    const slots = [...V100.slots];
    let lsn = V100.lsn;
    for (const { lsn: at, change } of WHOLE) {
      if (at > readPoint) break;
      slots[change.slot - 1] = change.value;
      lsn = at;
    }
    return version(lsn, ...slots);
  };
  const subsets = <T>(items: readonly T[]): T[][] =>
    items.reduce<T[][]>((all, item) => [...all, ...all.map((some) => [...some, item])], [[]]);
  const allVersions = [100, 104, 107, 110, 112].map(truth);
  const points = Array.from({ length: 16 }, (_, index) => 98 + index);

  it("is never wrong: the truth, or an honest reason why not", () => {
    let count = 0;
    for (const versions of subsets(allVersions)) {
      if (versions.length === 0) continue;
      for (const records of subsets(WHOLE)) {
        for (const readPoint of points) {
          count++;
          const given = materialise(versions, records, readPoint);
          expect(given).toEqual(obvious.materialise(versions, records, readPoint));
          const base = versions.filter(({ lsn }) => lsn <= readPoint).at(-1);
          const needed = WHOLE.filter(({ lsn }) => base !== undefined && lsn > base.lsn && lsn <= readPoint);
          const isHere = needed.every((wanted) => records.includes(wanted));
          if (given.status === "collected") expect(base).toBeUndefined();
          else if (isHere) expect(given).toEqual({ status: "materialised", version: truth(readPoint) });
          // With a hole that a later record reveals, it says so; with one that nothing reveals, the page is labelled truly.
          else if (given.status === "materialised") expect(given.version).toEqual(truth(given.version.lsn));
        }
      }
    }
    expect(count).toBe(31 * 16 * 16);
  });

  it("is the same to every allowed read after collection, and nothing more could go", () => {
    for (const versions of subsets(allVersions)) {
      if (versions.length === 0) continue;
      for (const pgmrpl of points) {
        for (const stagedLsn of [99, 104, 109, 112]) {
          const garbage = collectable(versions, WHOLE, { pgmrpl, stagedLsn });
          const left = versions.filter(({ lsn }) => !garbage.versionLsns.includes(lsn));
          const records = WHOLE.filter(({ lsn }) => !garbage.lsns.includes(lsn));
          for (const readPoint of points.filter((point) => point >= pgmrpl)) {
            expect(materialise(left, records, readPoint)).toEqual(materialise(versions, WHOLE, readPoint));
          }
          const base = left.filter(({ lsn }) => lsn <= pgmrpl).at(-1);
          if (base === undefined) continue;
          // Without the version that is left at or below PGMRPL, a read there would fail.
          const without = left.filter(({ lsn }) => lsn > base.lsn);
          if (without.length > 0) expect(materialise(without, records, pgmrpl).status).toBe("collected");
        }
      }
    }
  });
});

it.each(["pages", "pages-with-gaps", "garbage"] as const)("does what the obvious one does: %s", (topic) => {
  fc.assert(
    fc.property(pageScripts(topic), (script) => {
      const trace = runPageScript(script, pageMaterialiser);
      const expected = runPageScript(script, obvious);
      const index = firstDifference(trace, expected);
      if (index !== -1) expect(trace[index]).toEqual(expected[index]);
      expect(index).toBe(-1);
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});

it("begins a page empty", () => {
  expect(emptyPage(100)).toEqual(version(100, 0, 0, 0, 0));
  expect(emptyPage(7).slots).toHaveLength(PAGE_SLOT_COUNT);
});
