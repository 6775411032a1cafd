/**
 * What must hold in every run of transactions, and of `transact-write` alone. Each invariant looks at a trace and tells the
 * first event that breaks it.
 */
import { firstBroken } from "../kernel/trace.ts";
import { frozen } from "../kernel/frozen.ts";
import type { Millis, Timed } from "../kernel/index.ts";
import { canonicalItem, type Item } from "./attribute-value.ts";
import { actedOn } from "./transact-node.ts";
import type { ItemAction, TransactEvent, TransactTrace } from "./transact-trace.ts";
import { TRANSACTION_TOKEN_MS, type ItemHold, type ItemSlot, type TransactionId } from "./transact-write.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type TransactInvariant = (
  trace: TransactTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

const textOf = (item: Item | undefined) => (item === undefined ? "no item" : canonicalItem(item));

/** An event after which a storage node has this of a key. */
type SlotEvent = Extract<TransactEvent, { readonly slot: ItemSlot }>;

function hasSlot(event: TransactEvent): event is SlotEvent {
  return event.kind === "item-prepared" || event.kind === "item-settled" || event.kind === "item-written";
}

/** Goes through a run until an event is wrong. `slots`: what the nodes have of each key before it. */
function eachEvent(
  invariant: string,
  wrongWith: (event: Timed<TransactEvent>, slots: ReadonlyMap<string, ItemSlot>) => string | undefined,
): TransactInvariant {
  return (trace) => {
    const slots = new Map<string, ItemSlot>();
    for (const [eventIndex, event] of trace.entries()) {
      if (event.kind === "transact-opened")
        for (const { key, item } of event.items) slots.set(key, { item, stampMs: 0 });
      const what = wrongWith(event, slots);
      if (what !== undefined) return { invariant, eventIndex, what };
      if (hasSlot(event)) slots.set(event.key, event.slot);
    }
    return undefined;
  };
}

/** The same, for invariants that remember more than slots: made anew for each trace. */
function fresh(make: () => TransactInvariant): TransactInvariant {
  return (trace) => make()(trace);
}

const isChanged = (before: ItemSlot | undefined, after: ItemSlot) => textOf(before?.item) !== textOf(after.item);

/** What is held may not come to pass. */
export const preparedIsNotSeen = eachEvent("an item does not change while it is only prepared", (event, slots) => {
  if (event.kind !== "item-prepared" || !isChanged(slots.get(event.key), event.slot)) return undefined;
  return `${event.node} was asked to prepare ${event.key} for ${event.transaction}, and has ${textOf(event.slot.item)} now, before the transaction is decided`;
});

/** By nobody but the transaction itself. */
export const heldItemsStay = eachEvent(
  "an item that is held for a transaction is changed by no other one",
  (event, slots) => {
    if (!hasSlot(event)) return undefined;
    const before = slots.get(event.key);
    const hold: ItemHold | undefined = before?.hold;
    const by = event.kind === "item-written" ? event.write : event.transaction;
    if (hold === undefined || hold.transaction === by) return undefined;
    if (event.slot.hold?.transaction !== hold.transaction)
      return `${event.node} held ${event.key} for ${hold.transaction}, and after a message about ${by} it does not`;
    return isChanged(before, event.slot)
      ? `${event.key} was held for ${hold.transaction}, and ${by} changed it`
      : undefined;
  },
);

/** A vote that is not kept is worth nothing. */
export const votesAreKept = eachEvent("a storage node that accepts a transaction holds the item for it", (event) =>
  event.kind === "item-prepared" && event.vote === "accepted" && event.slot.hold?.transaction !== event.transaction
    ? `${event.node} accepted ${event.transaction}, and does not hold ${event.key} for it`
    : undefined,
);

/** Somebody else waits for the item. */
export const refusedIsNotHeld = eachEvent(
  "a storage node that refuses a transaction does not hold the item for it",
  (event) =>
    event.kind === "item-prepared" && event.vote !== "accepted" && event.slot.hold?.transaction === event.transaction
      ? `${event.node} refused ${event.transaction} with ${event.vote}, and holds ${event.key} for it`
      : undefined,
);

