import { describe, expect, it } from "vitest";
import {
  DATA_API_LIMITS,
  bindParameters,
  createDataApiSession,
  runDataApiScript,
  shownStatement,
  type DataApiEvent,
  type DataApiFactory,
  type DataApiOrder,
  type DataApiScript,
  type OrderRefusal,
} from "../../../src/core/cluster/index.ts";
import { dataApiEventInEnglish } from "../../../src/core/cluster/data-api-words-en.ts";
import { dataApiEventInKorean } from "../../../src/core/cluster/data-api-words-ko.ts";

const RAN = { kind: "ran", sizeBytes: 0, largestRowBytes: 0 } as const;
const execute = (transactionId?: string) =>
  ({
    operation: "ExecuteStatement",
    sql: "SELECT 1",
    parameters: [],
    bodyBytes: 8,
    ...(transactionId !== undefined && { transactionId }),
  }) as const;

/** A session with one transaction, which began at 0 ms. */
function opened(limits = DATA_API_LIMITS) {
  const session = createDataApiSession(limits);
  session.call(0, "c1", { operation: "BeginTransaction" });
  const [began] = session.ended(0, "c1", RAN);
  if (began?.kind !== "reply" || began.reply.kind !== "began") throw new Error("nothing began");
  return { session, id: began.reply.transactionId };
}
const kinds = (orders: readonly DataApiOrder[]) =>
  orders.map((order) => (order.kind === "reply" ? (order.reply.kind === "error" ? order.reply.error : order.reply.kind) : order.kind)); // prettier-ignore

describe("the limits", () => {
  it("are the service's", () => {
    expect(DATA_API_LIMITS).toEqual({
      idleMs: 180_000,
      transactionMs: 86_400_000,
      statementMs: 45_000,
      responseBytes: 1_048_576,
      rowBytes: 65_536,
      requestBytes: 4_194_304,
    });
  });

  it.each([
    [179_999, []],
    [180_000, ["close"]],
  ])("close a transaction without a call at 180 s: at %i ms", (atMs, orders) => {
    expect(kinds(opened().session.tick(atMs))).toEqual(orders);
  });

  it("close a transaction at its greatest age while a statement runs in it, and its caller hears so", () => {
    const { session, id } = opened({ ...DATA_API_LIMITS, transactionMs: 60_000 });
    session.call(30_000, "c2", execute(id));
    expect(kinds(session.tick(59_999))).toEqual([]);
    expect(kinds(session.tick(60_000))).toEqual(["TransactionNotFoundException", "close"]);
    expect(kinds(session.ended(60_001, "c2", RAN))).toEqual([]);
  });

  it("do not count time as idle in which a statement runs, and count anew from its end", () => {
    const { session, id } = opened();
    session.call(1_000, "c2", { ...execute(id), continueAfterTimeout: true });
    expect(kinds(session.tick(46_000))).toEqual(["StatementTimeoutException"]);
    expect(kinds(session.tick(500_000))).toEqual([]);
    expect(kinds(session.ended(500_500, "c2", RAN))).toEqual([]);
    expect(kinds(session.tick(680_499))).toEqual([]);
    expect(kinds(session.tick(680_500))).toEqual(["close"]);
  });

  it("answer a statement with a time-out at 45 s and not before, also when its own end comes then", () => {
    const alone = createDataApiSession(DATA_API_LIMITS);
    alone.call(0, "c1", execute());
    expect(kinds(alone.tick(44_999))).toEqual([]);
    expect(kinds(alone.ended(45_000, "c1", RAN))).toEqual(["StatementTimeoutException", "close"]);
  });
});

