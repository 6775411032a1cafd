/**
 * A replication group: the three replicas of a partition, each in a zone of its own, with a log and the items that the log
 * has made. One of them leads. It appends a write to its log, sends it to its peers, and acknowledges it once a write
 * quorum has persisted it. Eventually consistent reads go to any replica, strongly consistent ones to the leader, which
 * answers from its own items as long as its lease runs. `leader-lease` says when that is. DynamoDB 2022 §3, §6.
 *
 * A follower that hears nothing from the leader asks the other replicas whether they do, and goes on only if they do not.
 * Then it asks for support in a new ballot. Support goes to whoever has all that the supporter has, so the log of the new
 * leader holds everything that was acknowledged. A leader that gives up says so; then nobody asks, and nobody waits.
 *
 * Simplified: logs are matched as Raft matches them, where the paper says Multi-Paxos. Every replica holds the items; there
 * are no log replicas, and nobody is replaced. What is persisted is on disk at once.
 */
import { toMicros, type Link, type Millis, type Network, type Simulation, type Timer } from "../kernel/index.ts";
import type { BallotNumber, CreateLeaderLease, LeaderLease, ReplicaId } from "./leader-lease.ts";
import type { Refusal, ReplicatedReadMode, ReplicationEvent } from "./replication-trace.ts";

/** Times of a group. Model figures but for the quorum: none is published. */
export interface ReplicationModel {
  readonly leaseMs: Millis;
  readonly marginMs: Millis;
  /** How often the leader speaks, and asks for its lease. */
  readonly heartbeatMs: Millis;
  /** A follower that has heard nothing for so long suspects the leader; each replica a little later than the one before. */
  readonly suspectAfterMs: Millis;
  /** For so long it waits for what all others have to say of the leader; so long after a leader has given up another tries. */
  readonly answerMs: Millis;
  readonly writeQuorum: number;
}

/** What a replica keeps: the item at each key, and which write made it. */
export interface Version {
  readonly operation: number | undefined;
  readonly value: unknown;
}

interface LogEntry {
  readonly ballot: BallotNumber;
  /** Nothing in the first entry of a ballot: it only says that there is a new leader. */
  readonly key: string | undefined;
  readonly version: Version;
}

interface AppendMessage {
  readonly ballot: BallotNumber;
  readonly leader: ReplicaId;
  readonly round: number;
  readonly previousIndex: number;
  readonly previousBallot: BallotNumber;
  readonly entries: readonly LogEntry[];
  readonly commitIndex: number;
}

interface AppendReply {
  readonly by: ReplicaId;
  readonly ballot: BallotNumber;
  readonly round: number;
  readonly isGranted: boolean;
  /** Up to here its log is the leader's; nothing if it did not fit. */
  readonly matchIndex: number | undefined;
  /** Where the leader should go on if it did not. */
  readonly lastIndex: number;
}

interface SupportRequest {
  readonly ballot: BallotNumber;
  readonly candidate: ReplicaId;
  readonly lastIndex: number;
  readonly lastBallot: BallotNumber;
}

interface SupportReply {
  readonly by: ReplicaId;
  readonly ballot: BallotNumber;
  readonly remainingMs: Millis;
}

type Message =
  | ({ readonly kind: "append" } & AppendMessage)
  | ({ readonly kind: "append-reply" } & AppendReply)
  | { readonly kind: "do-you-hear"; readonly by: ReplicaId; readonly suspicion: number }
  | { readonly kind: "i-hear"; readonly by: ReplicaId; readonly suspicion: number; readonly hears: boolean }
  | ({ readonly kind: "support-request" } & SupportRequest)
  | ({ readonly kind: "support-reply" } & SupportReply)
  | { readonly kind: "release"; readonly ballot: BallotNumber; readonly leader: ReplicaId };

/** A write that the leader has been asked for. */
export interface WriteProposal {
  readonly operation: number;
  readonly key: string;
  /** The value afterwards, from the one before, those on their way counted. Throws to refuse: then nothing is appended. */
  readonly change: (before: unknown) => unknown;
  /** Called once it is committed. It may never be. */
  readonly done: () => void;
}

