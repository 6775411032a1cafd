import type { Millis } from "../kernel/index.ts";
import { shownStatement, type SqlValue } from "./data-api-parameters.ts";
import type {
  CallId,
  DataApiLimits,
  DataApiOrder,
  DataApiReply,
  DataApiRequest,
  DataApiSession,
  SessionName,
  TransactionId,
} from "./data-api-session.ts";
import { DATA_API_LIMITS } from "./data-api-session.ts";
import type {
  DataApiAnswered,
  DataApiAsked,
  DataApiEvent,
  DataApiTrace,
  DatabaseEnd,
  OrderRefusal,
  TimedDataApiEvent,
} from "./data-api-trace.ts";

/** One call, and how its statement fares. */
export interface DataApiStep {
  readonly atMs: Millis;
  /** A name of its own. */
  readonly call: CallId;
  readonly asked: DataApiAsked;
  /** How long the statement runs in the database. Default 5. */
  readonly tookMs?: Millis;
  /** How it ends where the database is only played. Default: it runs, and gives no row. */
  readonly end?: DatabaseEnd;
}

/** A Data API session alone: the calls that come, in the order of their times. */
export interface DataApiScript {
  readonly steps: readonly DataApiStep[];
  readonly untilMs: Millis;
  /** Default: the service's. */
  readonly limits?: Partial<DataApiLimits>;
}

/** What a script asks of a database. */
export type DatabaseRequest =
  | {
      readonly kind: "run";
      readonly call: CallId;
      readonly session: string;
      readonly sql: string;
      readonly parameters: readonly SqlValue[];
    }
  | { readonly kind: "close"; readonly session: string };

/** A database with sessions: PostgreSQL, or something that plays one. */
export interface Database {
  /** Runs one statement; the session is opened if it is not. */
  run(session: string, sql: string, parameters: readonly SqlValue[]): Promise<DatabaseEnd>;
  /** Rolls back what is open in the session, and forgets its settings. */
  close(session: string): Promise<void>;
}

/** Makes a session for a run. */
export type DataApiFactory = (limits: DataApiLimits) => DataApiSession;

/** Runs a script; how statements end is part of it. */
export function runDataApiScript(
  script: DataApiScript,
  createSession: DataApiFactory,
  trace: TimedDataApiEvent[] = [],
): DataApiTrace {
  const run = dataApiRun(script, createSession, trace);
  const ends = new Map(script.steps.map(({ call, end }) => [call, end]));
  let next = run.next();
  while (next.done !== true) {
    const request = next.value;
    next = run.next(request.kind === "run" ? (ends.get(request.call) ?? NO_ROWS) : NO_ROWS);
  }
  return trace;
}

/** Runs a script on a database: what a statement gives is the database's to say, how long it takes still the script's. */
export async function runDataApiScriptOn(
  database: Database,
  script: DataApiScript,
  createSession: DataApiFactory,
  trace: TimedDataApiEvent[] = [],
): Promise<DataApiTrace> {
  const run = dataApiRun(script, createSession, trace);
  let next = run.next();
  while (next.done !== true) {
    const request = next.value;
    if (request.kind === "close") await database.close(request.session);
    next = run.next(
      request.kind === "run" ? await database.run(request.session, request.sql, request.parameters) : NO_ROWS,
    );
  }
  return trace;
}

const NO_ROWS: DatabaseEnd = { kind: "ran", sizeBytes: 0, largestRowBytes: 0 };
const TOOK_MS: Millis = 5;
const TICK_MS: Millis = 1_000;

interface Call {
  readonly step: DataApiStep;
  isAnswered: boolean;
  hasRun: boolean;
  end?: DatabaseEnd;
}

interface Running {
  readonly call: CallId;
  readonly session: Open;
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  readonly endsMs: Millis;
}

/** A session that is open, under the name that it has in the trace. */
interface Open {
  readonly shown: string;
  running?: Running;
  /** The call that began a transaction which is still open in it. */
  transaction?: CallId;
}

/**
 * The run itself. It yields what it asks of the database, and goes on with the answer: so it is one and the same whether
 * the database answers at once or later. A statement takes effect when it ends: one that is stopped before does nothing.
 */
