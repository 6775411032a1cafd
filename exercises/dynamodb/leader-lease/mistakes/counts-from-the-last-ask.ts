// The idea: a leader asks again and again; each quorum of grants renews its lease from the last ask.
import type { BallotNumber, LeaderLease, LeaderLeaseConfiguration, ReplicaId } from "four-of-six/dynamodb";

/** What was promised to this replica, as the leader of a ballot. */
interface Leadership {
  readonly waitUntilMs: number;
  leaseUntilMs: number;
  askedMs: number;
  readonly granters: Map<number, Set<ReplicaId>>;
}

export function createLeaderLease(configuration: LeaderLeaseConfiguration): LeaderLease {
  const { replica, writeQuorum, leaseMs, marginMs } = configuration;

  let highest = configuration.ballot;
  const promises = new Map<ReplicaId, { readonly ballot: BallotNumber; readonly untilMs: number }>();
  const givenUp = new Set<BallotNumber>();
  if (highest > 0) promises.set("anybody", { ballot: 0, untilMs: configuration.nowMs + leaseMs });

  let leads: Leadership | undefined;

  function agreeTo(ballot: BallotNumber): void {
    if (ballot > highest) leads = undefined;
    highest = ballot;
  }

  return {
    grant(ballot: BallotNumber, leader: ReplicaId, nowMs: number): boolean {
      if (ballot < highest || givenUp.has(ballot)) return false;
      agreeTo(ballot);
      promises.set(leader, { ballot, untilMs: nowMs + leaseMs });
      return true;
    },

    support(ballot: BallotNumber, candidate: ReplicaId, nowMs: number): number | undefined {
      if (ballot <= highest) return undefined;
      agreeTo(ballot);
      const others = [...promises].filter(([leader]) => leader !== candidate && leader !== replica);
      return Math.max(0, ...others.map(([, { untilMs }]) => untilMs - nowMs));
    },

    released(ballot: BallotNumber, leader: ReplicaId): void {
      givenUp.add(ballot);
      if (promises.get(leader)?.ballot === ballot) promises.delete(leader);
    },

    elected(_ballot: BallotNumber, remainingMs: readonly number[], nowMs: number): void {
      const waitUntilMs = nowMs + Math.max(0, ...remainingMs);
      leads = { waitUntilMs, leaseUntilMs: 0, askedMs: 0, granters: new Map() };
    },

    asked(round: number, nowMs: number): void {
      if (leads === undefined) return;
      leads.askedMs = nowMs;
      leads.granters.set(round, new Set());
    },

    granted(round: number, by: ReplicaId): void {
      const granters = leads?.granters.get(round)?.add(by);
      if (leads === undefined || granters === undefined) return;
      if (granters.size >= writeQuorum)
        leads.leaseUntilMs = Math.max(leads.leaseUntilMs, leads.askedMs + leaseMs - marginMs);
    },

    mayServe(nowMs: number): boolean {
      return leads !== undefined && nowMs >= leads.waitUntilMs && nowMs < leads.leaseUntilMs;
    },

    release(): void {
      leads = undefined;
    },
  };
}