/** The order in which it all might have been done one after the other. */
export const stampsRise = eachEvent(
  "each change of an item is stamped later than the one before it",
  (event, slots) => {
    if (!hasSlot(event)) return undefined;
    const before = slots.get(event.key);
    const isMade =
      (event.kind === "item-written" && event.result === "written") ||
      (event.kind === "item-settled" && event.outcome === "commit" && before?.hold?.transaction === event.transaction);
    if (before === undefined || !isMade || event.slot.stampMs > before.stampMs) return undefined;
    return `${event.key} was last changed at ${before.stampMs}, and ${event.kind === "item-written" ? event.write : event.transaction} changed it at ${event.slot.stampMs}`;
  },
);

/** What the ledger says of each transaction, and what they wanted. */
class Decisions {
  readonly outcomes = new Map<TransactionId, string>();
  readonly actions = new Map<TransactionId, readonly ItemAction[]>();
  readonly stamps = new Map<TransactionId, Millis>();

  after(event: TransactEvent): void {
    if (event.kind === "transaction-decided") this.outcomes.set(event.transaction, event.outcome);
    if (event.kind !== "transaction-begun") return;
    this.actions.set(event.transaction, event.actions);
    this.stamps.set(event.transaction, event.stampMs);
  }
}

/** Before it is decided nothing is done, and afterwards nothing else. */
export const ledgerDecides = fresh(() => {
  const decisions = new Decisions();
  return eachEvent("storage nodes are told only what the ledger has decided", (event, slots) => {
    decisions.after(event);
    if (event.kind !== "item-settled" || slots.get(event.key)?.hold?.transaction !== event.transaction)
      return undefined;
    const { transaction, node, key, outcome } = event;
    const decided = decisions.outcomes.get(transaction);
    if (decided === outcome) return undefined;
    return `${node} was told to ${outcome} ${key} of ${transaction}, and the ledger says ${decided ?? "nothing yet"}`;
  });
});

/** All of them, or it is not committed. */
export const allHaveAccepted = fresh(() => {
  const decisions = new Decisions();
  const accepted = new Map<TransactionId, Set<string>>();
  return eachEvent("a transaction is committed only when all of its items are held for it", (event) => {
    decisions.after(event);
    if (event.kind === "item-prepared" && event.vote === "accepted")
      accepted.set(event.transaction, (accepted.get(event.transaction) ?? new Set()).add(event.key));
    if (event.kind !== "transaction-decided" || event.outcome !== "commit") return undefined;
    const missing = (decisions.actions.get(event.transaction) ?? []).find(
      ({ key }) => !accepted.get(event.transaction)?.has(key),
    );
    return (
      missing && `${event.coordinator} decided to commit ${event.transaction}, and nobody has accepted ${missing.key}`
    );
  });
});

const WHOLE = "a transaction changes all of its items or none";

/** What was committed, and not undone, and what was not. */
export const wholeOrNotAtAll = fresh(() => {
  const decisions = new Decisions();
  const told = new Map<string, string>();
  const asTold = eachEvent(WHOLE, (event, slots) => {
    decisions.after(event);
    if (event.kind === "item-settled") {
      const { transaction, key, outcome } = event;
      if (slots.get(key)?.hold?.transaction !== transaction) return undefined;
      told.set(`${transaction} ${key}`, outcome);
      const other = (decisions.actions.get(transaction) ?? []).find(
        (action) => (told.get(`${transaction} ${action.key}`) ?? outcome) !== outcome,
      );
      return (
        other &&
        `the end of ${transaction} is ${outcome} for ${key}, and ${told.get(`${transaction} ${other.key}`)} for ${other.key}`
      );
    }
    if (event.kind !== "transaction-finished") return undefined;
    const { transaction } = event;
    if (decisions.outcomes.get(transaction) !== "commit") return undefined;
    const missing = (decisions.actions.get(transaction) ?? []).find(
      ({ key }) => told.get(`${transaction} ${key}`) !== "commit",
    );
    return missing && `${transaction} is finished and committed, and ${missing.key} is not changed`;
  });
  return (trace) => {
    const violation = asTold(trace);
    if (violation !== undefined) return violation;
    // Nobody will ever be told to commit what the ledger has cancelled.
    for (const [transaction, outcome] of decisions.outcomes) {
      const keys = (decisions.actions.get(transaction) ?? []).map(({ key }) => key);
      const [changed, other] = [true, false].map((isChanged) =>
        keys.find((key) => (told.get(`${transaction} ${key}`) === "commit") === isChanged),
      );
      if (outcome !== "cancel" || changed === undefined || other === undefined) continue;
      const what = `the ledger has cancelled ${transaction}, ${changed} was changed for it, and ${other} never will be`;
      return { invariant: WHOLE, eventIndex: trace.length - 1, what };
    }
    return undefined;
  };
});

