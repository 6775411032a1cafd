import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  ballotsGoUp,
  oneServesAtATime,
  strongReadsAreStrong,
  waitsNoLongerThanTold,
  type LeaderLease,
  type LeaderLeaseConfiguration,
} from "four-of-six/dynamodb";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/leader-lease/rig.ts";
import { leaderLeaseScripts, replicationScenarios } from "../../arbitraries/leader-lease.ts";

const { createLeaderLease } = answer(rig);

/** A lease of 2,000 ms with a margin of 20 ms, in a group of three, new, unless it says otherwise. */
const leaseOf = (change: Partial<LeaderLeaseConfiguration> = {}) =>
  createLeaderLease({ replica: "R1", writeQuorum: 2, leaseMs: 2_000, marginMs: 20, nowMs: 0, ballot: 0, ...change });

/** R1, elected in ballot 1; nobody has promised anything. */
function electedOf(change: Partial<LeaderLeaseConfiguration> = {}): LeaderLease {
  const lease = leaseOf(change);
  lease.support(1, "R1", 900);
  lease.elected(1, [0, 0], 901);
  return lease;
}

/** It asks, and R1 and R2 grant at once. */
function holds(lease: LeaderLease, round: number, nowMs: number): void {
  lease.asked(round, nowMs);
  lease.granted(round, "R1", nowMs);
  lease.granted(round, "R2", nowMs);
}

/** R2, which granted R1 a lease in ballot 1 at 1,000 ms. */
function peerOf(): LeaderLease {
  const lease = leaseOf({ replica: "R2" });
  lease.grant(1, "R1", 1_000);
  return lease;
}

