// The idea: an item that nobody holds can be prepared, whatever its stamp.
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

const ACTIONS_MAX = 100;
const BYTES_MAX = 4 * 1_024 * 1_024;
const TOKEN_MS = 10 * 60_000;

export function admit(request: TransactionRequest, known: KnownToken | undefined, nowMs: number): TransactionAdmission {
  if (!isValid(request)) return "ValidationException";
  if (known === undefined) return "begin";
  const isUnderWay = known.finishedAtMs === undefined;
  const isOver = !isUnderWay && (known.outcome === "cancel" || nowMs > (known.finishedAtMs ?? 0) + TOKEN_MS);
  if (isOver) return "begin";
  if (known.content !== request.content) return "IdempotentParameterMismatchException";
  return isUnderWay ? "TransactionInProgressException" : "done";
}

function isValid({ actions }: TransactionRequest): boolean {
  const keys = new Set(actions.map(({ key }) => key));
  const bytes = actions.reduce((sum, action) => sum + action.bytes, 0);
  return actions.length > 0 && actions.length <= ACTIONS_MAX && keys.size === actions.length && bytes <= BYTES_MAX;
}

export function prepare(slot: ItemSlot, request: PrepareRequest): { vote: Vote; slot: ItemSlot } {
  const { transaction, stampMs, conditionHolds, after } = request;
  if (slot.hold !== undefined)
    return { vote: slot.hold.transaction === transaction ? "accepted" : "TransactionConflict", slot };
  if (!conditionHolds) return { vote: "ConditionalCheckFailed", slot };
  return { vote: "accepted", slot: { ...slot, hold: { transaction, stampMs, after } } };
}

export function settle(slot: ItemSlot, transaction: string, outcome: TransactionOutcome): ItemSlot {
  if (slot.hold === undefined || slot.hold.transaction !== transaction) return slot;
  if (outcome === "cancel") return { item: slot.item, stampMs: slot.stampMs };
  return { item: slot.hold.after, stampMs: slot.hold.stampMs };
}

export function write(slot: ItemSlot, { nowMs, conditionHolds, after }: SingleWrite): ItemSlot | WriteRefusal {
  if (slot.hold !== undefined) return "TransactionConflictException";
  if (!conditionHolds) return "ConditionalCheckFailedException";
  return { item: after, stampMs: Math.max(nowMs, slot.stampMs + 1) };
}

export function next({ keys, outcome }: LedgerEntry, { accepted, refused, settled }: HeardVotes): TransactionStep {
  if (outcome !== undefined) {
    const left = keys.filter((key) => !settled.includes(key));
    return left.length === 0 ? { step: "finish" } : { step: "settle", keys: left, outcome };
  }
  if (refused.length > 0) return { step: "decide", outcome: "cancel" };
  const silent = keys.filter((key) => !accepted.includes(key));
  if (silent.length === 0) return { step: "decide", outcome: "commit" };
  return { step: "prepare", keys: silent };
}
