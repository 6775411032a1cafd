import {
  checkTransactScenario,
  runTransactions,
  transactEventInEnglish,
  type Item,
  type ItemAction,
  type TransactEvent,
  type TransactNemesisStep,
  type TransactScenario,
  type TransactTrace,
} from "four-of-six/dynamodb";
import { withSchedule } from "four-of-six/kernel";
import { listOf, number, optional, tagged, text, truth } from "four-of-six/testing";
import { nemesisRig } from "../../nemesis-rig.ts";
import { itemShape } from "../item-shape.ts";
import * as wrong from "../transact-write/mistakes/tells-before-it-decides.ts";

const balance = (value: number): Item => ({ balance: { N: String(value) } });

export const base: TransactScenario = {
  seed: 2026,
  coordinators: 2,
  nodes: [
    { node: "P1", keys: [{ key: "alice", item: balance(100) }] },
    { node: "P2", keys: [{ key: "bob", item: balance(50) }] },
  ],
  workload: [
    {
      kind: "transact",
      atMs: 1_000,
      via: "C1",
      actions: [
        { action: "add", key: "alice", attribute: "balance", by: -30, atLeast: 30 },
        { action: "add", key: "bob", attribute: "balance", by: 30 },
      ],
    },
    { kind: "transact-read", atMs: 18_000, via: "C2", keys: ["alice", "bob"] },
  ],
  faults: [],
  untilMs: 20_000,
  // Slower than a network within a Region, so that there is time to strike.
  model: {
    latency: [
      [0, 20],
      [1, 40],
    ],
    resendMs: 200,
    stalledMs: 1_000,
    clientTimeoutMs: 3_000,
  },
};

const action = tagged<ItemAction, "action">("action", {
  put: { key: text, item: itemShape, ifNotExists: optional(truth) as never },
  delete: { key: text, ifExists: optional(truth) as never },
  add: { key: text, attribute: text, by: number, atLeast: optional(number) as never },
  check: { key: text, exists: truth },
});
const step = tagged<TransactNemesisStep, "kind">("kind", {
  transact: {
    atMs: number,
    actions: listOf(action),
    token: optional(text) as never,
    via: optional(text) as never,
  },
  write: { atMs: number, action },
  clock: { atMs: number, node: text, skewMs: number },
});

export const rig = {
  ...nemesisRig<TransactNemesisStep, TransactEvent>({
    figure: "transact-write",
    shortest: 1,
    step,
    given: base.workload.length,
    check: (schedule) => checkTransactScenario(withSchedule(base, schedule)),
    play: (schedule, into) => runTransactions(withSchedule(base, schedule), wrong, into),
    eventText: transactEventInEnglish,
  }),
  base,
};

/** What came of a run, in a sentence: for whoever hoped that something would break. */
export function outcomeOf(trace: TransactTrace): string {
  const ms = (atMs: number) => `${Math.round(atMs)} ms`;
  const first = trace.flatMap((event) => ("transaction" in event && event.transaction === "T1" ? [event] : []));
  const told = first.flatMap((event) =>
    event.kind === "item-settled" ? [`${event.node} was told to ${event.outcome} at ${ms(event.atMs)}`] : [],
  );
  const decided = first.find((event) => event.kind === "transaction-decided");
  const ledger = decided === undefined ? "it was never decided" : `the ledger had it at ${ms(decided.atMs)}, ${decided.outcome}`; // prettier-ignore
  const writes = trace.flatMap((event) =>
    event.kind === "item-written" ? [`; the write of ${event.key} at ${ms(event.atMs)}: ${event.result}`] : [],
  );
  return `none: of T1, ${told.join(", ") || "no node was told anything"}; ${ledger}${writes.join("")}`;
}