/** What a replica reads. */
export interface ReplicaRead {
  readonly version: Version | undefined;
  /** In which it leads, where it had to. */
  readonly ballot: BallotNumber | undefined;
}

/** What a replica's clock shows, against that of the world: so much more, and so many milliseconds in a second. */
export interface ReplicaClock {
  readonly aheadMs: Millis;
  /** 1,000 if it is right. */
  readonly ratePerMille: number;
}

/** Where a group runs. */
export interface GroupHost {
  readonly simulation: Pick<Simulation<ReplicationEvent>, "nowMs" | "at" | "after" | "cancel" | "record">;
  readonly network: Network;
  readonly createLease: CreateLeaderLease;
  readonly model: ReplicationModel;
  /** Clocks that are not right. */
  readonly clocks?: ReadonlyMap<ReplicaId, ReplicaClock>;
}

const RIGHT_CLOCK: ReplicaClock = { aheadMs: 0, ratePerMille: 1_000 };

/** One replica through its lives. */
export class Replica {
  readonly id: ReplicaId;
  readonly #host: GroupHost;
  readonly #all: readonly ReplicaId[];
  readonly #peers: readonly ReplicaId[];
  readonly #place: number;
  readonly #links = new Map<ReplicaId, Link<Message>>();

  // On disk: the log, and the items that its committed part has made.
  readonly #log: LogEntry[] = [];
  readonly #items = new Map<string, Version>();
  #commitIndex = 0;
  #appliedIndex = 0;
  /** The highest that it has granted or supported. */
  #ballot: BallotNumber = 0;

  // In memory.
  readonly #clock: ReplicaClock;
  #lease: LeaderLease;
  #leader: ReplicaId | undefined;
  /** When it last heard from a leader. */
  #heardMs: Millis;
  /** Its patience begins here. */
  #patientFromMs: Millis;
  /** The highest ballot that it has heard of. */
  #seenBallot: BallotNumber = 0;
  /** The leader itself has said that it leads no more. */
  #isVacant = false;
  #suspicion = 0;
  /** Answers to the suspicion of now that deny the leader, and whether all have had the time to answer. */
  #denials = 0;
  #isAnswered = false;
  #supports = new Map<ReplicaId, Millis>();
  #isCandidate = false;
  #leads: Leading | undefined;
  #timer: Timer | undefined;

  constructor(host: GroupHost, id: ReplicaId, all: readonly ReplicaId[]) {
    this.#host = host;
    this.id = id;
    this.#all = all;
    this.#place = all.indexOf(id);
    this.#peers = all.filter((other) => other !== id);
    this.#clock = host.clocks?.get(id) ?? RIGHT_CLOCK;
    this.#heardMs = host.simulation.nowMs;
    this.#patientFromMs = this.#heardMs;
    this.#lease = this.#newLease();
  }

  /** Joins the replicas of a group, once all are there. */
  static connect(replicas: ReadonlyMap<ReplicaId, Replica>, network: Network): void {
    for (const replica of replicas.values())
      for (const peer of replica.#peers)
        replica.#links.set(
          peer,
          network.link<Message>(replica.id, peer, (message) => replicas.get(peer)?.receive(message)),
        );
  }

