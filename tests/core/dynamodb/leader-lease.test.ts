import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createLeaderLease,
  firstReplicationViolation,
  runLeaderLeaseScript,
  type CreateLeaderLease,
  type LeaderLeaseConfiguration,
  type LeaderLeaseStep,
} from "../../../src/core/dynamodb/index.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { leaderLeaseScripts } from "../../arbitraries/leader-lease.ts";
import { SEED } from "../seed.ts";
import { WRONG_LEASES } from "./wrong-leases.ts";

const leaseOf = (change: Partial<LeaderLeaseConfiguration> = {}) =>
  createLeaderLease({ replica: "R1", writeQuorum: 2, leaseMs: 2_000, marginMs: 20, nowMs: 0, ballot: 0, ...change });

/** R1 leads in ballot 1, and asked at 1,000 ms. */
function leaderOf(change: Partial<LeaderLeaseConfiguration> = {}) {
  const lease = leaseOf(change);
  lease.support(1, "R1", 0);
  lease.elected(1, [0, 0], 0);
  lease.asked(1, 1_000);
  lease.granted(1, "R1", 1_000);
  lease.granted(1, "R2", 1_400);
  return lease;
}

describe("a leader", () => {
  it("serves until a margin before the end of its lease, counted from when it asked", () => {
    const lease = leaderOf();
    expect([1_400, 2_979, 2_980].map((nowMs) => lease.mayServe(nowMs))).toEqual([true, true, false]);
  });

  it("keeps the longest lease, whichever grant comes last", () => {
    const lease = leaderOf();
    lease.asked(2, 1_500);
    lease.asked(3, 2_000);
    lease.granted(3, "R3", 2_001);
    lease.granted(2, "R2", 2_002);
    expect([2_979, 2_980].map((nowMs) => lease.mayServe(nowMs))).toEqual([true, false]);
    lease.granted(3, "R2", 2_990);
    lease.granted(2, "R3", 2_991);
    expect([3_979, 3_980].map((nowMs) => lease.mayServe(nowMs))).toEqual([true, false]);
  });

  it("waits for what its supporters said, from when it was elected", () => {
    const lease = leaseOf();
    lease.support(4, "R1", 5_000);
    lease.elected(4, [0, 1_502], 5_001);
    lease.asked(1, 5_001);
    lease.granted(1, "R1", 5_001);
    lease.granted(1, "R3", 5_003);
    expect([6_502, 6_503, 6_980, 6_981].map((nowMs) => lease.mayServe(nowMs))).toEqual([false, true, true, false]);
  });

  it("leads no more once it has granted or supported a higher ballot, or given up", () => {
    const [granted, supported, released] = [leaderOf(), leaderOf(), leaderOf()];
    granted.grant(2, "R2", 1_500);
    supported.support(2, "R2", 1_500);
    released.release();
    released.granted(1, "R3", 1_500);
    expect([granted, supported, released].map((lease) => lease.mayServe(1_600))).toEqual([false, false, false]);
  });
});

describe("a peer", () => {
  it("tells of the leases of others, and not of those of the candidate or itself", () => {
    const lease = leaseOf({ replica: "R2" });
    lease.grant(1, "R1", 1_000);
    lease.support(2, "R2", 1_100);
    lease.grant(2, "R2", 1_200);
    expect(lease.support(3, "R3", 1_500)).toBe(1_500);
    expect(lease.support(4, "R1", 1_600)).toBe(0);
    expect(lease.support(5, "R2", 1_700)).toBe(1_300);
    expect(lease.support(6, "R3", 3_001)).toBe(0);
  });

  it("says of an older leader's lease, also when it has granted a newer one", () => {
    const lease = leaseOf({ replica: "R2" });
    lease.grant(1, "R1", 1_000);
    lease.support(6, "R3", 1_010);
    lease.grant(6, "R3", 1_020);
    expect(lease.support(9, "R3", 1_500)).toBe(1_500);
  });

  it("drops a lease that was given up, and no later one of the same leader", () => {
    const lease = leaseOf({ replica: "R2" });
    lease.grant(1, "R1", 1_000);
    lease.released(1, "R1");
    // Asked before it was given up, and heard after.
    expect(lease.grant(1, "R1", 1_050)).toBe(false);
    expect(lease.support(3, "R3", 1_100)).toBe(0);
    expect(lease.grant(4, "R1", 1_200)).toBe(true);
    lease.released(1, "R1");
    expect(lease.support(6, "R3", 1_300)).toBe(1_900);
  });

  it("has promised a whole lease to it does not know whom, after a restart", () => {
    const lease = leaseOf({ replica: "R2", nowMs: 7_000, ballot: 5 });
    expect(lease.grant(4, "R1", 7_100)).toBe(false);
    expect(lease.support(5, "R2", 7_100)).toBeUndefined();
    lease.released(5, "R2");
    expect(lease.support(6, "R3", 7_100)).toBe(1_900);
    expect(leaseOf({ nowMs: 7_000 }).support(6, "R3", 7_100)).toBe(0);
  });
});

describe("with clocks and messages of its own", () => {
  it("lets one replica serve at a time, whatever is late, lost, said twice or forgotten", () => {
    let handovers = 0;
    fc.assert(
      fc.property(leaderLeaseScripts, (script) => {
        const trace = runLeaderLeaseScript(script);
        expect(firstReplicationViolation(trace)).toBeUndefined();
        const servers = new Set(trace.flatMap((event) => (event.kind === "serving-began" ? [event.replica] : [])));
        if (servers.size > 1) handovers++;
      }),
      { numRuns: 10_000, seed: SEED },
    );
    // The scripts get somewhere.
    expect(handovers).toBeGreaterThan(500);
  });

  it.each(WRONG_LEASES)("has two serve at once where one %s", (_, create, steps) => {
    const clocks = Array.from({ length: 3 }, (__, place) => ({ aheadMs: 5_000 * place, rate: place === 0 ? "slow" as const : "fast" as const })); // prettier-ignore
    const violationOf = (of?: CreateLeaderLease) =>
      firstReplicationViolation(runLeaderLeaseScript({ clocks, steps }, of));
    expect(violationOf()).toBeUndefined();
    expect(violationOf(create)?.invariant).toBe("one replica serves at a time");
  });

  it("is told of in full, and a function of its script", () => {
    const [script] = fc.sample(leaderLeaseScripts, { numRuns: 1, seed: SEED });
    expect(traceText(runLeaderLeaseScript(script!))).toBe(traceText(runLeaderLeaseScript(script!)));
  });

  it.each<[string, number, readonly LeaderLeaseStep[]]>([
    ["clocks", 2, []],
    ["steps[0].ms", 3, [{ tell: "pass", ms: 30 }]],
    ["steps[0].ms", 3, [{ tell: "pass", ms: -50 }]],
  ])("refuses wrong %s", (field, count, steps) => {
    const clocks = Array.from({ length: count }, () => ({ aheadMs: 0, rate: "right" as const }));
    expect(() => runLeaderLeaseScript({ clocks, steps })).toThrow(
      expect.objectContaining({ name: ScenarioError.name, field }),
    );
  });
});
