import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import type { ClusterInvariant, FailoverCandidate, FailoverDecision, InstanceId } from "four-of-six/cluster";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/failover-target/rig.ts";
import { LAST_WRITE, failoverScripts, failovers } from "../../arbitraries/failover-target.ts";

const { choose } = answer(rig);

type Traits = Partial<Omit<FailoverCandidate, "instance" | "role">>;
const TRAITS = { zone: "az-2", tier: 1, memoryGib: 16, isAvailable: true, lagMs: 20 };
const reader = (instance: InstanceId, traits: Traits = {}): FailoverCandidate => ({
  ...TRAITS,
  ...traits,
  instance,
  role: "reader",
});
const writer = (instance: InstanceId, traits: Traits = {}): FailoverCandidate => ({
  ...TRAITS,
  zone: "az-1",
  isAvailable: false,
  lagMs: 0,
  ...traits,
  instance,
  role: "writer",
});
const promote = (instance: InstanceId): FailoverDecision => ({ kind: "promote", instance });
const restart = (instance: InstanceId): FailoverDecision => ({ kind: "restart-in-place", instance });
/** Failed attempts with which tiers count, and with which they do not: the boundary last, so that it tells who misses it. */
const BY_TIER = [1, 2, 3, 4] as const;
const BY_CLASS = [20, 6, 5] as const;

