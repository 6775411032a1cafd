import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstTransactViolation,
  runTransactions,
  runTransactScript,
  TRANSACT_WRITE_INVARIANTS,
  TRANSACTION_TOKEN_MS,
  transactWrite,
  type ItemAction,
  type ItemSlot,
  type KnownToken,
  type LedgerEntry,
  type TransactScenario,
  type TransactTrace,
  type Vote,
} from "../../../src/core/dynamodb/index.ts";
import { transactRuns, transactScripts } from "../../arbitraries/transact-write.ts";
import { SEED } from "../seed.ts";
import { WRONG_TRANSACTIONS } from "./wrong-transactions.ts";

const { admit, prepare, settle, write, next } = transactWrite;
const balance = (value: number) => ({ balance: { N: String(value) } });
const KB = 1_024;

describe("a request", () => {
  const one = { key: "alice", bytes: 100 };
  const request = { content: "x", actions: [one, { key: "bob", bytes: 100 }] };
  const many = (count: number, bytes = 1) => ({
    content: "x",
    actions: Array.from({ length: count }, (_, index) => ({ key: `k${index}`, bytes })),
  });

  it.each([
    ["without an action", { content: "x", actions: [] }, "ValidationException"],
    ["with 100", many(100), "begin"],
    ["with 101", many(101), "ValidationException"],
    ["of 4 MB", many(4, KB * KB), "begin"],
    ["of a byte more", { content: "x", actions: [...many(4, KB * KB).actions, { key: "z", bytes: 1 }] }, "ValidationException"], // prettier-ignore
    ["with two on one item", { content: "x", actions: [one, one] }, "ValidationException"],
  ] as const)("%s", (_, asked, admission) => {
    expect(admit(asked, undefined, 5_000)).toBe(admission);
  });

  const done: KnownToken = { content: "x", outcome: "commit", finishedAtMs: 1_000 };
  const lastMs = 1_000 + TRANSACTION_TOKEN_MS;
  it.each([
    ["again while it is under way", { content: "x" }, 5_000, "TransactionInProgressException"],
    ["again when it is decided", { content: "x", outcome: "commit" }, 5_000, "TransactionInProgressException"],
    ["again when it is done", done, 5_000, "done"],
    ["ten minutes later", done, lastMs, "done"],
    ["a millisecond after that", done, lastMs + 1, "begin"],
    ["again when it was cancelled", { ...done, outcome: "cancel" }, 5_000, "begin"],
    ["another one with the token of one under way", { content: "y" }, 5_000, "IdempotentParameterMismatchException"],
    ["another one with the token of one done", { ...done, content: "y" }, lastMs, "IdempotentParameterMismatchException"], // prettier-ignore
    ["another one ten minutes later", { ...done, content: "y" }, lastMs + 1, "begin"],
    ["another one with a cancelled one's token", { ...done, content: "y", outcome: "cancel" }, 5_000, "begin"],
  ] as const)("%s", (_, known, nowMs, admission) => {
    expect(admit(request, known, nowMs)).toBe(admission);
  });
});

describe("a storage node", () => {
  const slot: ItemSlot = { item: balance(100), stampMs: 900 };
  const asks = { transaction: "T1", stampMs: 1_000, conditionHolds: true, after: balance(70) };
  const held: ItemSlot = { ...slot, hold: { transaction: "T1", stampMs: 1_000, after: balance(70) } };

  it("holds what it accepts, and changes it when it is told to commit", () => {
    expect(prepare(slot, asks)).toEqual({ vote: "accepted", slot: held });
    expect(settle(held, "T1", "commit")).toEqual({ item: balance(70), stampMs: 1_000 });
    expect(settle(held, "T1", "cancel")).toEqual(slot);
  });

  it("takes a message that comes again for what it is", () => {
    expect(prepare(held, { ...asks, conditionHolds: false })).toEqual({ vote: "accepted", slot: held });
    expect(settle(slot, "T1", "commit")).toEqual(slot);
    expect(settle(held, "T2", "cancel")).toEqual(held);
    const committed = settle(held, "T1", "commit");
    expect(prepare(committed, asks)).toEqual({ vote: "TransactionConflict", slot: committed });
  });

  it.each([
    ["held by another one", held, { ...asks, transaction: "T2", stampMs: 2_000 }, "TransactionConflict"],
    ["changed later", { ...slot, stampMs: 1_001 }, asks, "TransactionConflict"],
    ["changed at the same time", { ...slot, stampMs: 1_000 }, asks, "TransactionConflict"],
    ["not as the condition wants it", slot, { ...asks, conditionHolds: false }, "ConditionalCheckFailed"],
    ["both", { ...slot, stampMs: 1_001 }, { ...asks, conditionHolds: false }, "TransactionConflict"],
    ["not there, and something was deleted later", { stampMs: 1_001 }, asks, "TransactionConflict"],
  ] as const)("refuses what is %s", (_, before, request, vote) => {
    expect(prepare(before, request)).toEqual({ vote, slot: before });
  });

  it("stamps single writes above what they change", () => {
    expect(write(slot, { nowMs: 1_000, conditionHolds: true, after: balance(1) })).toEqual({ item: balance(1), stampMs: 1_000 }); // prettier-ignore
    expect(write(slot, { nowMs: 900, conditionHolds: true })).toMatchObject({ stampMs: 901 });
    expect(write(slot, { nowMs: 1_000, conditionHolds: false })).toBe("ConditionalCheckFailedException");
    expect(write(held, { nowMs: 1_000, conditionHolds: false })).toBe("TransactionConflictException");
  });
});

