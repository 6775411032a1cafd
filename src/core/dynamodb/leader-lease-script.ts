import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, type Millis, type Timed } from "../kernel/index.ts";
import { createLeaderLease, type BallotNumber, type CreateLeaderLease, type LeaderLease, type ReplicaId } from "./leader-lease.ts"; // prettier-ignore
import type { ReplicationEvent, ReplicationTrace } from "./replication-trace.ts";

/** One thing that happens. Replicas and messages are named by their place, round and round. */
export type LeaderLeaseStep =
  /** Time, in steps of 50 ms, so that every clock shows whole milliseconds. */
  | { readonly tell: "pass"; readonly ms: Millis }
  /** The replica asks for support, in the next ballot of its own above all that there are. */
  | { readonly tell: "stand"; readonly replica: number }
  /** The replica asks for a lease, if it leads. */
  | { readonly tell: "ask"; readonly replica: number }
  /** It gives its lease up, if it leads. */
  | { readonly tell: "give-up"; readonly replica: number }
  /** Its process ends, and begins anew with what is on its disk: the ballot. */
  | { readonly tell: "restart"; readonly replica: number }
  /** From now on what would arrive at the replica, or from it, is lost; or not any more. */
  | { readonly tell: "cut" | "join"; readonly replica: number }
  /** Of what is on its way, the message at this place arrives. */
  | { readonly tell: "arrive"; readonly place: number }
  /** All of it arrives, and what is said in return. */
  | { readonly tell: "arrive-all" }
  /** A message that has arrived arrives again. */
  | { readonly tell: "repeat"; readonly place: number };

/** The lease alone: replicas that have no log, and clocks and messages that do what the script says. */
export interface LeaderLeaseScript {
  /** One for each replica, R1 first: how far its clock is ahead, and by how much it is fast or slow. An odd number. */
  readonly clocks: readonly { readonly aheadMs: Millis; readonly rate: "slow" | "right" | "fast" }[];
  readonly steps: readonly LeaderLeaseStep[];
}

/** So long is a lease of a script, and so much earlier a leader stops. */
export const SCRIPT_LEASE = Object.freeze({ leaseMs: 2_000, marginMs: 100 });
/** Milliseconds that a clock shows in a second of the world. Over a lease the fast and the slow one part by 80 ms. */
const RATES = { slow: 980, right: 1_000, fast: 1_020 } as const;
const PASS_MS = 50;
const ZONES = frozen(["az-1", "az-2", "az-3"] as const);

type Message = { readonly from: Member; readonly to: Member; readonly ballot: BallotNumber } & (
  | { readonly kind: "ask"; readonly round: number }
  | { readonly kind: "granted"; readonly round: number }
  | { readonly kind: "stand" }
  | { readonly kind: "supported"; readonly remainingMs: Millis }
  | { readonly kind: "released" }
);

/** Takes one step after the other. Throws `ScenarioError`, naming the field, for a script that makes no sense. */
export function runLeaderLeaseScript(
  script: LeaderLeaseScript,
  create: CreateLeaderLease = createLeaderLease,
  trace: Timed<ReplicationEvent>[] = [],
): ReplicationTrace {
  checkLeaderLeaseScript(script);
  return new Play(script, create, trace).run();
}

/** A replica: its lease, and what is around it. */
class Member {
  readonly id: ReplicaId;
  readonly aheadMs: Millis;
  readonly rate: number;
  lease: LeaderLease;
  isCut = false;
  /** On its disk. */
  ballot: BallotNumber = 0;
  /** What it has said of its own support, and heard of that of others, in the ballot in which it stands. */
  supports: Map<Member, Millis> | undefined;
  leads: BallotNumber | undefined;
  round = 0;
  renewedRound = 0;
  readonly grants = new Map<number, Set<Member>>();
  readonly askedAtMs = new Map<number, Millis>();
  /** The ballot in which it was last seen to serve; nothing if it does not. */
  serves: BallotNumber | undefined;

  constructor(id: ReplicaId, aheadMs: Millis, rate: number, open: (member: Member) => LeaderLease) {
    this.id = id;
    this.aheadMs = aheadMs;
    this.rate = rate;
    this.lease = open(this);
  }

  stepDown(): void {
    this.leads = undefined;
    this.supports = undefined;
  }
}

class Play {
  readonly #steps: readonly LeaderLeaseStep[];
  readonly #create: CreateLeaderLease;
  readonly #trace: Timed<ReplicationEvent>[];
  readonly #members: readonly Member[];
  readonly #onTheWay: Message[] = [];
  readonly #arrived: Message[] = [];
  readonly #writeQuorum: number;
  #nowMs: Millis = 0;

