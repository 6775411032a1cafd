/**
 * The Data API's session: SQL over HTTP, where no call can rely on a connection.
 *
 * A caller sends one request at a time, and may be gone after it. What it leaves open lives on the service's side, under
 * a transaction id, and not for long:
 *
 *      0 s  BeginTransaction                            S1: BEGIN        began, with an id
 *      4 s  ExecuteStatement :id = 7, with the id       S1: INSERT …     a result
 *    184 s  nothing came with that id for 180 s         S1 is closed     the database rolls back
 *    200 s  CommitTransaction, with the id                               TransactionNotFoundException
 *
 * A statement without an id has a session to itself, commits by itself, and leaves nothing behind: no setting, no
 * temporary table, no value of a parameter. A call that runs for 45 s is answered with a time-out, and its statement is
 * stopped, or left to run on if the caller has asked for that. An answer has at most 1 MiB, each row of it at most 64 KB.
 * RDS Data API Reference, BeginTransaction and ExecuteStatement; Aurora User Guide, data-api-limitations and
 * data-api-troubleshooting.
 *
 * This is the part that decides. It has no database, no network and no clock: it is told what happened and when, and says
 * what is to be done.
 *
 * Simplified: one cluster, one secret, one database; no batches. The API reference has a name for each error but no table
 * of who gets which: here a request that is refused before anything ran gets a ValidationException, which is what callers
 * of the service report for a second statement. Any error of a statement that did run ends its transaction. What becomes
 * of a parameter that the statement does not name is written nowhere; here it is left out. Idle time is counted from the
 * last call or, if that came later, from the end of its statement.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import type { Millis } from "../kernel/index.ts";
import { bindParameters, type SqlParameter, type SqlValue } from "./data-api-parameters.ts";

/** Names one request of a caller and the answer to it. Each request has another. */
export type CallId = string;
/** Names a connection to the database. A name that is not open, or was closed, means a new connection. */
export type SessionName = string;
/** What a caller shows to have its statement run in a transaction. A text of up to 192 characters. */
export type TransactionId = string;

/** What a caller asks for: the service's operations. */
export type DataApiRequest =
  | { readonly operation: "BeginTransaction" }
  | {
      readonly operation: "ExecuteStatement";
      /** One statement. It may end with a semicolon. */
      readonly sql: string;
      readonly parameters: readonly SqlParameter[];
      /** Missing: the statement stands alone. */
      readonly transactionId?: TransactionId;
      /** The statement runs on when the call has timed out. */
      readonly continueAfterTimeout?: boolean;
      /** The size of the HTTP request's body. From 0 on. */
      readonly bodyBytes: number;
    }
  | { readonly operation: "CommitTransaction" | "RollbackTransaction"; readonly transactionId: TransactionId };

/** Why a call failed, by the service's own names. */
export type DataApiError =
  /** The request cannot be right: it is too large, has two statements, or names a parameter that it does not give. */
  | "ValidationException"
  /** No such transaction: it never was, was ended, ran out, or ended with an error. */
  | "TransactionNotFoundException"
  /** The database refused the statement, or the transaction is still running another one. */
  | "DatabaseErrorException"
  | "StatementTimeoutException"
  /** The result is too large. */
  | "UnsupportedResultException";

/** The answer to a call. */
export type DataApiReply =
  | { readonly kind: "began"; readonly transactionId: TransactionId }
  /** The statement's rows go to the caller. */
  | { readonly kind: "result" }
  | { readonly kind: "committed" }
  | { readonly kind: "rolled-back" }
  | { readonly kind: "error"; readonly error: DataApiError };

/** What is to be done now. */
export type DataApiOrder =
  /** Run this in that session, which is opened if it is not. `ended` will tell how it went. */
  | {
      readonly kind: "run";
      /** For whom. One statement for each call, one at a time in each session. */
      readonly call: CallId;
      readonly session: SessionName;
      /** One statement, with `$1`, `$2` … where parameters belong. */
      readonly sql: string;
      readonly parameters: readonly SqlValue[];
    }
  /** Answer this call. Once for each. */
  | { readonly kind: "reply"; readonly call: CallId; readonly reply: DataApiReply }
  /** Close the session. The database stops what runs in it, rolls back what is open and forgets its settings. */
  | { readonly kind: "close"; readonly session: SessionName };