/** What TransactGetItems shows. A slot's stamp says which changes it shows: that one and all before it. */
export const seenWhole = fresh(() => {
  const decisions = new Decisions();
  return eachEvent("a transaction is seen whole or not at all", (event) => {
    decisions.after(event);
    if (event.kind !== "items-read" || event.items === undefined) return undefined;
    for (const [transaction, outcome] of decisions.outcomes) {
      if (outcome !== "commit") continue;
      const stampMs = decisions.stamps.get(transaction) ?? 0;
      const own = new Set(decisions.actions.get(transaction)?.map(({ key }) => key));
      const shown = event.items.filter(({ key }) => own.has(key));
      const [after, before] = [shown.find((one) => one.stampMs >= stampMs), shown.find((one) => one.stampMs < stampMs)];
      if (after !== undefined && before !== undefined)
        return `${event.read} shows ${after.key} after ${transaction}, ${textOf(after.item)}, and ${before.key} before it, ${textOf(before.item)}`;
    }
    return undefined;
  });
});

/** Whoever hears of success reads its writes. */
export const answeredIsDone = fresh(() => {
  const ofRequest = new Map<string, TransactionId>();
  const finished = new Set<TransactionId>();
  const outcomes = new Map<TransactionId, string>();
  const tokenOf = new Map<string, string>();
  const lastWith = new Map<string, TransactionId>();
  return eachEvent("a request is answered with success only when all of its items are changed", (event) => {
    if (event.kind === "request-admitted") tokenOf.set(event.request, event.token);
    if (event.kind === "transaction-begun") lastWith.set(event.token, event.transaction);
    if (event.kind === "transaction-begun") ofRequest.set(event.request, event.transaction);
    if (event.kind === "transaction-finished") finished.add(event.transaction);
    if (event.kind === "transaction-decided") outcomes.set(event.transaction, event.outcome);
    if (event.kind !== "request-answered" || event.answer !== "succeeded") return undefined;
    const transaction = ofRequest.get(event.request) ?? lastWith.get(tokenOf.get(event.request) ?? "") ?? "";
    if (finished.has(transaction) && outcomes.get(transaction) === "commit") return undefined;
    return `${event.request} was answered with success, and ${transaction === "" ? "no transaction was made for it" : `${transaction} is ${finished.has(transaction) ? "cancelled" : "not finished"}`}`;
  });
});

/** A request that is sent again is the same request. */
export const tokensCountOnce = fresh(() => {
  const tokens = new Map<TransactionId, string>();
  const committed = new Map<string, { readonly transaction: TransactionId; finishedAtMs: Millis }>();
  return eachEvent("within ten minutes a client request token changes something at most once", (event) => {
    if (event.kind === "transaction-begun") tokens.set(event.transaction, event.token);
    if (event.kind === "transaction-finished") {
      const before = committed.get(tokens.get(event.transaction) ?? "");
      if (before?.transaction === event.transaction) before.finishedAtMs = event.atMs;
    }
    if (event.kind !== "transaction-decided" || event.outcome !== "commit") return undefined;
    const { transaction } = event;
    const token = tokens.get(transaction) ?? "";
    const before = committed.get(token);
    if (
      before !== undefined &&
      before.transaction !== transaction &&
      event.atMs - before.finishedAtMs <= TRANSACTION_TOKEN_MS
    )
      return `${before.transaction} and ${transaction} both have the token ${token}, and both are committed`;
    committed.set(token, { transaction, finishedAtMs: Infinity });
    return undefined;
  });
});