function* dataApiRun(
  { steps, untilMs, limits: own }: DataApiScript,
  createSession: DataApiFactory,
  trace: TimedDataApiEvent[],
): Generator<DatabaseRequest, void, DatabaseEnd> {
  const limits: DataApiLimits = { ...DATA_API_LIMITS, ...own };
  const calls = new Map<CallId, Call>();
  const open = new Map<SessionName, Open>();
  const ids = new Map<CallId, TransactionId>();
  let sessionCount = 0;
  let nowMs: Millis = 0;

  const record = (event: DataApiEvent) => trace.push({ atMs: nowMs, ...event });
  const refuse = (order: DataApiOrder["kind"], why: OrderRefusal) => record({ kind: "order-refused", order, why });

  function* closed(name: SessionName): Generator<DatabaseRequest, void, DatabaseEnd> {
    const session = open.get(name);
    if (session === undefined) return void refuse("close", "session-not-open");
    open.delete(name);
    record({
      kind: "session-closed",
      session: session.shown,
      ...(session.running && { stopped: session.running.call }),
      ...(session.transaction !== undefined && { undid: session.transaction }),
    });
    yield { kind: "close", session: session.shown };
  }

  function replied(name: CallId, reply: DataApiReply): void {
    const call = calls.get(name);
    if (call === undefined || call.isAnswered) return void refuse("reply", "call-not-open");
    const answered = answeredOf(call, reply);
    if (answered === undefined) return void refuse("reply", "nothing-to-tell");
    if (reply.kind === "began") {
      if ([...ids.values()].includes(reply.transactionId)) return void refuse("reply", "id-given-before");
      ids.set(name, reply.transactionId);
    }
    call.isAnswered = true;
    record({ kind: "call-answered", call: name, answered, afterMs: nowMs - call.step.atMs });
  }

  function began(order: Extract<DataApiOrder, { kind: "run" }>): void {
    const call = calls.get(order.call);
    if (call === undefined || call.isAnswered) return void refuse("run", "call-not-open");
    if (call.hasRun) return void refuse("run", "ran-before");
    const session = open.get(order.session) ?? { shown: `S${++sessionCount}` };
    if (session.running !== undefined) return void refuse("run", "session-busy");
    open.set(order.session, session);
    call.hasRun = true;
    const { sql, parameters } = order;
    const endsMs = nowMs + (call.step.tookMs ?? TOOK_MS);
    session.running = { call: order.call, session, sql, parameters, endsMs };
    record({ kind: "statement-began", call: order.call, session: session.shown, text: shownStatement(order) });
  }

  /** Orders of one moment, in an order of our own: what is closed, then who is answered, then what is run. */
  function* carriedOut(orders: readonly DataApiOrder[]): Generator<DatabaseRequest, void, DatabaseEnd> {
    const closing = orders.filter(({ kind }) => kind === "close") as Extract<DataApiOrder, { kind: "close" }>[];
    for (const { session } of sortedBy(closing, ({ session }) => numberOf(open.get(session)?.shown ?? "")))
      yield* closed(session);
    const replies = orders.filter(({ kind }) => kind === "reply") as Extract<DataApiOrder, { kind: "reply" }>[];
    const places = [...calls.keys()];
    for (const { call, reply } of sortedBy(replies, ({ call }) => places.indexOf(call))) replied(call, reply);
    for (const order of orders) if (order.kind === "run") began(order);
  }

  function* ended(running: Running, session: DataApiSession): Generator<DatabaseRequest, void, DatabaseEnd> {
    const { call, sql, parameters } = running;
    const end = yield { kind: "run", call, session: running.session.shown, sql, parameters };
    delete running.session.running;
    const made = calls.get(call) as Call;
    made.end = end;
    record({ kind: "statement-ended", call, session: running.session.shown, end });
    // Only these two words open and end one: a session's other statements are its callers'.
    if (end.kind === "ran" && /^\s*BEGIN\b/i.test(sql)) running.session.transaction = call;
    if (/^\s*(COMMIT|ROLLBACK)\b/i.test(sql)) delete running.session.transaction;
    const told =
      end.kind === "ran"
        ? ({ kind: "ran", sizeBytes: end.sizeBytes, largestRowBytes: end.largestRowBytes } as const)
        : ({ kind: "failed" } as const);
    yield* carriedOut(session.ended(nowMs, call, told));
  }

  record({ kind: "data-api-opened", limits });
  const session = createSession(limits);
  let nextStep = 0;
  let tickMs: Millis = TICK_MS;
  while (true) {
    const running = [...open.values()].flatMap((one) => one.running ?? []);
    const [first] = sortedBy(running, ({ endsMs }) => endsMs);
    const step = steps[nextStep];
    nowMs = Math.min(tickMs, first?.endsMs ?? Infinity, step?.atMs ?? Infinity);
    if (nowMs > untilMs) return;
    if (tickMs === nowMs) {
      tickMs += TICK_MS;
      yield* carriedOut(session.tick(nowMs));
    } else if (first?.endsMs === nowMs) {
      yield* ended(first, session);
    } else if (step !== undefined) {
      nextStep++;
      record({ kind: "called", call: step.call, asked: step.asked });
      calls.set(step.call, { step, isAnswered: false, hasRun: false });
      yield* carriedOut(session.call(nowMs, step.call, requestOf(step.asked, ids)));
    }
  }
}

/** A request as the service gets it: with the id in place of the call. A call that was given none shows one that never was. */
function requestOf(asked: DataApiAsked, ids: ReadonlyMap<CallId, TransactionId>): DataApiRequest {
  const { operation, transaction, sql = "", parameters = [], continueAfterTimeout, bodyBytes = sql.length } = asked;
  const transactionId = transaction === undefined ? undefined : (ids.get(transaction) ?? `never-given-${transaction}`);
  if (operation === "BeginTransaction") return { operation };
  if (operation !== "ExecuteStatement") return { operation, transactionId: transactionId ?? "never-given" };
  return {
    operation,
    sql,
    parameters,
    ...(transactionId !== undefined && { transactionId }),
    ...(continueAfterTimeout !== undefined && { continueAfterTimeout }),
    bodyBytes,
  };
}

/** The answer with what belongs to it. A result that there is not cannot be told. */
function answeredOf({ step, end }: Call, reply: DataApiReply): DataApiAnswered | undefined {
  if (reply.kind === "error") return { kind: "error", error: reply.error };
  if (reply.kind === "rolled-back") return { kind: reply.kind };
  if (end === undefined || end.kind === "failed") return undefined;
  if (reply.kind !== "result") return { kind: reply.kind };
  if (step.asked.operation !== "ExecuteStatement") return undefined;
  return { kind: "result", ...(end.rows && { rows: end.rows }) };
}

function numberOf(shown: string): number {
  return Number(shown.slice(1));
}

function sortedBy<T>(items: readonly T[], key: (item: T) => number): readonly T[] {
  return [...items].sort((a, b) => key(a) - key(b));
}
