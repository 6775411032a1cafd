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

// Right, in another manner: what state a token, an item and a transaction is in is said first, and then looked up.
type TokenState = "new" | "under way" | "committed";

function stateOf(known: KnownToken | undefined, nowMs: number): TokenState {
  if (known === undefined) return "new";
  if (known.finishedAtMs === undefined) return "under way";
  const isKept = known.outcome === "commit" && nowMs <= known.finishedAtMs + 600_000;
  return isKept ? "committed" : "new";
}

export function admit(
  { content, actions }: TransactionRequest,
  known: KnownToken | undefined,
  nowMs: number,
): TransactionAdmission {
  const sizes = new Map<string, number>();
  for (const { key, bytes } of actions) sizes.set(key, bytes);
  const total = [...sizes.values()].reduce((a, b) => a + b, 0);
  const isOne = sizes.size === actions.length && sizes.size >= 1 && sizes.size <= 100 && total <= 4_194_304;
  if (!isOne) return "ValidationException";
  const state = stateOf(known, nowMs);
  if (state === "new") return "begin";
  if (known?.content !== content) return "IdempotentParameterMismatchException";
  return state === "committed" ? "done" : "TransactionInProgressException";
}

export function prepare(slot: ItemSlot, request: PrepareRequest): { vote: Vote; slot: ItemSlot } {
  const { transaction, stampMs, after } = request;
  switch (slot.hold?.transaction) {
    case transaction:
      return { vote: "accepted", slot };
    case undefined:
      break;
    default:
      return { vote: "TransactionConflict", slot };
  }
  const vote: Vote =
    stampMs > slot.stampMs ? (request.conditionHolds ? "accepted" : "ConditionalCheckFailed") : "TransactionConflict";
  if (vote !== "accepted") return { vote, slot };
  return { vote, slot: { item: slot.item, stampMs: slot.stampMs, hold: { transaction, stampMs, after } } };
}

export function settle(slot: ItemSlot, transaction: string, outcome: TransactionOutcome): ItemSlot {
  const isMine = slot.hold?.transaction === transaction;
  if (!isMine) return slot;
  const { item, stampMs } = outcome === "commit" ? { item: slot.hold?.after, stampMs: slot.hold?.stampMs ?? 0 } : slot;
  return { item, stampMs };
}

export function write(slot: ItemSlot, single: SingleWrite): ItemSlot | WriteRefusal {
  if (slot.hold) return "TransactionConflictException";
  if (single.conditionHolds) return { item: single.after, stampMs: Math.max(slot.stampMs + 1, single.nowMs) };
  return "ConditionalCheckFailedException";
}

export function next(entry: LedgerEntry, heard: HeardVotes): TransactionStep {
  const { outcome } = entry;
  const open = (done: (key: string) => boolean) => entry.keys.filter((key) => !done(key));
  if (outcome !== undefined) {
    const keys = open((key) => heard.settled.indexOf(key) >= 0);
    if (keys.length === 0) return { step: "finish" };
    return { step: "settle", keys, outcome };
  }
  if (entry.keys.some((key) => heard.refused.includes(key))) return { step: "decide", outcome: "cancel" };
  const keys = open((key) => heard.accepted.indexOf(key) >= 0);
  return keys.length > 0 ? { step: "prepare", keys } : { step: "decide", outcome: "commit" };
}
