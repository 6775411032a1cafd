import type { BallotNumber, LeaderLease, LeaderLeaseConfiguration, ReplicaId } from "four-of-six/dynamodb";

/** Makes the part of one process of a replica. Hover over a name to read what it promises. */
export function createLeaderLease(configuration: LeaderLeaseConfiguration): LeaderLease {
  // Two things have to be remembered: what this replica has promised, and what was promised to it.
  return {
    grant(ballot: BallotNumber, leader: ReplicaId, nowMs: number): boolean {
      return false;
    },
    support(ballot: BallotNumber, candidate: ReplicaId, nowMs: number): number | undefined {
      return undefined;
    },
    released(ballot: BallotNumber, leader: ReplicaId): void {},

    elected(ballot: BallotNumber, remainingMs: readonly number[], nowMs: number): void {},
    asked(round: number, nowMs: number): void {},
    granted(round: number, by: ReplicaId, nowMs: number): void {},
    mayServe(nowMs: number): boolean {
      return false;
    },
    release(): void {},
  };
}