describe("examples", () => {
  it("serves once a write quorum has granted it, and counts each replica once", () => {
    const one = electedOf();
    one.asked(1, 4_000);
    expect(one.mayServe(4_000), "R1 has asked, nobody has granted").toBe(false);
    one.granted(1, "R1", 4_000);
    one.granted(1, "R1", 4_004);
    expect(one.mayServe(4_005), "R1 itself has granted, and says so twice").toBe(false);
    one.granted(1, "R3", 4_010);
    expect(one.mayServe(4_010), "R3 has granted too").toBe(true);
    const five = electedOf({ writeQuorum: 3 });
    five.asked(1, 4_000);
    for (const by of ["R1", "R2", "R2"]) five.granted(1, by, 4_010);
    expect(five.mayServe(4_010), "a quorum of 3, granted by R1, R2 and R2 again").toBe(false);
    five.granted(1, "R5", 4_020);
    expect(five.mayServe(4_020), "and by R5").toBe(true);
  });

  it("counts its lease from when it asked, less the margin, however late the grants come", () => {
    const one = electedOf();
    one.asked(1, 4_000);
    one.granted(1, "R1", 4_000);
    one.granted(1, "R2", 5_500);
    expect(one.mayServe(5_979), "asked at 4,000, granted at 5,500; it is 5,979").toBe(true);
    expect(one.mayServe(5_980), "it is 5,980").toBe(false);
    const late = electedOf();
    late.asked(1, 4_000);
    late.granted(1, "R1", 4_000);
    late.granted(1, "R2", 6_100);
    expect(late.mayServe(6_100), "asked at 4,000, granted at 6,100").toBe(false);
  });

  it("counts each grant for the round that it answers, and keeps the longest lease", () => {
    const older = electedOf();
    older.asked(1, 4_000);
    older.asked(2, 4_500);
    for (const by of ["R1", "R2"]) older.granted(1, by, 4_600);
    expect(older.mayServe(5_979), "rounds asked at 4,000 and 4,500, the first one granted; it is 5,979").toBe(true);
    expect(older.mayServe(5_980), "it is 5,980").toBe(false);
    const mixed = electedOf();
    mixed.asked(1, 4_000);
    mixed.asked(2, 4_500);
    mixed.granted(1, "R1", 4_600);
    mixed.granted(2, "R2", 4_600);
    expect(mixed.mayServe(4_600), "round 1 granted by R1, round 2 by R2").toBe(false);
    const both = electedOf();
    both.asked(1, 4_000);
    both.asked(2, 4_500);
    for (const by of ["R1", "R2"]) both.granted(2, by, 4_600);
    for (const by of ["R1", "R3"]) both.granted(1, by, 4_700);
    expect(both.mayServe(6_479), "round 2 granted, then round 1; it is 6,479").toBe(true);
    expect(both.mayServe(6_480), "it is 6,480").toBe(false);
  });

  it("waits, as a new leader, for the longest that its supporters said", () => {
    const one = leaseOf();
    one.support(4, "R1", 5_000);
    one.elected(4, [0, 1_502, 700], 5_001);
    holds(one, 1, 5_001);
    expect(one.mayServe(5_010), "elected at 5,001, told of 0, 1,502 and 700 ms; it is 5,010").toBe(false);
    expect(one.mayServe(5_701), "it is 5,701").toBe(false);
    expect(one.mayServe(6_502), "it is 6,502").toBe(false);
    holds(one, 2, 6_600);
    expect(one.mayServe(8_000), "it is 8,000, and its lease was renewed").toBe(true);
  });

  it("waits no longer than that, and not at all if nobody has promised anything", () => {
    const one = leaseOf();
    one.support(4, "R1", 5_000);
    one.elected(4, [0, 300], 5_000);
    holds(one, 1, 5_000);
    expect(one.mayServe(5_299), "elected at 5,000, told of 0 and 300 ms; it is 5,299").toBe(false);
    expect(one.mayServe(5_300), "it is 5,300").toBe(true);
    const free = leaseOf();
    free.support(4, "R1", 5_000);
    free.elected(4, [0, 0], 5_001);
    holds(free, 1, 5_001);
    expect(free.mayServe(5_001), "elected at 5,001, told of 0 and 0 ms").toBe(true);
  });

  it("begins each leadership without a lease", () => {
    const one = electedOf();
    holds(one, 1, 1_000);
    one.support(4, "R1", 1_400);
    one.elected(4, [0, 0], 1_401);
    expect(one.mayServe(1_401), "a lease in ballot 1; then elected in ballot 4").toBe(false);
    one.asked(1, 1_500);
    one.granted(1, "R3", 1_510);
    expect(one.mayServe(1_510), "asked in ballot 4, granted by R3").toBe(false);
    one.granted(1, "R1", 1_520);
    expect(one.mayServe(1_520), "and by R1").toBe(true);
  });

  it("supports only a ballot that is higher than all before", () => {
    const one = leaseOf({ replica: "R2" });
    expect(one.support(4, "R1", 1_000), "ballot 4").toBe(0);
    expect(one.support(4, "R1", 1_001), "ballot 4 again").toBeUndefined();
    expect(one.support(4, "R3", 1_002), "ballot 4 of another candidate").toBeUndefined();
    expect(one.support(3, "R3", 1_003), "ballot 3").toBeUndefined();
    expect(one.grant(7, "R1", 1_010), "a lease in ballot 7").toBe(true);
    expect(one.support(6, "R3", 1_020), "ballot 6, after a lease was granted in ballot 7").toBeUndefined();
    expect(one.support(9, "R1", 1_030), "ballot 9").not.toBeUndefined();
  });

  it("says for how long the leases that it granted may still run, those of older leaders among them", () => {
    expect(peerOf().support(6, "R3", 2_200), "granted R1 at 1,000; R3 stands at 2,200").toBe(800);
    expect(peerOf().support(6, "R3", 3_000), "R3 stands at 3,000").toBe(0);
    expect(peerOf().support(6, "R3", 9_000), "R3 stands at 9,000").toBe(0);
    expect(peerOf().support(5, "R2", 2_200), "R2 itself stands at 2,200").toBe(800);
    const again = peerOf();
    again.grant(1, "R1", 1_500);
    expect(again.support(6, "R3", 2_200), "granted R1 at 1,000 and 1,500; R3 stands at 2,200").toBe(1_300);
    const newer = peerOf();
    newer.support(6, "R3", 1_010);
    newer.grant(6, "R3", 1_020);
    expect(newer.support(9, "R3", 1_500), "granted R1 at 1,000 and R3 at 1,020; R3 stands again at 1,500").toBe(1_500);
  });

  it("does not count the leases of the candidate, and its own", () => {
    expect(peerOf().support(4, "R1", 1_200), "granted R1 at 1,000; R1 stands again at 1,200").toBe(0);
    const own = electedOf();
    own.grant(1, "R1", 1_000);
    holds(own, 1, 1_000);
    expect(own.support(5, "R2", 1_200), "R1 granted itself a lease at 1,000; R2 stands at 1,200").toBe(0);
  });

  it("grants nothing to a leader that is superseded", () => {
    const one = peerOf();
    one.support(6, "R3", 1_100);
    expect(one.grant(1, "R1", 1_200), "R1 in ballot 1, after R3 was supported in ballot 6").toBe(false);
    expect(one.support(9, "R3", 2_900), "R3 stands again at 2,900; R1 was last granted at 1,000").toBe(100);
    const other = leaseOf({ replica: "R2" });
    expect(other.grant(6, "R3", 1_000), "R3 in ballot 6").toBe(true);
    expect(other.grant(6, "R3", 1_500), "R3 in ballot 6 again").toBe(true);
    expect(other.grant(4, "R1", 1_600), "R1 in ballot 4").toBe(false);
    expect(other.grant(7, "R1", 1_700), "R1 in ballot 7").toBe(true);
  });

  it("leads no more once it has granted or supported a higher ballot", () => {
    const [supports, grants, refuses] = [electedOf(), electedOf(), electedOf()];
    for (const each of [supports, grants, refuses]) holds(each, 1, 1_000);
    supports.support(5, "R2", 1_200);
    expect(supports.mayServe(1_201), "it leads in ballot 1, and supports R2 in ballot 5").toBe(false);
    grants.grant(5, "R2", 1_200);
    expect(grants.mayServe(1_201), "it leads in ballot 1, and grants R2 in ballot 5").toBe(false);
    refuses.support(1, "R1", 1_200);
    refuses.grant(1, "R1", 1_200);
    expect(refuses.mayServe(1_201), "it leads in ballot 1, refuses that ballot and grants itself a lease").toBe(true);
  });

  it("forgets a lease that was given up, and no newer one", () => {
    const one = peerOf();
    one.released(1, "R1");
    expect(one.support(6, "R3", 1_200), "granted R1 at 1,000, and R1 gave it up").toBe(0);
    const late = peerOf();
    late.released(1, "R1");
    expect(late.grant(1, "R1", 1_100), "R1 asks in ballot 1, which it gave up").toBe(false);
    expect(late.support(6, "R3", 1_200), "R3 stands after that").toBe(0);
    const newer = peerOf();
    expect(newer.grant(4, "R1", 1_200), "R1 leads again, in ballot 4").toBe(true);
    newer.released(1, "R1");
    expect(newer.support(6, "R3", 1_300), "granted R1 ballot 4 at 1,200; late comes that it gave up ballot 1").toBe(1_900); // prettier-ignore
  });

  it("serves no more in its ballot once it has given its lease up", () => {
    const one = electedOf();
    holds(one, 1, 1_000);
    one.asked(2, 1_100);
    one.release();
    expect(one.mayServe(1_200), "it has given up its lease").toBe(false);
    for (const by of ["R1", "R2", "R3"]) one.granted(2, by, 1_210);
    expect(one.mayServe(1_210), "round 2, asked before that, is granted").toBe(false);
    one.support(4, "R1", 1_300);
    one.elected(4, [0, 0], 1_300);
    holds(one, 1, 1_300);
    expect(one.mayServe(1_310), "it is elected again, in ballot 4").toBe(true);
  });

  it("takes care, after a restart, of the lease that it has forgotten", () => {
    const again = () => leaseOf({ replica: "R2", nowMs: 7_000, ballot: 5 });
    expect(again().support(6, "R3", 7_100), "started at 7,000 with ballot 5; R3 stands at 7,100").toBe(1_900);
    expect(again().support(8, "R2", 7_100), "R2 itself stands at 7,100").toBe(1_900);
    expect(again().support(6, "R3", 9_000), "R3 stands at 9,000").toBe(0);
    expect(again().support(5, "R2", 7_100), "ballot 5").toBeUndefined();
    expect(again().grant(4, "R1", 7_100), "a lease in ballot 4").toBe(false);
    const released = again();
    released.released(5, "R2");
    expect(released.support(6, "R3", 7_100), "R2 gave up ballot 5, it hears; R3 stands at 7,100").toBe(1_900);
    expect(leaseOf({ nowMs: 7_000 }).support(6, "R3", 7_100), "new, with ballot 0; R3 stands").toBe(0);
  });
});

describe("properties", () => {
  it("lets one replica serve at a time, whatever is late, lost or said twice", () => {
    keepsInvariants(rig, rig.unit, answer(rig), leaderLeaseScripts, [oneServesAtATime], { runCount: 120 });
  });

  it("decides as the reference does, whatever it is asked and told", () => {
    agreesWithReference(rig, rig.unit, answer(rig), leaderLeaseScripts, { runCount: 120 });
  });
});

describe("the replication group", () => {
  const short = replicationScenarios(9_000, 16);

  it("shows the newest acknowledged write to every strongly consistent read, whatever fails", () => {
    const invariants = [oneServesAtATime, ballotsGoUp, strongReadsAreStrong];
    keepsInvariants(rig, rig.cluster, answer(rig), short, invariants, { runCount: 20 });
  });

  it("serves again as soon as no older lease can run", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), short, [waitsNoLongerThanTold], { runCount: 20 });
  });

  it("runs event for event as with the reference", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), short, { runCount: 12 });
  });
});