describe("binding", () => {
  it("leaves alone what has an opening quote and no end, which PostgreSQL will refuse itself", () => {
    expect(bindParameters("SELECT 'it", [])).toEqual({ sql: "SELECT 'it", parameters: [] });
  });

  it("shows statements alike that mean the same, and others not", () => {
    const one = shownStatement({ sql: "SELECT $1, $2, $1;", parameters: [7, null] });
    expect(one).toBe("SELECT «7», «null», «7»");
    expect(shownStatement({ sql: "SELECT  $2,\n$1, $3 -- x", parameters: [null, 7, 7] })).toBe(one);
    expect(shownStatement({ sql: "SELECT '$1', $2", parameters: [1] })).toBe("SELECT '$1', «no value», and 1 without a place"); // prettier-ignore
  });
});

/** What a session that gives these orders for its first call is told. */
function refusalsOf(orders: readonly DataApiOrder[]): readonly OrderRefusal[] {
  const careless: DataApiFactory = () => ({ call: () => orders, ended: () => orders, tick: () => [] });
  const script: DataApiScript = {
    steps: [{ atMs: 0, call: "c1", asked: { operation: "BeginTransaction" } }],
    untilMs: 10,
  };
  return runDataApiScript(script, careless).flatMap((event) => (event.kind === "order-refused" ? [event.why] : []));
}
const run = (call: string, session: string) => ({ kind: "run", call, session, sql: "BEGIN", parameters: [] }) as const;

describe("a script refuses orders that nobody could carry out", () => {
  it.each<[OrderRefusal, readonly DataApiOrder[]]>([
    ["session-not-open", [{ kind: "close", session: "S1" }]],
    ["call-not-open", [run("c9", "S1")]],
    ["ran-before", [run("c1", "S1"), run("c1", "S2")]],
    ["nothing-to-tell", [{ kind: "reply", call: "c1", reply: { kind: "result" } }]],
    ["nothing-to-tell", [{ kind: "reply", call: "c1", reply: { kind: "began", transactionId: "T1" } }]],
  ])("%s", (why, orders) => {
    expect(refusalsOf(orders)).toContain(why);
  });
});

describe("the words", () => {
  const samples: readonly DataApiEvent[] = [
    { kind: "data-api-opened", limits: DATA_API_LIMITS },
    { kind: "called", call: "c1", asked: { operation: "ExecuteStatement", sql: "SELECT 1", transaction: "c0", continueAfterTimeout: true } }, // prettier-ignore
    { kind: "called", call: "c1", asked: { operation: "BeginTransaction" } },
    { kind: "statement-began", call: "c1", session: "S1", text: "BEGIN" },
    {
      kind: "statement-ended",
      call: "c1",
      session: "S1",
      end: { kind: "ran", sizeBytes: 1_048_577, largestRowBytes: 0 },
    },
    { kind: "statement-ended", call: "c1", session: "S1", end: RAN },
    { kind: "statement-ended", call: "c1", session: "S1", end: { kind: "failed", sqlState: "23505" } },
    ...(["began", "committed", "rolled-back", "result"] as const).map((kind): DataApiEvent => ({
      kind: "call-answered",
      call: "c1",
      answered: { kind },
      afterMs: 5,
    })),
    { kind: "call-answered", call: "c1", answered: { kind: "error", error: "ValidationException" }, afterMs: 0 },
    { kind: "session-closed", session: "S1" },
    { kind: "session-closed", session: "S1", stopped: "c2", undid: "c1" },
    ...(["run", "reply", "close"] as const).map((order): DataApiEvent => ({ kind: "order-refused", order, why: "session-busy" })), // prettier-ignore
  ];

  it.each(samples.map((event) => [event.kind, event] as const))("tell %s in both languages", (_, event) => {
    expect(dataApiEventInEnglish(event)).toMatch(/^[A-Zc].*[^.]$/);
    expect(dataApiEventInKorean(event)).toMatch(/[가-힣]|BEGIN/);
    expect(dataApiEventInKorean(event)).not.toContain("undefined");
  });

  it("count bytes in thousands", () => {
    expect(dataApiEventInEnglish(samples[4]!)).toContain("1,048,577 bytes");
  });
});