  constructor({ clocks, steps }: LeaderLeaseScript, create: CreateLeaderLease, trace: Timed<ReplicationEvent>[]) {
    this.#steps = steps;
    this.#create = create;
    this.#trace = trace;
    this.#writeQuorum = (clocks.length + 1) / 2;
    const open = (member: Member) => this.#open(member);
    this.#record({
      kind: "replication-opened",
      replicas: clocks.map((_, place) => ({ replica: `R${place + 1}`, zone: ZONES[place % ZONES.length] as string })),
      ...SCRIPT_LEASE,
    });
    this.#members = clocks.map(({ aheadMs, rate }, place) => new Member(`R${place + 1}`, aheadMs, RATES[rate], open));
  }

  run(): ReplicationTrace {
    for (const step of this.#steps) {
      this.#take(step);
      this.#look();
    }
    return this.#trace;
  }

  #take(step: LeaderLeaseStep): void {
    switch (step.tell) {
      case "pass":
        this.#nowMs += step.ms;
        return;
      case "stand":
        return this.#stand(this.#member(step.replica));
      case "ask":
        return this.#ask(this.#member(step.replica));
      case "give-up":
        return this.#giveUp(this.#member(step.replica));
      case "restart":
        return this.#restart(this.#member(step.replica));
      case "cut":
      case "join": {
        const member = this.#member(step.replica);
        member.isCut = step.tell === "cut";
        return;
      }
      case "arrive":
        return this.#arrive(step.place);
      case "arrive-all":
        while (this.#onTheWay.length > 0) this.#arrive(0);
        return;
      case "repeat": {
        const message = this.#arrived[step.place % Math.max(1, this.#arrived.length)];
        if (message !== undefined) this.#hear(message);
        return;
      }
      default:
        step satisfies never;
    }
  }

  /** Each replica is asked whether it may serve: first who does not any more, then who does. */
  #look(): void {
    const may = new Map(this.#members.map((member) => [member, member.lease.mayServe(this.#clock(member))]));
    for (const member of this.#members) {
      // To serve in another ballot is to begin anew.
      if (member.serves === undefined || (may.get(member) && member.serves === (member.leads ?? member.serves)))
        continue;
      this.#record({ kind: "serving-ended", replica: member.id, ballot: member.serves });
      member.serves = undefined;
    }
    for (const member of this.#members) {
      if (!may.get(member) || member.serves !== undefined) continue;
      member.serves = member.leads ?? member.ballot;
      this.#record({ kind: "serving-began", replica: member.id, ballot: member.serves });
    }
  }

  #stand(member: Member): void {
    const count = this.#members.length;
    const highest = Math.max(...this.#members.map(({ ballot }) => ballot));
    const ballot = Math.ceil(highest / count) * count + this.#members.indexOf(member) + 1;
    const remainingMs = member.lease.support(ballot, member.id, this.#clock(member));
    if (remainingMs === undefined) return this.#record({ kind: "support-refused", by: member.id, candidate: member.id, ballot }); // prettier-ignore
    member.ballot = ballot;
    member.stepDown();
    member.supports = new Map([[member, remainingMs]]);
    this.#record({ kind: "election-began", by: member.id, ballot, remainingMs });
    for (const to of this.#others(member)) this.#onTheWay.push({ kind: "stand", from: member, to, ballot });
  }

  #ask(member: Member): void {
    const { leads: ballot } = member;
    if (ballot === undefined) return;
    const round = ++member.round;
    this.#record({ kind: "lease-asked", replica: member.id, ballot, round });
    member.askedAtMs.set(round, this.#nowMs);
    member.grants.set(round, new Set());
    member.lease.asked(round, this.#clock(member));
    if (member.lease.grant(ballot, member.id, this.#clock(member))) this.#granted(member, member, round);
    for (const to of this.#others(member)) this.#onTheWay.push({ kind: "ask", from: member, to, ballot, round });
  }

  #granted(leader: Member, by: Member, round: number): void {
    leader.lease.granted(round, by.id, this.#clock(leader));
    const granters = leader.grants.get(round);
    granters?.add(by);
    if (granters?.size !== this.#writeQuorum || round <= leader.renewedRound || leader.leads === undefined) return;
    leader.renewedRound = round;
    const askedMs = leader.askedAtMs.get(round) as Millis;
    this.#record({ kind: "lease-renewed", replica: leader.id, ballot: leader.leads, round, askedMs });
  }

  #giveUp(member: Member): void {
    const { leads: ballot } = member;
    if (ballot === undefined) return;
    member.lease.release();
    member.stepDown();
    this.#record({ kind: "lease-given-up", replica: member.id, ballot });
    for (const to of this.#others(member)) this.#onTheWay.push({ kind: "released", from: member, to, ballot });
  }

  #restart(member: Member): void {
    member.stepDown();
    member.lease = this.#open(member);
    this.#record({ kind: "replica-started", replica: member.id });
  }

  #open(member: Member): LeaderLease {
    const { id: replica, ballot } = member;
    const nowMs = this.#clock(member);
    return this.#create({ replica, writeQuorum: this.#writeQuorum, ...SCRIPT_LEASE, nowMs, ballot });
  }

  #arrive(place: number): void {
    const [message] = this.#onTheWay.splice(place % Math.max(1, this.#onTheWay.length), 1);
    if (message === undefined || message.from.isCut || message.to.isCut) return;
    this.#arrived.push(message);
    this.#hear(message);
  }

  #hear(message: Message): void {
    const { from, to, ballot } = message;
    switch (message.kind) {
      case "ask": {
        const { round } = message;
        if (!to.lease.grant(ballot, from.id, this.#clock(to))) {
          this.#record({ kind: "lease-refused", by: to.id, leader: from.id, ballot });
          return;
        }
        this.#record({ kind: "lease-granted", by: to.id, leader: from.id, ballot, round });
        this.#sees(to, ballot);
        this.#onTheWay.push({ kind: "granted", from: to, to: from, ballot, round });
        return;
      }
      case "granted":
        if (to.leads !== ballot) return;
        this.#record({ kind: "grant-heard", replica: to.id, by: from.id, round: message.round });
        return this.#granted(to, from, message.round);
      case "stand": {
        const remainingMs = to.lease.support(ballot, from.id, this.#clock(to));
        if (remainingMs === undefined) {
          this.#record({ kind: "support-refused", by: to.id, candidate: from.id, ballot });
          return;
        }
        this.#record({ kind: "supported", by: to.id, candidate: from.id, ballot, remainingMs });
        this.#sees(to, ballot);
        this.#onTheWay.push({ kind: "supported", from: to, to: from, ballot, remainingMs });
        return;
      }
      case "supported":
        return this.#supported(to, from, ballot, message.remainingMs);
      case "released":
        to.lease.released(ballot, from.id);
        return this.#record({ kind: "release-heard", by: to.id, leader: from.id, ballot });
      default:
        message satisfies never;
    }
  }

  /** A ballot that it has granted or supported. */
  #sees(member: Member, ballot: BallotNumber): void {
    if (ballot > member.ballot) member.stepDown();
    member.ballot = Math.max(member.ballot, ballot);
  }

  #supported(candidate: Member, by: Member, ballot: BallotNumber, remainingMs: Millis): void {
    const { supports } = candidate;
    if (supports === undefined || candidate.ballot !== ballot) return;
    supports.set(by, remainingMs);
    if (supports.size < this.#writeQuorum) return;
    candidate.supports = undefined;
    candidate.leads = ballot;
    candidate.round = 0;
    candidate.renewedRound = 0;
    candidate.grants.clear();
    const remaining = [...supports.values()];
    candidate.lease.elected(ballot, remaining, this.#clock(candidate));
    this.#record({ kind: "elected", replica: candidate.id, ballot, remainingMs: Math.max(...remaining) });
  }

  #member(place: number): Member {
    return this.#members[place % this.#members.length] as Member;
  }

  #others(member: Member): readonly Member[] {
    return this.#members.filter((other) => other !== member);
  }

  /** What its clock shows. */
  #clock({ aheadMs, rate }: Member): Millis {
    return aheadMs + (this.#nowMs * rate) / 1_000;
  }

  #record(event: ReplicationEvent): void {
    this.#trace.push({ atMs: this.#nowMs, ...event });
  }
}

function checkLeaderLeaseScript({ clocks, steps }: LeaderLeaseScript): void {
  if (clocks.length % 2 !== 1) throw new ScenarioError("clocks", "an odd number of replicas", clocks.length);
  clocks.forEach(({ aheadMs }, index) => {
    if (!(Number.isInteger(aheadMs) && aheadMs >= 0))
      throw new ScenarioError(`clocks[${index}].aheadMs`, "a whole number of milliseconds", aheadMs);
  });
  steps.forEach((step, index) => {
    if (step.tell === "pass" && !(step.ms >= 0 && Number.isInteger(step.ms / PASS_MS)))
      throw new ScenarioError(`steps[${index}].ms`, `a multiple of ${PASS_MS} ms`, step.ms);
  });
}
