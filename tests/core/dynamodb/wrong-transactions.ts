/** Transactions that are wrong in one place, and the invariant that says so. */
import { transactWrite as right, type TransactWrite } from "../../../src/core/dynamodb/index.ts";

const wrong = (change: Partial<TransactWrite>): TransactWrite => ({ ...right, ...change });

export interface WrongTransaction {
  readonly what: string;
  readonly mechanism: TransactWrite;
  /** Part of the name of the invariant that it breaks. */
  readonly breaks: string;
  /** Not to be seen without latencies and failing coordinators. */
  readonly inRuns?: true;
}

export const WRONG_TRANSACTIONS: readonly WrongTransaction[] = [
  {
    what: "does it at once",
    breaks: "while it is only prepared",
    mechanism: wrong({
      prepare(slot, request) {
        const { vote, slot: held } = right.prepare(slot, request);
        return { vote, slot: vote === "accepted" ? { ...held, item: request.after } : slot };
      },
    }),
  },
  {
    what: "holds what it refuses",
    breaks: "refuses a transaction does not hold",
    mechanism: wrong({
      prepare(slot, request) {
        const { vote, slot: held } = right.prepare(slot, request);
        const { transaction, stampMs, after } = request;
        return {
          vote,
          slot: vote === "ConditionalCheckFailed" ? { ...slot, hold: { transaction, stampMs, after } } : held,
        };
      },
    }),
  },
  {
    what: "lets the last one hold",
    breaks: "held for a transaction is changed by no other one",
    mechanism: wrong({ prepare: ({ hold: _, ...slot }, request) => right.prepare(slot, request) }),
  },
  {
    what: "looks at no stamp",
    breaks: "stamped later than the one before",
    mechanism: wrong({
      prepare(slot, request) {
        const { vote, slot: held } = right.prepare({ ...slot, stampMs: -1 }, request);
        return { vote, slot: { ...held, stampMs: slot.stampMs } };
      },
    }),
  },
  {
    what: "settles whatever is held",
    breaks: "held for a transaction is changed by no other one",
    mechanism: wrong({ settle: (slot, _, outcome) => (slot.hold === undefined ? slot : right.settle(slot, slot.hold.transaction, outcome)) }), // prettier-ignore
  },
  {
    what: "keeps the stamp of before",
    breaks: "stamped later than the one before",
    mechanism: wrong({ settle: (slot, transaction, outcome) => ({ ...right.settle(slot, transaction, outcome), stampMs: slot.stampMs }) }), // prettier-ignore
  },
  {
    what: "writes over what is held",
    breaks: "held for a transaction is changed by no other one",
    mechanism: wrong({
      write({ hold, ...slot }, write) {
        const result = right.write(slot, write);
        return typeof result === "string" ? result : { ...result, hold };
      },
    }),
  },
  {
    what: "trusts the node's clock",
    breaks: "stamped later than the one before",
    inRuns: true,
    mechanism: wrong({
      write(slot, write) {
        const result = right.write(slot, write);
        return typeof result === "string" ? result : { ...result, stampMs: write.nowMs };
      },
    }),
  },
  {
    what: "commits with the first that accepts",
    breaks: "only when all of its items are held",
    mechanism: wrong({
      next: (entry, heard) =>
        entry.outcome === undefined && heard.accepted.length > 0
          ? { step: "decide", outcome: "commit" }
          : right.next(entry, heard),
    }),
  },
  {
    what: "tells before it has decided",
    breaks: "only what the ledger has decided",
    mechanism: wrong({
      next(entry, heard) {
        const step = right.next(entry, heard);
        if (step.step !== "decide") return step;
        const told = right.next({ ...entry, outcome: step.outcome }, heard);
        return told.step === "finish" ? step : told;
      },
    }),
  },
  {
    what: "changes its mind with the votes",
    breaks: "only what the ledger has decided",
    mechanism: wrong({
      next(entry, heard) {
        const step = right.next(entry, heard);
        return step.step === "settle" && heard.refused.length > 0 ? { ...step, outcome: "cancel" } : step;
      },
    }),
  },
  {
    what: "is finished when one is settled",
    breaks: "changes all of its items or none",
    mechanism: wrong({
      next(entry, heard) {
        const step = right.next(entry, heard);
        return step.step === "settle" && heard.settled.length > 0 ? { step: "finish" } : step;
      },
    }),
  },
  {
    what: "remembers no token",
    breaks: "changes something at most once",
    mechanism: wrong({ admit: (request, _, nowMs) => right.admit(request, undefined, nowMs) }),
  },
  {
    what: "takes a cancelled one for done",
    breaks: "only when all of its items are changed",
    mechanism: wrong({
      admit: (request, known, nowMs) =>
        right.admit(request, known?.outcome === "cancel" ? { ...known, outcome: "commit" } : known, nowMs),
    }),
  },
];
