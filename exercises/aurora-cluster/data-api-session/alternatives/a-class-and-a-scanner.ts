// In another style: a class with one record for each session, names of sessions used again, and a scanner that goes
// through a statement sign by sign. It drops the semicolon at the end, and numbers a name that comes again only once.
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

class Session {
  id = "";
  hasTransaction = false;
  beganMs = 0;
  usedMs = 0;
  call = "";
  operation = "";
  startedMs = 0;
  isRunning = false;
  isAwaited = false;
  continues = false;
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

class Service implements DataApiSession {
  #sessions: Session[] = [];
  #orders: DataApiOrder[] = [];
  #idCount = 0;
  readonly #limits: DataApiLimits;
  constructor(limits: DataApiLimits) {
    this.#limits = limits;
  }

  tick(nowMs: number) {
    for (const session of [...this.#sessions]) {
      if (session.isRunning && session.isAwaited && nowMs - session.startedMs >= this.#limits.statementMs) {
        this.#answer(session.call, { kind: "error", error: "StatementTimeoutException" });
        session.isAwaited = false;
        if (!session.continues) this.#close(session);
      }
      if (!session.hasTransaction || !this.#sessions.includes(session)) continue;
      const isIdle = !session.isRunning && nowMs - session.usedMs >= this.#limits.idleMs;
      if (!isIdle && nowMs - session.beganMs < this.#limits.transactionMs) continue;
      if (session.isRunning && session.isAwaited)
        this.#answer(session.call, { kind: "error", error: "TransactionNotFoundException" });
      this.#close(session);
    }
    return this.#take();
  }

  call(nowMs: number, call: string, request: DataApiRequest) {
    const due = this.tick(nowMs);
    this.#handle(nowMs, call, request);
    return [...due, ...this.#take()];
  }

  ended(nowMs: number, call: string, end: StatementEnd) {
    const due = this.tick(nowMs);
    const session = this.#sessions.find((one) => one.isRunning && one.call === call);
    if (session) this.#finish(nowMs, session, end);
    return [...due, ...this.#take()];
  }

  #handle(nowMs: number, call: string, request: DataApiRequest): void {
    if (request.operation === "BeginTransaction") return this.#run(nowMs, call, this.#open(), request, "BEGIN", []);
    const refuse = (error: "ValidationException" | "TransactionNotFoundException" | "DatabaseErrorException") =>
      this.#answer(call, { kind: "error", error });
    const session = this.#sessions.find((one) => one.hasTransaction && one.id === request.transactionId);
    if (session) session.usedMs = nowMs;

    let sql = "COMMIT";
    let values: SqlValue[] = [];
    if (request.operation === "ExecuteStatement") {
      const scanned = request.bodyBytes > this.#limits.requestBytes ? null : scan(request.sql, request.parameters);
      if (scanned === null) return refuse("ValidationException");
      ({ sql, values } = scanned);
      if (request.transactionId === undefined) return this.#run(nowMs, call, this.#open(), request, sql, values);
    }
    if (!session) return refuse("TransactionNotFoundException");
    if (session.isRunning) return refuse("DatabaseErrorException");
    if (request.operation !== "RollbackTransaction") return this.#run(nowMs, call, session, request, sql, values);
    this.#answer(call, { kind: "rolled-back" });
    this.#close(session);
  }

  #finish(nowMs: number, session: Session, end: StatementEnd): void {
    session.isRunning = false;
    session.usedMs = nowMs;
    const isTooLarge =
      end.kind === "ran" &&
      session.isAwaited &&
      (end.sizeBytes > this.#limits.responseBytes || end.largestRowBytes > this.#limits.rowBytes);
    let reply: DataApiReply = { kind: "result" };
    if (end.kind === "failed") reply = { kind: "error", error: "DatabaseErrorException" };
    else if (isTooLarge) reply = { kind: "error", error: "UnsupportedResultException" };
    else if (session.operation === "CommitTransaction") reply = { kind: "committed" };
    else if (session.operation === "BeginTransaction") {
      session.hasTransaction = true;
      session.beganMs = nowMs;
      session.id = `transaction ${++this.#idCount}`;
      reply = { kind: "began", transactionId: session.id };
    }
    if (session.isAwaited) this.#answer(session.call, reply);
    const goesOn = session.hasTransaction && (reply.kind === "result" || reply.kind === "began");
    if (!goesOn) this.#close(session);
  }

  #run(nowMs: number, call: string, session: Session, request: DataApiRequest, sql: string, values: SqlValue[]): void {
    session.call = call;
    session.operation = request.operation;
    session.startedMs = nowMs;
    session.isRunning = true;
    session.isAwaited = true;
    session.continues = request.operation === "ExecuteStatement" && !!request.continueAfterTimeout;
    this.#orders.push({ kind: "run", call, session: session.name, sql, parameters: values });
  }

  #open(): Session {
    let number = 1;
    while (this.#sessions.some(({ name }) => name === `connection ${number}`)) number++;
    const session = new Session(`connection ${number}`);
    this.#sessions.push(session);
    return session;
  }

  #close(session: Session): void {
    this.#sessions = this.#sessions.filter((one) => one !== session);
    this.#orders.push({ kind: "close", session: session.name });
  }

  #answer(call: string, reply: DataApiReply): void {
    this.#orders.push({ kind: "reply", call, reply });
  }

  #take(): DataApiOrder[] {
    const orders = this.#orders;
    this.#orders = [];
    return orders;
  }
}

export function createDataApiSession(limits: DataApiLimits): DataApiSession {
  return new Service(limits);
}

/** Where the part that begins at a place ends: a text, a quoted name, a dollar quote or a comment. */
function endOfQuoted(sql: string, at: number): number {
  const until = (mark: string, from: number) => {
    const found = sql.indexOf(mark, from);
    return found < 0 ? sql.length : found + mark.length;
  };
  const sign = sql[at]!;
  if (sign === "'" || sign === '"') return until(sign, at + 1);
  if (sql.startsWith("--", at)) return until("\n", at);
  if (sql.startsWith("/*", at)) return until("*/", at + 2);
  const tag = sign === "$" ? /^\$\w*\$/.exec(sql.slice(at))?.[0] : undefined;
  return tag === undefined ? at : until(tag, at + tag.length);
}

function scan(sql: string, given: readonly SqlParameter[]): { sql: string; values: SqlValue[] } | null {
  const places = new Map<string, number>();
  const values: SqlValue[] = [];
  let out = "";
  let isOver = false;
  for (let at = 0; at < sql.length;) {
    const quoted = endOfQuoted(sql, at);
    const isComment = sql.startsWith("--", at) || sql.startsWith("/*", at);
    if (isOver && !isComment && !/[\s;]/.test(sql[at]!)) return null;
    if (quoted > at) {
      out += isComment ? " " : sql.slice(at, quoted);
      at = quoted;
    } else if (sql.startsWith("::", at)) {
      out += "::";
      at += 2;
    } else if (sql[at] === ";") {
      isOver = true;
      at++;
    } else {
      const name = /^:([a-z_]\w*)/i.exec(sql.slice(at))?.[1];
      if (name === undefined) {
        out += sql[at++];
        continue;
      }
      if (!places.has(name)) {
        const found = given.find((parameter) => parameter.name === name);
        if (!found) return null;
        places.set(name, values.push("isNull" in found.value ? null : (Object.values(found.value)[0] as SqlValue)));
      }
      out += `$${places.get(name)}`;
      at += name.length + 1;
    }
  }
  return { sql: out, values };
}
