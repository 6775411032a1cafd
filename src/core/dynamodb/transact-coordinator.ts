/**
 * Transaction coordinators and the ledger that they share. A coordinator keeps what it has heard in memory, and loses it
 * when it fails; what the ledger has stays. Who brings the messages is somebody else's business, as for `transact-node.ts`.
 *
 * Simplified: the ledger, itself a table of the service, answers at once and is always there.
 */
import type { Millis, NodeId } from "../kernel/index.ts";
import { itemSize } from "./capacity-units.ts";
import type { PrepareMessage } from "./transact-node.ts";
import type { ItemAction, TransactEvent, TransactionAnswer } from "./transact-trace.ts";
import type { HeardVotes, TransactWrite, TransactionId, TransactionOutcome, Vote } from "./transact-write.ts";

/** A TransactWriteItems request as an application sends it. */
export interface TransactMessage {
  readonly request: string;
  readonly token: string;
  readonly actions: readonly ItemAction[];
}

/** A transaction as the ledger keeps it. */
interface Recorded extends TransactMessage {
  readonly transaction: TransactionId;
  readonly stampMs: Millis;
  outcome: TransactionOutcome | undefined;
  finishedAtMs: Millis | undefined;
  /** When a coordinator last did something for it. */
  touchedAtMs: Millis;
}

/** What outlives coordinators: which transactions there are, and how they were decided. */
export class TransactionLedger {
  readonly #byTransaction = new Map<TransactionId, Recorded>();
  readonly #byToken = new Map<string, Recorded>();

  begin(message: TransactMessage, stampMs: Millis, nowMs: Millis): Recorded {
    const transaction = `T${this.#byTransaction.size + 1}`;
    const recorded = { ...message, transaction, stampMs, outcome: undefined, finishedAtMs: undefined, touchedAtMs: nowMs }; // prettier-ignore
    this.#byTransaction.set(transaction, recorded);
    this.#byToken.set(message.token, recorded);
    return recorded;
  }

  find(transaction: TransactionId): Recorded | undefined {
    return this.#byTransaction.get(transaction);
  }

  /** The last one with this token. */
  withToken(token: string): Recorded | undefined {
    return this.#byToken.get(token);
  }

  /** Those that nobody has done anything for since. */
  stalledSince(atMs: Millis): readonly Recorded[] {
    return [...this.#byTransaction.values()].filter(
      ({ finishedAtMs, touchedAtMs }) => finishedAtMs === undefined && touchedAtMs <= atMs,
    );
  }
}

/** What a coordinator works with. */
export interface CoordinatorHost {
  readonly mechanism: TransactWrite;
  readonly ledger: TransactionLedger;
  /** The simulation's time. */
  nowMs(): Millis;
  /** What this coordinator's clock shows. */
  clockMs(): Millis;
  record(event: TransactEvent): void;
  sendPrepare(message: PrepareMessage): void;
  sendSettle(key: string, transaction: TransactionId, outcome: TransactionOutcome): void;
  /** After so long without an answer a message is sent again. */
  readonly resendMs: Millis;
}

interface Answer {
  readonly answer: TransactionAnswer;
  readonly reasons?: readonly string[];
}

/** What it remembers of a transaction that it is at work on. */
interface UnderWay {
  readonly votes: Map<string, Vote>;
  readonly settled: Set<string>;
  /** When each message was last sent: by its kind and its key. */
  readonly sentAtMs: Map<string, Millis>;
  /** Tells the application; absent where another coordinator has its request. */
  readonly reply: ((answer: Answer) => void) | undefined;
}

/** One of them. */
export class TransactionCoordinator {
  readonly coordinator: NodeId;
  readonly #host: CoordinatorHost;
  readonly #underWay = new Map<TransactionId, UnderWay>();
  #lastStampMs: Millis = 0;

  constructor(coordinator: NodeId, host: CoordinatorHost) {
    this.coordinator = coordinator;
    this.#host = host;
  }