describe("a coordinator", () => {
  const entry: LedgerEntry = { transaction: "T1", keys: ["a", "b"] };
  const heard = (votes: Readonly<Record<string, Vote>>, ...settled: readonly string[]) => {
    const keysOf = (isAccepted: boolean) =>
      Object.keys(votes).filter((key) => (votes[key] === "accepted") === isAccepted);
    return { accepted: keysOf(true), refused: keysOf(false), settled };
  };

  it.each([
    ["nothing heard", entry, heard({}), { step: "prepare", keys: ["a", "b"] }],
    ["one has accepted", entry, heard({ b: "accepted" }), { step: "prepare", keys: ["a"] }],
    ["one has refused", entry, heard({ b: "ConditionalCheckFailed" }), { step: "decide", outcome: "cancel" }],
    ["both have accepted", entry, heard({ a: "accepted", b: "accepted" }), { step: "decide", outcome: "commit" }],
    ["decided, and nothing heard", { ...entry, outcome: "commit" }, heard({}), { step: "settle", keys: ["a", "b"], outcome: "commit" }], // prettier-ignore
    ["decided, against the votes", { ...entry, outcome: "cancel" }, heard({ a: "accepted", b: "accepted" }, "a"), { step: "settle", keys: ["b"], outcome: "cancel" }], // prettier-ignore
    ["all settled", { ...entry, outcome: "cancel" }, heard({}, "b", "a"), { step: "finish" }],
  ] as const)("%s", (_, known, what, step) => {
    expect(next(known, what)).toEqual(step);
  });
});

describe("invariants", () => {
  it("hold for the mechanism alone, whatever comes late, twice or never", () => {
    fc.assert(
      fc.property(transactScripts, (script) => {
        expect(firstTransactViolation(runTransactScript(script), TRANSACT_WRITE_INVARIANTS)).toBeUndefined();
      }),
      { numRuns: 10_000, seed: SEED },
    );
  });

  it("hold on storage nodes whose coordinators fail", () => {
    fc.assert(
      fc.property(transactRuns, (scenario) => {
        expect(firstTransactViolation(runTransactions(scenario))).toBeUndefined();
      }),
      { numRuns: 6_000, seed: SEED },
    );
  });

  it.each(WRONG_TRANSACTIONS)("are broken by one that $what", ({ mechanism, breaks, inRuns }) => {
    const isBroken = (trace: TransactTrace) =>
      firstTransactViolation(trace, TRANSACT_WRITE_INVARIANTS)?.invariant.includes(breaks) === true;
    const found = inRuns
      ? fc.check(fc.property(transactRuns, (scenario) => !isBroken(runTransactions(scenario, mechanism))), { numRuns: 3_000, seed: SEED }) // prettier-ignore
      : fc.check(fc.property(transactScripts, (script) => !isBroken(runTransactScript(script, mechanism))), { numRuns: 3_000, seed: SEED }); // prettier-ignore
    expect(found.failed).toBe(true);
  });
});

