import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  AURORA_RULE,
  commitsAreDurable,
  commitsSurviveRecovery,
  firstQuorumSet,
  vdlIsAConsistencyPoint,
  writeQuorumsMeet,
  type ChangeStep,
  type MemberChange,
  type QuorumSet,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-storage/quorum-sets/rig.ts";
import { membershipScripts } from "../../arbitraries/quorum-sets.ts";
import { systemScenarios } from "../../arbitraries/storage.ts";

const { mayWrite, mayRead, begin, complete, abandon, accepts } = answer(rig);

const F_TO_G: MemberChange = { leaving: "F", joining: "G" };
const E_TO_H: MemberChange = { leaving: "E", joining: "H" };
const set = (epoch: number, ...alternatives: readonly string[]): QuorumSet => ({
  epoch,
  alternatives: alternatives.map((letters) => [...letters]),
});
const ONE = firstQuorumSet([..."ABCDEF"]);
const TWO = set(2, "ABCDEF", "ABCDEG");
const FOUR = set(3, "ABCDEF", "ABCDHF", "ABCDEG", "ABCDHG");

/** A set in short: its alternatives as words, and its epoch. */
const spelt = (step: ChangeStep) =>
  step.status === "refused"
    ? step.because
    : `${step.set.alternatives.map((members) => members.join("")).join(" ")}, epoch ${step.set.epoch}`;
const writes = (of: QuorumSet, letters: string) => mayWrite(AURORA_RULE, of, [...letters]);
const reads = (of: QuorumSet, letters: string) => mayRead(AURORA_RULE, of, [...letters]);

/** How many of all subsets of the members satisfy it. */
function countOf(members: string, isEnough: (letters: string) => boolean): number {
  return Array.from({ length: 2 ** members.length }, (_, bits) =>
    [...members].filter((__, index) => (bits >> index) & 1).join(""),
  ).filter(isEnough).length;
}

