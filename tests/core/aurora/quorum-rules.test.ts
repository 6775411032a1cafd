import { describe, expect, it } from "vitest";
import {
  AURORA_RULE,
  ZONES,
  checkQuorumRule,
  placementFor,
  placementOf,
  quorumRules,
  type QuorumRule,
} from "../../../src/core/aurora/index.ts";
import { ScenarioError } from "../../../src/core/kernel/index.ts";

const { mayWrite, mayRead, brokenOverlaps, afterFailure } = quorumRules;
const SIX = ["A", "B", "C", "D", "E", "F"];

/** Every set of the six segments. */
const subsets = Array.from({ length: 64 }, (_, bits) => SIX.filter((_, index) => (bits >> index) & 1));
const rule = (copyCount: number, writeQuorum: number, readQuorum: number): QuorumRule => ({
  copyCount,
  writeQuorum,
  readQuorum,
});

describe("quorum sets of six copies", () => {
  it("are 22 of the 64 for writing, and 42 for reading", () => {
    expect(subsets.filter((set) => mayWrite(AURORA_RULE, SIX, set))).toHaveLength(22);
    expect(subsets.filter((set) => mayRead(AURORA_RULE, SIX, set))).toHaveLength(42);
  });

  it("overlap: every write set meets every other and every read set", () => {
    const writes = subsets.filter((set) => mayWrite(AURORA_RULE, SIX, set));
    const reads = subsets.filter((set) => mayRead(AURORA_RULE, SIX, set));
    for (const write of writes) {
      for (const other of [...writes, ...reads]) expect(write.some((segment) => other.includes(segment))).toBe(true);
    }
  });

  it.each([
    ["■■■■□□", ["A", "B", "C", "D"], true, true],
    ["■■■□□□", ["A", "B", "C"], false, true],
    ["■□■□■□", ["E", "A", "C"], false, true],
    ["■■□□□□", ["A", "B"], false, false],
    ["□□□□□□", [], false, false],
  ])("with %s", (_, heard, writes, reads) => {
    expect(mayWrite(AURORA_RULE, SIX, heard)).toBe(writes);
    expect(mayRead(AURORA_RULE, SIX, heard)).toBe(reads);
  });

  it("count members only, each once", () => {
    expect(mayWrite(AURORA_RULE, SIX, ["A", "B", "C", "A", "B", "C", "A2", "Z"])).toBe(false);
    expect(mayWrite(AURORA_RULE, SIX, ["A", "B", "C", "A", "Z", "F"])).toBe(true);
    expect(mayRead(AURORA_RULE, SIX, ["A", "A", "A", "A2", "B"])).toBe(false);
    expect(mayRead(AURORA_RULE, SIX, ["A", "A", "D", "A2", "B"])).toBe(true);
  });
});

describe("the overlaps that a rule breaks", () => {
  it.each<[QuorumRule, readonly string[]]>([
    [rule(6, 4, 3), []],
    [rule(6, 4, 2), ["reads-meet-writes"]],
    [rule(6, 3, 4), ["writes-meet-writes"]],
    [rule(6, 3, 3), ["reads-meet-writes", "writes-meet-writes"]],
    [rule(3, 2, 2), []],
    [rule(5, 3, 2), ["reads-meet-writes"]],
    [rule(1, 1, 1), []],
    [rule(2, 1, 2), ["writes-meet-writes"]],
  ])("of %j are %j", (rule, broken) => {
    expect(brokenOverlaps(rule)).toEqual(broken);
  });

  it("are those for which two disjoint quorums exist, in every rule of up to seven copies", () => {
    for (let v = 1; v <= 7; v++) {
      for (let vw = 1; vw <= v; vw++) {
        for (let vr = 1; vr <= v; vr++) {
          const broken = brokenOverlaps(rule(v, vw, vr));
          expect(broken.includes("reads-meet-writes")).toBe(vr <= v - vw);
          expect(broken.includes("writes-meet-writes")).toBe(vw <= v - vw);
        }
      }
    }
  });
});

describe("what is left after a failure", () => {
  it.each([
    ["nothing failed", [], [], true, true],
    ["one node", [], ["C"], true, true],
    ["two nodes", [], ["C", "E"], true, true],
    ["one zone", ["az-2"], [], true, true],
    ["one zone and a node in it", ["az-2"], ["C"], true, true],
    ["one zone and one node more (AZ+1)", ["az-2"], ["A"], false, true],
    ["one zone and two nodes more", ["az-2"], ["A", "E"], false, false],
    ["two zones", ["az-1", "az-3"], [], false, false],
    ["everything", ["az-1", "az-2", "az-3"], [], false, false],
    ["a stranger", [], ["A2", "Z"], true, true],
  ])("%s", (_, zones, segments, writes, reads) => {
    expect(afterFailure(AURORA_RULE, placementOf(1), { zones, segments })).toEqual({ writes, reads });
  });

  it("agrees with the quorums themselves, whichever copies are left", () => {
    for (const left of subsets) {
      const segments = SIX.filter((segment) => !left.includes(segment));
      expect(afterFailure(AURORA_RULE, placementOf(1), { zones: [], segments })).toEqual({
        writes: mayWrite(AURORA_RULE, SIX, left),
        reads: mayRead(AURORA_RULE, SIX, left),
      });
    }
  });
});

describe("the check of a rule", () => {
  it.each<[QuorumRule, string]>([
    [rule(0, 1, 1), "copyCount"],
    [rule(2.5, 1, 1), "copyCount"],
    [rule(NaN, 1, 1), "copyCount"],
    [rule(6, 0, 3), "writeQuorum"],
    [rule(6, 7, 3), "writeQuorum"],
    [rule(6, 4, 0), "readQuorum"],
    [rule(6, 4, 6.5), "readQuorum"],
  ])("refuses %j for its %s", (rule, field) => {
    expect(() => checkQuorumRule(rule, "rule")).toThrow(ScenarioError);
    expect(() => checkQuorumRule(rule, "rule")).toThrow(`Scenario field rule.${field}:`);
  });

  it.each([rule(6, 4, 3), rule(1, 1, 1), rule(6, 6, 6), rule(6, 1, 1)])("accepts %j, safe or not", (rule) => {
    expect(() => checkQuorumRule(rule, "rule")).not.toThrow();
  });
});

describe("copies of any rule", () => {
  it("stand as Aurora's do when they are six, and fill the zones in order when not", () => {
    expect(placementFor(AURORA_RULE)).toEqual(placementOf(1));
    expect(placementFor(rule(3, 2, 2)).map(({ zone }) => zone)).toEqual(ZONES);
    expect(placementFor(rule(7, 4, 4)).map(({ zone }) => zone)).toEqual(
      ["az-1", "az-1", "az-1", "az-2", "az-2", "az-2", "az-3"], // prettier-ignore
    );
  });
});
