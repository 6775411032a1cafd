import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CLONE_INVARIANTS,
  COPY_ON_WRITE_CLONE_MAX,
  createCloneFamily,
  runCloneScript,
  type CloneFamily,
  type CloneFamilyOptions,
  type CloneKind,
} from "../../../src/core/aurora/index.ts";
import { InvariantError, firstDifference } from "../../../src/core/kernel/index.ts";
import { cloneScripts } from "../../arbitraries/copy-on-write-clone.ts";
import { SEED } from "../seed.ts";

/** A family with short words; LSNs are given out by itself, one after the other for each volume. */
function opened(pageCount: number, copyOnWriteCloneMax = COPY_ON_WRITE_CLONE_MAX) {
  const family = createCloneFamily({ volume: "A", pageCount, startLsn: 100, copyOnWriteCloneMax });
  const lastLsns = new Map([["A", 100]]);
  const lastLsnOf = (volume: string) => lastLsns.get(volume) ?? NaN;
  return {
    family,
    lastLsnOf,
    write(volume: string, ...pages: readonly number[]) {
      for (const page of pages) {
        lastLsns.set(volume, lastLsnOf(volume) + 1);
        family.write({ volume, page, lsn: lastLsnOf(volume) });
      }
    },
    clone(source: string, clone: string, atLsn = lastLsnOf(source)): CloneKind {
      lastLsns.set(clone, atLsn);
      return family.clone({ source, clone, atLsn });
    },
    /** The pages of a volume as the guide prints them: `1A` for page 1 as A changed it. */
    pagesOf: (volume: string) =>
      Array.from({ length: pageCount }, (_, index) => {
        const { writtenBy, lsn } = family.read(volume, index + 1);
        return `${index + 1}${lsn === 100 ? "" : writtenBy}`;
      }).join(" "),
    bills: (...volumes: readonly string[]) => volumes.map((volume) => family.billedPages(volume)),
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("the user guide's examples", () => {
  it("A changes page 1, B changes page 4", () => {
    const { clone, write, pagesOf } = opened(4);
    expect(clone("A", "B")).toBe("copy-on-write");
    expect([pagesOf("A"), pagesOf("B")]).toEqual(["1 2 3 4", "1 2 3 4"]);
    write("A", 1);
    expect([pagesOf("A"), pagesOf("B")]).toEqual(["1A 2 3 4", "1 2 3 4"]);
    write("B", 4);
    expect([pagesOf("A"), pagesOf("B")]).toEqual(["1A 2 3 4", "1 2 3 4B"]);
  });

  it("1,000 pages, of which the clone changes 100; then the source is deleted", () => {
    const { family, clone, write, bills } = opened(1_000);
    clone("A", "B");
    expect(bills("A", "B")).toEqual([1_000, 0]);
    write("B", ...upTo(100));
    expect(bills("A", "B")).toEqual([1_000, 100]);
    family.remove("A");
    expect(bills("B")).toEqual([1_000]);
  });

  it("a source with two clones is deleted: half of its pages each", () => {
    const { family, clone, bills } = opened(1_000);
    clone("A", "B");
    clone("A", "C");
    family.remove("A");
    expect(bills("B", "C")).toEqual([500, 500]);
    expect(upTo(4).map((page) => family.ownerOf("B", page))).toEqual(["B", "C", "B", "C"]);
  });

  it("15 clones share their source's pages, the 16th is a full copy", () => {
    const { clone, bills } = opened(10);
    const kinds = upTo(17).map((index) => clone("A", `C${index}`));
    expect(kinds.slice(0, 15)).toEqual(upTo(15).map(() => "copy-on-write"));
    expect(kinds.slice(15)).toEqual(["full-copy", "full-copy"]);
    expect(bills("A", "C15", "C16", "C17")).toEqual([10, 0, 10, 10]);
  });
});

it("the worked example of the lesson: 1,000 pages, two clones that overlap, and the source deleted", () => {
  const { family, clone, write, bills } = opened(1_000);
  const from = (first: number, last: number) => upTo(last).filter((page) => page >= first);
  clone("A", "B");
  clone("A", "C");
  expect(bills("A", "B", "C")).toEqual([1_000, 0, 0]);
  write("B", ...from(1, 100));
  expect(bills("A", "B", "C")).toEqual([1_000, 100, 0]);
  write("C", ...from(51, 300));
  expect(bills("A", "B", "C")).toEqual([1_000, 100, 250]);
  write("A", ...from(961, 1_000));
  expect(bills("A", "B", "C")).toEqual([1_000, 140, 250]);
  family.remove("A");
  expect(bills("B", "C")).toEqual([595, 705]);
  const shared = from(301, 960).map((page) => family.ownerOf("B", page));
  expect([shared.filter((owner) => owner === "B").length, shared.filter((owner) => owner === "C").length]).toEqual([
    255, 405,
  ]);
});

describe("a clone point", () => {
  it("takes in the write at it and none above, although they were there already", () => {
    const { clone, write, pagesOf } = opened(3);
    write("A", 1, 2, 1, 3);
    clone("A", "B", 102);
    expect(pagesOf("B")).toBe("1A 2A 3");
    clone("A", "C", 100);
    expect(pagesOf("C")).toBe("1 2 3");
  });

  it("bills a copy that only the clone sees to the clone", () => {
    const { family, clone, write, bills } = opened(3);
    write("A", 1, 1);
    clone("A", "B", 101);
    clone("A", "C", 101);
    expect(bills("A", "B", "C")).toEqual([3, 1, 0]);
    expect(family.ownerOf("C", 1)).toBe("B");
  });

  it("counts in the log of the clone's own source", () => {
    const { clone, write, pagesOf } = opened(3);
    clone("A", "B");
    write("B", 1, 2);
    clone("B", "C", 101);
    write("A", 3);
    write("B", 3);
    expect([pagesOf("A"), pagesOf("B"), pagesOf("C")]).toEqual(["1 2 3A", "1B 2B 3B", "1B 2 3"]);
  });
});

describe("ownership", () => {
  it("of a page that the source changes passes to the oldest volume that still sees it", () => {
    const { family, clone, write, bills } = opened(2);
    for (const name of ["B", "C", "D"]) clone("A", name);
    write("B", 1);
    write("A", 1);
    expect(bills("A", "B", "C", "D")).toEqual([2, 1, 1, 0]);
    expect(family.ownerOf("D", 1)).toBe("C");
  });

  it("stays with the source when a clone changes the page", () => {
    const { family, clone, write, bills } = opened(2);
    clone("A", "B");
    write("B", 1, 1, 1);
    expect(bills("A", "B")).toEqual([2, 1]);
    expect(family.ownerOf("A", 1)).toBe("A");
  });

  it("ends where nobody sees the page any more", () => {
    const { family, clone, write, bills } = opened(2);
    clone("A", "B");
    write("A", 1);
    write("B", 1);
    expect(bills("A", "B")).toEqual([2, 1]);
    family.remove("B");
    expect(bills("A")).toEqual([2]);
  });

  it("of a deleted source's pages is dealt among those who see them, and an odd one goes to the older", () => {
    const { family, clone, bills } = opened(5);
    clone("A", "B");
    clone("A", "C");
    family.remove("A");
    expect(bills("B", "C")).toEqual([3, 2]);

    const other = opened(5);
    other.clone("A", "B");
    other.clone("A", "C");
    // B has pages 1 and 3 of its own, so C has to take those; from then on it is B's turn until they are level.
    other.write("B", 1, 3);
    other.family.remove("A");
    expect(upTo(5).map((page) => other.family.ownerOf("C", page))).toEqual(["C", "B", "C", "B", "B"]);
  });

  it("passes down a line of clones", () => {
    const { family, clone, bills, pagesOf, write } = opened(3);
    clone("A", "B");
    write("B", 2);
    clone("B", "C");
    family.remove("B");
    expect([pagesOf("C"), ...bills("A", "C")]).toEqual(["1 2B 3", 3, 1]);
    family.remove("A");
    expect(bills("C")).toEqual([3]);
  });
});

describe("the limit", () => {
  it("counts clones of that source that still exist and share", () => {
    const { family, clone } = opened(1, 2);
    expect([clone("A", "B"), clone("A", "C"), clone("A", "D"), clone("B", "E")]).toEqual([
      "copy-on-write",
      "copy-on-write",
      "full-copy",
      "copy-on-write",
    ]);
    family.remove("D");
    expect(clone("A", "F")).toBe("full-copy");
    family.remove("C");
    expect(clone("A", "G")).toBe("copy-on-write");
    expect(opened(1, 0).clone("A", "B")).toBe("full-copy");
  });
});

describe("its promises to its user", () => {
  it.each([
    ["a volume that does not exist", (family: CloneFamily) => family.read("B", 1)],
    ["a page that does not exist", (family: CloneFamily) => family.ownerOf("A", 3)],
    ["a name that is taken", (family: CloneFamily) => family.clone({ source: "A", clone: "A", atLsn: 100 })],
    ["a point before the volume", (family: CloneFamily) => family.clone({ source: "A", clone: "B", atLsn: 99 })],
  ])("refuses %s", (_, ask) => {
    expect(() => ask(opened(2).family)).toThrow(InvariantError);
  });
});

/** Slow and obvious: keeps every event, walks up the line for each read, and keeps owners in a table by copy. */
function createObviousFamily({ volume, pageCount, startLsn, copyOnWriteCloneMax }: CloneFamilyOptions): CloneFamily {
  const writes: { volume: string; page: number; lsn: number }[] = [];
  const births: { clone: string; source: string; atLsn: number; kind: CloneKind }[] = [];
  const alive = [volume];
  const owners = new Map<string, string>();
  const pages = upTo(pageCount);
  /** The name of a copy in storage, and what is in it. */
  const walk = (id: string, page: number, atLsn: number): { name: string; writtenBy: string; lsn: number } => {
    const own = writes.filter((write) => write.volume === id && write.page === page && write.lsn <= atLsn).at(-1);
    if (own !== undefined) return { name: `${page} of ${id} at ${own.lsn}`, writtenBy: id, lsn: own.lsn };
    const birth = births.find(({ clone }) => clone === id);
    if (birth === undefined) return { name: `${page} of ${id}`, writtenBy: id, lsn: startLsn };
    const above = walk(birth.source, page, birth.atLsn);
    return birth.kind === "full-copy" ? { ...above, name: `${page} copied for ${id}` } : above;
  };
  const now = (id: string, page: number) => walk(id, page, Infinity);
  const viewers = (name: string, page: number) => alive.filter((id) => now(id, page).name === name);
  for (const page of pages) owners.set(now(volume, page).name, volume);
  return {
    clone({ source, clone, atLsn }) {
      const sharing = births.filter((birth) => birth.source === source && birth.kind === "copy-on-write");
      const count = sharing.filter((birth) => alive.includes(birth.clone)).length;
      const kind = count < copyOnWriteCloneMax ? "copy-on-write" : "full-copy";
      births.push({ clone, source, atLsn, kind });
      alive.push(clone);
      for (const page of pages) {
        const { name } = now(clone, page);
        if (viewers(name, page).length === 1) owners.set(name, clone);
      }
      return kind;
    },
    write({ volume: id, page, lsn }) {
      const before = now(id, page).name;
      writes.push({ volume: id, page, lsn });
      owners.set(now(id, page).name, id);
      const [heir] = viewers(before, page);
      if (owners.get(before) === id && heir !== undefined) owners.set(before, heir);
    },
    remove(id) {
      alive.splice(alive.indexOf(id), 1);
      const given: string[] = [];
      for (const page of pages) {
        const { name } = now(id, page);
        if (owners.get(name) !== id) continue;
        const shareOf = (heir: string) => given.filter((other) => other === heir).length;
        const heirs = viewers(name, page).sort((a, b) => shareOf(a) - shareOf(b));
        if (heirs[0] === undefined) continue;
        owners.set(name, heirs[0]);
        given.push(heirs[0]);
      }
    },
    read(id, page) {
      const { writtenBy, lsn } = now(id, page);
      return { writtenBy, lsn };
    },
    ownerOf: (id, page) => owners.get(now(id, page).name) ?? "nobody",
    billedPages: (id) =>
      new Set(
        alive
          .flatMap((viewer) => pages.map((page) => now(viewer, page).name))
          .filter((name) => owners.get(name) === id),
      ).size,
  };
}

describe.each(["views", "bills"] as const)("families about %s", (topic) => {
  it("stand as the obvious one says, after every step", () => {
    fc.assert(
      fc.property(cloneScripts(topic), (script) => {
        const trace = runCloneScript(script, createCloneFamily);
        const expected = runCloneScript(script, createObviousFamily);
        const index = firstDifference(trace, expected);
        if (index !== -1) expect(trace[index]).toEqual(expected[index]);
        expect(index).toBe(-1);
      }),
      { seed: SEED, numRuns: 600 },
    );
  });

  it("keep every promise", () => {
    let stood = 0;
    fc.assert(
      fc.property(cloneScripts(topic), (script) => {
        const trace = runCloneScript(script, createCloneFamily);
        for (const invariant of CLONE_INVARIANTS) expect(invariant(trace)).toBeUndefined();
        stood += trace.filter((event) => event.kind === "family-stands" && event.tables.length > 1).length;
      }),
      { seed: SEED, numRuns: 300 },
    );
    expect(stood).toBeGreaterThan(1_000);
  });
});