/** All of it once more, one after the other in the order of the stamps: conditions hold, and the same items come out. */
export const asInOrder: TransactInvariant = (trace) => {
  const decisions = new Decisions();
  const done: { readonly by: string; readonly stampMs: Millis; readonly actions: readonly ItemAction[] }[] = [];
  const finished = new Set<TransactionId>();
  const items = new Map<string, Item | undefined>();
  const last = new Map<string, ItemSlot>();
  for (const event of trace) {
    decisions.after(event);
    if (event.kind === "transact-opened") for (const { key, item } of event.items) items.set(key, item);
    if (event.kind === "item-written" && event.result === "written")
      done.push({ by: event.write, stampMs: event.slot.stampMs, actions: [event.action] });
    if (event.kind === "transaction-finished") finished.add(event.transaction);
    if (hasSlot(event)) last.set(event.key, event.slot);
  }
  const committed = [...decisions.outcomes].filter(([, outcome]) => outcome === "commit").map(([one]) => one);
  // Half-done ones, at the end of a run, are judged by other invariants.
  if (committed.some((transaction) => !finished.has(transaction))) return undefined;
  for (const by of committed)
    done.push({ by, stampMs: decisions.stamps.get(by) ?? 0, actions: decisions.actions.get(by) ?? [] });
  const invariant =
    "all is as if the transactions and writes had been made one after the other, in the order of their stamps";
  const eventIndex = trace.length - 1;
  for (const { by, stampMs, actions } of done.sort((a, b) => a.stampMs - b.stampMs)) {
    for (const action of actions) {
      const { conditionHolds, after } = actedOn(action, items.get(action.key));
      if (!conditionHolds)
        return { invariant, eventIndex, what: `at ${stampMs}, ${by} finds ${action.key} with ${textOf(items.get(action.key))}, for which its condition does not hold` }; // prettier-ignore
      items.set(action.key, after);
    }
  }
  for (const [key, { item }] of last) {
    if (textOf(item) !== textOf(items.get(key)))
      return { invariant, eventIndex, what: `${key} is ${textOf(item)}, and in that order it is ${textOf(items.get(key))}` }; // prettier-ignore
  }
  return undefined;
};

/** After so long without faults all transactions are over: a bound of the model, for its own latencies. */
export const TRANSACT_CALM_MS: Millis = 5_000;

/** For whole runs: nobody is held for ever. */
export const nothingStaysHeld: TransactInvariant = (trace) => {
  let untilMs: Millis = 0;
  let faultCount = 0;
  let calmFromMs: Millis = 0;
  const open = new Map<TransactionId, Millis>();
  const held = new Map<string, { readonly transaction: TransactionId; readonly atMs: Millis }>();
  for (const event of trace) {
    if (event.kind === "transact-opened") untilMs = event.untilMs;
    if (event.kind === "fault-began") faultCount++;
    if (event.kind === "fault-ended") {
      faultCount--;
      calmFromMs = event.atMs;
    }
    if (event.kind === "transaction-begun") open.set(event.transaction, event.atMs);
    if (event.kind === "transaction-finished") open.delete(event.transaction);
    if (!hasSlot(event)) continue;
    if (event.slot.hold === undefined) held.delete(event.key);
    else if (held.get(event.key)?.transaction !== event.slot.hold.transaction)
      held.set(event.key, { transaction: event.slot.hold.transaction, atMs: event.atMs });
  }
  if (faultCount > 0) return undefined;
  const eventIndex = trace.length - 1;
  const isLate = (atMs: Millis) => untilMs - Math.max(calmFromMs, atMs) >= TRANSACT_CALM_MS;
  const invariant = `a transaction is over, and its items free, ${TRANSACT_CALM_MS / 1_000} s after it began and the last fault is over`;
  for (const [transaction, atMs] of open)
    if (isLate(atMs)) return { invariant, eventIndex, what: `${transaction} is not finished` };
  for (const [key, { transaction, atMs }] of held)
    if (isLate(atMs)) return { invariant, eventIndex, what: `${key} is still held for ${transaction}` };
  return undefined;
};

/** Those that hold at every event, also of the mechanism alone. */
export const TRANSACT_WRITE_INVARIANTS: readonly TransactInvariant[] = frozen([
  preparedIsNotSeen,
  votesAreKept,
  refusedIsNotHeld,
  heldItemsStay,
  allHaveAccepted,
  ledgerDecides,
  wholeOrNotAtAll,
  stampsRise,
  answeredIsDone,
  tokensCountOnce,
  asInOrder,
]);

/** All of them. */
export const TRANSACT_INVARIANTS: readonly TransactInvariant[] = frozen([
  ...TRANSACT_WRITE_INVARIANTS,
  seenWhole,
  nothingStaysHeld,
]);

/** The first of them that a run breaks. */
export function firstTransactViolation(
  trace: TransactTrace,
  invariants: readonly TransactInvariant[] = TRANSACT_INVARIANTS,
): ReturnType<TransactInvariant> {
  return firstBroken(trace, invariants);
}
