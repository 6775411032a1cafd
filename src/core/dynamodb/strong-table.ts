/**
 * MRSC: a global table whose writes are in two of three Regions before they are acknowledged, and whose strong reads see
 * them from every Region.
 *
 * The service documents that much, and that a write to an item that is being modified in another Region is refused with
 * ReplicatedWriteConflictException. How it does that is not documented. Ours is a register agreed on by a majority of the
 * three, key by key (single-decree Paxos, in which the proposer changes the last value):
 *
 *   1. the writer's Region asks all three to promise the key to its ballot. One that has promised it to a write which is
 *      under way refuses: a conflict, and nothing has happened
 *   2. with two promises it knows the last value, applies the change, and asks all three to hold the result
 *   3. when a second one holds it, the application hears so
 *
 * A strong read compares what its Region holds with one other. Where they differ, it first makes both hold the later one;
 * and where a promise to somebody stands in the way of that, it has the value agreed on anew, unchanged.
 */
import type { Link, Millis, Network, Simulation } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { changed, type GlobalTableModel, type GlobalTableStep } from "./global-table-scenario.ts";
import type { Ballot, GlobalTableEvent, WriteOutcome } from "./global-table-trace.ts";
import type { RegionId } from "./last-writer-wins.ts";

/** What an application asks of its Region. The name is its own. */
export interface Request {
  readonly name: string;
  readonly step: Exclude<GlobalTableStep, { readonly kind: "clock" }>;
}

/** What it is told. */
export type Response = WriteOutcome | { readonly item: Item | undefined; readonly ballot: Ballot | undefined };

/** A value that a node holds. */
interface Held {
  readonly ballot: Ballot;
  readonly write: string;
  readonly item: Item | undefined;
}

type Question = { readonly from: RegionId; readonly id: number; readonly key: string } & (
  | { readonly kind: "promise"; readonly ballot: Ballot }
  | { readonly kind: "hold"; readonly held: Held }
  | { readonly kind: "release"; readonly ballot: Ballot }
  | { readonly kind: "show" }
);
type Reply = { readonly from: RegionId; readonly id: number; readonly ballot?: Ballot } & (
  | { readonly kind: "promised"; readonly held: Held | undefined }
  /** Somebody else's write is under way. */
  | { readonly kind: "busy" }
  /** A higher ballot is known, of this number. */
  | { readonly kind: "behind"; readonly number: number }
  | { readonly kind: "holds" }
  | { readonly kind: "shown"; readonly held: Held | undefined }
);

const NONE: Ballot = { number: 0, region: "" };

function compareBallots(a: Ballot, b: Ballot): number {
  if (a.number !== b.number) return a.number - b.number;
  return a.region < b.region ? -1 : a.region > b.region ? 1 : 0;
}

const ballotOf = (held: Held | undefined) => held?.ballot ?? NONE;
const isSame = (a: Held | undefined, b: Held | undefined) => compareBallots(ballotOf(a), ballotOf(b)) === 0;
const laterOf = (a: Held | undefined, b: Held | undefined) => (compareBallots(ballotOf(a), ballotOf(b)) >= 0 ? a : b);

/** What one Region, or the witness, holds of one key. */
class Register {
  readonly #record: (held: Held) => void;
  #promised = NONE;
  /** The write that the key is promised to, until it is held, released, or too old. */
  #underWay: { readonly ballot: Ballot; readonly untilMs: Millis } | undefined;
  held: Held | undefined;

  constructor(record: (held: Held) => void) {
    this.#record = record;
  }

  get number(): number {
    return this.#promised.number;
  }

