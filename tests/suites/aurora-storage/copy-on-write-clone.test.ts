import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import { billsAddUp, volumesSeeTheirOwnPast, type CloneKind, type Lsn, type VolumeId } from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-storage/copy-on-write-clone/rig.ts";
import { cloneScripts, cloneSystemScenarios } from "../../arbitraries/copy-on-write-clone.ts";

const { createCloneFamily } = answer(rig);

/** A family of volume A with short words for what it is told; each volume's LSNs go up by one. */
function opened(pageCount: number, copyOnWriteCloneMax = 15) {
  const family = createCloneFamily({ volume: "A", pageCount, startLsn: 100, copyOnWriteCloneMax });
  const lastLsns = new Map<VolumeId, Lsn>([["A", 100]]);
  const lastLsnOf = (volume: VolumeId) => lastLsns.get(volume) ?? 100;
  return {
    family,
    write(volume: VolumeId, ...pages: readonly number[]) {
      for (const page of pages) {
        lastLsns.set(volume, lastLsnOf(volume) + 1);
        family.write({ volume, page, lsn: lastLsnOf(volume) });
      }
    },
    clone(source: VolumeId, clone: VolumeId, atLsn: Lsn = lastLsnOf(source)): CloneKind {
      lastLsns.set(clone, atLsn);
      return family.clone({ source, clone, atLsn });
    },
    /** The pages of a volume as the user guide prints them: `1A` is page 1 as A changed it. */
    pagesOf: (volume: VolumeId) =>
      upTo(pageCount)
        .map((page) => {
          const { writtenBy, lsn } = family.read(volume, page);
          return lsn === 100 ? `${page}` : `${page}${writtenBy}`;
        })
        .join(" "),
    lsnsOf: (volume: VolumeId) => upTo(pageCount).map((page) => family.read(volume, page).lsn),
    bills: (...volumes: readonly VolumeId[]) => volumes.map((volume) => family.billedPages(volume)),
    ownersOf: (volume: VolumeId) =>
      upTo(pageCount)
        .map((page) => family.ownerOf(volume, page))
        .join(" "),
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("examples", () => {
  it("shows a clone the pages of its source, and each what it changes itself", () => {
    const { clone, write, pagesOf } = opened(4);
    clone("A", "B");
    expect(pagesOf("B"), "pages of B, cloned from A").toBe("1 2 3 4");
    write("A", 1);
    expect(pagesOf("A"), "pages of A, after A changed page 1").toBe("1A 2 3 4");
    expect(pagesOf("B"), "pages of B, after A changed page 1").toBe("1 2 3 4");
    write("B", 4);
    expect(pagesOf("A"), "pages of A, after B changed page 4").toBe("1A 2 3 4");
    expect(pagesOf("B"), "pages of B, after B changed page 4").toBe("1 2 3 4B");
  });

  it("begins a clone with its source as of the clone point, that write included and no later one", () => {
    const { clone, write, lsnsOf } = opened(3);
    write("A", 1, 2, 1, 3);
    clone("A", "B", 102);
    expect(lsnsOf("B"), "LSNs of B's pages, cloned as of 102 when A stood at 104").toEqual([101, 102, 100]);
    clone("A", "C", 103);
    expect(lsnsOf("C"), "LSNs of C's pages, cloned as of 103").toEqual([103, 102, 100]);
    clone("A", "D", 100);
    expect(lsnsOf("D"), "LSNs of D's pages, cloned as of 100").toEqual([100, 100, 100]);
  });

  it("begins a clone of a clone with what that clone had changed by then", () => {
    const { clone, write, pagesOf } = opened(3);
    clone("A", "B");
    write("B", 1, 2);
    clone("B", "C", 101);
    write("A", 3);
    write("B", 3);
    expect(pagesOf("C"), "pages of C, cloned from B after B's first write").toBe("1B 2 3");
    expect(pagesOf("B"), "pages of B").toBe("1B 2B 3B");
  });

  it("bills shared pages to the source, and a clone only for what it changed", () => {
    const { clone, write, bills } = opened(1_000);
    clone("A", "B");
    expect(bills("A", "B"), "pages billed to A and B, right after cloning").toEqual([1_000, 0]);
    write("B", ...upTo(100));
    expect(bills("A", "B"), "pages billed to A and B, after B changed 100 of them").toEqual([1_000, 100]);
  });

  it("bills a page once, however often it is changed", () => {
    const { clone, write, bills } = opened(4);
    write("A", 1, 1);
    expect(bills("A"), "pages billed to A, which changed page 1 twice and has no clone").toEqual([4]);
    clone("A", "B");
    write("B", 2, 2, 2);
    expect(bills("A", "B"), "pages billed to A and B, after B changed page 2 three times").toEqual([4, 1]);
  });

  it("leaves the old page of a changed one to the oldest volume that still sees it", () => {
    const { clone, write, bills, ownersOf } = opened(2);
    for (const name of ["B", "C", "D"]) clone("A", name);
    write("B", 1);
    write("A", 1);
    expect(bills("A", "B", "C", "D"), "pages billed to A, B, C and D, after B and then A changed page 1").toEqual([
      2, 1, 1, 0,
    ]);
    expect(ownersOf("D"), "owners of the pages that D sees").toBe("C A");
    write("C", 1);
    write("D", 1);
    expect(bills("A", "B", "C", "D"), "pages billed, after C and D changed page 1 too").toEqual([2, 1, 1, 1]);
  });

  it("bills a past page that only the clone sees to the clone", () => {
    const { clone, write, bills, ownersOf } = opened(3);
    write("A", 1, 1);
    clone("A", "B", 101);
    expect(bills("A", "B"), "pages billed to A and B, cloned as of 101 when page 1 had changed again").toEqual([3, 1]);
    clone("A", "C", 101);
    expect(bills("A", "B", "C"), "pages billed to A, B and C, cloned as of 101 as well").toEqual([3, 1, 0]);
    expect(ownersOf("C"), "owners of the pages that C sees").toBe("B A A");
  });

  it("passes on the pages of a deleted source, as far as somebody sees them", () => {
    const { family, clone, write, bills, pagesOf } = opened(1_000);
    clone("A", "B");
    write("B", ...upTo(100));
    family.remove("A");
    expect(bills("B"), "pages billed to B, which changed 100 of 1,000, after A was deleted").toEqual([1_000]);

    const other = opened(4);
    other.clone("A", "B");
    other.write("A", 1);
    other.write("B", 4);
    other.family.remove("A");
    expect(other.pagesOf("B"), "pages of B, after A was deleted").toBe("1 2 3 4B");
    expect(other.bills("B"), "pages billed to B; nobody sees A's 1A and 4").toEqual([4]);
    expect(pagesOf("B").startsWith("1B 2B"), "B sees its own pages").toBe(true);
  });

  it("deals the pages of a deleted source out between its clones, one by one", () => {
    const { family, clone, write, bills, ownersOf } = opened(5);
    clone("A", "B");
    clone("A", "C");
    family.remove("A");
    expect(ownersOf("B"), "owners of pages 1 to 5, after A was deleted").toBe("B C B C B");
    expect(bills("B", "C"), "pages billed to B and C").toEqual([3, 2]);
    clone("B", "D");
    write("D", 2);
    expect(ownersOf("B"), "the same, after D, a clone of B, changed page 2, which C owns").toBe("B C B C B");
  });

  it("gives a page to a clone that sees it, and the next one to whoever got fewest", () => {
    const { family, clone, write, ownersOf, bills } = opened(6);
    clone("A", "B");
    clone("A", "C");
    write("B", 1, 3);
    family.remove("A");
    expect(ownersOf("C"), "owners of the pages that C sees; B has pages 1 and 3 of its own").toBe("C B C B B C");
    expect(bills("B", "C"), "pages billed to B and C").toEqual([5, 3]);
  });

  it("makes a full copy of the clone that is one too many", () => {
    const { clone, bills, pagesOf, write } = opened(3);
    write("A", 2);
    const kinds = upTo(15).map((index) => clone("A", `B${index}`));
    expect(new Set(kinds), "how clones 1 to 15 are made").toEqual(new Set(["copy-on-write"]));
    expect(clone("A", "C"), "how clone 16 is made").toBe("full-copy");
    expect(bills("A", "B15", "C"), "pages billed to A, to clone 15 and to clone 16").toEqual([3, 0, 3]);
    expect(pagesOf("C"), "pages of clone 16").toBe("1 2A 3");

    const other = opened(2, 1);
    expect([other.clone("A", "B"), other.clone("A", "C")], "how two clones are made, with a limit of 1").toEqual([
      "copy-on-write",
      "full-copy",
    ]);
    other.family.remove("A");
    expect(other.ownersOf("B"), "owners of what B sees, after A was deleted; C sees copies of its own").toBe("B B");
  });

  it("counts to the limit the clones of that source which share its pages and still exist", () => {
    const { family, clone } = opened(1, 2);
    expect([clone("A", "B"), clone("A", "C"), clone("A", "D")], "three clones of A, with a limit of 2").toEqual([
      "copy-on-write",
      "copy-on-write",
      "full-copy",
    ]);
    expect(clone("B", "E"), "a clone of B").toBe("copy-on-write");
    family.remove("D");
    expect(clone("A", "F"), "another clone of A, after the full copy was deleted").toBe("full-copy");
    family.remove("C");
    expect(clone("A", "G"), "another clone of A, after one that shared was deleted").toBe("copy-on-write");
  });
});

describe("properties", () => {
  it("shows every volume what the reference shows, through clones of clones and of the past", () => {
    agreesWithReference(rig, rig.unit, answer(rig), cloneScripts("views"), { runCount: 40 });
  });

  it("bills every page as the reference does, through deletions and full copies", () => {
    agreesWithReference(rig, rig.unit, answer(rig), cloneScripts("bills"), { runCount: 60 });
  });
});

describe("the cluster", () => {
  it("keeps source and clone apart, although writes overtake the order to clone", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), cloneSystemScenarios("delays"), [volumesSeeTheirOwnPast], {
      runCount: 10,
    });
  });

  it("sends bills that add up to the pages that are stored", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), cloneSystemScenarios("calm"), [billsAddUp], { runCount: 10 });
  });

  it("runs the family event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), cloneSystemScenarios("delays"), { runCount: 10 });
  });
});
