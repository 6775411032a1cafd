import type { Millis } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { itemText } from "./table-words-en.ts";
import type { TtlEvent } from "./ttl-run.ts";
import type { TtlAnswerEvent } from "./ttl-script.ts";

/** One event in one sentence. */
export function ttlEventInEnglish(event: TtlEvent | TtlAnswerEvent): string {
  switch (event.kind) {
    case "ttl-opened":
      return `The table sessions has Time to Live; the process passes every ${runClock(event.passMs)}.`;
    case "session-put":
      return `${event.key} is put${untilText(event.expiresMs)}.`;
    case "session-extended":
      return `${event.key} is extended${untilText(event.expiresMs)}.`;
    case "session-deleted":
      return event.byService ? `The process deletes ${event.key}.` : `A client deletes ${event.key}.`;
    case "sessions-read": {
      const hidden = event.stored.length - event.shown.length;
      const rest = hidden > 0 ? `; ${hidden} of ${event.stored.length} are there and have expired` : "";
      return `A reader shows ${event.shown.join(", ") || "nothing"}${rest}.`;
    }
    case "removal-seen":
      return event.archived
        ? `The consumer archives ${event.key}: it expired.`
        : `The consumer leaves ${event.key} alone.`;
    case "ttl-answered":
      return answerText(event);
  }
}

function untilText(expiresMs: Millis | undefined): string {
  if (expiresMs === undefined) return ", without a time that counts";
  return expiresMs < 0 || expiresMs > 864_000_000
    ? ", with a time far away"
    : `, and expires at ${runClock(expiresMs)}`;
}

function answerText({ attribute, question, answer }: TtlAnswerEvent): string {
  switch (question.kind) {
    case "expired":
      return `At ${seconds(question.nowMs)} the item ${itemText(question.item)} ${answer === true ? "has" : "has not"} expired, by ${attribute}.`;
    case "delete": {
      const now = question.current === undefined ? "is gone" : `is ${itemText(question.current)}`;
      return `At ${seconds(question.nowMs)} what was found, ${itemText(question.found)}, ${now}: ${answer === true ? "deleted" : "left alone"}.`;
    }
    case "show":
      return `At ${seconds(question.nowMs)} of ${listText(question.items)} are shown ${listText(answer as readonly Item[])}.`;
    case "record": {
      const { eventName, userIdentity } = question.record;
      const by = userIdentity === undefined ? "" : ` by ${userIdentity.Type} ${userIdentity.PrincipalId}`;
      return `The record ${eventName}${by} ${answer === true ? "is" : "is not"} an expiry.`;
    }
  }
}

const listText = (items: readonly Item[]) => `[${items.map(itemText).join(", ")}]`;
const seconds = (ms: Millis) => `${ms / 1_000} s`;

/** Hours and minutes of the run. */
export function runClock(ms: Millis): string {
  const minutes = Math.floor(ms / 60_000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
