import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  nothingStaysHeld,
  TRANSACT_INVARIANTS,
  TRANSACT_WRITE_INVARIANTS,
  type ItemSlot,
  type KnownToken,
  type LedgerEntry,
  type PrepareRequest,
} from "four-of-six/dynamodb";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/transact-write/rig.ts";
import { transactRuns, transactScripts } from "../../arbitraries/transact-write.ts";

const { admit, prepare, settle, write, next } = answer(rig);

const MB = 1_048_576;
const MINUTE_MS = 60_000;
const balance = (value: number) => ({ balance: { N: String(value) } });
const actions = (count: number, bytes = 100) =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, bytes }));
const request = (...list: readonly { readonly key: string; readonly bytes: number }[]) => ({
  content: "move 30",
  actions: list,
});

/** Alice has 100 since 900. */
const alice: ItemSlot = { item: balance(100), stampMs: 900 };
const hold = (transaction: string, stampMs = 1_000, value = 70) => ({ transaction, stampMs, after: balance(value) });
/** T1 makes it 70, at 1,000. */
const asks: PrepareRequest = { transaction: "T1", stampMs: 1_000, conditionHolds: true, after: balance(70) };
const held: ItemSlot = { ...alice, hold: hold("T1") };

/** A slot, short: `100 at 900, held for T1: 70`. */
const told = (slot: ItemSlot) => {
  const value = (item: ItemSlot["item"]) => {
    const shown = item?.["balance"];
    return item === undefined ? "no item" : shown !== undefined && "N" in shown ? shown.N : "another item";
  };
  const waiting = slot.hold === undefined ? "" : `, held for ${slot.hold.transaction}: ${value(slot.hold.after)}`;
  return `${value(slot.item)} at ${slot.stampMs}${waiting}`;
};
const voted = (slot: ItemSlot, what: Partial<PrepareRequest>) => {
  const { vote, slot: after } = prepare(slot, { ...asks, ...what });
  return `${vote}; ${told(after)}`;
};
const wrote = (slot: ItemSlot, nowMs: number, conditionHolds = true) => {
  const result = write(slot, { nowMs, conditionHolds, after: balance(105) });
  return typeof result === "string" ? result : told(result);
};

const T1: LedgerEntry = { transaction: "T1", keys: ["alice", "bob", "carol"] };
/** Keys whose nodes have accepted, refused and settled. */
const heard = (accepted: readonly string[], refused: readonly string[] = [], settled: readonly string[] = []) => ({
  accepted,
  refused,
  settled,
});
const ALL = ["alice", "bob", "carol"];