  /** A request has come. It is answered at once, later, or never. */
  request(message: TransactMessage, reply: (answer: Answer) => void): void {
    const { mechanism, ledger } = this.#host;
    const { coordinator } = this;
    const { request, token, actions } = message;
    const known = ledger.withToken(token);
    const admission = mechanism.admit(
      { content: contentOf(actions), actions: actions.map((action) => ({ key: action.key, bytes: bytesOf(action) })) },
      known && { content: contentOf(known.actions), outcome: known.outcome, finishedAtMs: known.finishedAtMs },
      this.#host.nowMs(),
    );
    this.#host.record({ kind: "request-admitted", request, token, coordinator, admission });
    if (admission === "done") return reply({ answer: "succeeded" });
    if (admission !== "begin") return reply({ answer: admission });
    // Its own stamps differ, whatever its clock does.
    const stampMs = (this.#lastStampMs = Math.max(Math.floor(this.#host.clockMs()), this.#lastStampMs + 1));
    const { transaction } = ledger.begin(message, stampMs, this.#host.nowMs());
    this.#host.record({ kind: "transaction-begun", transaction, request, token, coordinator, stampMs, actions });
    this.#underWay.set(transaction, nothingHeard(reply));
    this.#goOn(transaction);
  }

  /** It goes on with a transaction of which it may never have heard. */
  takeOver(transaction: TransactionId): void {
    if (!this.#underWay.has(transaction)) {
      this.#host.record({ kind: "transaction-taken-over", transaction, coordinator: this.coordinator });
      this.#underWay.set(transaction, nothingHeard(undefined));
    }
    this.#goOn(transaction);
  }

  voted(transaction: TransactionId, key: string, vote: Vote): void {
    this.#underWay.get(transaction)?.votes.set(key, vote);
    this.#goOn(transaction);
  }

  settled(transaction: TransactionId, key: string): void {
    this.#underWay.get(transaction)?.settled.add(key);
    this.#goOn(transaction);
  }

  /** A storage node has held an item for long. */
  asked(transaction: TransactionId, key: string): void {
    const entry = this.#host.ledger.find(transaction);
    if (entry === undefined) return;
    // All nodes have been told, but one held the item again: a message was late.
    if (entry.finishedAtMs !== undefined) this.#host.sendSettle(key, transaction, entry.outcome ?? "cancel");
    else this.takeOver(transaction);
  }

  /** Now and then: what was not answered is sent again. */
  tick(): void {
    for (const transaction of [...this.#underWay.keys()]) this.#goOn(transaction);
  }

  /** Its memory is gone. */
  crash(): void {
    this.#underWay.clear();
  }

  #goOn(transaction: TransactionId): void {
    const { mechanism, ledger, record } = this.#host;
    const work = this.#underWay.get(transaction);
    const entry = ledger.find(transaction);
    if (work === undefined || entry === undefined) return;
    if (entry.finishedAtMs !== undefined) return this.#answer(transaction, entry, work);
    entry.touchedAtMs = this.#host.nowMs();
    const { coordinator } = this;
    const keys = entry.actions.map(({ key }) => key);
    const ask = () => mechanism.next({ transaction, keys, outcome: entry.outcome }, heardIn(work));
    let step = ask();
    if (step.step === "decide" && entry.outcome === undefined) {
      entry.outcome = step.outcome;
      record({ kind: "transaction-decided", transaction, coordinator, outcome: step.outcome });
      step = ask();
    }
    if (step.step === "prepare") {
      for (const action of entry.actions) {
        if (step.keys.includes(action.key) && this.#isDue(work, `prepare ${action.key}`))
          this.#host.sendPrepare({ transaction, stampMs: entry.stampMs, action });
      }
    } else if (step.step === "settle") {
      for (const key of keys) {
        if (step.keys.includes(key) && this.#isDue(work, `settle ${key}`))
          this.#host.sendSettle(key, transaction, step.outcome);
      }
    } else if (step.step === "finish") {
      entry.finishedAtMs = this.#host.nowMs();
      record({ kind: "transaction-finished", transaction, coordinator });
      this.#answer(transaction, entry, work);
    }
  }

  #isDue({ sentAtMs }: UnderWay, message: string): boolean {
    const nowMs = this.#host.nowMs();
    if (nowMs - (sentAtMs.get(message) ?? -Infinity) < this.#host.resendMs) return false;
    sentAtMs.set(message, nowMs);
    return true;
  }

  #answer(transaction: TransactionId, { outcome, actions }: Recorded, { votes, reply }: UnderWay): void {
    this.#underWay.delete(transaction);
    if (outcome === "commit") return reply?.({ answer: "succeeded" });
    const reasons = actions.map(({ key }) => {
      const vote = votes.get(key);
      return vote === undefined || vote === "accepted" ? "None" : vote;
    });
    reply?.({ answer: "TransactionCanceledException", reasons });
  }
}

function nothingHeard(reply: UnderWay["reply"]): UnderWay {
  return { votes: new Map(), settled: new Set(), sentAtMs: new Map(), reply };
}

function heardIn({ votes, settled }: UnderWay): HeardVotes {
  const keysOf = (isAccepted: boolean) =>
    [...votes].flatMap(([key, vote]) => ((vote === "accepted") === isAccepted ? [key] : []));
  return { accepted: keysOf(true), refused: keysOf(false), settled: [...settled] };
}

/** Equal for equal actions. */
function contentOf(actions: readonly ItemAction[]): string {
  return JSON.stringify(actions.map((action) => Object.entries(action).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** What a put leaves is known from the request; of other items we count the key alone. */
function bytesOf(action: ItemAction): number {
  return action.key.length + (action.action === "put" ? itemSize(action.item) : 0);
}
