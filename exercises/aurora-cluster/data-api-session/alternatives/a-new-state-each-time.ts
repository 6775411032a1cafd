// In another style: what is known is one frozen value, and every event makes the next one from it. Deadlines are computed
// from it each time; nothing is ever changed in place.
import type {
  DataApiLimits,
  DataApiOrder,
  DataApiReply,
  DataApiRequest,
  DataApiSession,
  SqlParameter,
  SqlValue,
  StatementEnd,
} from "four-of-six/cluster";

interface Connection {
  readonly number: number;
  /** Since when a transaction is open in it, and was last used. */
  readonly transaction?: { readonly beganMs: number; readonly usedMs: number };
  readonly running?: { readonly call: string; readonly request: DataApiRequest; readonly sinceMs: number };
  /** The call that runs in it has had its answer. */
  readonly isDetached?: boolean;
}

interface State {
  readonly connectionCount: number;
  readonly connections: readonly Connection[];
}

type Step = readonly [State, readonly DataApiOrder[]];

const error = (call: string, name: Extract<DataApiReply, { kind: "error" }>["error"]): DataApiOrder => ({
  kind: "reply",
  call,
  reply: { kind: "error", error: name },
});
const close = ({ number }: Connection): DataApiOrder => ({ kind: "close", session: `${number}` });
const without = (state: State, gone: Connection): State => ({
  ...state,
  connections: state.connections.filter(({ number }) => number !== gone.number),
});
const having = (state: State, one: Connection): State => ({
  ...state,
  connections: [...without(state, one).connections, one],
});

function continues({ request }: NonNullable<Connection["running"]>): boolean {
  return request.operation === "ExecuteStatement" && request.continueAfterTimeout === true;
}

function due(state: State, limits: DataApiLimits, nowMs: number): Step {
  return state.connections.reduce<Step>(
    ([now, orders], connection) => {
      const { running, transaction, isDetached = false } = connection;
      const isLate = running !== undefined && !isDetached && nowMs - running.sinceMs >= limits.statementMs;
      const timedOut = isLate ? [error(running.call, "StatementTimeoutException")] : [];
      if (isLate && !continues(running)) return [without(now, connection), [...orders, ...timedOut, close(connection)]];
      const isIdle = transaction && !running && nowMs - transaction.usedMs >= limits.idleMs;
      const isOld = transaction && nowMs - transaction.beganMs >= limits.transactionMs;
      if (isIdle || isOld) {
        const left = running && !isDetached && !isLate ? [error(running.call, "TransactionNotFoundException")] : [];
        return [without(now, connection), [...orders, ...timedOut, ...left, close(connection)]];
      }
      return [isLate ? having(now, { ...connection, isDetached: true }) : now, [...orders, ...timedOut]];
    },
    [state, []],
  );
}

function called(state: State, limits: DataApiLimits, nowMs: number, call: string, request: DataApiRequest): Step {
  const fresh: Connection = { number: state.connectionCount + 1 };
  const run = (connection: Connection, sql: string, parameters: readonly SqlValue[]): Step => {
    const { number, transaction } = connection;
    const next = { number, ...(transaction && { transaction }), running: { call, request, sinceMs: nowMs } };
    const connectionCount = Math.max(state.connectionCount, number);
    return [
      having({ ...state, connectionCount }, next),
      [{ kind: "run", call, session: `${number}`, sql, parameters }],
    ];
  };
  if (request.operation === "BeginTransaction") return run(fresh, "BEGIN", []);

  const { transactionId } = request;
  const found = state.connections.find(({ number, transaction }) => transaction && `${number}` === transactionId);
  const mine = found?.transaction && { ...found, transaction: { ...found.transaction, usedMs: nowMs } };
  const used = mine ? having(state, mine) : state;
  const refuse = (name: Parameters<typeof error>[1]): Step => [used, [error(call, name)]];

  const isTooLong = request.operation === "ExecuteStatement" && request.bodyBytes > limits.requestBytes;
  const bound =
    request.operation === "ExecuteStatement" ? boundOf(request.sql, request.parameters) : (["COMMIT", []] as const);
  if (isTooLong || bound === "wrong") return refuse("ValidationException");
  if (transactionId === undefined) return run(fresh, ...bound);
  if (mine === undefined) return refuse("TransactionNotFoundException");
  if (mine.running) return refuse("DatabaseErrorException");
  if (request.operation !== "RollbackTransaction") return run(mine, ...bound);
  return [without(state, mine), [{ kind: "reply", call, reply: { kind: "rolled-back" } }, close(mine)]];
}