describe("examples", () => {
  it("refuses a request without an action, with more than 100, with two on one item, or above 4 MB", () => {
    const admitted = (list: readonly { readonly key: string; readonly bytes: number }[]) => admit(request(...list), undefined, 5_000); // prettier-ignore
    expect(admitted([]), "no action").toBe("ValidationException");
    expect([admitted(actions(100)), admitted(actions(101))], "100 actions, and 101").toEqual(["begin", "ValidationException"]); // prettier-ignore
    expect([admitted(actions(4, MB)), admitted([...actions(4, MB), { key: "z", bytes: 1 }])], "4 MB, and a byte more").toEqual(["begin", "ValidationException"]); // prettier-ignore
    const two = [{ key: "alice", bytes: 1 }, { key: "bob", bytes: 1 }, { key: "alice", bytes: 1 }]; // prettier-ignore
    expect(admitted(two), "two actions on alice").toBe("ValidationException");
  });

  it("answers a request that was committed for ten minutes, and takes its token for a new one after that", () => {
    const done: KnownToken = { content: "move 30", outcome: "commit", finishedAtMs: 1_000 };
    const again = (afterMs: number) => admit(request(...actions(2)), done, 1_000 + afterMs);
    expect(admit(request(...actions(2)), undefined, 1_000), "the first time").toBe("begin");
    expect(again(5), "again, 5 ms after its end").toBe("done");
    expect([again(10 * MINUTE_MS), again(10 * MINUTE_MS + 1)], "10 minutes after, and a millisecond more").toEqual(["done", "begin"]); // prettier-ignore
  });

  it("lets a cancelled request be tried again, and one under way wait", () => {
    const again = (known: Partial<KnownToken>) =>
      admit(request(...actions(2)), { content: "move 30", ...known }, 5_000);
    expect(again({ outcome: "cancel", finishedAtMs: 4_000 }), "cancelled a second ago").toBe("begin");
    expect(again({}), "not decided yet").toBe("TransactionInProgressException");
    expect(again({ outcome: "commit" }), "committed, and not finished").toBe("TransactionInProgressException");
  });

  it("refuses a token that names another request, as long as it does", () => {
    const other = (known: Partial<KnownToken>, nowMs = 5_000) => admit(request(...actions(2)), { content: "move 40", ...known }, nowMs); // prettier-ignore
    const mismatch = "IdempotentParameterMismatchException";
    expect(other({}), "the other one is under way").toBe(mismatch);
    expect(other({ outcome: "commit", finishedAtMs: 1_000 }), "it was committed 4 s ago").toBe(mismatch);
    expect(other({ outcome: "commit", finishedAtMs: 1_000 }, 1_001 + 10 * MINUTE_MS), "more than 10 minutes ago").toBe("begin"); // prettier-ignore
    expect(other({ outcome: "cancel", finishedAtMs: 1_000 }), "it was cancelled").toBe("begin");
  });

  it("holds an item for a transaction, and leaves it as it is until then", () => {
    expect(voted(alice, {}), "100 at 900; T1 makes it 70 at 1,000").toBe("accepted; 100 at 900, held for T1: 70");
    expect(voted({ stampMs: 900 }, {}), "no item; T1 makes it 70").toBe("accepted; no item at 900, held for T1: 70");
    expect(voted(alice, { after: undefined }), "T1 deletes it").toBe("accepted; 100 at 900, held for T1: no item");
  });

  it("refuses an item that another transaction holds, or that was changed at the same stamp or later", () => {
    expect(voted({ ...alice, hold: hold("T2", 950) }, {}), "held for T2").toBe("TransactionConflict; 100 at 900, held for T2: 70"); // prettier-ignore
    expect(voted({ ...alice, stampMs: 1_001 }, {}), "T1 at 1,000; changed at 1,001").toBe("TransactionConflict; 100 at 1001"); // prettier-ignore
    expect(voted({ ...alice, stampMs: 1_000 }, {}), "T1 at 1,000; changed at 1,000").toBe("TransactionConflict; 100 at 1000"); // prettier-ignore
    expect(voted({ stampMs: 1_200 }, {}), "no item; something was deleted at 1,200").toBe("TransactionConflict; no item at 1200"); // prettier-ignore
  });

  it("refuses when the condition does not hold, and holds nothing then", () => {
    expect(voted(alice, { conditionHolds: false }), "the condition does not hold").toBe("ConditionalCheckFailed; 100 at 900"); // prettier-ignore
  });

  it("accepts again what it holds for the same transaction", () => {
    expect(voted(held, {}), "held for T1, and T1 asks again").toBe("accepted; 100 at 900, held for T1: 70");
  });

  it("frees the item when it is told of the end, changed at the transaction's stamp if that is a commit", () => {
    expect(told(settle(held, "T1", "commit")), "commit").toBe("70 at 1000");
    expect(told(settle(held, "T1", "cancel")), "cancel").toBe("100 at 900");
    const check: ItemSlot = { ...alice, hold: hold("T1", 1_000, 100) };
    expect(told(settle(check, "T1", "commit")), "commit of a mere check").toBe("100 at 1000");
    const deletion: ItemSlot = { ...alice, hold: { transaction: "T1", stampMs: 1_000 } };
    expect(told(settle(deletion, "T1", "commit")), "commit of a deletion").toBe("no item at 1000");
  });

  it("takes nothing from the end of a transaction that does not hold the item", () => {
    expect(told(settle(alice, "T1", "commit")), "nobody holds it").toBe("100 at 900");
    const other: ItemSlot = { ...alice, hold: hold("T2", 1_100, 10) };
    expect(told(settle(other, "T1", "commit")), "T2 holds it, and T1 is committed").toBe("100 at 900, held for T2: 10");
    expect(told(settle(other, "T1", "cancel")), "T2 holds it, and T1 is cancelled").toBe("100 at 900, held for T2: 10");
  });

  it("refuses a single write of a held item, and stamps any other above the last change", () => {
    expect(wrote(held, 1_000), "held for T1").toBe("TransactionConflictException");
    expect(wrote(held, 1_000, false), "held, and the condition does not hold").toBe("TransactionConflictException");
    expect(wrote(alice, 1_000, false), "the condition does not hold").toBe("ConditionalCheckFailedException");
    expect(wrote(alice, 1_000), "changed at 900, the clock shows 1,000").toBe("105 at 1000");
    expect([wrote(alice, 900), wrote(alice, 300)], "the clock shows 900, and 300").toEqual(["105 at 901", "105 at 901"]); // prettier-ignore
  });

  it("prepares who has not voted, and decides when all have accepted or one has refused", () => {
    expect(next(T1, heard([])), "nothing heard").toEqual({ step: "prepare", keys: ["alice", "bob", "carol"] });
    expect(next(T1, heard(["bob"])), "bob's node has accepted").toEqual({ step: "prepare", keys: ["alice", "carol"] }); // prettier-ignore
    expect(next(T1, heard([], ["bob"])), "bob's node has refused").toEqual({ step: "decide", outcome: "cancel" }); // prettier-ignore
    expect(next(T1, heard(["bob", "alice"], ["carol"])), "the last one has refused").toEqual({ step: "decide", outcome: "cancel" }); // prettier-ignore
    expect(next(T1, heard(ALL)), "all have accepted").toEqual({ step: "decide", outcome: "commit" });
  });

  it("settles as the ledger says, whatever the votes, and finishes when all are settled", () => {
    const commit: LedgerEntry = { ...T1, outcome: "commit" };
    const cancel: LedgerEntry = { ...T1, outcome: "cancel" };
    expect(next(commit, heard([])), "committed, just taken over").toEqual({ step: "settle", keys: ["alice", "bob", "carol"], outcome: "commit" }); // prettier-ignore
    expect(next(commit, heard([], ["alice"])), "committed, and a late vote refuses").toMatchObject({ step: "settle", outcome: "commit" }); // prettier-ignore
    expect(next(cancel, heard(ALL)), "cancelled by another coordinator, and here all have accepted").toMatchObject({ step: "settle", outcome: "cancel" }); // prettier-ignore
    expect(next(commit, heard(ALL, [], ["bob"])), "bob's node has settled").toEqual({ step: "settle", keys: ["alice", "carol"], outcome: "commit" }); // prettier-ignore
    expect(next(commit, heard(ALL, [], ["bob", "alice", "carol"])), "all have settled").toEqual({ step: "finish" });
  });
});

describe("properties", () => {
  it("does all of a transaction or nothing, whatever comes late, twice or never", () => {
    keepsInvariants(rig, rig.unit, answer(rig), transactScripts, TRANSACT_WRITE_INVARIANTS, { runCount: 60 });
  });

  it("decides as the reference does, whatever comes late, twice or never", () => {
    agreesWithReference(rig, rig.unit, answer(rig), transactScripts, { runCount: 40 });
  });
});

describe("the cluster", () => {
  it("shows a transaction whole or not at all, while coordinators fail", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), transactRuns, TRANSACT_INVARIANTS.filter((each) => each !== nothingStaysHeld), { runCount: 14 }); // prettier-ignore
  });

  it("leaves nothing held, once the faults are over", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), transactRuns, [nothingStaysHeld], { runCount: 8 });
  });

  it("runs transactions event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), transactRuns, { runCount: 8 });
  });
});
