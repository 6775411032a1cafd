import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  AURORA_RULE,
  commitsAreAnsweredOnce,
  commitsAreDurable,
  durableCommitsAreAnswered,
  vdlIsAConsistencyPoint,
  type CommitTracker,
  type Lsn,
  type ProtectionGroupId,
  type QuorumRule,
  type SegmentId,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-storage/commit-tracker/rig.ts";
import { commitScripts, volumeScenarios } from "../../arbitraries/storage.ts";

const { createCommitTracker } = answer(rig);

const ALL_SIX: readonly SegmentId[] = ["A", "B", "C", "D", "E", "F"];
const FOUR: readonly SegmentId[] = ["A", "C", "D", "F"];

/** A tracker with short words for what it is told; records are CPLs of group 1 unless said otherwise. */
function opened(startLsn: Lsn = 100, rule: QuorumRule = AURORA_RULE) {
  const tracker: CommitTracker = createCommitTracker({ startLsn, rule });
  return {
    tracker,
    ship: (lsn: Lsn, { group = 1, isCpl = true }: { group?: ProtectionGroupId; isCpl?: boolean } = {}) =>
      tracker.recordShipped({ lsn, group, isCpl }),
    acknowledge: (lsn: Lsn, ...segments: readonly SegmentId[]) => {
      for (const segment of segments) tracker.segmentAcknowledged({ segment, lsn });
    },
    request: (transaction: string, commitLsn: Lsn) => tracker.commitRequested({ transaction, commitLsn }),
  };
}

