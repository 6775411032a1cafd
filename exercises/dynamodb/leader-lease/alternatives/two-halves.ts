// A peer and a leader, two small classes that know nothing of each other but whether the leader has been overruled.
import type { BallotNumber, LeaderLease, LeaderLeaseConfiguration, ReplicaId } from "four-of-six/dynamodb";

class Peer {
  readonly #own: ReplicaId;
  readonly #leaseMs: number;
  readonly #doubtUntilMs: number;
  #ballot: BallotNumber;
  /** Whose lease, of which ballot, granted when; the newest of each replica. */
  #promises: { readonly to: ReplicaId; readonly ballot: BallotNumber; readonly atMs: number }[] = [];
  #closed: BallotNumber[] = [];

  constructor({ replica, leaseMs, nowMs, ballot }: LeaderLeaseConfiguration) {
    this.#own = replica;
    this.#leaseMs = leaseMs;
    this.#doubtUntilMs = ballot === 0 ? -Infinity : nowMs + leaseMs;
    this.#ballot = ballot;
  }

  get ballot(): BallotNumber {
    return this.#ballot;
  }

  promise(ballot: BallotNumber, to: ReplicaId, atMs: number): boolean {
    if (this.#ballot > ballot || this.#closed.includes(ballot)) return false;
    this.#ballot = ballot;
    this.#promises = [...this.#promises.filter((each) => each.to !== to), { to, ballot, atMs }];
    return true;
  }

  vote(ballot: BallotNumber, to: ReplicaId, nowMs: number): number | undefined {
    if (this.#ballot >= ballot) return undefined;
    this.#ballot = ballot;
    return this.#promises
      .filter((each) => each.to !== to && each.to !== this.#own)
      .map(({ atMs }) => this.#leaseMs - (nowMs - atMs))
      .concat(this.#doubtUntilMs - nowMs)
      .reduce((longest, ms) => (ms > longest ? ms : longest), 0);
  }

  close(ballot: BallotNumber, of: ReplicaId): void {
    this.#closed.push(ballot);
    this.#promises = this.#promises.filter((each) => each.to !== of || each.ballot !== ballot);
  }
}

class Leader {
  readonly ballot: BallotNumber;
  readonly #quorum: number;
  readonly #lengthMs: number;
  readonly #sinceMs: number;
  readonly #waitMs: number;
  #rounds: { readonly round: number; readonly askedMs: number; readonly by: readonly ReplicaId[] }[] = [];

  constructor(ballot: BallotNumber, sinceMs: number, waitMs: number, { writeQuorum, leaseMs, marginMs }: LeaderLeaseConfiguration) {
    this.ballot = ballot;
    this.#quorum = writeQuorum;
    this.#lengthMs = leaseMs - marginMs;
    this.#sinceMs = sinceMs;
    this.#waitMs = waitMs;
  } // prettier-ignore

  ask(round: number, askedMs: number): void {
    this.#rounds.push({ round, askedMs, by: [] });
  }

  hear(round: number, by: ReplicaId): void {
    this.#rounds = this.#rounds.map((each) =>
      each.round === round && !each.by.includes(by) ? { ...each, by: [...each.by, by] } : each,
    );
  }

  serves(nowMs: number): boolean {
    const isLeased = ({ askedMs, by }: { readonly askedMs: number; readonly by: readonly ReplicaId[] }) =>
      by.length >= this.#quorum && nowMs - askedMs < this.#lengthMs;
    return nowMs - this.#sinceMs >= this.#waitMs && this.#rounds.some(isLeased);
  }
}

export function createLeaderLease(configuration: LeaderLeaseConfiguration): LeaderLease {
  const peer = new Peer(configuration);
  let leader: Leader | undefined;
  return {
    grant: (ballot, of, nowMs) => peer.promise(ballot, of, nowMs),
    support: (ballot, candidate, nowMs) => peer.vote(ballot, candidate, nowMs),
    released: (ballot, of) => peer.close(ballot, of),
    elected(ballot, remainingMs, nowMs) {
      leader = new Leader(ballot, nowMs, Math.max(0, ...remainingMs), configuration);
    },
    asked: (round, nowMs) => leader?.ask(round, nowMs),
    granted: (round, by) => leader?.hear(round, by),
    mayServe: (nowMs) => leader !== undefined && leader.ballot >= peer.ballot && leader.serves(nowMs),
    release() {
      leader = undefined;
    },
  };
}
