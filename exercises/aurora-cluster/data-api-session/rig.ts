import {
  createDataApiSession,
  dataApiEventInEnglish,
  runDataApiScript,
  runDataApiScriptOn,
  type DataApiError,
  type DataApiLimits,
  type DataApiOrder,
  type DataApiReply,
  type DataApiScript,
  type DataApiSession,
  type SqlValue,
} from "four-of-six/cluster";
import {
  AnswerError,
  defineRig,
  fn,
  listOf,
  mechanism,
  openDatabase,
  tagged,
  text,
  type Shape,
} from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface DataApiAnswer {
  createDataApiSession(limits: DataApiLimits): DataApiSession;
}

/** A statement may be as long as a request's body; the suite's are short. */
const SQL_LENGTH_MAX = 10_000;

const sql: Shape<string> = {
  take(value, where) {
    if (typeof value === "string" && value.length <= SQL_LENGTH_MAX) return value;
    throw new AnswerError(`${where} has to be the text of a statement, of at most ${SQL_LENGTH_MAX} characters.`);
  },
};

const sqlValue: Shape<SqlValue> = {
  take(value, where) {
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value + 0;
    if (typeof value === "string" && value.length <= SQL_LENGTH_MAX) return value;
    throw new AnswerError(`${where} has to be a text, a finite number, true, false or null.`);
  },
};

const ERRORS: Readonly<Record<DataApiError, true>> = {
  ValidationException: true,
  TransactionNotFoundException: true,
  DatabaseErrorException: true,
  StatementTimeoutException: true,
  UnsupportedResultException: true,
};

const error: Shape<DataApiError> = {
  take(value, where) {
    if (typeof value === "string" && Object.hasOwn(ERRORS, value)) return value as DataApiError;
    throw new AnswerError(`${where} has to be one of ${Object.keys(ERRORS).join(", ")}.`);
  },
};

const reply = tagged<DataApiReply, "kind">("kind", {
  began: { transactionId: text },
  result: {},
  committed: {},
  "rolled-back": {},
  error: { error },
});

const orders = listOf(
  tagged<DataApiOrder, "kind">("kind", {
    run: { call: text, session: text, sql, parameters: listOf(sqlValue) },
    reply: { call: text, reply },
    close: { session: text },
  }),
);

export const rig = {
  ...defineRig<DataApiAnswer, DataApiScript, DataApiScript>({
    figure: "data-api",
    seam: {
      createDataApiSession: fn(mechanism<DataApiSession>({ call: orders, ended: orders, tick: orders })),
    },
    reference: { createDataApiSession },
    unit: { run: (script, answer, into) => runDataApiScript(script, answer.createDataApiSession, into as never) },
    cluster: { run: (script, answer, into) => runDataApiScript(script, answer.createDataApiSession, into as never) },
    decides: ["statement-began", "call-answered", "session-closed", "order-refused"],
    eventText: (event) => dataApiEventInEnglish(event as never),
    timeText: (atMs) => `${atMs / 1_000} s`,
  }),
  /** On PostgreSQL, empty at first: what a statement gives is not in the script. */
  postgres: {
    run: async (script: DataApiScript, answer: DataApiAnswer, into?: never[]) =>
      runDataApiScriptOn(await openDatabase(), script, answer.createDataApiSession, into),
  },
};