describe("examples", () => {
  it("promotes the reader with the lowest tier", () => {
    const members = [writer("db-1"), reader("db-2", { tier: 10 }), reader("db-3", { tier: 2 }), reader("db-4", { tier: 3 })]; // prettier-ignore
    expect(choose(members, 0), "db-2 in tier 10, db-3 in tier 2, db-4 in tier 3").toEqual(promote("db-3"));
    expect(choose([...members].reverse(), 0), "the same, listed the other way round").toEqual(promote("db-3"));
  });

  it("lets the tier decide before the class", () => {
    const members = [
      reader("db-2", { tier: 2, memoryGib: 128 }),
      writer("db-1", { memoryGib: 128 }),
      reader("db-3", { tier: 1, memoryGib: 16 }),
    ];
    expect(choose(members, 0), "db-2 in tier 2 with 128 GiB, db-3 in tier 1 with 16 GiB").toEqual(promote("db-3"));
  });

  it("counts tier 0 as the first of all, and tier 15 as the last that can be promoted", () => {
    const first = reader("db-2", { tier: 0, memoryGib: 16 });
    const second = reader("db-3", { tier: 1, memoryGib: 64 });
    const last = reader("db-4", { tier: 15 });
    expect(choose([writer("db-1"), first, second], 0), "db-2 in tier 0 with 16 GiB, db-3 in tier 1 with 64 GiB").toEqual(promote("db-2")); // prettier-ignore
    expect(choose([writer("db-1"), last], 0), "db-4 in tier 15, and no other reader").toEqual(promote("db-4"));
    expect(choose([writer("db-1"), last, second], 0), "db-4 in tier 15, db-3 in tier 1").toEqual(promote("db-3"));
  });

  it("takes the largest class within a tier", () => {
    const members = [
      writer("db-1", { memoryGib: 64 }),
      reader("db-2", { memoryGib: 64 }),
      reader("db-3", { memoryGib: 128 }),
      reader("db-4", { memoryGib: 32 }),
    ];
    expect(choose(members, 0), "db-2 with 64 GiB, db-3 with 128, db-4 with 32, all in tier 1").toEqual(promote("db-3"));
    expect(choose([...members].reverse(), 0), "the same, listed the other way round").toEqual(promote("db-3"));
  });

  it("passes nobody over for lagging behind", () => {
    const near = reader("db-2", { tier: 2, memoryGib: 16, lagMs: 0 });
    const lowTier = reader("db-3", { tier: 1, memoryGib: 16, lagMs: 60_000 });
    const large = reader("db-4", { tier: 2, memoryGib: 32, lagMs: 60_000 });
    expect(choose([writer("db-1"), near, lowTier], 0), "db-3 in tier 1, 60 s behind; db-2 in tier 2, 0 ms behind").toEqual(promote("db-3")); // prettier-ignore
    expect(choose([writer("db-1"), near, large], 0), "db-4 with 32 GiB, 60 s behind; db-2 with 16 GiB, 0 ms behind").toEqual(promote("db-4")); // prettier-ignore
  });

  it("passes over a reader that is not available, however well it is placed", () => {
    const down = reader("db-2", { tier: 0, memoryGib: 128, lagMs: 0, isAvailable: false });
    const members = [writer("db-1"), down, reader("db-3", { tier: 7 })];
    expect(choose(members, 0), "db-2 in tier 0 is down, db-3 in tier 7 is up").toEqual(promote("db-3"));
  });

  it("never chooses the writer that failed while there is a reader, even if it answers again", () => {
    const back = writer("db-1", { tier: 0, memoryGib: 128, isAvailable: true });
    const members = [back, reader("db-2", { tier: 3 })];
    expect(choose(members, 0), "the writer db-1 is up, in tier 0 with 128 GiB; db-2 in tier 3 with 16 GiB").toEqual(promote("db-2")); // prettier-ignore
  });

  it("asks for no particular zone", () => {
    const near = (traits: Traits) => reader("db-2", { zone: "az-1", ...traits });
    const far = (traits: Traits) => reader("db-3", { zone: "az-3", ...traits });
    expect(choose([writer("db-1"), near({ tier: 2 }), far({ tier: 1 })], 0), "the writer in az-1; db-2 there in tier 2, db-3 in az-3 in tier 1").toEqual(promote("db-3")); // prettier-ignore
    expect(choose([writer("db-1"), near({ tier: 1 }), far({ tier: 2 })], 0), "the writer in az-1; db-2 there in tier 1, db-3 in az-3 in tier 2").toEqual(promote("db-2")); // prettier-ignore
  });

  it("goes by tiers until five attempts have failed", () => {
    const small = reader("db-2", { tier: 0, memoryGib: 16 });
    const middle = reader("db-3", { tier: 1, memoryGib: 64 });
    const large = reader("db-4", { tier: 2, memoryGib: 128 });
    for (const count of BY_TIER)
      expect(choose([writer("db-1"), large, small, middle], count), `db-2 in tier 0 with 16 GiB, db-3 in tier 1 with 64, db-4 in tier 2 with 128; failed attempts: ${count}`).toEqual(promote("db-2")); // prettier-ignore
  });

  it("goes by the class alone once five attempts have failed", () => {
    const small = reader("db-2", { tier: 0, memoryGib: 16, lagMs: 10 });
    const large = reader("db-3", { tier: 2, memoryGib: 128 });
    const middle = reader("db-4", { tier: 1, memoryGib: 64, lagMs: 5 });
    for (const count of BY_CLASS)
      expect(choose([writer("db-1"), middle, large, small], count), `db-2 in tier 0 with 16 GiB, db-3 in tier 2 with 128, db-4 in tier 1 with 64; failed attempts: ${count}`).toEqual(promote("db-3")); // prettier-ignore
    const back = writer("db-1", { memoryGib: 512, isAvailable: true });
    const down = reader("db-5", { tier: 0, memoryGib: 256, isAvailable: false });
    expect(choose([back, down, small, large], 5), "db-2 and db-3 as before, db-5 with 256 GiB is down, the writer db-1 with 512 is up; failed attempts: 5").toEqual(promote("db-3")); // prettier-ignore
  });

  it("restarts the writer in its place when no reader can be promoted", () => {
    const down = reader("db-2", { tier: 0, isAvailable: false });
    for (const count of [0, 5]) {
      expect(choose([writer("db-1")], count), `the writer db-1 alone; failed attempts: ${count}`).toEqual(
        restart("db-1"),
      );
      expect(choose([down, writer("db-1")], count), `the writer db-1, and db-2 is down; failed attempts: ${count}`).toEqual(restart("db-1")); // prettier-ignore
    }
  });

  it("does nothing when there is neither a reader to promote nor a writer to restart", () => {
    const down = [reader("db-2", { isAvailable: false }), reader("db-3", { isAvailable: false })];
    expect(choose(down, 0), "db-2 and db-3 are readers, and down").toEqual({ kind: "none" });
    expect(choose([], 0), "no members at all").toEqual({ kind: "none" });
    expect(choose([...down, reader("db-4")], 0), "db-4 is up as well").toEqual(promote("db-4"));
  });
});

/** Whether one reader has to be preferred to another. */
function isBetter(one: FailoverTraits, other: FailoverTraits, failedAttemptCount: number): boolean {
  const tiersCount = failedAttemptCount < 5;
  if (tiersCount && one.tier !== other.tier) return one.tier < other.tier;
  return one.memoryGib > other.memoryGib;
}

type FailoverTraits = Pick<FailoverCandidate, "instance" | "role" | "tier" | "memoryGib" | "isAvailable">;

