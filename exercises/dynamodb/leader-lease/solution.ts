import type { BallotNumber, LeaderLease, LeaderLeaseConfiguration, ReplicaId } from "four-of-six/dynamodb";

/** What was promised to this replica, as the leader of a ballot. */
interface Leadership {
  readonly waitUntilMs: number;
  leaseUntilMs: number;
  readonly rounds: Map<number, { readonly askedMs: number; readonly granters: Set<ReplicaId> }>;
}

export function createLeaderLease(configuration: LeaderLeaseConfiguration): LeaderLease {
  const { replica, writeQuorum, leaseMs, marginMs } = configuration;

  // As a peer: the highest ballot it has agreed to, and until when each leader may count on it.
  let highest = configuration.ballot;
  const promises = new Map<ReplicaId, { readonly ballot: BallotNumber; readonly untilMs: number }>();
  const givenUp = new Set<BallotNumber>();
  // Whom the process before promised anything is lost. It may have been anybody, and just now.
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
      // Counted from now, after the leader has asked: this replica keeps its word longer than the leader relies on it.
      promises.set(leader, { ballot, untilMs: nowMs + leaseMs });
      return true;
    },

    support(ballot: BallotNumber, candidate: ReplicaId, nowMs: number): number | undefined {
      if (ballot <= highest) return undefined;
      agreeTo(ballot);
      // The candidate knows of its own lease, and this replica has just stopped to lead.
      const others = [...promises].filter(([leader]) => leader !== candidate && leader !== replica);
      return Math.max(0, ...others.map(([, { untilMs }]) => untilMs - nowMs));
    },

    released(ballot: BallotNumber, leader: ReplicaId): void {
      givenUp.add(ballot);
      if (promises.get(leader)?.ballot === ballot) promises.delete(leader);
    },

    elected(_ballot: BallotNumber, remainingMs: readonly number[], nowMs: number): void {
      const waitUntilMs = nowMs + Math.max(0, ...remainingMs);
      leads = { waitUntilMs, leaseUntilMs: 0, rounds: new Map() };
    },

    asked(round: number, nowMs: number): void {
      leads?.rounds.set(round, { askedMs: nowMs, granters: new Set() });
    },

    granted(round: number, by: ReplicaId): void {
      const asked = leads?.rounds.get(round);
      if (leads === undefined || asked === undefined) return;
      const { askedMs, granters } = asked;
      granters.add(by);
      // Only when it asked is before every one of the promises; an older round may be answered after a newer one.
      if (granters.size >= writeQuorum) leads.leaseUntilMs = Math.max(leads.leaseUntilMs, askedMs + leaseMs - marginMs);
    },

    mayServe(nowMs: number): boolean {
      return leads !== undefined && nowMs >= leads.waitUntilMs && nowMs < leads.leaseUntilMs;
    },

    release(): void {
      leads = undefined;
    },
  };
}
