/**
 * TransactWriteItems: several items, perhaps on several storage nodes, change together or not at all.
 *
 * A coordinator gives the transaction a stamp, asks each storage node to prepare its item, and decides when they have
 * answered. The decision goes into a ledger that outlives the coordinator, and only then to the storage nodes:
 *
 *   T1, stamp 1,000     alice - 30, if alice has 30     bob + 30
 *
 *   prepare   alice's node: 100, so accepted, held for T1          bob's node: accepted, held for T1
 *   decide    both have accepted: commit is in the ledger          from here on it has happened
 *   settle    alice is 70, last changed at 1,000, held by nobody   bob is 80, the same
 *   finish    both are settled: the application hears of it
 *
 * While an item is held, other transactions and single writes of it are refused, and nobody waits. Reads of one item show
 * what is there, without what is only prepared.
 *
 * Messages are lost, and come late, twice and out of order. Coordinators fail between any two of these steps. Then another
 * one takes the transaction over from the ledger, perhaps while the first is only slow: both do the same things, and it does
 * no harm. What is in the ledger decides, and not what either of them believes.
 *
 * Stamps put all transactions and writes in one order. A node refuses a transaction whose stamp is not above that of the
 * item's last change: it would have to be done before that. Of deleted items nothing is left; for a missing item, the
 * latest deletion of its partition stands in, and some are refused that need not be.
 *
 * Simplified, against Distributed Transactions at Scale in Amazon DynamoDB (2023) §3, §4: the paper also lets single writes
 * jump ahead of a prepared transaction or wait behind it, and finishes transactions of one partition in one round. The
 * documentation refuses those writes, TransactionConflictException, and so do we.
 */
import { frozen } from "../kernel/frozen.ts";
import type { Labelled, Millis } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";

/** One execution of a request: `T1`. A request that is tried again after it was cancelled is another transaction. */
export type TransactionId = Labelled<string, "TransactionId">;

/** The end of a transaction. */
export type TransactionOutcome = "commit" | "cancel";

/** What a storage node says to a prepare: that it holds the item now, or why the transaction has to be cancelled. */
export type Vote = "accepted" | "ConditionalCheckFailed" | "TransactionConflict";

/** What a storage node has of one key. */
export interface ItemSlot {
  /** Absent where there is no such item. */
  readonly item?: Item | undefined;
  /** The stamp of the item's last change; where there is none, of the latest deletion in its partition. 0: never. */
  readonly stampMs: Millis;
  /** The transaction that has prepared it and is not settled here. */
  readonly hold?: ItemHold | undefined;
}

/** An item waits for the end of a transaction. */
export interface ItemHold {
  readonly transaction: TransactionId;
  readonly stampMs: Millis;
  /** The item once the transaction is committed; absent where that deletes it. */
  readonly after?: Item | undefined;
}

/** What a transaction wants of one item. */
export interface PrepareRequest {
  readonly transaction: TransactionId;
  /** Whole milliseconds of the coordinator's clock, from 1 on. Another transaction may have the same. */
  readonly stampMs: Millis;
  /** Whether its condition holds for the item that is there. */
  readonly conditionHolds: boolean;
  /** What the action makes of the item that is there: absent where it is deleted, the item itself where it is only checked. */
  readonly after?: Item | undefined;
}

/** PutItem, UpdateItem or DeleteItem, outside of any transaction. */
export interface SingleWrite {
  /** Whole milliseconds of the storage node's clock, from 1 on. */
  readonly nowMs: Millis;
  readonly conditionHolds: boolean;
  readonly after?: Item | undefined;
}

/** Why a single write is refused. */
export type WriteRefusal = "ConditionalCheckFailedException" | "TransactionConflictException";

/** A TransactWriteItems request as it comes to a coordinator. */
export interface TransactionRequest {
  readonly content: string;
  /** What it does, in the order of the request: to which key, and how large the item is that it leaves or checks. */
  readonly actions: readonly { readonly key: string; readonly bytes: number }[];
}

/** The last transaction with the same client request token, from the ledger. */
export interface KnownToken {
  /** Equal for equal requests, and only for those. */
  readonly content: string;
  readonly outcome?: TransactionOutcome | undefined;
  /** When all of its items were settled; absent while it is under way. */
  readonly finishedAtMs?: Millis | undefined;
}

/** What is to be done with a request: begin a transaction, answer that it is done, or refuse it with this error. */
export type TransactionAdmission =
  "begin" | "done" | "ValidationException" | "IdempotentParameterMismatchException" | "TransactionInProgressException";

/** A transaction as the ledger has it. */
export interface LedgerEntry {
  readonly transaction: TransactionId;
  /** One for each of its items. */
  readonly keys: readonly string[];
  /** What was decided; absent before. It is never decided again. */
  readonly outcome?: TransactionOutcome | undefined;
}

/** What this coordinator has heard from storage nodes about a transaction. Nothing yet, when it takes one over. */
export interface HeardVotes {
  /** Keys whose nodes have accepted, and keys whose nodes have refused: by the last vote, of a node that was asked again. */
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
  /** Keys whose nodes have settled them. */
  readonly settled: readonly string[];
}

/**
 * A coordinator's next step. What is sent is not sent again before a while has passed, however often the step is the same.
 * The ledger takes the first decision that comes, from whichever coordinator.
 */
