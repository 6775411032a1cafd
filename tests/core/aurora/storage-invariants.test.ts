import { describe, expect, it } from "vitest";
import {
  AURORA_RULE,
  STORAGE_INVARIANTS,
  annulledRecordsStayGone,
  clonesKeepApart,
  commitsAreAnsweredOnce,
  commitsAreDurable,
  commitsSurviveRecovery,
  copiesAgree,
  durableCommitsAreAnswered,
  firstViolation,
  openReadPointsAreKept,
  placementOf,
  readsSeeTheirPoint,
  serviceIsToldTruly,
  vdlIsAConsistencyPoint,
  writeQuorumsMeet,
  type StorageEvent,
  type StorageInvariant,
  type StorageTrace,
} from "../../../src/core/aurora/index.ts";
import type { Fault } from "../../../src/core/kernel/index.ts";

const opened: StorageEvent = {
  kind: "volume-opened",
  startLsn: 100,
  rule: AURORA_RULE,
  groups: [{ group: 1, placement: placementOf(1) }],
  writerZone: "az-1",
};
const shipped = (lsn: number, isCpl = true): StorageEvent => ({ kind: "record-shipped", lsn, group: 1, isCpl });
const stored = (lsn: number, segments: string): readonly StorageEvent[] =>
  [...segments].map((segment) => ({ kind: "record-stored", lsn, segment, scl: lsn }));
const acked = (lsn: number, segments: string): readonly StorageEvent[] =>
  [...segments].map((segment) => ({ kind: "ack-arrived", lsn, segment }));
const requested = (commitLsn: number, transaction = "T1"): StorageEvent => ({
  kind: "commit-requested",
  transaction,
  commitLsn,
});
const answered = (transaction = "T1"): StorageEvent => ({ kind: "commit-answered", transaction });
const marks = (vcl: number, vdl: number): StorageEvent => ({ kind: "marks-moved", pgcls: [vcl], vcl, vdl });
const began = (fault: Fault): StorageEvent => ({ kind: "fault-began", fault });
const ended = (fault: Fault): StorageEvent => ({ kind: "fault-ended", fault });
const decided = (vdl: number, throughLsn: number, volumeEpoch = 2): StorageEvent => ({
  kind: "recovery-decided",
  instance: "writer-2",
  vcl: vdl,
  vdl,
  truncation: { volumeEpoch, afterLsn: vdl, throughLsn },
});
const recovered = (vdl: number, volumeEpoch = 2): StorageEvent => ({
  kind: "volume-recovered",
  instance: "writer-2",
  volumeEpoch,
  vdl,
});
const installed = (segment: string, scl: number, volumeEpoch = 2): StorageEvent => ({
  kind: "truncation-installed",
  segment,
  volumeEpoch,
  scl,
});
const page = (readPoint: number, pageLsn: number, slots: readonly number[]): StorageEvent => ({
  kind: "page-answered",
  page: 1,
  readPoint,
  segment: "C",
  pageLsn,
  slots,
  tookMs: 1,
});
const collected = (readPoint: number): StorageEvent => ({
  kind: "page-refused",
  page: 1,
  readPoint,
  segment: "C",
  because: "collected",
});
/** A record for page 1: LSN 101 writes slot 2, 102 slot 3, and so on. */
const written = (lsn: number): StorageEvent => ({ kind: "record-shipped", lsn, group: 1, isCpl: true, page: 1 });
const members = (epoch: number, ...alternatives: readonly string[]): StorageEvent => ({
  kind: "membership-changed",
  group: 1,
  set: { epoch, alternatives: alternatives.map((letters) => [...letters]) },
  step: "completed",
  change: { leaving: "F", joining: "G" },
});
const cloned = (atLsn: number): StorageEvent => ({ kind: "clone-made", clone: "clone-1", atLsn, how: "copy-on-write" });
const inClone = (event: StorageEvent): StorageEvent => ({
  kind: "in-clone",
  clone: "clone-1",
  event: { atMs: 0, ...(event.kind === "volume-opened" ? { ...event, startLsn: 101 } : event) },
});
const service = (writes: boolean, reads: boolean): StorageEvent => ({
  kind: "service-changed",
  group: 1,
  writes,
  reads,
});
const zone = (zone: string): Fault => ({ kind: "zone-down", zone, fromMs: 1 });
const node = (node: string): Fault => ({ kind: "node-down", node, fromMs: 1 });