describe("examples", () => {
  it("asks four of six to write and three of six to read, while nothing changes", () => {
    expect(writes(ONE, "ABC"), "A, B and C write").toBe(false);
    expect(writes(ONE, "ABCF"), "A, B, C and F write").toBe(true);
    expect(reads(ONE, "AB"), "A and B are read").toBe(false);
    expect(reads(ONE, "DEF"), "D, E and F are read").toBe(true);
    const strict = { copyCount: 6, writeQuorum: 5, readQuorum: 2 };
    expect(mayWrite(strict, ONE, [..."ABCD"]), "four, under a rule that asks for five").toBe(false);
    expect(mayRead(strict, ONE, [..."EF"]), "two, under a rule that asks for two").toBe(true);
  });

  it("counts a member once, and strangers not at all", () => {
    expect(writes(ONE, "AABBCCZ"), "A, B and C, each twice, and Z").toBe(false);
    expect(reads(ONE, "AAAZG"), "A three times, Z and G").toBe(false);
    expect(writes(TWO, "ABCFFGG"), "A, B, C, F and G while G joins for F").toBe(true);
  });

  it("asks a write to satisfy every alternative", () => {
    expect(writes(TWO, "ABCD"), "A, B, C and D: four of either six").toBe(true);
    expect(writes(TWO, "ABCF"), "A, B, C and F: three of ABCDEG").toBe(false);
    expect(writes(TWO, "ABCG"), "A, B, C and G: three of ABCDEF").toBe(false);
    expect(writes(TWO, "ABCFG"), "A, B, C, F and G: four of either").toBe(true);
    expect(
      countOf("ABCDEFG", (letters) => writes(TWO, letters)),
      "write sets among the 128 subsets",
    ).toBe(34);
  });

  it("asks a read to satisfy one alternative", () => {
    expect(reads(TWO, "AFE"), "A, E and F: three of ABCDEF").toBe(true);
    expect(reads(TWO, "AFG"), "A, F and G: two of either six").toBe(false);
    expect(
      countOf("ABCDEFG", (letters) => reads(TWO, letters)),
      "read sets among the 128 subsets",
    ).toBe(94);
  });

  it("gives each alternative a twin when a change begins, one epoch on", () => {
    expect(spelt(begin(ONE, F_TO_G)), "G for F in ABCDEF").toBe("ABCDEF ABCDEG, epoch 2");
    expect(spelt(begin(set(7, "ABCDEF"), { leaving: "B", joining: "K" })), "K for B in epoch 7").toBe(
      "ABCDEF AKCDEF, epoch 8",
    );
  });

  it("stacks a second change on the first, to four alternatives", () => {
    expect(spelt(begin(TWO, E_TO_H)), "H for E while G joins for F").toBe("ABCDEF ABCDHF ABCDEG ABCDHG, epoch 3");
    expect(spelt(begin(TWO, { leaving: "G", joining: "I" })), "I for the candidate G").toBe(
      "ABCDEF ABCDEG ABCDEI, epoch 3",
    );
    expect(writes(FOUR, "ABCD"), "A, B, C and D").toBe(true);
    expect(
      countOf("ABCDEFGH", (letters) => writes(FOUR, letters)),
      "write sets among the 256 subsets",
    ).toBe(50);
    expect(
      countOf("ABCDEFGH", (letters) => reads(FOUR, letters)),
      "read sets among the 256 subsets",
    ).toBe(206);
  });

  it("leaves the alternatives without the old member when the change is complete", () => {
    expect(spelt(complete(TWO, F_TO_G, true)), "G has taken F's place").toBe("ABCDEG, epoch 3");
    expect(spelt(complete(FOUR, F_TO_G, true)), "G has, while H still joins for E").toBe("ABCDEG ABCDHG, epoch 4");
  });

  it("waits with completing until the candidate holds the log", () => {
    expect(spelt(complete(TWO, F_TO_G, false)), "G does not hold the log yet").toBe("not-hydrated");
  });

  it("goes back to the old member under a new epoch", () => {
    expect(spelt(abandon(TWO, F_TO_G)), "F returned").toBe("ABCDEF, epoch 3");
    expect(spelt(abandon(FOUR, F_TO_G)), "F returned, H still joins for E").toBe("ABCDEF ABCDHF, epoch 4");
  });

  it("refuses a change that cannot begin", () => {
    expect(spelt(begin(ONE, { leaving: "Z", joining: "G" })), "Z is no member").toBe("not-a-member");
    expect(spelt(begin(ONE, { leaving: "F", joining: "A" })), "A is a member already").toBe("already-a-member");
    expect(spelt(begin(TWO, F_TO_G)), "the same change again").toBe("already-a-member");
    expect(spelt(begin(ONE, { leaving: "Z", joining: "A" })), "both at once").toBe("not-a-member");
  });

  it("ends only a change that is under way", () => {
    expect(spelt(complete(ONE, F_TO_G, true)), "it never began").toBe("not-changing");
    expect(spelt(complete(set(3, "ABCDEG"), F_TO_G, true)), "it is over").toBe("not-changing");
    expect(spelt(abandon(FOUR, { leaving: "E", joining: "G" })), "E and G are both there, but G joins for F").toBe(
      "not-changing",
    );
    expect(spelt(complete(ONE, F_TO_G, false)), "it never began, and nothing is hydrated").toBe("not-changing");
  });

  it("serves requests of its own epoch and of newer ones", () => {
    expect(accepts(TWO, 1), "a request of epoch 1 in epoch 2").toBe(false);
    expect(accepts(TWO, 2), "a request of epoch 2").toBe(true);
    expect(accepts(TWO, 3), "a request of epoch 3, of which this segment has not heard").toBe(true);
  });
});

describe("properties", () => {
  it("answers as the reference does, through any sequence of changes", () => {
    agreesWithReference(rig, rig.unit, answer(rig), membershipScripts(), { runCount: 70 });
  });
});

describe("the cluster", () => {
  const changes = (mix: "outages" | "anything", withRecovery = false) =>
    systemScenarios(mix, { withReplacement: true, withRecovery, isShort: true });
  const promises = [writeQuorumsMeet, commitsAreDurable, commitsSurviveRecovery, vdlIsAConsistencyPoint];

  it("never leaves two write quorums that do not meet, and loses no commit, while segments are replaced", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), changes("outages"), promises, { runCount: 5 });
  });

  it("loses no commit when the writer crashes in the middle of a change", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), changes("anything", true), promises, { runCount: 5 });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), changes("anything"), { runCount: 4 });
  });
});
