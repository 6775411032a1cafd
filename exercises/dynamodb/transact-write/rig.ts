import {
  runTransactions,
  runTransactScript,
  transactEventInEnglish,
  transactWrite,
  type ItemHold,
  type ItemSlot,
  type TransactionStep,
  type TransactScenario,
  type TransactScript,
  type TransactWrite,
} from "four-of-six/dynamodb";
import { defineRig, fn, listOf, number, optional, record, tagged, text, type Shape } from "four-of-six/testing";
import { itemShape } from "../item-shape.ts";

/** What an answer to this exercise exports. */
export type TransactWriteAnswer = TransactWrite;

const item = optional(itemShape) as never;
const slot = record<ItemSlot>({
  item,
  stampMs: number,
  hold: optional(record<ItemHold>({ transaction: text, stampMs: number, after: item })) as never,
});
const keys = listOf(text);
/** A slot, or why there is none. */
const slotOrText: Shape<ReturnType<TransactWrite["write"]>> = {
  take: (value, where) => (typeof value === "string" ? (text.take(value, where) as never) : slot.take(value, where)),
};

export const rig = defineRig<TransactWriteAnswer, TransactScript, TransactScenario>({
  figure: "transact-write",
  seam: {
    admit: fn(text as never),
    prepare: fn(record<ReturnType<TransactWrite["prepare"]>>({ vote: text as never, slot })),
    settle: fn(slot),
    write: fn(slotOrText),
    next: fn(
      tagged<TransactionStep, "step">("step", {
        prepare: { keys },
        decide: { outcome: text as never },
        settle: { keys, outcome: text as never },
        finish: {},
      }),
    ),
  },
  reference: transactWrite,
  unit: { run: (script, answer, into) => runTransactScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runTransactions(scenario, answer, into as never) },
  decides: [
    "request-admitted",
    "item-prepared",
    "transaction-decided",
    "item-settled",
    "transaction-finished",
    "item-written",
  ],
  eventText: (event) => transactEventInEnglish(event as never),
});
