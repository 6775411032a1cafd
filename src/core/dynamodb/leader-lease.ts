/**
 * Leader lease: which of the three replicas of a partition may serve strongly consistent reads and take writes, and when a
 * new one may begin.
 *
 * A leader asks its peers for a lease of so many milliseconds, and asks again long before it runs out. It holds the lease
 * once a write quorum, itself among them, has granted it. Nobody's clock is compared with anybody else's: the leader
 * counts from when it asked, a peer from when it was asked, and that is later.
 *
 *   leader R1   asks at 1,000 ms for 3,000 ms     may serve until 4,000 ms
 *   peer R2     is asked at 1,002 ms, grants      keeps its word until 4,002 ms
 *
 * Leadership has numbers, ballots. Whoever wants to lead asks for support in a higher one. A peer that supports it says how
 * long a lease that it has granted to somebody else may still run, and the new leader waits for the longest of these:
 *
 *   R3 is supported at 2,500 ms by R2, which granted R1 until 4,002 ms: another 1,502 ms
 *   R3 is elected at 2,501 ms, and serves from 4,003 ms on
 *
 * Every lease has a write quorum of grants, and every election a write quorum of supports: some replica is in both, and tells.
 * A leader that gives its lease up says so, and nobody has to wait. DynamoDB 2022 §3, §6.2, §6.4.
 *
 * Simplified: the paper elects with Multi-Paxos and does not publish the length of the lease; the wait "only takes a couple
 * of seconds". Clocks may show different times here, but run equally fast but for a margin.
 */
import { ScenarioError, type Labelled, type Millis, type NodeId } from "../kernel/index.ts";

/** A replica of a partition: `R1`. */
export type ReplicaId = NodeId;
/** The number of a leadership, from 1 on. A higher one supersedes a lower one; no two replicas lead in the same. */
export type Ballot = Labelled<number, "Ballot">;

/** What a replica knows of leases when its process starts. */
export interface LeaderLeaseConfiguration {
  readonly replica: ReplicaId;
  /** How many replicas, this one among them, make a write quorum: 2 of 3. */
  readonly writeQuorum: number;
  /** How long a lease is, from when it is asked for. */
  readonly leaseMs: Millis;
  /** A leader stops so much earlier: clocks may run apart by that much in the length of a lease. */
  readonly marginMs: Millis;
  readonly nowMs: Millis;
  /**
   * Whether the process has been here before. Then it has forgotten which leases it granted, and when: the latest may have
   * been granted just now.
   */
  readonly isRestart: boolean;
}

/**
 * The seam: what the exercise `leader-lease` asks for. One replica's part, as a peer and as a leader. No `nowMs` is less than
 * the one before. What is granted, supported or released may be heard twice, late, and out of order.
 */
export interface LeaderLease {
  /**
   * A leader asks this replica for a lease, for the first time or again. Granted from now on, unless the replica has
   * granted or supported a higher ballot.
   */
  grant(ballot: Ballot, leader: ReplicaId, nowMs: Millis): boolean;
  /**
   * A candidate asks this replica for support in a new ballot. Supported if the ballot is higher than any that the replica
   * has granted or supported: then, for how long a lease that it granted to somebody else may still run, 0 and more.
   * Nothing if it is refused. A leader that supports another one leads no more.
   */
  support(ballot: Ballot, candidate: ReplicaId, nowMs: Millis): Millis | undefined;
  /** The leader of this ballot has given its lease up: it will not serve any more in it. */
  released(ballot: Ballot, leader: ReplicaId): void;

  /**
   * This replica was elected: `remainingMs` are what its supporters said, its own support among them. It holds no lease
   * yet.
   */
  elected(ballot: Ballot, remainingMs: readonly Millis[], nowMs: Millis): void;
  /** As a leader it asks its peers for a lease, for the `round`-th time: 1, 2, 3 and so on in each ballot. */
  asked(round: number, nowMs: Millis): void;
  /** A replica has granted what was asked for in that round of this replica's ballot; itself among them. */
  granted(round: number, by: ReplicaId, nowMs: Millis): void;
  /** Whether it may serve strongly consistent reads, and acknowledge writes, at this moment. */
  mayServe(nowMs: Millis): boolean;
  /** It gives its lease up, as before a deployment: from now on it serves no more in its ballot. */
  release(): void;
}

/** Makes the part of one process of a replica. */
export type CreateLeaderLease = (configuration: LeaderLeaseConfiguration) => LeaderLease;

/** The reference implementation. */
export const createLeaderLease: CreateLeaderLease = (configuration) => new Lease(configuration);

interface Leadership {
  readonly ballot: Ballot;
  /** Before this an older lease may still be served on. */
  readonly waitUntilMs: Millis;
  /** It may serve until then, the margin taken off. */
  leaseUntilMs: Millis;
  /** Rounds that may still make the lease longer. */
  readonly rounds: Map<number, { readonly askedMs: Millis; readonly by: Set<ReplicaId> }>;
}

/** A lease that this replica has granted: it keeps its word until then. */
interface Grant {
  readonly ballot: Ballot;
  readonly untilMs: Millis;
}

/** Stands for whomever the process before a restart may have granted a lease. */
const FORGOTTEN: ReplicaId = "";

class Lease implements LeaderLease {
  readonly #configuration: LeaderLeaseConfiguration;
  /** The highest ballot that it has granted or supported. */
  #ballot: Ballot = 0;
  /** The last lease of each leader: an older one may still run when a newer one begins. */
  readonly #grants = new Map<ReplicaId, Grant>();
  #leads: Leadership | undefined;

  constructor(configuration: LeaderLeaseConfiguration) {
    this.#configuration = configuration;
    const { isRestart, nowMs, leaseMs } = configuration;
    if (isRestart) this.#grants.set(FORGOTTEN, { ballot: 0, untilMs: nowMs + leaseMs });
  }

  grant(ballot: Ballot, leader: ReplicaId, nowMs: Millis): boolean {
    if (ballot < this.#ballot) return false;
    if (ballot > this.#ballot) this.#leads = undefined;
    this.#ballot = ballot;
    this.#grants.set(leader, { ballot, untilMs: nowMs + this.#configuration.leaseMs });
    return true;
  }

  support(ballot: Ballot, candidate: ReplicaId, nowMs: Millis): Millis | undefined {
    if (ballot <= this.#ballot) return undefined;
    this.#ballot = ballot;
    this.#leads = undefined;
    let remainingMs = 0;
    for (const [leader, { untilMs }] of this.#grants)
      if (leader !== candidate) remainingMs = Math.max(remainingMs, untilMs - nowMs);
    return remainingMs;
  }

  released(ballot: Ballot, leader: ReplicaId): void {
    // Said late, it may be about a leadership of the same replica that is over.
    if (this.#grants.get(leader)?.ballot === ballot) this.#grants.delete(leader);
  }

  elected(ballot: Ballot, remainingMs: readonly Millis[], nowMs: Millis): void {
    const waitUntilMs = nowMs + Math.max(0, ...remainingMs);
    this.#leads = { ballot, waitUntilMs, leaseUntilMs: 0, rounds: new Map() };
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
