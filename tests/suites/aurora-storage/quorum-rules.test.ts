import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  AURORA_RULE,
  commitsAreDurable,
  durableCommitsAreAnswered,
  placementOf,
  serviceIsToldTruly,
  type Failure,
  type QuorumRule,
  type SegmentId,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-storage/quorum-rules/rig.ts";
import { quorumScripts, volumeScenarios } from "../../arbitraries/storage.ts";

const { mayWrite, mayRead, brokenOverlaps, afterFailure } = answer(rig);

const GROUP: readonly SegmentId[] = ["A", "B", "C", "D", "E", "F"];
const PLACEMENT = placementOf(1);

/** Six copies, four to write, three to read; letters for segments. */
const written = (letters: string) => mayWrite(AURORA_RULE, GROUP, [...letters]);
const read = (letters: string) => mayRead(AURORA_RULE, GROUP, [...letters]);
const after = (failure: Partial<Failure>) =>
  afterFailure(AURORA_RULE, PLACEMENT, { zones: [], segments: [], ...failure });
const rule = (copyCount: number, writeQuorum: number, readQuorum: number): QuorumRule => ({
  copyCount,
  writeQuorum,
  readQuorum,
});

describe("examples", () => {
  it("lets a write count with four of six acknowledgements, and not with three", () => {
    expect(written("ABC"), "mayWrite, acknowledged by A, B and C").toBe(false);
    expect(written("FBDA"), "mayWrite, acknowledged by F, B, D and A").toBe(true);
    expect(written("ABCDEF"), "mayWrite, acknowledged by all six").toBe(true);
    expect(written(""), "mayWrite, acknowledged by nobody").toBe(false);
  });

  it("trusts a read that three of six have answered, and not one that two have", () => {
    expect(read("AC"), "mayRead, answered by A and C").toBe(false);
    expect(read("ECA"), "mayRead, answered by E, C and A").toBe(true);
    expect(read("BCDF"), "mayRead, answered by B, C, D and F").toBe(true);
  });

  it("counts a segment once, however often it is heard", () => {
    expect(written("AABCB"), "mayWrite, with five acknowledgements from A, B and C").toBe(false);
    expect(written("AABCBD"), "mayWrite, with D after them").toBe(true);
    expect(read("EEE"), "mayRead, with three answers from E").toBe(false);
  });

  it("leaves out a segment that is no member of the group", () => {
    expect(
      mayWrite(AURORA_RULE, GROUP, ["A", "B", "C", "A2"]),
      "mayWrite, with A2 of another group as the fourth",
    ).toBe(false);
    expect(mayRead(AURORA_RULE, GROUP, ["D2", "A", "B"]), "mayRead, with D2 of another group among three").toBe(false);
    expect(mayRead(AURORA_RULE, ["A2", "B2", "C2"], ["C2", "B2", "A2"]), "mayRead, with A2, B2, C2 as members").toBe(
      true,
    );
  });

  it("takes its numbers from the rule that it is given", () => {
    const three: readonly SegmentId[] = ["A", "B", "C"];
    expect(mayWrite(rule(3, 2, 2), three, ["A", "C"]), "mayWrite with two of three, write quorum 2").toBe(true);
    expect(mayRead(rule(3, 2, 2), three, ["B"]), "mayRead with one of three, read quorum 2").toBe(false);
    expect(mayWrite(rule(6, 5, 2), GROUP, ["A", "B", "C", "D"]), "mayWrite with four of six, write quorum 5").toBe(
      false,
    );
    expect(mayRead(rule(6, 5, 2), GROUP, ["D", "F"]), "mayRead with two of six, read quorum 2").toBe(true);
  });

  it("finds a rule unsafe when a read can miss a write", () => {
    expect(brokenOverlaps(rule(6, 4, 3)), "promises broken by V = 6, Vw = 4, Vr = 3").toEqual([]);
    expect(brokenOverlaps(rule(6, 4, 2)), "promises broken by V = 6, Vw = 4, Vr = 2").toEqual(["reads-meet-writes"]);
    expect(brokenOverlaps(rule(6, 5, 2)), "promises broken by V = 6, Vw = 5, Vr = 2").toEqual([]);
    expect(brokenOverlaps(rule(6, 5, 1)), "promises broken by V = 6, Vw = 5, Vr = 1").toEqual(["reads-meet-writes"]);
  });

  it("finds a rule unsafe when two writes can miss each other", () => {
    expect(brokenOverlaps(rule(4, 2, 3)), "promises broken by V = 4, Vw = 2, Vr = 3").toEqual(["writes-meet-writes"]);
    expect(brokenOverlaps(rule(4, 3, 3)), "promises broken by V = 4, Vw = 3, Vr = 3").toEqual([]);
    expect(brokenOverlaps(rule(3, 2, 2)), "promises broken by V = 3, Vw = 2, Vr = 2").toEqual([]);
    expect(brokenOverlaps(rule(6, 3, 3)), "promises broken by V = 6, Vw = 3, Vr = 3, reads first").toEqual([
      "reads-meet-writes",
      "writes-meet-writes",
    ]);
  });

  it("goes on writing when a whole zone is lost", () => {
    expect(after({}), "service with nothing lost").toEqual({ writes: true, reads: true });
    for (const zone of ["az-1", "az-2", "az-3"])
      expect(after({ zones: [zone] }), `service without ${zone}`).toEqual({ writes: true, reads: true });
    expect(after({ segments: ["C", "E"] }), "service without C and E").toEqual({ writes: true, reads: true });
  });

  it("reads, but does not write, when a zone and one more segment are lost", () => {
    expect(after({ zones: ["az-3"], segments: ["C"] }), "service without az-3 and C").toEqual({
      writes: false,
      reads: true,
    });
    expect(after({ segments: ["A", "C", "E"] }), "service without A, C and E").toEqual({ writes: false, reads: true });
  });

  it("neither writes nor reads when two zones are lost", () => {
    expect(after({ zones: ["az-1", "az-3"] }), "service without az-1 and az-3").toEqual({
      writes: false,
      reads: false,
    });
    expect(after({ zones: ["az-2"], segments: ["A", "F"] }), "service without az-2, A and F").toEqual({
      writes: false,
      reads: false,
    });
  });

  it("loses a segment once, although it failed by itself and with its zone", () => {
    expect(after({ zones: ["az-2"], segments: ["D"] }), "service without az-2 and D, which stands in az-2").toEqual({
      writes: true,
      reads: true,
    });
    expect(after({ segments: ["E", "E", "E"] }), "service without E, named three times").toEqual({
      writes: true,
      reads: true,
    });
  });

  it("can write in 22 and read in 42 of the 64 ways in which six segments can be up or down", () => {
    const count = { acknowledged: 0, answered: 0, writes: 0, reads: 0 };
    for (let pattern = 0; pattern < 64; pattern++) {
      const up = GROUP.filter((_, index) => (pattern >> index) & 1);
      const { writes, reads } = after({ segments: GROUP.filter((segment) => !up.includes(segment)) });
      if (mayWrite(AURORA_RULE, GROUP, up)) count.acknowledged++;
      if (mayRead(AURORA_RULE, GROUP, up)) count.answered++;
      if (writes) count.writes++;
      if (reads) count.reads++;
    }
    expect(count.acknowledged, "sets of segments with which mayWrite is true").toBe(22);
    expect(count.answered, "sets of segments with which mayRead is true").toBe(42);
    expect(count.writes, "sets of segments left with which afterFailure still writes").toBe(22);
    expect(count.reads, "sets of segments left with which afterFailure still reads").toBe(42);
  });
});

describe("properties", () => {
  it("decides as the reference does for any rule, whoever is heard and how often", () => {
    agreesWithReference(rig, rig.unit, answer(rig), quorumScripts("answers"), { runCount: 60 });
  });

  it("judges any rule and any failure as the reference does", () => {
    agreesWithReference(rig, rig.unit, answer(rig), quorumScripts("failures"), { runCount: 60 });
  });
});

describe("the cluster", () => {
  it("answers commits neither too early nor never when a zone and one more segment fail", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      volumeScenarios("zone-plus-one"),
      [commitsAreDurable, durableCommitsAreAnswered, serviceIsToldTruly],
      { runCount: 8 },
    );
  });

  it("tells truly what each group can still do, whatever fails", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), volumeScenarios("outages"), [serviceIsToldTruly], { runCount: 8 });
  });

  it("runs the cluster event for event as the reference does, recovery reads included", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), volumeScenarios("anything", { withReads: true }), {
      runCount: 12,
    });
  });
});