describe("examples", () => {
  it("starts with every mark at the point where the volume was opened", () => {
    const { tracker } = opened(1_700);
    expect(tracker.pgcl(1), "PGCL of group 1, before the first record").toBe(1_700);
    expect(tracker.vcl(), "VCL, before the first record").toBe(1_700);
    expect(tracker.vdl(), "VDL, before the first record").toBe(1_700);
    expect(tracker.takeAnswerable(), "commits to answer, before any was asked for").toEqual([]);

    const other = opened(100);
    other.ship(101);
    other.acknowledge(101, ...ALL_SIX);
    expect(tracker.vcl(), "VCL of this tracker, after another volume's tracker has moved").toBe(1_700);
    expect(opened(2_000).tracker.vcl(), "VCL of a tracker opened after it, at 2000").toBe(2_000);
  });

  it("counts a record once a write quorum of segments has acknowledged it, and not before", () => {
    const { tracker, ship, acknowledge } = opened();
    ship(101);
    acknowledge(101, "E", "B", "A");
    expect(tracker.pgcl(1), "PGCL after three acknowledgements of LSN 101").toBe(100);
    acknowledge(101, "F");
    expect(tracker.pgcl(1), "PGCL after the fourth acknowledgement of LSN 101").toBe(101);
    acknowledge(101, "C", "D");
    expect(tracker.pgcl(1), "PGCL after all six").toBe(101);

    const strict = opened(100, { copyCount: 6, writeQuorum: 5, readQuorum: 2 });
    strict.ship(101);
    strict.acknowledge(101, ...FOUR);
    expect(strict.tracker.pgcl(1), "PGCL after four acknowledgements, under a rule that asks for five").toBe(100);
    strict.acknowledge(101, "B");
    expect(strict.tracker.pgcl(1), "PGCL after the fifth, under the same rule").toBe(101);
  });

  it("counts a segment once, however often it acknowledges", () => {
    const { tracker, ship, acknowledge } = opened();
    ship(101);
    acknowledge(101, "A", "A", "B", "A", "B", "C", "C");
    expect(tracker.pgcl(1), "PGCL after seven acknowledgements from three segments").toBe(100);
    acknowledge(101, "D");
    expect(tracker.pgcl(1), "PGCL after a fourth segment").toBe(101);
  });

  it("holds a group's mark below its first record without a quorum", () => {
    const { tracker, ship, acknowledge } = opened();
    for (const lsn of [101, 105, 110]) ship(lsn);
    acknowledge(110, ...ALL_SIX);
    acknowledge(101, ...FOUR);
    expect(tracker.pgcl(1), "PGCL with 101 and 110 acknowledged, 105 between them not").toBe(101);
    acknowledge(105, ...FOUR);
    expect(tracker.pgcl(1), "PGCL once 105 has its quorum too").toBe(110);
  });

  it("counts each record by itself, not what each segment has without a gap", () => {
    const { tracker, ship, acknowledge } = opened();
    for (const lsn of [101, 102]) ship(lsn);
    acknowledge(101, "A", "B", "C", "D");
    acknowledge(102, "C", "D", "E", "F");
    expect(tracker.pgcl(1), "PGCL with both records on four segments, but only C and D holding both").toBe(102);
  });

  it("keeps the marks of the paper's Figure 3", () => {
    const { tracker, ship, acknowledge } = opened(99);
    for (let lsn = 100; lsn <= 107; lsn++) ship(lsn, { group: lsn % 2 === 1 ? 1 : 2 });
    const acknowledgedBy: Record<number, string> = {
      100: "ABCDEF",
      101: "ABCDEF",
      102: "ACEF",
      103: "BCDE",
      104: "ABDF",
      105: "ABC",
      106: "ABF",
      107: "CDEF",
    };
    for (const [lsn, letters] of Object.entries(acknowledgedBy)) {
      acknowledge(Number(lsn), ...[...letters].map((letter) => (Number(lsn) % 2 === 1 ? letter : `${letter}2`)));
    }
    expect(tracker.pgcl(1), "PGCL of group 1").toBe(103);
    expect(tracker.pgcl(2), "PGCL of group 2").toBe(104);
    expect(tracker.vcl(), "VCL: everything up to 104 is durable, although PGCL 1 is 103").toBe(104);
    expect(tracker.vdl(), "VDL, with a CPL at every LSN").toBe(104);
  });

  it("holds the VCL below the first missing record, whichever group it belongs to", () => {
    const { tracker, ship, acknowledge } = opened();
    ship(101, { group: 2 });
    ship(102, { group: 1 });
    acknowledge(102, ...FOUR);
    expect(tracker.pgcl(1), "PGCL of group 1").toBe(102);
    expect(tracker.vcl(), "VCL while LSN 101 of group 2 is missing").toBe(100);
    acknowledge(101, "A2", "B2", "C2", "D2");
    expect(tracker.vcl(), "VCL once 101 has its quorum").toBe(102);
  });

  it("moves the VDL from consistency point to consistency point", () => {
    const { tracker, ship, acknowledge } = opened(800);
    for (const lsn of [900, 950, 1000, 1007, 1100]) ship(lsn, { isCpl: lsn % 100 === 0 });
    for (const lsn of [900, 950]) acknowledge(lsn, ...FOUR);
    expect(tracker.vdl(), "VDL with the log complete up to 950, CPLs at 900, 1000 and 1100").toBe(900);
    for (const lsn of [1000, 1007]) acknowledge(lsn, ...FOUR);
    expect(tracker.vcl(), "VCL").toBe(1007);
    expect(tracker.vdl(), "VDL with the log complete up to 1007").toBe(1000);
  });

  it("holds back a commit while an earlier record is missing, even in another group", () => {
    const { tracker, ship, acknowledge, request } = opened();
    ship(101, { group: 2 });
    for (const lsn of [102, 103]) ship(lsn, { group: 1 });
    request("T1", 102);
    for (const lsn of [102, 103]) acknowledge(lsn, ...ALL_SIX);
    expect(tracker.takeAnswerable(), "commits to answer while LSN 101 of group 2 is missing").toEqual([]);
    acknowledge(101, "B2", "C2", "E2", "F2");
    expect(tracker.takeAnswerable(), "commits to answer once 101 has its quorum").toEqual(["T1"]);
  });

  it("answers a commit when the VDL reaches its LSN; the VCL is not enough", () => {
    const { tracker, ship, acknowledge, request } = opened();
    ship(101, { isCpl: false });
    ship(102, { isCpl: true });
    request("T1", 101);
    request("T2", 102);
    acknowledge(101, ...FOUR);
    expect(tracker.takeAnswerable(), "commits to answer with VCL 101 and VDL 100").toEqual([]);
    acknowledge(102, ...FOUR);
    expect(tracker.takeAnswerable(), "commits to answer with VDL 102, for commit LSNs 101 and 102").toEqual([
      "T1",
      "T2",
    ]);
  });

  it("answers each commit once, lowest commit LSN first", () => {
    const { tracker, ship, acknowledge, request } = opened();
    for (const lsn of [101, 102, 103]) ship(lsn);
    request("T3", 103);
    request("T1", 101);
    request("T2", 102);
    for (const lsn of [103, 102]) acknowledge(lsn, ...FOUR);
    expect(tracker.takeAnswerable(), "commits to answer before 101 has its quorum").toEqual([]);
    acknowledge(101, ...FOUR);
    expect(tracker.takeAnswerable(), "commits to answer after it").toEqual(["T1", "T2", "T3"]);
    expect(tracker.takeAnswerable(), "commits to answer when asked again").toEqual([]);
  });

  it("answers at once a commit whose LSN is durable already", () => {
    const { tracker, ship, acknowledge, request } = opened();
    ship(101);
    acknowledge(101, ...FOUR);
    request("T1", 101);
    expect(tracker.takeAnswerable(), "commits to answer right after the request").toEqual(["T1"]);
  });

  it("passes over an acknowledgement of a record that it never shipped", () => {
    const { tracker, ship, acknowledge } = opened();
    acknowledge(90, ...ALL_SIX);
    acknowledge(105, ...ALL_SIX);
    expect(tracker.pgcl(1), "PGCL after acknowledgements of LSN 90 and 105, neither of them shipped").toBe(100);
    ship(101);
    acknowledge(101, ...FOUR);
    expect(tracker.vcl(), "VCL after LSN 101 has its quorum").toBe(101);
  });
});

describe("properties", () => {
  it("moves its marks as the reference does, in whatever order acknowledgements arrive", () => {
    agreesWithReference(rig, rig.unit, answer(rig), commitScripts({ withCommits: false }), { runCount: 40 });
  });

  it("answers commits as the reference does, whenever they are asked for", () => {
    agreesWithReference(rig, rig.unit, answer(rig), commitScripts({ withCommits: true }), { runCount: 40 });
  });
});

describe("the cluster", () => {
  it("loses no acknowledged commit when a zone and one more segment fail", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      volumeScenarios("zone-plus-one"),
      [commitsAreDurable, vdlIsAConsistencyPoint],
      { runCount: 9 },
    );
  });

  it("answers every durable commit once, although messages are late, lost or doubled", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      volumeScenarios("messages"),
      [commitsAreDurable, commitsAreAnsweredOnce, durableCommitsAreAnswered],
      { runCount: 9 },
    );
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), volumeScenarios("anything"), { runCount: 7 });
  });
});