/** What is wrong with a decision, in words; nothing when it is right. Of equals, each is right. */
function faultOf(
  decision: FailoverDecision,
  members: readonly FailoverTraits[],
  failedAttemptCount: number,
): string | undefined {
  const candidates = members.filter(({ role, isAvailable }) => role === "reader" && isAvailable);
  const old = members.find(({ role }) => role === "writer");
  const [first] = candidates;
  if (decision.kind !== "promote") {
    const chosen = decision.kind === "none" ? "nothing was done" : `${decision.instance} was to be restarted`;
    if (first !== undefined) return `${chosen}, and ${traitsOf(first)} could be promoted`;
    const right = decision.kind === "none" ? undefined : decision.instance;
    return right === old?.instance ? undefined : `${chosen}, and the failed writer is ${old?.instance ?? "gone"}`;
  }
  const target = members.find(({ instance }) => instance === decision.instance);
  if (target === undefined || !candidates.includes(target))
    return `${decision.instance} was to be promoted, which is ${target?.role === "writer" ? "the writer that failed" : "not available"}`;
  const better = candidates.find((other) => isBetter(other, target, failedAttemptCount));
  return better && `${traitsOf(target)} was to be promoted after ${failedAttemptCount} failed attempts, and ${traitsOf(better)} could be`; // prettier-ignore
}

function traitsOf({ instance, tier, memoryGib }: FailoverTraits): string {
  return `${instance} (tier ${tier}, ${memoryGib} GiB)`;
}

/** On paper: whoever is chosen, nobody who could be promoted is better. */
const choosesTheBest: ClusterInvariant = (trace) => {
  let members: readonly FailoverTraits[] = [];
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "members-seen") ({ members } = event);
    if (event.kind !== "target-chosen") continue;
    const what = faultOf(event.decision, members, event.failedAttemptCount);
    if (what !== undefined) return { invariant: "nobody is better than the one who is chosen", eventIndex, what };
  }
  return undefined;
};

/** In a cluster: the same of each order, as the control plane knows its members at that moment. */
const ordersGoToTheBest: ClusterInvariant = (trace) => {
  const members = new Map<InstanceId, FailoverTraits>();
  const invariant = "as soon as the writer counts as failed, an order goes to the best that there is";
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "cluster-opened") for (const member of event.members) members.set(member.instance, member);
    if (event.kind === "instance-available") {
      const { isAvailable } = event;
      members.set(event.instance, { ...(members.get(event.instance) as FailoverTraits), isAvailable });
    }
    if (event.kind === "writer-changed")
      for (const [instance, member] of members)
        members.set(instance, { ...member, role: instance === event.instance ? "writer" : "reader" });

    const isPromotion = event.kind === "promotion-ordered";
    if (isPromotion || event.kind === "restart-ordered") {
      const { instance, attempt } = event;
      const decision = isPromotion ? promote(instance) : restart(instance);
      const what = faultOf(decision, [...members.values()], attempt - 1);
      if (what !== undefined) return { invariant, eventIndex, what };
    }
    if (event.kind !== "failover-began") continue;
    const next = trace[eventIndex + 1]?.kind;
    if (next === "promotion-ordered" || next === "restart-ordered") continue;
    return {
      invariant,
      eventIndex: eventIndex + 1,
      what: `${event.failed} failed, and nobody was ordered to anything`,
    };
  }
  return undefined;
};

/** The last write comes 14 s after everything is back that comes back at all. */
const canBeWrittenAgain: ClusterInvariant = (trace) => {
  if (trace.some((event) => event.kind === "write-committed" && event.transaction === LAST_WRITE.transaction))
    return undefined;
  return {
    invariant: "a cluster with a healthy instance and a healthy volume gets a writer",
    eventIndex: trace.length - 1,
    what: `a write at ${LAST_WRITE.atMs / 1_000} s was not committed, 14 s after the last failure had ended`,
  };
};

describe("properties", () => {
  it("decides as the reference does where no two instances have the same class", () => {
    agreesWithReference(rig, rig.unit, answer(rig), failoverScripts("different"), { runCount: 80 });
  });

  it("chooses any one of the best where several are equal", () => {
    keepsInvariants(rig, rig.unit, answer(rig), failoverScripts("alike"), [choosesTheBest], { runCount: 80 });
  });
});

describe("the cluster", () => {
  it("gives the order at once, and to the best reader that is known to be there, whatever fails", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), failovers("alike"), [ordersGoToTheBest], { runCount: 8 });
  });

  it("can be written to again once an instance and the volume are back", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), failovers("alike"), [canBeWrittenAgain], { runCount: 8 });
  });

  it("runs the cluster event for event as the reference does where no two instances have the same class", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), failovers("different"), { runCount: 8 });
  });
});