const traceOf = (...events: readonly (StorageEvent | readonly StorageEvent[])[]): StorageTrace =>
  [opened, ...events].flat().map((event, atMs) => ({ atMs, ...(event as StorageEvent) }));

/** A run in which all is well: one commit, durable on four, heard by four, answered once. */
const good = traceOf(
  shipped(101),
  requested(101),
  stored(101, "ABCD"),
  acked(101, "ABCD"),
  marks(101, 101),
  answered(),
  began(zone("az-2")),
  began(node("A")),
  service(false, true),
  ended(node("A")),
  service(true, true),
);

/** Each invariant and runs that break it: the event at which it breaks, and what is said of it. */
const bad: readonly (readonly [string, StorageInvariant, StorageTrace, number, string])[] = [
  [
    "an answer with three copies",
    commitsAreDurable,
    traceOf(shipped(101), requested(101), stored(101, "ABC"), answered()),
    6,
    "T1 (commit LSN 101) was answered while LSN 101 was on 3 segments, fewer than 4",
  ],
  [
    "an answer over a hole before it",
    commitsAreDurable,
    traceOf(shipped(101), shipped(102), requested(102), stored(102, "ABCD"), stored(101, "A"), answered()),
    9,
    "while LSN 101 was on 1 segments",
  ],
  [
    "copies that one segment counts twice for",
    commitsAreDurable,
    traceOf(shipped(101), requested(101), stored(101, "ABCC"), answered()),
    7,
    "was on 3 segments",
  ],
  [
    "a VDL that moves back",
    vdlIsAConsistencyPoint,
    traceOf(shipped(101), marks(101, 101), marks(101, 100)),
    3,
    "moved back from 101 to 100",
  ],
  ["a VDL below the start", vdlIsAConsistencyPoint, traceOf(marks(100, 99)), 1, "moved back from 100 to 99"],
  [
    "a VDL beyond the VCL",
    vdlIsAConsistencyPoint,
    traceOf(shipped(101), marks(100, 101)),
    2,
    "the VDL (101) passed the VCL (100)",
  ],
  [
    "a VDL within a mini-transaction",
    vdlIsAConsistencyPoint,
    traceOf(shipped(101, false), marks(101, 101)),
    2,
    "stands at 101, which is no CPL",
  ],
  [
    "a volume opened within a mini-transaction",
    vdlIsAConsistencyPoint,
    traceOf(shipped(101, false), stored(101, "ABCD"), decided(101, 200), recovered(101)),
    7,
    "opened at VDL 101, which is no CPL",
  ],
  [
    "a recovery that cuts off a commit",
    commitsSurviveRecovery,
    traceOf(shipped(101), requested(101), stored(101, "ABCD"), answered(), decided(100, 200), recovered(100)),
    9,
    "T1 (commit LSN 101) was answered, and a recovery that opened the volume annulled it",
  ],
  [
    "a commit that an old writer answers after the volume was opened without it",
    commitsSurviveRecovery,
    traceOf(shipped(101), requested(101), decided(100, 200), recovered(100), stored(101, "ABCD"), answered()),
    9,
    "T1 (commit LSN 101)",
  ],
  [
    "a read that misses a record",
    readsSeeTheirPoint,
    traceOf(written(101), written(102), page(102, 101, [0, 101, 0, 0])),
    3,
    "with page LSN 101 and 0 101 0 0, not 102 and 0 101 102 0",
  ],
  [
    "a read that sees the future",
    readsSeeTheirPoint,
    traceOf(written(101), written(102), page(101, 102, [0, 101, 102, 0])),
    3,
    "not 101 and 0 101 0 0",
  ],
  [
    "a read that sees what was annulled",
    readsSeeTheirPoint,
    traceOf(written(101), decided(100, 200), recovered(100), page(200, 101, [0, 101, 0, 0])),
    4,
    "not 100 and 0 0 0 0",
  ],
  [
    "a clone that sees what its source wrote later",
    clonesKeepApart,
    traceOf(written(101), cloned(101), written(102), inClone(opened), inClone(page(101, 101, [0, 101, 102, 0]))),
    5,
    "in clone-1, segment C gave page 1 as of LSN 101 with page LSN 101 and 0 101 102 0",
  ],
  [
    "a query whose versions are gone",
    openReadPointsAreKept,
    traceOf({ kind: "view-opened", view: "Q1", readPoint: 100 }, shipped(101), collected(100)),
    3,
    "segment C had nothing of page 1 left as of LSN 100, the read point that Q1 holds",
  ],
  [
    "an annulled record that comes back",
    annulledRecordsStayGone,
    traceOf(shipped(101), decided(100, 200), installed("A", 100), recovered(100), stored(101, "A")),
    5,
    "segment A took LSN 101, which it knew to be annulled",
  ],
  [
    "a volume opened at an annulled record",
    annulledRecordsStayGone,
    traceOf(shipped(101), decided(100, 200), recovered(100), decided(101, 300, 3), recovered(101, 3)),
    5,
    "opened at LSN 101, which had been annulled",
  ],
  [
    "members that change too fast",
    writeQuorumsMeet,
    traceOf(members(2, "GHIJKL")),
    1,
    "ABCD in epoch 1 and GHIJ in epoch 2 are both write quorums",
  ],
  [
    "a second answer",
    commitsAreAnsweredOnce,
    traceOf(shipped(101), requested(101), stored(101, "ABCD"), answered(), answered()),
    8,
    "T1 was answered a second time",
  ],
  [
    "an answer that nobody asked for",
    commitsAreAnsweredOnce,
    traceOf(shipped(101), requested(101), answered("T2")),
    3,
    "or never asked",
  ],
  [
    "a durable commit left waiting",
    durableCommitsAreAnswered,
    traceOf(shipped(101), requested(101), acked(101, "ABCD")),
    6,
    "T1 (commit LSN 101) is durable, the VDL being 101, and was never answered",
  ],
  [
    "the first of two left waiting",
    durableCommitsAreAnswered,
    traceOf(shipped(101), shipped(102), requested(101), requested(102, "T2"), acked(101, "BCEF"), acked(102, "ABC")),
    11,
    "T1 (commit LSN 101) is durable, the VDL being 101",
  ],
  [
    "writes served by three copies",
    serviceIsToldTruly,
    traceOf(began(zone("az-2")), began(node("A"))),
    2,
    "with 3 segments of group 1 left, writes were served and reads served",
  ],
  [
    "reads refused with three",
    serviceIsToldTruly,
    traceOf(began(zone("az-2")), began(node("A")), service(false, false)),
    2,
    "writes were refused and reads refused",
  ],
  [
    "writes refused with four",
    serviceIsToldTruly,
    traceOf(began(zone("az-2")), service(false, true)),
    1,
    "with 4 segments of group 1 left, writes were refused",
  ],
  [
    "a return that nobody told of",
    serviceIsToldTruly,
    traceOf(began(zone("az-2")), began(node("A")), service(false, true), ended(node("A"))),
    4,
    "with 4 segments of group 1 left, writes were refused",
  ],
  [
    "a copy that was let in early: its zone is back, its node is not",
    serviceIsToldTruly,
    traceOf(
      began(zone("az-2")),
      began(node("C")),
      began(node("A")),
      service(false, true),
      ended(zone("az-2")),
      service(true, true),
      began(node("E")),
      service(true, true),
    ),
    7,
    "with 3 segments of group 1 left, writes were served",
  ],
];

