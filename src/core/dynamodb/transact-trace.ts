import type { Fault } from "../kernel/faults.ts";
import type { Millis, NodeId, Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import type { ItemSlot, TransactionAdmission, TransactionId, TransactionOutcome, Vote, WriteRefusal } from "./transact-write.ts"; // prettier-ignore

/** What is done to one item, in a transaction or alone. Items are written without their key. */
export type ItemAction =
  /** Put; with `ifNotExists` only where there is none. */
  | { readonly action: "put"; readonly key: string; readonly item: Item; readonly ifNotExists?: boolean }
  | { readonly action: "delete"; readonly key: string; readonly ifExists?: boolean }
  /** Update with ADD: the number becomes larger by `by`; with `atLeast` only if it is so much, or more, before. */
  | {
      readonly action: "add";
      readonly key: string;
      readonly attribute: string;
      readonly by: number;
      readonly atLeast?: number;
    }
  /** ConditionCheck: nothing is changed. In transactions only. */
  | { readonly action: "check"; readonly key: string; readonly exists: boolean };

/** What an application hears of a TransactWriteItems request. */
export type TransactionAnswer = "succeeded" | "TransactionCanceledException" | Exclude<TransactionAdmission, "begin" | "done">; // prettier-ignore

/** What can happen to transactions. */
export type TransactEvent =
  /** The first event of every run. */
  | {
      readonly kind: "transact-opened";
      readonly nodes: readonly { readonly node: NodeId; readonly keys: readonly string[] }[];
      readonly coordinators: readonly NodeId[];
      readonly items: readonly { readonly key: string; readonly item: Item }[];
      readonly untilMs: Millis;
    }
  /** A coordinator has looked at a request, for the first time or again. */
  | {
      readonly kind: "request-admitted";
      readonly request: string;
      readonly token: string;
      readonly coordinator: NodeId;
      readonly admission: TransactionAdmission;
    }
  | {
      readonly kind: "transaction-begun";
      readonly transaction: TransactionId;
      readonly request: string;
      readonly token: string;
      readonly coordinator: NodeId;
      readonly stampMs: Millis;
      readonly actions: readonly ItemAction[];
    }
  /** A storage node was asked to hold an item. `slot`: what it has of it then. */
  | {
      readonly kind: "item-prepared";
      readonly transaction: TransactionId;
      readonly node: NodeId;
      readonly key: string;
      readonly vote: Vote;
      readonly slot: ItemSlot;
    }
  /** The ledger has taken a decision. */
  | {
      readonly kind: "transaction-decided";
      readonly transaction: TransactionId;
      readonly coordinator: NodeId;
      readonly outcome: TransactionOutcome;
    }
  /** A storage node was told how a transaction ended. */
  | {
      readonly kind: "item-settled";
      readonly transaction: TransactionId;
      readonly node: NodeId;
      readonly key: string;
      readonly outcome: TransactionOutcome;
      readonly slot: ItemSlot;
    }
  | { readonly kind: "transaction-finished"; readonly transaction: TransactionId; readonly coordinator: NodeId }
  /** A coordinator goes on with a transaction that it has not begun. */
  | { readonly kind: "transaction-taken-over"; readonly transaction: TransactionId; readonly coordinator: NodeId }
  /** A storage node has held an item for long, and asks what became of the transaction. */
  | {
      readonly kind: "outcome-asked";
      readonly transaction: TransactionId;
      readonly node: NodeId;
      readonly key: string;
      readonly coordinator: NodeId;
    }
  /** `reasons`: of a cancelled one, for each action in turn. */
  | {
      readonly kind: "request-answered";
      readonly request: string;
      readonly answer: TransactionAnswer;
      readonly reasons?: readonly string[];
    }
  /** The application has heard nothing, however often it asked. */
  | { readonly kind: "request-unknown"; readonly request: string }
  /** A single write. */
  | {
      readonly kind: "item-written";
      readonly write: string;
      readonly node: NodeId;
      readonly key: string;
      readonly action: ItemAction;
      readonly result: "written" | WriteRefusal;
      readonly slot: ItemSlot;
    }
  /** GetItem. */
  | { readonly kind: "item-read"; readonly read: string; readonly key: string; readonly item?: Item | undefined }
  /** TransactGetItems; without items where it was cancelled. `stampMs` as in the slot. */
  | {
      readonly kind: "items-read";
      readonly read: string;
      readonly items?: readonly { readonly key: string; readonly item?: Item | undefined; readonly stampMs: Millis }[];
    }
  /** From now on the node's clock is ahead of the simulation's by so much, or behind. */
  | { readonly kind: "clock-set"; readonly node: NodeId; readonly skewMs: Millis }
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** A run of transactions. */
export type TransactTrace = Trace<TransactEvent>;