const transfer = (by: number): readonly ItemAction[] => [
  { action: "add", key: "alice", attribute: "balance", by: -by, atLeast: by },
  { action: "add", key: "bob", attribute: "balance", by },
];
const bank = (scenario: Partial<TransactScenario>): TransactScenario => ({
  seed: 1,
  coordinators: 2,
  nodes: [
    { node: "P1", keys: [{ key: "alice", item: balance(100) }] },
    { node: "P2", keys: [{ key: "bob", item: balance(50) }] },
  ],
  workload: [{ kind: "transact", atMs: 100, via: "C1", actions: transfer(30) }],
  faults: [],
  untilMs: 10_000,
  ...scenario,
});
const balances = (trace: TransactTrace) => {
  const shown: Record<string, unknown> = {};
  for (const event of trace) {
    if (event.kind === "transact-opened") for (const { key, item } of event.items) shown[key] = item["balance"];
    if ("slot" in event) shown[event.key] = event.slot.item?.["balance"];
  }
  return shown;
};
const answers = (trace: TransactTrace) =>
  trace.flatMap((event) => (event.kind === "request-answered" ? [event.answer] : []));

describe("a transfer", () => {
  it("moves the money, and is answered when both have it", () => {
    const trace = runTransactions(bank({}));
    expect(balances(trace)).toEqual({ alice: { N: "70" }, bob: { N: "80" } });
    expect(answers(trace)).toEqual(["succeeded"]);
  });

  it("says why it was cancelled, action by action", () => {
    const trace = runTransactions(bank({ workload: [{ kind: "transact", atMs: 100, actions: transfer(130) }] }));
    expect(trace.find((event) => event.kind === "request-answered")).toMatchObject({
      answer: "TransactionCanceledException",
      reasons: ["ConditionalCheckFailed", "None"],
    });
    expect(balances(trace)).toEqual({ alice: { N: "100" }, bob: { N: "50" } });
  });

  it("is made once, whenever its coordinator fails", () => {
    for (let fromMs = 100; fromMs < 130; fromMs += 0.5) {
      const trace = runTransactions(bank({ faults: [{ kind: "node-down", node: "C1", fromMs, untilMs: 4_000 }] }));
      expect(balances(trace)).toEqual({ alice: { N: "70" }, bob: { N: "80" } });
      expect(answers(trace)).toEqual(["succeeded"]);
    }
  });

  it("refuses a single write of an item that it holds", () => {
    const trace = runTransactions(
      bank({
        workload: [
          { kind: "transact", atMs: 100, via: "C1", actions: transfer(30) },
          { kind: "write", atMs: 200, action: { action: "add", key: "alice", attribute: "balance", by: 5 } },
          { kind: "transact-read", atMs: 200, via: "C2", keys: ["alice", "bob"] },
          { kind: "read", atMs: 200, key: "alice" },
        ],
        // Bob's node does not answer: alice is held until it does.
        faults: [{ kind: "node-down", node: "P2", fromMs: 50, untilMs: 600 }],
      }),
    );
    expect(trace.find((event) => event.kind === "item-written")?.result).toBe("TransactionConflictException");
    expect(trace.find((event) => event.kind === "item-read")?.item).toEqual(balance(100));
    expect(balances(trace)).toEqual({ alice: { N: "70" }, bob: { N: "80" } });
  });
});

describe("a scenario", () => {
  it.each([
    ["coordinators", { coordinators: 0 }],
    ["untilMs", { untilMs: -1 }],
    ["nodes", { nodes: [] }],
    ["nodes.keys", { nodes: [{ node: "P1", keys: [{ key: "a" }, { key: "a" }] }], workload: [] }],
    ["workload[0].via", { workload: [{ kind: "transact", atMs: 0, via: "C9", actions: [] }] }],
    ["workload[0].actions[0].key", { workload: [{ kind: "transact", atMs: 0, actions: [{ action: "delete", key: "zoe" }] }] }], // prettier-ignore
    ["workload[0].action.action", { workload: [{ kind: "write", atMs: 0, action: { action: "check", key: "bob", exists: true } }] }], // prettier-ignore
    ["workload[0].keys", { workload: [{ kind: "transact-read", atMs: 0, keys: [] }] }],
    ["workload[0].node", { workload: [{ kind: "clock", atMs: 0, node: "app", skewMs: 0 }] }],
    ["faults[0].node", { faults: [{ kind: "node-down", node: "P9", fromMs: 0 }] }],
    ["model.resendMs", { model: { resendMs: 0 } }],
  ] as const)("is refused by the name of its field, %s", (field, change) => {
    expect(() => runTransactions(bank(change as Partial<TransactScenario>))).toThrow(field);
  });
});
