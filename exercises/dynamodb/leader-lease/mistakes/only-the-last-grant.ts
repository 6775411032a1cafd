// The idea: there is one leader, and so there is one lease to remember.
import type { BallotNumber, LeaderLease, LeaderLeaseConfiguration, ReplicaId } from "four-of-six/dynamodb";

/** What was promised to this replica, as the leader of a ballot. */
interface Leadership {
  readonly waitUntilMs: number;
  leaseUntilMs: number;
  readonly askedMs: Map<number, number>;
  readonly granters: Map<number, Set<ReplicaId>>;
}

export function createLeaderLease(configuration: LeaderLeaseConfiguration): LeaderLease {
  const { replica, writeQuorum, leaseMs, marginMs } = configuration;

  let highest = configuration.ballot;
  let promise: { readonly leader: ReplicaId; readonly ballot: BallotNumber; readonly untilMs: number } | undefined;
  const givenUp = new Set<BallotNumber>();
  if (highest > 0) promise = { leader: "anybody", ballot: 0, untilMs: configuration.nowMs + leaseMs };

  let leads: Leadership | undefined;

  function agreeTo(ballot: BallotNumber): void {
    if (ballot > highest) leads = undefined;
    highest = ballot;
  }

  return {
    grant(ballot: BallotNumber, leader: ReplicaId, nowMs: number): boolean {
      if (ballot < highest || givenUp.has(ballot)) return false;
      agreeTo(ballot);
      promise = { leader, ballot, untilMs: nowMs + leaseMs };
      return true;
    },

    support(ballot: BallotNumber, candidate: ReplicaId, nowMs: number): number | undefined {
      if (ballot <= highest) return undefined;
      agreeTo(ballot);
      if (promise === undefined || promise.leader === candidate || promise.leader === replica) return 0;
      return Math.max(0, promise.untilMs - nowMs);
    },

    released(ballot: BallotNumber, leader: ReplicaId): void {
      givenUp.add(ballot);
      if (promise?.leader === leader && promise.ballot === ballot) promise = undefined;
    },

    elected(_ballot: BallotNumber, remainingMs: readonly number[], nowMs: number): void {
      const waitUntilMs = nowMs + Math.max(0, ...remainingMs);
      leads = { waitUntilMs, leaseUntilMs: 0, askedMs: new Map(), granters: new Map() };
    },

    asked(round: number, nowMs: number): void {
      leads?.askedMs.set(round, nowMs);
      leads?.granters.set(round, new Set());
    },

    granted(round: number, by: ReplicaId): void {
      const askedMs = leads?.askedMs.get(round);
      const granters = leads?.granters.get(round)?.add(by);
      if (leads === undefined || askedMs === undefined || granters === undefined) return;
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