function finished(state: State, limits: DataApiLimits, nowMs: number, call: string, end: StatementEnd): Step {
  const connection = state.connections.find(({ running }) => running?.call === call);
  if (connection?.running === undefined) return [state, []];
  const { number, transaction, running, isDetached = false } = connection;
  const say = (reply: DataApiReply): DataApiOrder[] => (isDetached ? [] : [{ kind: "reply", call, reply }]);
  const over = (reply: DataApiReply): Step => [without(state, connection), [...say(reply), close(connection)]];

  if (end.kind === "failed") return over({ kind: "error", error: "DatabaseErrorException" });
  const isTooLarge = end.sizeBytes > limits.responseBytes || end.largestRowBytes > limits.rowBytes;
  if (isTooLarge && !isDetached) return over({ kind: "error", error: "UnsupportedResultException" });
  if (running.request.operation === "CommitTransaction") return over({ kind: "committed" });
  if (running.request.operation === "BeginTransaction")
    return [
      having(state, { number, transaction: { beganMs: nowMs, usedMs: nowMs } }),
      say({ kind: "began", transactionId: `${number}` }),
    ];
  if (transaction === undefined) return over({ kind: "result" });
  return [having(state, { number, transaction: { ...transaction, usedMs: nowMs } }), say({ kind: "result" })];
}

export function createDataApiSession(limits: DataApiLimits): DataApiSession {
  let state: State = { connectionCount: 0, connections: [] };
  function then(nowMs: number, next: (state: State) => Step): readonly DataApiOrder[] {
    const [settled, first] = due(state, limits, nowMs);
    const [after, second] = next(settled);
    state = after;
    return [...first, ...second];
  }
  return {
    call: (nowMs, call, request) => then(nowMs, (now) => called(now, limits, nowMs, call, request)),
    ended: (nowMs, call, end) => then(nowMs, (now) => finished(now, limits, nowMs, call, end)),
    tick: (nowMs) => then(nowMs, (now) => [now, []]),
  };
}

/** A statement cut into pieces: those that must not be touched, and single signs or names between them. */
const PIECES = /(--[^\n]*|\/\*[^]*?\*\/|\s+)|'[^']*'|"[^"]*"|\$(\w*)\$[^]*?\$\2\$|::|:[a-z_]\w*|[^]/gi;

function boundOf(sql: string, parameters: readonly SqlParameter[]): readonly [string, readonly SqlValue[]] | "wrong" {
  const pieces = [...sql.matchAll(PIECES)].map(([piece, blank]) => (blank === undefined ? piece : " "));
  const end = pieces.indexOf(";");
  const statement = end < 0 ? pieces : pieces.slice(0, end);
  if (end >= 0 && pieces.slice(end).some((piece) => piece !== ";" && piece !== " ")) return "wrong";
  const isName = (piece: string) => /^:[a-z_]/i.test(piece);
  const names = [...new Set(statement.filter(isName))].sort();
  const values = names.map((name) => parameters.find((parameter) => `:${parameter.name}` === name)?.value);
  if (values.includes(undefined)) return "wrong";
  const text = statement.map((piece) => (isName(piece) ? `$${names.indexOf(piece) + 1}` : piece)).join("");
  return [text, values.map((value) => ("isNull" in value! ? null : (Object.values(value!)[0] as SqlValue)))];
}
