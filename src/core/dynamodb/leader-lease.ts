/**
 * Leader lease: which of the three replicas of a partition may serve strongly consistent reads and take writes, and when a
 * new one may begin.
 *
 * A leader asks its peers for a lease of so many milliseconds, and asks again long before it runs out. It holds the lease
 * once a write quorum, itself among them, has granted it. Nobody's clock is compared with anybody else's: the leader
 * counts from when it asked, a peer from when it was asked, and that is later. Leader and peers need not even count
 * milliseconds alike: the leader stops a margin earlier.
 *
 *   leader R1   asks at 1,000 ms for 2,000 ms     serves until 2,980 ms by its clock, with a margin of 20 ms
 *   peer R2     is asked at 1,002 ms, grants      keeps its word until 3,002 ms by its own
 *
 * Leadership has numbers, ballots. Whoever wants to lead asks for support in a higher one. A peer that supports it says for
 * how long a lease that it has granted to somebody else may still run, and the new leader waits for the longest of these:
 *
 *   R3 is supported at 2,200 ms by R2, which granted R1 until 3,002 ms: another 802 ms
 *   R3 is elected at 2,201 ms, and serves from 3,003 ms on
 *
 * Every lease has a write quorum of grants, and every election a write quorum of supports: some replica is in both, and tells.
 * A leader that gives its lease up says so, and nobody has to wait. DynamoDB 2022 §3, §6.2, §6.4.
 *
 * Simplified: the paper elects with Multi-Paxos and does not publish the length of the lease; the wait "only takes a couple
 * of seconds". How the lease is granted and told is ours.
 */
import { ScenarioError, type Labelled, type Millis, type NodeId } from "../kernel/index.ts";

/** A replica of a partition: `R1`. */
export type ReplicaId = NodeId;
/** The number of a leadership, from 1 on. A higher one supersedes a lower one; no two replicas lead in the same. */
export type BallotNumber = Labelled<number, "BallotNumber">;

/** What a replica knows of leases when its process starts. */
export interface LeaderLeaseConfiguration {
  readonly replica: ReplicaId;
  /** How many replicas, this one among them, make a write quorum: 2 of 3. DynamoDB 2022 §6.1. */
  readonly writeQuorum: number;
  /** How long a lease is, from when it is asked for. Above 0. */
  readonly leaseMs: Millis;
  /** A leader stops so much earlier: over a lease two clocks run apart by that much at most. From 0 to below the lease. */
  readonly marginMs: Millis;
  readonly nowMs: Millis;
  /**
   * The highest ballot that the replica has granted or supported, from its disk; 0 if it never has. Above 0 its process has
   * been here before, and has forgotten whom it granted a lease, and when: the last one may have been granted just now.
   */
  readonly ballot: BallotNumber;
}

/**
 * The seam: what the exercise `leader-lease` asks for. One replica's part, as a peer and as a leader. All times are of the
 * replica's own clock; none is less than the one before. What others say is heard late, out of order and more than once.
 */
export interface LeaderLease {
  /**
   * A leader, perhaps this replica itself, asks this replica for a lease, for the first time or again. Granted from now
   * on, unless the replica has granted or supported a higher ballot, or heard that this ballot was given up.
   */
  grant(ballot: BallotNumber, leader: ReplicaId, nowMs: Millis): boolean;
  /**
   * A candidate, perhaps this replica itself, asks for support in a new ballot. Supported if the ballot is higher than any
   * that the replica has granted or supported: then, for how long a lease that it granted may still run, 0 ms and more.
   * Those of the candidate and of this replica itself do not count: neither of them serves under an older ballot any more.
   * Nothing if it is refused.
   */
  support(ballot: BallotNumber, candidate: ReplicaId, nowMs: Millis): Millis | undefined;
  /** The leader of this ballot has given its lease up: it will not serve in it any more, and needs no lease in it. */
  released(ballot: BallotNumber, leader: ReplicaId): void;

  /**
   * This replica was elected: `remainingMs` are what its supporters said, its own support among them. It holds no lease
   * yet, whatever it held before.
   */
  elected(ballot: BallotNumber, remainingMs: readonly Millis[], nowMs: Millis): void;
  /** As a leader it asks all replicas for a lease, for the `round`-th time: 1, 2, 3 and so on in each ballot. */
  asked(round: number, nowMs: Millis): void;
  /** A replica, perhaps this one itself, has granted what was asked for in that round of this replica's ballot. */
  granted(round: number, by: ReplicaId, nowMs: Millis): void;
  /**
   * Whether it may serve strongly consistent reads, and take writes, at this moment. Not any more once it has granted or
   * supported a higher ballot than its own.
   */
  mayServe(nowMs: Millis): boolean;
  /** It gives its lease up, as before a deployment: from now on it does not serve in its ballot any more. */
  release(): void;
}

/** Makes the part of one process of a replica. */
export type CreateLeaderLease = (configuration: LeaderLeaseConfiguration) => LeaderLease;