export type TransactionStep =
  | { readonly step: "prepare"; readonly keys: readonly string[] }
  | { readonly step: "decide"; readonly outcome: TransactionOutcome }
  | { readonly step: "settle"; readonly keys: readonly string[]; readonly outcome: TransactionOutcome }
  | { readonly step: "finish" };

/** The seam: what the exercise `transact-write` asks for. No function keeps anything between calls. */
export interface TransactWrite {
  /**
   * A request has come to a coordinator. In this order:
   *
   *   ValidationException                    no action, more than 100, two on one key, or items above 4 MB together
   *   IdempotentParameterMismatchException   `known` is another request, and is under way, or committed in the last 10 minutes
   *   TransactionInProgressException         `known` is under way
   *   done                                   `known` was committed, and was finished 10 minutes ago at most
   *   begin                                  otherwise: also if `known` was cancelled, for that has changed nothing
   */
  admit(request: TransactionRequest, known: KnownToken | undefined, nowMs: Millis): TransactionAdmission;

  /**
   * A storage node is asked to hold an item for a transaction. Gives its vote, the first of these
   * that fits, and what it has of the key from now on:
   *
   *   accepted                 also if it holds the item for this transaction already: the message came twice
   *   TransactionConflict      it holds the item for another one, or the stamp is not above that of the last change
   *   ConditionalCheckFailed   otherwise, if the condition does not hold
   *
   * Nobody sees what is only prepared: the item stays as it is.
   */
  prepare(slot: ItemSlot, request: PrepareRequest): { readonly vote: Vote; readonly slot: ItemSlot };

  /**
   * A storage node is told how a transaction ended, perhaps more than once, perhaps long ago: what it has of the key from
   * now on. A commit leaves what was prepared, changed at the transaction's stamp, a mere check too. Nothing, if the item is
   * not held for this transaction.
   */
  settle(slot: ItemSlot, transaction: TransactionId, outcome: TransactionOutcome): ItemSlot;

  /**
   * A single write comes to a storage node. A held item conflicts, whatever the condition. Otherwise the item is changed at
   * the clock's time, but above the stamp of its last change.
   */
  write(slot: ItemSlot, write: SingleWrite): ItemSlot | WriteRefusal;

  /**
   * What a coordinator does next for a transaction. Asked when it begins, takes over, hears something, and now and then:
   *
   *   decided            settle the keys that are not settled yet, or finish if there are none
   *   one has refused    decide to cancel
   *   all have accepted  decide to commit
   *   otherwise          prepare the keys that have not voted
   */
  next(entry: LedgerEntry, heard: HeardVotes): TransactionStep;
}

/** For so long after its end the token of a committed transaction names it. */
export const TRANSACTION_TOKEN_MS: Millis = DYNAMODB_LIMITS.transactionToken.value * 60_000;

/** The reference implementation. */
export const transactWrite: TransactWrite = frozen({
  admit({ content, actions }, known, nowMs) {
    const keyCount = new Set(actions.map(({ key }) => key)).size;
    const bytes = actions.reduce((sum, action) => sum + action.bytes, 0);
    if (
      actions.length === 0 ||
      actions.length > DYNAMODB_LIMITS.transactionItems.value ||
      keyCount < actions.length ||
      bytes > DYNAMODB_LIMITS.transactionSize.value
    )
      return "ValidationException";
    if (known === undefined) return "begin";
    const { outcome, finishedAtMs } = known;
    const isUnderWay = finishedAtMs === undefined;
    if (!isUnderWay && (outcome === "cancel" || nowMs - finishedAtMs > TRANSACTION_TOKEN_MS)) return "begin";
    if (known.content !== content) return "IdempotentParameterMismatchException";
    return isUnderWay ? "TransactionInProgressException" : "done";
  },

  prepare(slot, { transaction, stampMs, conditionHolds, after }) {
    if (slot.hold?.transaction === transaction) return { vote: "accepted", slot };
    if (slot.hold !== undefined || stampMs <= slot.stampMs) return { vote: "TransactionConflict", slot };
    if (!conditionHolds) return { vote: "ConditionalCheckFailed", slot };
    return { vote: "accepted", slot: { ...slot, hold: { transaction, stampMs, after } } };
  },

  settle(slot, transaction, outcome) {
    const { item, stampMs, hold } = slot;
    if (hold?.transaction !== transaction) return slot;
    return outcome === "commit" ? { item: hold.after, stampMs: hold.stampMs } : { item, stampMs };
  },

  write(slot, { nowMs, conditionHolds, after }) {
    if (slot.hold !== undefined) return "TransactionConflictException";
    if (!conditionHolds) return "ConditionalCheckFailedException";
    return { item: after, stampMs: Math.max(nowMs, slot.stampMs + 1) };
  },

  next({ keys, outcome }, { accepted, refused, settled }) {
    if (outcome !== undefined) {
      const left = keys.filter((key) => !settled.includes(key));
      return left.length > 0 ? { step: "settle", keys: left, outcome } : { step: "finish" };
    }
    if (refused.length > 0) return { step: "decide", outcome: "cancel" };
    const silent = keys.filter((key) => !accepted.includes(key));
    return silent.length > 0 ? { step: "prepare", keys: silent } : { step: "decide", outcome: "commit" };
  },
} satisfies TransactWrite);
