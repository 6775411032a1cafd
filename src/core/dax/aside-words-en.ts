/** Events of an application that caches by hand, in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { valueText } from "./aside-invariants.ts";
import type { AsideCode, AsideEvent, CacheRequest } from "./aside-trace.ts";
import type { AsideAnswer, AsideRequest, CachedValue } from "./cache-aside.ts";

const CODES: Readonly<Record<AsideCode, string>> = Object.freeze({
  leases: "with leases",
  "no-leases": "without leases",
  "delete-first": "without leases, and writers delete first",
});

/** One event in one sentence. */
export function asideEventInEnglish(event: AsideEvent): string {
  switch (event.kind) {
    case "aside-opened":
      return `An empty cache beside a table: ${event.entries.map(({ entry, value }) => `${entry} is ${cachedText(value)}`).join(", ")}.`;
    case "read-began":
      return `Call ${event.call} of ${event.process} reads ${event.entry}.`;
    case "write-began":
      return `Call ${event.call} of ${event.process} ${event.isRemoval ? "removes" : "writes"} ${event.entries[0] ?? ""}; made of it: ${event.entries.join(", ")}.`;
    case "cache-answered":
      return `Call ${event.call} at the cache: ${requestText(event.request)}: ${answerText(event.answer)}.`;
    case "table-read":
      return `Call ${event.call} at the table: ${event.entry} is ${cachedText(event.value)}${event.consistent ? "" : ", eventually consistent"}.`;
    case "table-wrote":
      return `Call ${event.call} at the table: ${event.entries.map(({ entry, value }) => `${entry} is ${cachedText(value)} now`).join(", ")}.`;
    case "table-refused":
      return `The table turns call ${event.call} away.`;
    case "nothing-heard":
      return `Call ${event.call} hears nothing of its ${event.request.do}${entryOf(event.request)}.`;
    case "read-ended":
      return `Call ${event.call} gets ${valueText(event.outcome)} of ${event.entry}.`;
    case "write-ended":
      return `Call ${event.call} ends: ${event.outcome.kind}.`;
    case "call-lost":
      return `Call ${event.call} is lost with its process.`;
    case "call-stopped":
      return `Call ${event.call} is stopped after ${event.requestCount} requests.`;
    case "cache-emptied":
      return "The cache loses all it has.";
    case "table-busy":
      return "The table turns all requests away.";
    case "table-free":
      return "The table takes requests again.";
    case "code-changed":
      return `From now on calls are written ${CODES[event.code]}.`;
    case "fault-began":
    case "fault-ended":
      return `${faultInEnglish(event.fault, event.kind === "fault-began", (node) => node)}.`;
    default:
      return event satisfies never;
  }
}

/** `v3`, `none`, `lease of token-4`. */
export function cachedText(value: CachedValue): string {
  return value.kind === "lease" ? `lease ${value.token}` : valueText(value);
}

/** ` of total`, if it is about an entry. */
export function entryOf(request: AsideRequest): string {
  return "entry" in request ? ` ${request.entry}` : "";
}

/** `replace total, lease token-4 by v7 for 60 s`. */
export function requestText(request: CacheRequest): string {
  if (request.do === "get" || request.do === "delete") return `${request.do} ${request.entry}`;
  const old = request.do === "replace" ? `, ${cachedText(request.old)} by` : " =";
  return `${request.do} ${request.entry}${old} ${cachedText(request.value)}${request.ttlMs === undefined ? "" : ` for ${request.ttlMs / 1_000} s`}`;
}

function answerText(answer: AsideAnswer): string {
  return answer.kind === "hit" ? cachedText(answer.value) : answer.kind;
}