  promise(ballot: Ballot, nowMs: Millis, forMs: Millis): "promised" | "busy" | "behind" {
    const underWay = this.#underWay;
    // The network may bring one question twice.
    if (underWay !== undefined && compareBallots(underWay.ballot, ballot) === 0) return "promised";
    if (underWay !== undefined && nowMs < underWay.untilMs && underWay.ballot.region !== ballot.region) return "busy";
    if (compareBallots(ballot, this.#promised) <= 0) return "behind";
    this.#promised = ballot;
    this.#underWay = { ballot, untilMs: nowMs + forMs };
    return "promised";
  }

  release(ballot: Ballot): void {
    if (this.#underWay !== undefined && compareBallots(this.#underWay.ballot, ballot) === 0) this.#underWay = undefined;
  }

  /** Whether it holds the value then. */
  hold(value: Held): boolean {
    if (compareBallots(value.ballot, this.#promised) < 0) return false;
    this.#promised = value.ballot;
    this.release(value.ballot);
    if (compareBallots(value.ballot, ballotOf(this.held)) !== 0) {
      this.held = value;
      this.#record(value);
    }
    return true;
  }
}

/** Something that a Region does for its application, and that replies belong to. */
interface Task {
  reply(reply: Reply): void;
  /** It is done, or nobody waits for it any more. */
  ended?(): void;
}

/** A Region of the table, or its witness. */
class StrongReplica {
  readonly region: RegionId;
  readonly others: readonly RegionId[];
  readonly simulation: Simulation<GlobalTableEvent>;
  readonly promiseMs: Millis;
  readonly endMs: Millis;
  readonly #registers = new Map<string, Register>();
  readonly #tasks = new Map<number, Task>();
  /** By key, the writes of this Region that wait for their turn: those of one Region are no conflict. */
  readonly #turns = new Map<string, (() => void)[]>();
  readonly #send: (to: RegionId, question: Question) => void;
  #lastId = 0;

  constructor(
    region: RegionId,
    others: readonly RegionId[],
    simulation: Simulation<GlobalTableEvent>,
    { promiseMs, clientTimeoutMs }: GlobalTableModel,
    send: (to: RegionId, question: Question) => void,
  ) {
    this.region = region;
    this.others = others;
    this.simulation = simulation;
    this.promiseMs = promiseMs;
    this.endMs = clientTimeoutMs;
    this.#send = send;
  }

  register(key: string): Register {
    let register = this.#registers.get(key);
    if (register === undefined) {
      register = new Register(({ ballot, write, item }) =>
        this.simulation.record({
          kind: "value-stored",
          region: this.region,
          key,
          ballot,
          write,
          ...(item && { item }),
        }),
      );
      this.#registers.set(key, register);
    }
    return register;
  }

  /** Another Region asks. */
  answer(question: Question): Reply | undefined {
    const register = this.register(question.key);
    const to = { from: this.region, id: question.id };
    switch (question.kind) {
      case "promise": {
        const { ballot } = question;
        const kind = register.promise(ballot, this.simulation.nowMs, this.promiseMs);
        if (kind === "promised") return { ...to, ballot, kind, held: register.held };
        return kind === "busy" ? { ...to, ballot, kind } : { ...to, ballot, kind, number: register.number };
      }
      case "hold":
        return register.hold(question.held) ? { ...to, ballot: question.held.ballot, kind: "holds" } : undefined;
      case "release":
        register.release(question.ballot);
        return undefined;
      case "show":
        return { ...to, kind: "shown", held: register.held };
      default:
        return question satisfies never;
    }
  }

  hear(reply: Reply): void {
    this.#tasks.get(reply.id)?.reply(reply);
  }

  /** After the time in which an application waits, replies to the task are of no use to anybody. */
  begin(task: Task): number {
    const id = ++this.#lastId;
    this.#tasks.set(id, task);
    this.simulation.after(this.endMs, () => this.end(id));
    return id;
  }

  isOpen(id: number): boolean {
    return this.#tasks.has(id);
  }

  end(id: number): void {
    const task = this.#tasks.get(id);
    this.#tasks.delete(id);
    task?.ended?.();
  }

  /** Begins a write of the key once those before it are over. */
  inTurn(key: string, begin: () => void): void {
    const waiting = this.#turns.get(key);
    if (waiting !== undefined) waiting.push(begin);
    else {
      this.#turns.set(key, []);
      begin();
    }
  }

  nextTurn(key: string): void {
    const begin = this.#turns.get(key)?.shift();
    if (begin === undefined) this.#turns.delete(key);
    else begin();
  }

  ask(to: RegionId, question: Question): void {
    this.#send(to, question);
  }
}

/** What is to become of the value that is found, or why nothing does. */
type Change = (before: Item | undefined) => ReturnType<typeof changed>;

/** One change of a key, through promises and holding. */
class Proposal implements Task {
  readonly #replica: StrongReplica;
  readonly #key: string;
  /** The write that it is; a read keeps the name of the write that it finds. */
  readonly #name: string | undefined;
  readonly #change: Change;
  readonly #done: (outcome: WriteOutcome, held: Held | undefined) => void;
  readonly #id: number;
  #ballot = NONE;
  #phase: "promise" | "hold" = "promise";
  #refused = new Set<RegionId>();
  #outcome: WriteOutcome = "written";

  constructor(
    replica: StrongReplica,
    key: string,
    name: string | undefined,
    change: Change,
    done: (outcome: WriteOutcome, held: Held | undefined) => void,
  ) {
    this.#replica = replica;
    this.#key = key;
    this.#name = name;
    this.#change = change;
    this.#done = done;
    this.#id = replica.begin(this);
    this.#propose(1);
  }

  reply(reply: Reply): void {
    if (reply.ballot === undefined || compareBallots(reply.ballot, this.#ballot) !== 0) return;
    if (this.#phase === "hold") {
      if (reply.kind === "holds") this.#finish(this.#outcome, this.#own().held);
      return;
    }
    if (reply.kind === "promised") this.#hold(reply.held);
    else if (reply.kind === "behind") this.#propose(reply.number + 1);
    else if (reply.kind === "busy") {
      this.#refused.add(reply.from);
      if (this.#refused.size === this.#replica.others.length) this.#giveUp();
    }
  }

  ended(): void {
    this.#replica.nextTurn(this.#key);
  }

  #propose(number: number): void {
    const { simulation, region, promiseMs } = this.#replica;
    this.#refused = new Set();
    this.#ballot = { number: Math.max(number, this.#own().number + 1), region };
    if (this.#own().promise(this.#ballot, simulation.nowMs, promiseMs) !== "promised") return this.#giveUp();
    this.#askAll({ kind: "promise", ballot: this.#ballot });
  }

  #hold(other: Held | undefined): void {
    const last = laterOf(this.#own().held, other);
    const result = this.#change(last?.item);
    // Also a refused condition is agreed on: the value that it was checked against may be in one Region only.
    this.#outcome = typeof result === "string" ? result : "written";
    const item = typeof result === "string" ? last?.item : result.item;
    const write = (typeof result === "string" ? undefined : this.#name) ?? last?.write ?? "";
    const held: Held = { ballot: this.#ballot, write, item };
    this.#phase = "hold";
    // Somebody with a higher ballot has overtaken: what becomes of this write nobody knows.
    if (!this.#own().hold(held)) return this.#replica.end(this.#id);
    this.#askAll({ kind: "hold", held });
  }

  #giveUp(): void {
    this.#own().release(this.#ballot);
    this.#askAll({ kind: "release", ballot: this.#ballot });
    this.#finish("ReplicatedWriteConflictException", undefined);
  }

  #finish(outcome: WriteOutcome, held: Held | undefined): void {
    this.#replica.end(this.#id);
    this.#done(outcome, held);
  }

  #own(): Register {
    return this.#replica.register(this.#key);
  }

  #askAll(what: { kind: "promise" | "release"; ballot: Ballot } | { kind: "hold"; held: Held }): void {
    const { region, others } = this.#replica;
    for (const to of others) this.#replica.ask(to, { from: region, id: this.#id, key: this.#key, ...what });
  }
}

class StrongRead implements Task {
  readonly #replica: StrongReplica;
  readonly #key: string;
  readonly #answer: (response: Response) => void;
  readonly #id: number;
  /** What others hold, as far as they have said. */
  readonly #seen = new Map<RegionId, Held | undefined>();
  /** The latest of it all, which the others are to hold before the read may show it. */
  #latest: Held | undefined;

  constructor(replica: StrongReplica, key: string, answer: (response: Response) => void) {
    this.#replica = replica;
    this.#key = key;
    this.#answer = answer;
    this.#id = replica.begin(this);
    this.#ask({ kind: "show" });
    replica.simulation.after(READ_AGAIN_MS, () => this.#agree());
  }

  reply(reply: Reply): void {
    const own = this.#replica.register(this.#key);
    if (reply.kind === "shown") this.#seen.set(reply.from, laterOf(this.#seen.get(reply.from), reply.held));
    else if (reply.kind === "holds" && compareBallots(reply.ballot ?? NONE, ballotOf(this.#latest)) === 0)
      this.#seen.set(reply.from, this.#latest);
    else return;
    const latest = [...this.#seen.values()].reduce(laterOf, own.held);
    this.#latest = latest;
    if (latest !== undefined) own.hold(latest);
    // What two of three hold no later read can miss.
    const held = [own.held, ...this.#seen.values()];
    const agreed = held.find((one, index) => held.some((other, place) => place > index && isSame(one, other)));
    if (agreed !== undefined || held.filter((one) => one === undefined).length > 1) this.#show(agreed);
    else if (latest === own.held) this.#ask({ kind: "hold", held: latest as Held });
  }

  #ask(what: { kind: "show" } | { kind: "hold"; held: Held }): void {
    const { region, others } = this.#replica;
    for (const to of others) this.#replica.ask(to, { from: region, id: this.#id, key: this.#key, ...what });
  }

  /** Something stands between what the Regions hold. */
  #agree(): void {
    const { simulation } = this.#replica;
    if (!this.#replica.isOpen(this.#id)) return;
    const propose = () =>
      new Proposal(this.#replica, this.#key, undefined, UNCHANGED, (outcome, held) => {
        if (outcome === "written") this.#show(held);
      });
    this.#replica.inTurn(this.#key, () => void propose());
    simulation.after(READ_AGAIN_MS, () => this.#agree());
  }

  #show(held: Held | undefined): void {
    if (!this.#replica.isOpen(this.#id)) return;
    this.#replica.end(this.#id);
    this.#answer({ item: held?.item, ballot: held?.ballot });
  }
}

/** A model figure. */
const READ_AGAIN_MS: Millis = 1_000;
const UNCHANGED: Change = (item) => ({ item });

/** The table: its Regions, and the witness if there is one, on a network to which they have been added. */
export class StrongTable {
  readonly #replicas = new Map<RegionId, StrongReplica>();

  constructor(
    nodes: readonly RegionId[],
    simulation: Simulation<GlobalTableEvent>,
    network: Network,
    model: GlobalTableModel,
  ) {
    const questions = new Map<string, Link<Question>>();
    for (const node of nodes) {
      const others = nodes.filter((other) => other !== node);
      const send = (to: RegionId, question: Question) => questions.get(`${node} ${to}`)?.send(question);
      this.#replicas.set(node, new StrongReplica(node, others, simulation, model, send));
    }
    for (const from of this.#replicas.values()) {
      for (const to of from.others) {
        const replica = this.#replicas.get(to) as StrongReplica;
        const replies = network.link(to, from.region, (reply: Reply) => from.hear(reply));
        const link = network.link(from.region, to, (question: Question) => {
          const reply = replica.answer(question);
          if (reply !== undefined) replies.send(reply);
        });
        questions.set(`${from.region} ${to}`, link);
      }
    }
  }

  start(): void {
    // Nothing happens here by the clock.
  }

  setClock(): void {
    // Nor does a clock decide anything.
  }

  serve(region: RegionId, { name, step }: Request, answer: (response: Response) => void): void {
    const replica = this.#replicas.get(region) as StrongReplica;
    if (step.kind === "transact") return;
    if (step.kind !== "read") {
      const change: Change = (before) => changed(step, before);
      replica.inTurn(step.key, () => void new Proposal(replica, step.key, name, change, answer));
    } else if (step.isStrong) new StrongRead(replica, step.key, answer);
    else {
      const { held } = replica.register(step.key);
      answer({ item: held?.item, ballot: held?.ballot });
    }
  }
}