  /** Begins: the first replica stands at once, the others give it time. */
  open(): void {
    if (this.#place === 0) this.#beginElection();
    this.#watch();
  }

  /** The process dies, or its machine. What is on disk stays. */
  stop(): void {
    if (this.#timer !== undefined) this.#host.simulation.cancel(this.#timer);
    this.#timer = undefined;
    this.#stepDown();
  }

  /** It starts again, from its disk: what it knew in memory is gone, the leases that it granted among it. */
  start(): void {
    this.#lease = this.#newLease();
    this.#leader = undefined;
    this.#isCandidate = false;
    this.#isVacant = false;
    this.#seenBallot = this.#ballot;
    this.#suspicion++;
    this.#heardMs = -Infinity;
    this.#patientFromMs = this.#now;
    this.#record({ kind: "replica-started", replica: this.id });
    this.#watch();
  }

  /** Gives the leadership up, as before a deployment. Does nothing for one that does not lead. */
  relinquish(): void {
    const leads = this.#leads;
    if (leads === undefined) return;
    this.#lease.release();
    this.#record({ kind: "lease-given-up", replica: this.id, ballot: leads.ballot });
    this.#broadcast({ kind: "release", ballot: leads.ballot, leader: this.id });
    this.#stepDown();
    // It does not want to lead again before somebody else has tried.
    this.#patientFromMs = this.#now + this.#host.model.suspectAfterMs;
    this.#watch();
  }

  /** What it would serve now: the applied version of a key. */
  item(key: string): Version | undefined {
    return this.#items.get(key);
  }

  /** All that it would serve now, or why it does not. */
  readAll(mode: ReplicatedReadMode): ReadonlyMap<string, Version> | Refusal {
    return (mode === "strong" ? this.#refusal() : undefined) ?? this.#items;
  }

  /** Its log up to what is committed, for invariants: which operation each entry is of. */
  get committedOperations(): readonly (number | undefined)[] {
    return this.#log.slice(0, this.#commitIndex).map(({ version }) => version.operation);
  }

  /** Whom it takes for the leader. */
  get leader(): ReplicaId | undefined {
    return this.#leads === undefined ? this.#leader : this.id;
  }

  /** Reads a key, or says why not. */
  read(key: string, mode: ReplicatedReadMode): ReplicaRead | Refusal {
    const version = this.#items.get(key);
    if (mode === "eventual") return { version, ballot: undefined };
    return this.#refusal() ?? { version, ballot: this.#ballot };
  }

  /** Appends a write, or says why not. Throws what `change` throws. */
  write({ operation, key, change, done }: WriteProposal): Refusal | undefined {
    const refusal = this.#refusal();
    if (refusal !== undefined) return refusal;
    const leads = this.#leads as Leading;
    const value = change((leads.onTheirWay.get(key) ?? this.#items.get(key))?.value);
    const version: Version = { operation, value };
    leads.onTheirWay.set(key, version);
    this.#append(leads, { ballot: leads.ballot, key, version });
    leads.waiting.set(this.#log.length, done);
    this.#speak(leads);
    return undefined;
  }

  #refusal(): Refusal | undefined {
    const leads = this.#leads;
    if (leads === undefined) return "not-leader";
    if (!this.#lease.mayServe(this.#clockMs)) {
      this.#noteService(leads, false);
      return "no-lease";
    }
    // What was committed before it led is known to be so once the first entry of its own ballot is.
    if (this.#commitIndex < leads.firstIndex) return "no-quorum-yet";
    this.#noteService(leads, true);
    return undefined;
  }

  #noteService(leads: Leading, serves: boolean): void {
    if (leads.serves === serves) return;
    leads.serves = serves;
    this.#record({ kind: serves ? "serving-began" : "serving-ended", replica: this.id, ballot: leads.ballot });
  }

  /** Its lease should begin or end now: it looks, also if nobody asks it for anything. */
  look(): void {
    if (this.#leads !== undefined && this.#host.network.isUp(this.id)) this.#refusal();
  }

  /** Looks right after its clock shows this time: not at it, where the last digit of a sum would decide. */
  #lookAt(clockMs: Millis): Timer {
    const { aheadMs, ratePerMille } = this.#clock;
    const atMs = toMicros(((clockMs - aheadMs) * 1_000) / ratePerMille + 0.002);
    return this.#host.simulation.at(Math.max(this.#now, atMs), look, this);
  }

  /** A message has arrived. */
  receive(message: Message): void {
    if (!this.#host.network.isUp(this.id)) return;
    switch (message.kind) {
      case "append":
        return this.#onAppend(message);
      case "append-reply":
        return this.#onAppendReply(message);
      case "do-you-hear": {
        const hears = this.#leads !== undefined || this.#now - this.#heardMs < this.#host.model.suspectAfterMs;
        return this.#send(message.by, { kind: "i-hear", by: this.id, suspicion: message.suspicion, hears });
      }
      case "i-hear":
        return this.#onHearing(message.by, message.suspicion, message.hears);
      case "support-request":
        return this.#onSupportRequest(message);
      case "support-reply":
        return this.#onSupportReply(message);
      case "release":
        return this.#onRelease(message.ballot, message.leader);
    }
  }

  // Following.

  #onAppend(message: AppendMessage): void {
    const { ballot, leader, round } = message;
    const isGranted = this.#lease.grant(ballot, leader, this.#clockMs);
    this.#record({ kind: isGranted ? "lease-granted" : "lease-refused", by: this.id, leader, ballot, ...(isGranted && { round }) } as ReplicationEvent); // prettier-ignore
    // Its log is not for the lease to decide about.
    if (!isGranted || ballot < this.#ballot) {
      this.#reply(leader, { ballot: this.#ballot, round, isGranted: false, matchIndex: undefined, lastIndex: this.#log.length }); // prettier-ignore
      return;
    }
    this.#follow(ballot, leader);
    this.#heardMs = this.#now;
    const matchIndex = this.#take(message);
    if (matchIndex !== undefined) this.#commitUpTo(Math.min(message.commitIndex, matchIndex));
    this.#reply(leader, { ballot, round, isGranted, matchIndex, lastIndex: this.#log.length });
  }

  /** Takes the entries if they fit the log, and says how far the log is the leader's. */
  #take({ previousIndex, previousBallot, entries }: AppendMessage): number | undefined {
    if (this.#ballotAt(previousIndex) !== previousBallot) return undefined;
    entries.forEach((entry, offset) => {
      const index = previousIndex + offset + 1;
      if (this.#ballotAt(index) === entry.ballot) return;
      if (index <= this.#log.length) {
        this.#record({ kind: "log-cut", replica: this.id, fromIndex: index });
        this.#log.length = index - 1;
      }
      this.#log.push(entry);
      this.#record({ kind: "persisted", replica: this.id, index });
    });
    return previousIndex + entries.length;
  }

  #reply(to: ReplicaId, reply: Omit<AppendReply, "by">): void {
    this.#send(to, { kind: "append-reply", by: this.id, ...reply });
  }

  /** A follower with more patience than those before it in the list, so that they do not all try at once. */
  get #patienceMs(): Millis {
    return this.#host.model.suspectAfterMs * (1 + 0.2 * this.#place);
  }

  #watch(): void {
    this.#setTimer(Math.max(this.#now, this.#patientFromMs + this.#patienceMs), suspect);
  }

  #setTimer(atMs: Millis, action: (replica: Replica) => void): void {
    if (this.#timer !== undefined) this.#host.simulation.cancel(this.#timer);
    this.#timer = this.#host.simulation.at(atMs, action, this);
  }

  /** In this ballot somebody else leads, or may be about to: what it was about itself is over. */
  #follow(ballot: BallotNumber, leader: ReplicaId | undefined): void {
    this.#ballot = ballot;
    this.#seenBallot = Math.max(this.#seenBallot, ballot);
    this.#stepDown();
    this.#isCandidate = false;
    this.#isVacant = false;
    this.#leader = leader;
    this.#suspicion++;
    this.#patientFromMs = this.#now;
    this.#watch();
  }

  /** The leader has given up. Who stands first in the list tries first, as soon as all can have heard of it. */
  #onRelease(ballot: BallotNumber, leader: ReplicaId): void {
    this.#lease.released(ballot, leader);
    this.#record({ kind: "release-heard", by: this.id, leader, ballot });
    if (this.#leader !== leader || this.#ballot !== ballot) return;
    this.#heardMs = -Infinity;
    this.#isVacant = true;
    // Its place among those that are left.
    const rank = this.#place - (this.#all.indexOf(leader) < this.#place ? 1 : 0);
    this.#setTimer(this.#now + this.#host.model.answerMs * (1 + rank), suspect);
  }

  /** Nothing was heard from the leader for too long; or it has said itself that it leads no more. */
  suspect(): void {
    if (this.#leads !== undefined || !this.#host.network.isUp(this.id)) return;
    this.#patientFromMs = this.#now;
    if (this.#isVacant) {
      this.#isVacant = false;
      this.#watch();
      return this.#beginElection();
    }
    this.#suspicion++;
    this.#denials = 0;
    this.#isAnswered = false;
    this.#record({ kind: "leader-suspected", by: this.id });
    this.#broadcast({ kind: "do-you-hear", by: this.id, suspicion: this.#suspicion });
    this.#setTimer(this.#now + this.#host.model.answerMs, decide);
  }

  #onHearing(by: ReplicaId, suspicion: number, hears: boolean): void {
    if (suspicion !== this.#suspicion || this.#leads !== undefined) return;
    if (hears) {
      this.#suspicion++;
      this.#patientFromMs = this.#now;
      this.#record({ kind: "suspicion-dropped", by: this.id, because: by });
      return this.#watch();
    }
    this.#denials++;
    if (this.#isAnswered || this.#denials === this.#peers.length) this.decide();
  }

  /** All have answered what they hear of the leader, or have had the time to. */
  decide(): void {
    if (this.#leads !== undefined || !this.#host.network.isUp(this.id)) return;
    this.#isAnswered = true;
    this.#watch();
    // If nobody answers, it asks again in a while: alone it could not be elected anyway.
    if (this.#denials === 0) return;
    this.#suspicion++;
    this.#beginElection();
  }

  // Electing.

  #beginElection(): void {
    const count = this.#peers.length + 1;
    // Each replica has ballots of its own: of three, R1 has 1, 4, 7 and so on.
    const ballot = Math.ceil(Math.max(this.#ballot, this.#seenBallot) / count) * count + this.#place + 1;
    const remainingMs = this.#support(ballot, this.id);
    if (remainingMs === undefined) return;
    this.#follow(ballot, undefined);
    this.#isCandidate = true;
    this.#supports = new Map([[this.id, remainingMs]]);
    this.#record({ kind: "election-began", by: this.id, ballot, remainingMs });
    this.#broadcast({
      kind: "support-request",
      ballot,
      candidate: this.id,
      lastIndex: this.#log.length,
      lastBallot: this.#ballotAt(this.#log.length) ?? 0,
    });
  }

  /** Times are said in whole microseconds. */
  #support(ballot: BallotNumber, candidate: ReplicaId): Millis | undefined {
    const remainingMs = this.#lease.support(ballot, candidate, this.#clockMs);
    return remainingMs === undefined ? undefined : toMicros(remainingMs);
  }

  #onSupportRequest({ ballot, candidate, lastIndex, lastBallot }: SupportRequest): void {
    this.#seenBallot = Math.max(this.#seenBallot, ballot);
    const ownBallot = this.#ballotAt(this.#log.length) ?? 0;
    const isBehind = lastBallot < ownBallot || (lastBallot === ownBallot && lastIndex < this.#log.length);
    const isOld = ballot < this.#ballot;
    const remainingMs = isBehind || isOld ? undefined : this.#support(ballot, candidate);
    if (remainingMs === undefined) {
      this.#record({ kind: "support-refused", by: this.id, candidate, ballot });
      return;
    }
    this.#follow(ballot, undefined);
    this.#record({ kind: "supported", by: this.id, candidate, ballot, remainingMs });
    this.#send(candidate, { kind: "support-reply", by: this.id, ballot, remainingMs });
  }

  #onSupportReply({ by, ballot, remainingMs }: SupportReply): void {
    if (!this.#isCandidate || ballot !== this.#ballot) return;
    this.#supports.set(by, remainingMs);
    if (this.#supports.size < this.#host.model.writeQuorum) return;
    this.#isCandidate = false;
    const remaining = [...this.#supports.values()];
    this.#lease.elected(ballot, remaining, this.#clockMs);
    const longestMs = Math.max(...remaining);
    this.#record({ kind: "elected", replica: this.id, ballot, remainingMs: longestMs });
    const leads: Leading = {
      ballot,
      firstIndex: this.#log.length + 1,
      round: 0,
      rounds: new Map(),
      serves: false,
      begins: this.#lookAt(this.#clockMs + longestMs),
      ends: undefined,
      matchIndex: new Map(this.#peers.map((peer) => [peer, 0])),
      nextIndex: new Map(this.#peers.map((peer) => [peer, this.#log.length + 1])),
      onTheirWay: new Map(),
      waiting: new Map(),
    };
    this.#leads = leads;
    // What is on its way from before counts for the conditions of new writes.
    for (const { key, version } of this.#log.slice(this.#commitIndex)) if (key !== undefined) leads.onTheirWay.set(key, version); // prettier-ignore
    this.#append(leads, { ballot, key: undefined, version: { operation: undefined, value: undefined } });
    this.#lead(leads);
  }

  // Leading.

  #append(leads: Leading, entry: LogEntry): void {
    this.#log.push(entry);
    const { operation } = entry.version;
    this.#record({ kind: "appended", replica: this.id, ballot: leads.ballot, index: this.#log.length, operation });
  }

  #lead(leads: Leading): void {
    this.#speak(leads);
    this.#setTimer(this.#now + this.#host.model.heartbeatMs, leadOn);
    this.#refusal();
  }

  /** The next heartbeat is due. */
  leadOn(): void {
    if (this.#leads !== undefined && this.#host.network.isUp(this.id)) this.#lead(this.#leads);
  }

  /** Sends each peer what it lacks, and asks for the lease. */
  #speak(leads: Leading): void {
    const round = ++leads.round;
    leads.rounds.set(round, { askedMs: this.#now, clockMs: this.#clockMs, by: new Set() });
    this.#lease.asked(round, this.#clockMs);
    if (this.#lease.grant(leads.ballot, this.id, this.#clockMs)) this.#granted(leads, round, this.id);
    for (const peer of this.#peers) {
      const previousIndex = (leads.nextIndex.get(peer) as number) - 1;
      this.#send(peer, {
        kind: "append",
        ballot: leads.ballot,
        leader: this.id,
        round,
        previousIndex,
        previousBallot: this.#ballotAt(previousIndex) as BallotNumber,
        entries: this.#log.slice(previousIndex),
        commitIndex: this.#commitIndex,
      });
    }
  }

  #granted(leads: Leading, round: number, by: ReplicaId): void {
    this.#lease.granted(round, by, this.#clockMs);
    const { writeQuorum, leaseMs, marginMs } = this.#host.model;
    const asked = leads.rounds.get(round);
    // A round is told of once, when its quorum is full; then older ones are of no use any more.
    if (asked?.by.add(by).size === writeQuorum) {
      for (const older of leads.rounds.keys()) if (older <= round) leads.rounds.delete(older);
      this.#record({ kind: "lease-renewed", replica: this.id, ballot: leads.ballot, round, askedMs: asked.askedMs });
      if (leads.ends !== undefined) this.#host.simulation.cancel(leads.ends);
      leads.ends = this.#lookAt(asked.clockMs + leaseMs - marginMs);
    }
    this.#refusal();
  }

  #onAppendReply({ by, ballot, round, isGranted, matchIndex, lastIndex }: AppendReply): void {
    const leads = this.#leads;
    if (leads === undefined) return;
    if (ballot > leads.ballot) {
      this.#seenBallot = Math.max(this.#seenBallot, ballot);
      this.#stepDown();
      this.#patientFromMs = this.#now;
      return this.#watch();
    }
    if (ballot < leads.ballot) return;
    if (isGranted) this.#granted(leads, round, by);
    if (matchIndex === undefined) {
      const next = leads.nextIndex.get(by) as number;
      leads.nextIndex.set(by, Math.max(1, Math.min(next - 1, lastIndex + 1)));
      return;
    }
    leads.matchIndex.set(by, Math.max(leads.matchIndex.get(by) as number, matchIndex));
    leads.nextIndex.set(by, Math.max(leads.nextIndex.get(by) as number, matchIndex + 1));
    this.#commit(leads);
  }

  /** What a write quorum has persisted is committed, once an entry of this ballot is. */
  #commit(leads: Leading): void {
    const matched = [this.#log.length, ...leads.matchIndex.values()].sort((a, b) => b - a);
    const index = matched[this.#host.model.writeQuorum - 1] as number;
    if (index <= this.#commitIndex || this.#ballotAt(index) !== leads.ballot) return;
    const from = this.#commitIndex;
    this.#commitUpTo(index);
    for (let committed = from + 1; committed <= index; committed++) {
      const { version } = this.#log[committed - 1] as LogEntry;
      this.#record({ kind: "committed", replica: this.id, ballot: leads.ballot, index: committed, operation: version.operation }); // prettier-ignore
      leads.waiting.get(committed)?.();
      leads.waiting.delete(committed);
    }
    this.#refusal();
  }

  #commitUpTo(index: number): void {
    this.#commitIndex = Math.max(this.#commitIndex, index);
    while (this.#appliedIndex < this.#commitIndex) {
      const { key, version } = this.#log[this.#appliedIndex++] as LogEntry;
      if (key === undefined) continue;
      this.#items.set(key, version);
      this.#record({ kind: "applied", replica: this.id, index: this.#appliedIndex });
    }
  }

  #stepDown(): void {
    const leads = this.#leads;
    if (leads === undefined) return;
    this.#noteService(leads, false);
    this.#record({ kind: "stepped-down", replica: this.id, ballot: leads.ballot });
    for (const timer of [leads.begins, leads.ends]) if (timer !== undefined) this.#host.simulation.cancel(timer);
    this.#leads = undefined;
    this.#leader = undefined;
  }

  #newLease(): LeaderLease {
    const { leaseMs, marginMs, writeQuorum } = this.#host.model;
    const [replica, ballot, nowMs] = [this.id, this.#ballot, this.#clockMs];
    return this.#host.createLease({ replica, writeQuorum, leaseMs, marginMs, nowMs, ballot });
  }

  #ballotAt(index: number): BallotNumber | undefined {
    return index === 0 ? 0 : this.#log[index - 1]?.ballot;
  }

  #broadcast(message: Message): void {
    for (const peer of this.#peers) this.#send(peer, message);
  }

  #send(to: ReplicaId, message: Message): void {
    this.#links.get(to)?.send(message);
  }

  #record(event: ReplicationEvent): void {
    this.#host.simulation.record(event);
  }

  get #now(): Millis {
    return this.#host.simulation.nowMs;
  }

  /** What its own clock shows: leases go by it. */
  get #clockMs(): Millis {
    const { aheadMs, ratePerMille } = this.#clock;
    return toMicros(aheadMs + (this.#now * ratePerMille) / 1_000);
  }
}

interface Leading {
  readonly ballot: BallotNumber;
  /** Its first entry in this ballot. */
  readonly firstIndex: number;
  round: number;
  /** Those that may still make the lease longer. */
  readonly rounds: Map<number, { readonly askedMs: Millis; readonly clockMs: Millis; readonly by: Set<ReplicaId> }>;
  serves: boolean;
  /** When it looks whether it serves. */
  readonly begins: Timer;
  ends: Timer | undefined;
  readonly matchIndex: Map<ReplicaId, number>;
  readonly nextIndex: Map<ReplicaId, number>;
  /** What the newest entry of each key will make of it, committed or not. */
  readonly onTheirWay: Map<string, Version>;
  readonly waiting: Map<number, () => void>;
}

function suspect(replica: Replica): void {
  replica.suspect();
}

function decide(replica: Replica): void {
  replica.decide();
}

function look(replica: Replica): void {
  replica.look();
}

function leadOn(replica: Replica): void {
  replica.leadOn();
}
