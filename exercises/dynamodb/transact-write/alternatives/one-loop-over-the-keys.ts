// Right, in another manner: arrow functions, and a coordinator that goes through the keys once.
import type { TransactWrite } from "four-of-six/dynamodb";

export const admit: TransactWrite["admit"] = ({ actions, content }, known, nowMs) => {
  const seen: Record<string, true> = Object.create(null);
  let bytes = 0;
  for (const action of actions) {
    if (seen[action.key]) return "ValidationException";
    seen[action.key] = true;
    bytes += action.bytes;
  }
  if (actions.length < 1 || actions.length > 100 || bytes > 2 ** 22) return "ValidationException";
  const isForgotten =
    known?.finishedAtMs !== undefined && (known.outcome !== "commit" || nowMs - known.finishedAtMs > 600_000);
  if (!known || isForgotten) return "begin";
  if (content !== known.content) return "IdempotentParameterMismatchException";
  return known.finishedAtMs === undefined ? "TransactionInProgressException" : "done";
};

export const prepare: TransactWrite["prepare"] = (slot, { transaction, stampMs, conditionHolds, after }) => {
  const own = slot.hold?.transaction === transaction;
  const conflicts = !own && (slot.hold !== undefined || slot.stampMs >= stampMs);
  const vote = own
    ? "accepted"
    : conflicts
      ? "TransactionConflict"
      : conditionHolds
        ? "accepted"
        : "ConditionalCheckFailed";
  return {
    vote,
    slot: vote === "accepted" && !own ? Object.assign({}, slot, { hold: { transaction, stampMs, after } }) : slot,
  };
};

export const settle: TransactWrite["settle"] = ({ hold, ...rest }, transaction, outcome) => {
  if (hold?.transaction !== transaction) return { ...rest, hold };
  return outcome === "commit" ? { stampMs: hold.stampMs, item: hold.after } : rest;
};

export const write: TransactWrite["write"] = (slot, { nowMs, conditionHolds, after }) =>
  slot.hold
    ? "TransactionConflictException"
    : conditionHolds
      ? { stampMs: nowMs > slot.stampMs ? nowMs : slot.stampMs + 1, item: after }
      : "ConditionalCheckFailedException";

export const next: TransactWrite["next"] = ({ keys, outcome }, { accepted, refused, settled }) => {
  const [yes, told] = [new Set(accepted), new Set(settled)];
  const silent: string[] = [];
  const unsettled: string[] = [];
  for (const key of keys) {
    if (!yes.has(key)) silent.push(key);
    if (!told.has(key)) unsettled.push(key);
  }
  if (outcome) return unsettled.length ? { step: "settle", keys: unsettled, outcome } : { step: "finish" };
  if (refused.length) return { step: "decide", outcome: "cancel" };
  return silent.length ? { step: "prepare", keys: silent } : { step: "decide", outcome: "commit" };
};