/** How a statement ended in the database. */
export type StatementEnd =
  | {
      readonly kind: "ran";
      /** All rows of the result together. From 0 on. */
      readonly sizeBytes: number;
      /** The largest of its rows. From 0 to `sizeBytes`. */
      readonly largestRowBytes: number;
    }
  | { readonly kind: "failed" };

/** What the service allows. All are above 0. */
export interface DataApiLimits {
  /** A transaction ends once so much time has passed without a call that shows its id. */
  readonly idleMs: Millis;
  /** A transaction ends once it is so old, however busy it is. */
  readonly transactionMs: Millis;
  /** A call times out once its statement has run for so long. */
  readonly statementMs: Millis;
  /** The largest result. */
  readonly responseBytes: number;
  /** The largest row of a result. */
  readonly rowBytes: number;
  /** The largest body of a request. */
  readonly requestBytes: number;
}

const MINUTE_MS: Millis = 60_000;
const KIB = 1_024;

/** The service's own. */
export const DATA_API_LIMITS: DataApiLimits = frozen({
  idleMs: AURORA_LIMITS.dataApiIdle.value * MINUTE_MS,
  transactionMs: AURORA_LIMITS.dataApiTransaction.value * 60 * MINUTE_MS,
  statementMs: AURORA_LIMITS.dataApiStatement.value * 1_000,
  responseBytes: AURORA_LIMITS.dataApiResponse.value * KIB * KIB,
  rowBytes: AURORA_LIMITS.dataApiRow.value * KIB,
  requestBytes: AURORA_LIMITS.dataApiRequest.value * KIB * KIB,
});

/** The seam: what the exercise `data-api-session` asks for. Times never go back; whatever is due by then is due first. */
export interface DataApiSession {
  /** A request has come. */
  call(nowMs: Millis, call: CallId, request: DataApiRequest): readonly DataApiOrder[];
  /** The statement of this call has ended. Not told of a statement whose session was closed. */
  ended(nowMs: Millis, call: CallId, end: StatementEnd): readonly DataApiOrder[];
  /** A second has passed. At a whole second this comes before anything else. */
  tick(nowMs: Millis): readonly DataApiOrder[];
}

interface Transaction {
  readonly id: TransactionId;
  readonly session: SessionName;
  readonly beganMs: Millis;
  usedMs: Millis;
}

/** A statement in the database. */
interface Statement {
  readonly call: CallId;
  readonly operation: DataApiRequest["operation"];
  readonly session: SessionName;
  readonly transaction: Transaction | undefined;
  readonly continues: boolean;
  readonly beganMs: Millis;
  /** Its caller has had no answer yet. */
  isAwaited: boolean;
}