/** The reference implementation. */
export const createLeaderLease: CreateLeaderLease = (configuration) => new Lease(configuration);

interface Leadership {
  /** Before this an older lease may still be served on. */
  readonly waitUntilMs: Millis;
  /** It may serve until then, the margin taken off. */
  leaseUntilMs: Millis;
  /** Rounds that may still make the lease longer. */
  readonly rounds: Map<number, { readonly askedMs: Millis; readonly by: Set<ReplicaId> }>;
}

/** A lease that this replica has granted: it keeps its word until then. */
interface Grant {
  readonly ballot: BallotNumber;
  readonly untilMs: Millis;
}

/** Stands for whomever the process before a restart may have granted a lease. */
const FORGOTTEN: ReplicaId = "";

class Lease implements LeaderLease {
  readonly #configuration: LeaderLeaseConfiguration;
  /** The highest that it has granted or supported. */
  #ballot: BallotNumber;
  /** Those that were given up. What was asked in them before may arrive after. */
  readonly #givenUp = new Set<BallotNumber>();
  /** The last lease of each leader: an older leader's may still run when a newer one begins. */
  readonly #grants = new Map<ReplicaId, Grant>();
  #leads: Leadership | undefined;

  constructor(configuration: LeaderLeaseConfiguration) {
    this.#configuration = configuration;
    const { ballot, nowMs, leaseMs } = configuration;
    this.#ballot = ballot;
    // Under no ballot, so that no late release of one cuts it short.
    if (ballot > 0) this.#grants.set(FORGOTTEN, { ballot: 0, untilMs: nowMs + leaseMs });
  }

  grant(ballot: BallotNumber, leader: ReplicaId, nowMs: Millis): boolean {
    if (ballot < this.#ballot || this.#givenUp.has(ballot)) return false;
    this.#superseded(ballot);
    this.#grants.set(leader, { ballot, untilMs: nowMs + this.#configuration.leaseMs });
    return true;
  }

  support(ballot: BallotNumber, candidate: ReplicaId, nowMs: Millis): Millis | undefined {
    if (ballot <= this.#ballot) return undefined;
    this.#superseded(ballot);
    let remainingMs = 0;
    for (const [leader, { untilMs }] of this.#grants)
      if (leader !== candidate && leader !== this.#configuration.replica)
        remainingMs = Math.max(remainingMs, untilMs - nowMs);
    return remainingMs;
  }

  released(ballot: BallotNumber, leader: ReplicaId): void {
    this.#givenUp.add(ballot);
    // Said late, it may be about a leadership of the same replica that is over.
    if (this.#grants.get(leader)?.ballot === ballot) this.#grants.delete(leader);
  }

  elected(_ballot: BallotNumber, remainingMs: readonly Millis[], nowMs: Millis): void {
    // What is left of a lease was said before now, and is counted from now: at worst the wait is a little longer.
    const waitUntilMs = nowMs + Math.max(0, ...remainingMs);
    this.#leads = { waitUntilMs, leaseUntilMs: 0, rounds: new Map() };
  }

  asked(round: number, nowMs: Millis): void {
    this.#leads?.rounds.set(round, { askedMs: nowMs, by: new Set() });
  }

  granted(round: number, by: ReplicaId): void {
    const { writeQuorum, leaseMs, marginMs } = this.#configuration;
    const leads = this.#leads;
    const asked = leads?.rounds.get(round);
    if (leads === undefined || asked === undefined) return;
    asked.by.add(by);
    if (asked.by.size < writeQuorum) return;
    leads.leaseUntilMs = Math.max(leads.leaseUntilMs, asked.askedMs + leaseMs - marginMs);
    for (const older of leads.rounds.keys()) if (older <= round) leads.rounds.delete(older);
  }

  mayServe(nowMs: Millis): boolean {
    const leads = this.#leads;
    return leads !== undefined && nowMs >= leads.waitUntilMs && nowMs < leads.leaseUntilMs;
  }

  release(): void {
    this.#leads = undefined;
  }

  /** Who grants or supports a higher ballot than its own leads no more. */
  #superseded(ballot: BallotNumber): void {
    if (ballot > this.#ballot) this.#leads = undefined;
    this.#ballot = ballot;
  }
}

/** Throws `ScenarioError`, naming the field, for figures with which no leader could ever serve. */
export function checkLeaseFigures(
  { leaseMs, marginMs }: Pick<LeaderLeaseConfiguration, "leaseMs" | "marginMs">,
  field: string,
): void {
  if (!(leaseMs > 0 && leaseMs < Infinity)) throw new ScenarioError(`${field}.leaseMs`, "a time above 0 ms", leaseMs);
  if (!(marginMs >= 0 && marginMs < leaseMs))
    throw new ScenarioError(`${field}.marginMs`, `a time from 0 ms to below the lease of ${leaseMs} ms`, marginMs);
}
