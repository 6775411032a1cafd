/**
 * A storage node as transactions see it: one partition, what it has of each of its keys, and what it does when it is asked.
 * Who brings the messages is somebody else's business: the network in `transact-run.ts`, a list of steps in
 * `transact-script.ts`.
 *
 * Simplified: a node is a whole replication group (`replication-group.ts`) that answers as one and loses nothing.
 */
import type { Millis, NodeId } from "../kernel/index.ts";
import { canonicalItem, type Item } from "./attribute-value.ts";
import { addDecimals, compareDecimals, parseDecimal, printDecimal } from "./decimal.ts";
import type { ItemAction, TransactEvent } from "./transact-trace.ts";
import type { ItemSlot, TransactWrite, TransactionId, TransactionOutcome, Vote } from "./transact-write.ts";

/** What an action makes of the item that is there, and whether its condition holds for that. */
export function actedOn(
  action: ItemAction,
  before: Item | undefined,
): { readonly conditionHolds: boolean; readonly after: Item | undefined } {
  switch (action.action) {
    case "put":
      return { conditionHolds: action.ifNotExists !== true || before === undefined, after: action.item };
    case "delete":
      return { conditionHolds: action.ifExists !== true || before !== undefined, after: undefined };
    case "add": {
      const value = before?.[action.attribute];
      const number = parseDecimal(value !== undefined && "N" in value ? value.N : "0");
      const isEnough = action.atLeast === undefined || (value !== undefined && compareDecimals(number, parseDecimal(String(action.atLeast))) >= 0); // prettier-ignore
      const sum = printDecimal(addDecimals(number, parseDecimal(String(action.by))));
      return { conditionHolds: isEnough, after: { ...before, [action.attribute]: { N: sum } } };
    }
    case "check":
      return { conditionHolds: action.exists === (before !== undefined), after: before };
    default:
      return action satisfies never;
  }
}

/** What a coordinator asks a storage node for. */
export interface PrepareMessage {
  readonly transaction: TransactionId;
  readonly stampMs: Millis;
  readonly action: ItemAction;
}

/** What a storage node has of a key, and how often that has changed: the LSN that a transactional read compares. */
export interface ReadSlot {
  readonly item: Item | undefined;
  readonly stampMs: Millis;
  readonly isHeld: boolean;
  readonly lsn: number;
}

/** One of them. */
export class TransactNode {
  readonly node: NodeId;
  readonly #mechanism: TransactWrite;
  readonly #record: (event: TransactEvent) => void;
  readonly #slots = new Map<string, ItemSlot>();
  readonly #lsns = new Map<string, number>();
  /** The stamp of the latest deletion: deleted items leave nothing else. */
  #deletedMs: Millis = 0;

  constructor(node: NodeId, mechanism: TransactWrite, record: (event: TransactEvent) => void) {
    this.node = node;
    this.#mechanism = mechanism;
    this.#record = record;
  }

  /** What it has at first. */
  load(key: string, item: Item): void {
    this.#slots.set(key, { item, stampMs: 0 });
  }

  slotOf(key: string): ItemSlot {
    return this.#slots.get(key) ?? { stampMs: this.#deletedMs };
  }

  prepare({ transaction, stampMs, action }: PrepareMessage): Vote {
    const { key } = action;
    const before = this.slotOf(key);
    const { vote, slot } = this.#mechanism.prepare(before, { transaction, stampMs, ...actedOn(action, before.item) });
    this.#record({ kind: "item-prepared", transaction, node: this.node, key, vote, slot });
    this.#keep(key, before, slot);
    return vote;
  }

  settle(key: string, transaction: TransactionId, outcome: TransactionOutcome): void {
    const before = this.slotOf(key);
    const slot = this.#mechanism.settle(before, transaction, outcome);
    this.#record({ kind: "item-settled", transaction, node: this.node, key, outcome, slot });
    this.#keep(key, before, slot);
  }

  /** A single write. */
  write(write: string, action: ItemAction, nowMs: Millis): void {
    const { key } = action;
    const before = this.slotOf(key);
    const slot = this.#mechanism.write(before, { nowMs, ...actedOn(action, before.item) });
    const isRefused = typeof slot === "string";
    const common = { kind: "item-written", write, node: this.node, key, action } as const;
    this.#record({ ...common, result: isRefused ? slot : "written", slot: isRefused ? before : slot });
    if (!isRefused) this.#keep(key, before, slot);
  }

  read(key: string): ReadSlot {
    const { item, stampMs, hold } = this.slotOf(key);
    return { item, stampMs, isHeld: hold !== undefined, lsn: this.#lsns.get(key) ?? 0 };
  }

  #keep(key: string, before: ItemSlot, slot: ItemSlot): void {
    if (slot.stampMs !== before.stampMs || textOf(slot.item) !== textOf(before.item))
      this.#lsns.set(key, (this.#lsns.get(key) ?? 0) + 1);
    if (slot.item === undefined) this.#deletedMs = Math.max(this.#deletedMs, slot.stampMs);
    if (slot.item === undefined && slot.hold === undefined) this.#slots.delete(key);
    else this.#slots.set(key, slot);
  }
}

function textOf(item: Item | undefined): string {
  return item === undefined ? "" : canonicalItem(item);
}
