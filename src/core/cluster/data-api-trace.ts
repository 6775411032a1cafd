import type { Millis, Timed, Trace } from "../kernel/index.ts";
import type { SqlParameter } from "./data-api-parameters.ts";
import type { CallId, DataApiError, DataApiLimits } from "./data-api-session.ts";

/** A row of a result: each column's value as the database prints it. */
export type DataApiRow = readonly (string | null)[];

/** A request as its script writes it: a transaction goes by the call that began it, whatever id that call was given. */
export interface DataApiAsked {
  readonly operation: "BeginTransaction" | "ExecuteStatement" | "CommitTransaction" | "RollbackTransaction";
  /** Missing for BeginTransaction, and for a statement that stands alone. */
  readonly transaction?: CallId;
  readonly sql?: string;
  readonly parameters?: readonly SqlParameter[];
  readonly continueAfterTimeout?: boolean;
  readonly bodyBytes?: number;
}

/** How a statement ended in a database. */
export type DatabaseEnd =
  | {
      readonly kind: "ran";
      readonly sizeBytes: number;
      readonly largestRowBytes: number;
      /** Where a real database has run it. */
      readonly rows?: readonly DataApiRow[];
    }
  /** By the five characters of SQLSTATE. */
  | { readonly kind: "failed"; readonly sqlState: string };

/** The answer to a call, without the id in it: which text an id is, is the session's own affair. */
export type DataApiAnswered =
  | { readonly kind: "began" | "committed" | "rolled-back" }
  | { readonly kind: "result"; readonly rows?: readonly DataApiRow[] }
  | { readonly kind: "error"; readonly error: DataApiError };

/** An order that cannot be carried out. */
export type OrderRefusal =
  /** Nobody has made this call, or it has been answered. */
  | "call-not-open"
  /** A statement has been run for this call before. */
  | "ran-before"
  /** Another statement is running in that session. */
  | "session-busy"
  /** No such session is open. */
  | "session-not-open"
  /** The id was given before. */
  | "id-given-before"
  /** There is no result, or no transaction, to tell of. */
  | "nothing-to-tell";

/** What happens around a Data API session. Sessions are numbered as they are opened: `S1`, `S2` … */
export type DataApiEvent =
  | { readonly kind: "data-api-opened"; readonly limits: DataApiLimits }
  | { readonly kind: "called"; readonly call: CallId; readonly asked: DataApiAsked }
  /** `text` has the values shown in their places, as in `VALUES («7»)`. */
  | { readonly kind: "statement-began"; readonly call: CallId; readonly session: string; readonly text: string }
  | { readonly kind: "statement-ended"; readonly call: CallId; readonly session: string; readonly end: DatabaseEnd }
  | {
      readonly kind: "call-answered";
      readonly call: CallId;
      readonly answered: DataApiAnswered;
      readonly afterMs: Millis;
    }
  /** `stopped`: the call whose statement was running. `undid`: the transaction that was open in it, by its call. */
  | { readonly kind: "session-closed"; readonly session: string; readonly stopped?: CallId; readonly undid?: CallId }
  | { readonly kind: "order-refused"; readonly order: "run" | "reply" | "close"; readonly why: OrderRefusal };

/** One of them, with its time. */
export type TimedDataApiEvent = Timed<DataApiEvent>;
/** A run of the Data API. */
export type DataApiTrace = Trace<DataApiEvent>;
