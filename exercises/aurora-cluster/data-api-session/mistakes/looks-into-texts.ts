// The idea: every :name of the statement is a name, wherever it stands; only a cast is none.
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
interface Statement {
  readonly session: string;
  readonly request: DataApiRequest;
  readonly beganMs: number;
  isAwaited: boolean;
}

export function createDataApiSession(limits: DataApiLimits): DataApiSession {
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
      const isOver = transaction === undefined || request.operation === "CommitTransaction";
      const kind = request.operation === "CommitTransaction" ? "committed" : "result";
      return [...due, ...(isOver ? [close(session)] : []), ...tell(reply(call, { kind }))];
    },
  };
}
const PARTS = /::|:([A-Za-z_]\w*)|;/g;
function bind(
  sql: string,
  given: readonly SqlParameter[],
): { readonly sql: string; readonly parameters: readonly SqlValue[] } | undefined {
  const parameters: SqlValue[] = [];
  let isComplete = true;
  let endsAt = Infinity;
  const bound = sql.replace(PARTS, (part: string, name: string | undefined, at: number) => {
    if (part === ";") endsAt = Math.min(endsAt, at);
    if (name === undefined) return part;
    const parameter = given.find((one) => one.name === name);
    if (parameter === undefined) isComplete = false;
    else parameters.push(valueOf(parameter));
    return `$${parameters.length}`;
  });
  const behind = sql.slice(endsAt === Infinity ? sql.length : endsAt);
  const isOne = behind.replace(/--[^\n]*|\/\*[^]*?\*\/|[;\s]/g, "") === "";
  return isComplete && isOne ? { sql: bound, parameters } : undefined;
}

function valueOf({ value }: SqlParameter): SqlValue {
  return "isNull" in value ? null : (Object.values(value)[0] as SqlValue);
}
