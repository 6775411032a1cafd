import type {
  CallId,
  DataApiError,
  DataApiLimits,
  DataApiOrder,
  DataApiReply,
  DataApiRequest,
  DataApiSession,
  SqlParameter,
  SqlValue,
} from "four-of-six/cluster";

interface Transaction {
  readonly session: string;
  readonly beganMs: number;
  usedMs: number;
}

/** A statement that is in the database. */
interface Statement {
  readonly session: string;
  readonly request: DataApiRequest;
  readonly beganMs: number;
  /** Its call waits for an answer. */
  isAwaited: boolean;
}

export function createDataApiSession(limits: DataApiLimits): DataApiSession {
  // A transaction's id is the name of its session: one number for both, and it is never used again.
  const transactions = new Map<string, Transaction>();
  const statements = new Map<CallId, Statement>();
  let sessionCount = 0;

  const reply = (call: CallId, reply: DataApiReply): DataApiOrder => ({ kind: "reply", call, reply });
  const fail = (call: CallId, error: DataApiError) => reply(call, { kind: "error", error });

  function close(session: string): DataApiOrder {
    transactions.delete(session);
    for (const [call, statement] of statements) if (statement.session === session) statements.delete(call);
    return { kind: "close", session };
  }

  const isBusy = (session: string) => [...statements.values()].some((statement) => statement.session === session);

  /** What is due by now. Every method begins with it: a second may pass between two ticks. */
  function tick(nowMs: number): DataApiOrder[] {
    const orders: DataApiOrder[] = [];
    for (const [call, { session, request, beganMs, isAwaited }] of [...statements]) {
      if (!isAwaited || nowMs - beganMs < limits.statementMs) continue;
      orders.push(fail(call, "StatementTimeoutException"));
      if (request.operation === "ExecuteStatement" && request.continueAfterTimeout === true)
        statements.set(call, { session, request, beganMs, isAwaited: false });
      else orders.push(close(session));
    }
    for (const [session, { beganMs, usedMs }] of [...transactions]) {
      // A statement that runs is a call that is not over yet.
      const isIdle = !isBusy(session) && nowMs - usedMs >= limits.idleMs;
      const isOld = nowMs - beganMs >= limits.transactionMs;
      if (!isIdle && !isOld) continue;
      for (const [call, statement] of statements)
        if (statement.session === session && statement.isAwaited)
          orders.push(fail(call, "TransactionNotFoundException"));
      orders.push(close(session));
    }
    return orders;
  }

  function answer(nowMs: number, call: CallId, request: DataApiRequest): DataApiOrder[] {
    const run = (session: string, sql: string, parameters: readonly SqlValue[]): DataApiOrder[] => {
      statements.set(call, { session, request, beganMs: nowMs, isAwaited: true });
      return [{ kind: "run", call, session, sql, parameters }];
    };
    if (request.operation === "BeginTransaction") return run(`S${++sessionCount}`, "BEGIN", []);

    const { transactionId } = request;
    const transaction = transactionId === undefined ? undefined : transactions.get(transactionId);
    if (transaction !== undefined) transaction.usedMs = nowMs;
    // The request is looked at before anything is touched.
    let bound: ReturnType<typeof bind> = { sql: "COMMIT", parameters: [] };
    if (request.operation === "ExecuteStatement") {
      bound = request.bodyBytes > limits.requestBytes ? undefined : bind(request.sql, request.parameters);
      if (bound === undefined) return [fail(call, "ValidationException")];
    }
    if (transactionId !== undefined) {
      if (transaction === undefined) return [fail(call, "TransactionNotFoundException")];
      if (isBusy(transaction.session)) return [fail(call, "DatabaseErrorException")];
    }
    if (transaction !== undefined && request.operation === "RollbackTransaction")
      return [close(transaction.session), reply(call, { kind: "rolled-back" })];
    return run(transaction?.session ?? `S${++sessionCount}`, bound!.sql, bound!.parameters);
  }

  return {
    tick,

    call: (nowMs, call, request) => [...tick(nowMs), ...answer(nowMs, call, request)],

    ended(nowMs, call, end) {
      const due = tick(nowMs);
      const statement = statements.get(call);
      if (statement === undefined) return due;
      statements.delete(call);
      const { session, request, isAwaited } = statement;
      // Once the call has had its time-out, nobody is left to tell.
      const tell = (order: DataApiOrder) => (isAwaited ? [order] : []);

      if (end.kind === "failed") return [...due, close(session), ...tell(fail(call, "DatabaseErrorException"))];
      const isTooLarge = end.sizeBytes > limits.responseBytes || end.largestRowBytes > limits.rowBytes;
      if (isAwaited && isTooLarge) return [...due, close(session), fail(call, "UnsupportedResultException")];
      if (request.operation === "BeginTransaction") {
        transactions.set(session, { session, beganMs: nowMs, usedMs: nowMs });
        return [...due, ...tell(reply(call, { kind: "began", transactionId: session }))];
      }
      const transaction = transactions.get(session);
      if (transaction !== undefined) transaction.usedMs = nowMs;
      // A statement that stands alone has committed by itself; what is left of its session goes with it.
      const isOver = transaction === undefined || request.operation === "CommitTransaction";
      const kind = request.operation === "CommitTransaction" ? "committed" : "result";
      return [...due, ...(isOver ? [close(session)] : []), ...tell(reply(call, { kind }))];
    },
  };
}

/** Texts, quoted names, dollar quotes, comments and casts first: what is left over with a colon is a name. */
const PARTS = /'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[^]*?\$\1\$|--[^\n]*|\/\*[^]*?\*\/|::|:([A-Za-z_]\w*)|;/g;

/** The statement with places for its names, and what belongs there. `undefined` if it cannot be run. */
function bind(
  sql: string,
  given: readonly SqlParameter[],
): { readonly sql: string; readonly parameters: readonly SqlValue[] } | undefined {
  const parameters: SqlValue[] = [];
  let isComplete = true;
  let endsAt = Infinity;
  const bound = sql.replace(PARTS, (part: string, _tag: unknown, name: string | undefined, at: number) => {
    if (part === ";") endsAt = Math.min(endsAt, at);
    if (name === undefined) return part;
    const parameter = given.find((one) => one.name === name);
    if (parameter === undefined) isComplete = false;
    else parameters.push(valueOf(parameter));
    // A place for each time that it is named: the value may be needed as two types.
    return `$${parameters.length}`;
  });
  const behind = sql.slice(endsAt);
  const isOne = behind.replace(/--[^\n]*|\/\*[^]*?\*\/|[;\s]/g, "") === "";
  return isComplete && isOne ? { sql: bound, parameters } : undefined;
}

function valueOf({ value }: SqlParameter): SqlValue {
  return "isNull" in value ? null : (Object.values(value)[0] as SqlValue);
}
