import { describe, expect, it } from "vitest";
import {
  AURORA_RULE,
  firstQuorumSet,
  membersOf,
  quorumSets,
  type ChangeStep,
  type QuorumSet,
} from "../../../src/core/aurora/index.ts";

const letters = (set: QuorumSet) => set.alternatives.map((members) => members.join("")).join(" ");
const first = firstQuorumSet([..."ABCDEF"]);
const F_TO_G = { leaving: "F", joining: "G" };
const E_TO_H = { leaving: "E", joining: "H" };

function made(step: ChangeStep): QuorumSet {
  if (step.status === "refused") throw new Error(step.because);
  return step.set;
}

const replacing = made(quorumSets.begin(first, F_TO_G));
const replacingTwo = made(quorumSets.begin(replacing, E_TO_H));
const replaced = made(quorumSets.complete(replacing, F_TO_G, true));

/** Every subset of the members that there are in any of the sets. */
function subsetsOf(...sets: readonly QuorumSet[]): string[][] {
  const members = [...new Set(sets.flatMap(membersOf))];
  return Array.from({ length: 2 ** members.length }, (_, bits) => members.filter((__, index) => (bits >> index) & 1));
}
const writeSets = (set: QuorumSet, of = subsetsOf(set)) => of.filter((heard) => quorumSets.mayWrite(AURORA_RULE, set, heard)); // prettier-ignore
const readSets = (set: QuorumSet, of = subsetsOf(set)) => of.filter((heard) => quorumSets.mayRead(AURORA_RULE, set, heard)); // prettier-ignore
const apart = (some: readonly string[][], others: readonly string[][]) =>
  some.flatMap((a) => others.filter((b) => a.every((segment) => !b.includes(segment))).map((b) => [a, b]));

describe("the reference quorum sets", () => {
  it("begin with one alternative, in epoch 1", () => {
    expect([letters(first), first.epoch]).toEqual(["ABCDEF", 1]);
  });

  it("have two alternatives while F is being replaced, and four while E is as well", () => {
    expect([letters(replacing), replacing.epoch]).toEqual(["ABCDEF ABCDEG", 2]);
    expect([letters(replacingTwo), replacingTwo.epoch]).toEqual(["ABCDEF ABCDHF ABCDEG ABCDHG", 3]);
  });

  it("end with the candidate, or with the old member, one epoch on", () => {
    expect([letters(replaced), replaced.epoch]).toEqual(["ABCDEG", 3]);
    expect(made(quorumSets.abandon(replacing, F_TO_G))).toEqual({ epoch: 3, alternatives: [[..."ABCDEF"]] });
    expect(letters(made(quorumSets.complete(replacingTwo, F_TO_G, true)))).toBe("ABCDEG ABCDHG");
    expect(letters(made(quorumSets.abandon(replacingTwo, F_TO_G)))).toBe("ABCDEF ABCDHF");
  });

  it.each([
    ["ABCDEF", first, 22, 42, 64],
    ["with F being replaced", replacing, 34, 94, 128],
    ["with E and F being replaced", replacingTwo, 50, 206, 256],
  ] as const)("%s: as many write and read sets as the paper's rules allow", (_, set, writes, reads, subsets) => {
    expect([writeSets(set).length, readSets(set).length, subsetsOf(set).length]).toEqual([writes, reads, subsets]);
  });

  it("take ABCD in every case, and of four members only those without F and G while F is being replaced", () => {
    for (const set of [first, replacing, replacingTwo, replaced]) {
      expect(quorumSets.mayWrite(AURORA_RULE, set, [..."ABCD"])).toBe(true);
    }
    const four = writeSets(replacing).filter((heard) => heard.length === 4);
    expect(four.map((heard) => heard.join("")).sort()).toEqual(["ABCD", "ABCE", "ABDE", "ACDE", "BCDE"]);
    expect(quorumSets.mayWrite(AURORA_RULE, replacing, [..."ABCF"])).toBe(false);
    expect(quorumSets.mayWrite(AURORA_RULE, replacing, [..."ABCFG"])).toBe(true);
  });

  it.each([
    ["one alternative", first],
    ["two", replacing],
    ["four", replacingTwo],
  ] as const)("never let two writes, or a write and a read, of one epoch miss each other: %s", (_, set) => {
    expect(apart(writeSets(set), writeSets(set))).toEqual([]);
    expect(apart(writeSets(set), readSets(set))).toEqual([]);
  });

  it("never let the writes of one epoch miss those of the next", () => {
    for (const [before, after] of [
      [first, replacing],
      [replacing, replacingTwo],
      [replacing, replaced],
    ] as const) {
      const all = subsetsOf(before, after);
      expect(apart(writeSets(before, all), writeSets(after, all))).toEqual([]);
    }
  });

  it("let reads of the next epoch miss writes of the one before, in ten ways, all by way of the candidate", () => {
    const all = subsetsOf(first, replacing);
    const smallest = apart(
      writeSets(first, all).filter((heard) => heard.length === 4 && !heard.includes("G")),
      readSets(replacing, all).filter((heard) => heard.length === 3),
    );
    expect(smallest).toHaveLength(10);
    expect(smallest.map((pair) => pair.map((heard) => heard.join("")))).toContainEqual(["ABCF", "DEG"]);
    for (const [, read] of smallest) expect(read).toContain("G");
  });

  it("count a segment once, and strangers not at all", () => {
    expect(quorumSets.mayWrite(AURORA_RULE, first, [..."AABBCC", "Z", "A2"])).toBe(false);
    expect(quorumSets.mayRead(AURORA_RULE, first, [..."AABB", "Z", "G"])).toBe(false);
  });

  it.each([
    ["a leaver that is no member", quorumSets.begin(first, { leaving: "Z", joining: "G" }), "not-a-member"],
    ["a joiner that is one already", quorumSets.begin(first, { leaving: "F", joining: "A" }), "already-a-member"],
    ["the same change twice", quorumSets.begin(replacing, F_TO_G), "already-a-member"],
    ["the end of what never began", quorumSets.complete(first, F_TO_G, true), "not-changing"],
    ["the end of what is over", quorumSets.complete(replaced, F_TO_G, true), "not-changing"],
    ["another change's end", quorumSets.abandon(replacing, { leaving: "E", joining: "G" }), "not-changing"],
    ["an end before the candidate holds the log", quorumSets.complete(replacing, F_TO_G, false), "not-hydrated"],
  ])("refuse %s", (_, step, because) => {
    expect(step).toEqual({ status: "refused", because });
  });

  it("accept requests of their own epoch and newer ones only", () => {
    expect([1, 2, 3].map((epoch) => quorumSets.accepts(replacing, epoch))).toEqual([false, true, true]);
  });
});
