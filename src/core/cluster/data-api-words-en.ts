/** Events of the Data API in English. */
import type { DataApiAnswered, DataApiAsked, DataApiEvent, DatabaseEnd, OrderRefusal } from "./data-api-trace.ts";

/** The sentence for one event, without a full stop. */
export function dataApiEventInEnglish(event: DataApiEvent): string {
  switch (event.kind) {
    case "data-api-opened":
      return "The Data API waits for calls";
    case "called":
      return `Call ${event.call}: ${askedInEnglish(event.asked)}`;
    case "statement-began":
      return `${event.session} runs for ${event.call}: ${event.text}`;
    case "statement-ended":
      return `The statement of ${event.call} ${endInEnglish(event.end)}`;
    case "call-answered":
      return `${event.call} is answered after ${event.afterMs / 1_000} s: ${answeredInEnglish(event.answered)}`;
    case "session-closed":
      return [
        `${event.session} is closed`,
        ...(event.stopped === undefined ? [] : [`the statement of ${event.stopped} is stopped`]),
        ...(event.undid === undefined ? [] : [`the transaction of ${event.undid} is rolled back`]),
      ].join(", ");
    case "order-refused":
      return `An order to ${event.order === "run" ? "run a statement" : event.order} cannot be carried out: ${REFUSALS[event.why]}`;
    default:
      return event satisfies never;
  }
}

function askedInEnglish({ operation, transaction, sql, continueAfterTimeout }: DataApiAsked): string {
  const within = transaction === undefined ? "" : ` in the transaction of ${transaction}`;
  const what = sql === undefined ? "" : `, ${sql}`;
  return `${operation}${within}${what}${continueAfterTimeout === true ? ", to be continued after a time-out" : ""}`;
}

function endInEnglish(end: DatabaseEnd): string {
  if (end.kind === "failed") return `failed (SQLSTATE ${end.sqlState})`;
  return end.sizeBytes === 0
    ? "ended"
    : `ended with ${bytes(end.sizeBytes)}, ${bytes(end.largestRowBytes)} of them in the largest row`;
}

function answeredInEnglish(answered: DataApiAnswered): string {
  switch (answered.kind) {
    case "began":
      return "a transaction id";
    case "committed":
      return "committed";
    case "rolled-back":
      return "rolled back";
    case "result":
      return answered.rows === undefined ? "the result" : `the result ${JSON.stringify(answered.rows)}`;
    case "error":
      return answered.error;
    default:
      return answered satisfies never;
  }
}

const REFUSALS: Readonly<Record<OrderRefusal, string>> = {
  "call-not-open": "no such call waits for an answer",
  "ran-before": "that call has had its statement",
  "session-busy": "another statement is running in that session",
  "session-not-open": "no such session is open",
  "id-given-before": "that transaction id was given before",
  "nothing-to-tell": "there is nothing of the kind to tell",
};

function bytes(count: number): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")} bytes`;
}