/** The reference implementation. */
export function createDataApiSession(limits: DataApiLimits): DataApiSession {
  const transactions = new Map<TransactionId, Transaction>();
  const statements = new Map<CallId, Statement>();
  let sessionCount = 0;

  const close = (session: SessionName): DataApiOrder => ({ kind: "close", session });
  const reply = (call: CallId, reply: DataApiReply): DataApiOrder => ({ kind: "reply", call, reply });
  const fail = (call: CallId, error: DataApiError) => reply(call, { kind: "error", error });

  const statementOf = (transaction: Transaction) =>
    [...statements.values()].find((statement) => statement.transaction === transaction);

  /** Everything that the time has made due. */
  function settle(nowMs: Millis): DataApiOrder[] {
    const orders: DataApiOrder[] = [];
    for (const statement of statements.values()) {
      if (!statement.isAwaited || nowMs - statement.beganMs < limits.statementMs) continue;
      statement.isAwaited = false;
      orders.push(fail(statement.call, "StatementTimeoutException"));
      if (!statement.continues) orders.push(drop(statement));
    }
    for (const transaction of transactions.values()) {
      const statement = statementOf(transaction);
      const isIdle = statement === undefined && nowMs - transaction.usedMs >= limits.idleMs;
      if (!isIdle && nowMs - transaction.beganMs < limits.transactionMs) continue;
      if (statement?.isAwaited === true) orders.push(fail(statement.call, "TransactionNotFoundException"));
      if (statement !== undefined) statements.delete(statement.call);
      orders.push(end(transaction));
    }
    return orders;
  }

  /** Gives a statement up, and its transaction with it. */
  function drop({ call, session, transaction }: Statement): DataApiOrder {
    statements.delete(call);
    return transaction === undefined ? close(session) : end(transaction);
  }

  function end({ id, session }: Transaction): DataApiOrder {
    transactions.delete(id);
    return close(session);
  }

  function run(
    nowMs: Millis,
    call: CallId,
    request: DataApiRequest,
    transaction: Transaction | undefined,
    { sql, parameters }: { readonly sql: string; readonly parameters: readonly SqlValue[] },
  ): DataApiOrder[] {
    const session = transaction?.session ?? `S${++sessionCount}`;
    statements.set(call, {
      call,
      operation: request.operation,
      session,
      transaction,
      continues: request.operation === "ExecuteStatement" && request.continueAfterTimeout === true,
      beganMs: nowMs,
      isAwaited: true,
    });
    return [{ kind: "run", call, session, sql, parameters }];
  }

  function answer(nowMs: Millis, call: CallId, request: DataApiRequest): DataApiOrder[] {
    if (request.operation === "BeginTransaction")
      return run(nowMs, call, request, undefined, { sql: "BEGIN", parameters: [] });

    const transaction = transactions.get(request.transactionId ?? "");
    // A call that is refused uses its transaction like any other.
    if (transaction !== undefined) transaction.usedMs = nowMs;
    const bound =
      request.operation === "ExecuteStatement"
        ? bindParameters(request.sql, request.parameters)
        : { sql: "COMMIT", parameters: [] };
    const isTooLarge = request.operation === "ExecuteStatement" && request.bodyBytes > limits.requestBytes;
    if (bound === undefined || isTooLarge) return [fail(call, "ValidationException")];
    if (request.transactionId !== undefined && transaction === undefined)
      return [fail(call, "TransactionNotFoundException")];
    if (transaction !== undefined && statementOf(transaction) !== undefined)
      return [fail(call, "DatabaseErrorException")];
    if (transaction !== undefined && request.operation === "RollbackTransaction")
      return [end(transaction), reply(call, { kind: "rolled-back" })];
    return run(nowMs, call, request, transaction, bound);
  }

  return {
    call(nowMs, call, request) {
      const due = settle(nowMs);
      return [...due, ...answer(nowMs, call, request)];
    },

    ended(nowMs, call, how) {
      const due = settle(nowMs);
      const statement = statements.get(call);
      // What was due has closed its session.
      if (statement === undefined) return due;
      const { operation, session, transaction, isAwaited } = statement;
      const answered = (one: DataApiReply) => (isAwaited ? [reply(call, one)] : []);

      // Nobody waits for a result after a time-out, so none can be too large.
      const isTooLarge =
        isAwaited &&
        how.kind === "ran" &&
        (how.sizeBytes > limits.responseBytes || how.largestRowBytes > limits.rowBytes);
      if (how.kind === "failed" || isTooLarge) {
        const error = how.kind === "failed" ? "DatabaseErrorException" : "UnsupportedResultException";
        return [...due, drop(statement), ...answered({ kind: "error", error })];
      }
      statements.delete(call);
      if (transaction !== undefined) transaction.usedMs = nowMs;
      if (operation === "BeginTransaction") {
        const id = `T-${session}`;
        transactions.set(id, { id, session, beganMs: nowMs, usedMs: nowMs });
        return [...due, ...answered({ kind: "began", transactionId: id })];
      }
      if (transaction === undefined) return [...due, close(session), ...answered({ kind: "result" })];
      if (operation === "CommitTransaction") return [...due, end(transaction), ...answered({ kind: "committed" })];
      return [...due, ...answered({ kind: "result" })];
    },

    tick: settle,
  };
}
