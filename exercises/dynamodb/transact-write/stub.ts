import type {
  HeardVotes,
  ItemSlot,
  KnownToken,
  LedgerEntry,
  PrepareRequest,
  SingleWrite,
  TransactionAdmission,
  TransactionOutcome,
  TransactionRequest,
  TransactionStep,
  Vote,
  WriteRefusal,
} from "four-of-six/dynamodb";

/** A request has come to a coordinator. Hover over a name to read what it promises. */
export function admit(request: TransactionRequest, known: KnownToken | undefined, nowMs: number): TransactionAdmission {
  // Is it a request at all? Has this token been here before?
  return "begin";
}

/** A storage node is asked to hold an item for a transaction. */
export function prepare(slot: ItemSlot, request: PrepareRequest): { vote: Vote; slot: ItemSlot } {
  // May it be held? And does anybody see it before the transaction is decided?
  return { vote: "TransactionConflict", slot };
}

/** A storage node is told how a transaction ended. */
export function settle(slot: ItemSlot, transaction: string, outcome: TransactionOutcome): ItemSlot {
  // Is the item held for this one?
  return slot;
}

/** A single write comes to a storage node. */
export function write(slot: ItemSlot, { nowMs, conditionHolds, after }: SingleWrite): ItemSlot | WriteRefusal {
  // What if it is held?
  return { item: after, stampMs: nowMs };
}

/** What a coordinator does next for a transaction. */
export function next({ keys, outcome }: LedgerEntry, { accepted, refused, settled }: HeardVotes): TransactionStep {
  // Prepare, decide, settle, finish: how far is it?
  return { step: "prepare", keys };
}