describe("the storage invariants", () => {
  it("hold in a run in which all is well, and in every part of it", () => {
    for (let length = 0; length <= good.length; length++) {
      const cut = good.slice(0, length);
      for (const invariant of [commitsAreDurable, vdlIsAConsistencyPoint, commitsAreAnsweredOnce]) {
        expect(invariant(cut)).toBeUndefined();
      }
    }
    expect(firstViolation(good)).toBeUndefined();
    expect(firstViolation([])).toBeUndefined();
  });

  it.each(bad)("see %s", (_, invariant, trace, eventIndex, what) => {
    const violation = invariant(trace);
    expect(violation?.what).toContain(what);
    expect(violation?.eventIndex).toBe(eventIndex);
    expect(violation?.invariant).not.toBe("");
    expect(firstViolation(trace, [invariant])).toEqual(violation);
  });

  it("can each be broken", () => {
    for (const invariant of STORAGE_INVARIANTS) expect(bad.some(([, broken]) => broken === invariant)).toBe(true);
  });

  it("tell apart what they are about: a broken one leaves the others whole", () => {
    const named = (trace: StorageTrace) => STORAGE_INVARIANTS.filter((invariant) => invariant(trace) !== undefined);
    for (const [, invariant, trace] of bad) expect(named(trace)).toEqual([invariant]);
  });

  it("find the first violation in the order of the list", () => {
    const trace = traceOf(shipped(101), requested(101), answered(), answered());
    expect(firstViolation(trace)?.invariant).toBe("no acknowledged commit can be lost");
    expect(firstViolation(trace, [commitsAreAnsweredOnce, commitsAreDurable])?.invariant).toContain("answered once");
  });

  it("let versions go that no open query reads any more", () => {
    const view = { view: "Q1", readPoint: 100 };
    const end: readonly StorageEvent[] = [
      { kind: "view-closed", view: "Q1" },
      { kind: "writer-crashed", instance: "writer" },
      recovered(100),
    ];
    for (const event of end) {
      expect(openReadPointsAreKept(traceOf({ kind: "view-opened", ...view }, event, collected(100)))).toBeUndefined();
    }
    expect(openReadPointsAreKept(traceOf({ kind: "view-opened", ...view }, collected(99)))).toBeUndefined();
  });

  it("see a segment that lacks what the others hold, once a run is over", () => {
    expect(copiesAgree(traceOf(shipped(101), stored(101, "ABCDEF")))).toBeUndefined();
    expect(copiesAgree(traceOf(shipped(101), stored(101, "ABCDE")))?.what).toContain("101, 101, 101, 101, 101, 100");
    expect(copiesAgree(traceOf(shipped(101), stored(101, "ABCDEG"), members(2, "ABCDEG")))).toBeUndefined();
  });

  it("let a recovery that never opened the volume annul nothing", () => {
    const trace = traceOf(shipped(101), requested(101), stored(101, "ABCD"), decided(100, 200), answered());
    expect(firstViolation(trace)).toBeUndefined();
  });

  it("leave a commit waiting that is not durable yet, or not up to a CPL", () => {
    expect(durableCommitsAreAnswered(traceOf(shipped(101), requested(101), acked(101, "ABC")))).toBeUndefined();
    expect(durableCommitsAreAnswered(traceOf(shipped(101, false), requested(101), acked(101, "ABCD")))).toBeUndefined();
    const hole = traceOf(shipped(101), shipped(102), requested(102), acked(102, "ABCD"), acked(101, "ABC"));
    expect(durableCommitsAreAnswered(hole)).toBeUndefined();
  });
});
