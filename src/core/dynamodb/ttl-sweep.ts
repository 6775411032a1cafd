/**
 * TTL sweep: which items have expired, which of them the background process may take out, and how others live with the time
 * between the two.
 *
 * A table names one attribute for Time to Live. Where an item has a number there, it is a time in seconds since 1970. Once
 * that time is past, the item has expired: it is a candidate for deletion, and nothing else has happened to it. Some time
 * later, within a few days, a background process takes it out. Until then it is read, counted and billed like any other.
 *
 *   12:00  put, expiresAt 12:30       served
 *   12:31                             expired, and served to whoever does not filter
 *   15:00  the process finds it
 *   15:10  a client sets expiresAt to 16:00
 *   17:00  the process comes to delete what it found: it has expired again by then, and is taken out
 *
 * Three things that the time means nothing for: an attribute that is no number, a time in milliseconds (the year 56,000),
 * and a time of more than five years ago, which is taken for a slip. A deletion by the process costs no write units, is
 * made in the indexes too, and stands in the stream as one by the service:
 * `userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" }`.
 * Developer Guide, TTL, time-to-live-ttl-before-you-start, ttl-expired-items.
 *
 * Simplified: how often the process passes, and how long it takes between finding and deleting, is not documented, and is
 * a parameter here.
 */
import type { Millis } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";

/** What a consumer sees of a stream record: what happened, and who did it, where it was the service itself. */
export interface StreamSign {
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly userIdentity?: { readonly Type: string; readonly PrincipalId: string } | undefined;
}

/** The seam: what the exercise `ttl-sweep` asks for. Times are milliseconds since 1970, those in items seconds. */
export interface TtlSweep {
  /** Whether the background process takes the item for expired: its time is past, and not by more than five years. */
  isExpired(item: Item, attribute: string, nowMs: Millis): boolean;
  /**
   * The process has found `found` expired, some time ago, and comes to delete it. `current` is what the table has under its
   * key now; nothing if somebody was faster. Whether it is deleted.
   */
  mayDelete(found: Item, current: Item | undefined, attribute: string, nowMs: Millis): boolean;
  /** What an application shows of items that it has read: those whose time is not past, in their order. */
  unexpired(items: readonly Item[], attribute: string, nowMs: Millis): readonly Item[];
  /** Whether a stream record tells of a deletion by Time to Live, and not by a client. */
  isExpiry(record: StreamSign): boolean;
}

const SECOND_MS: Millis = 1_000;
/** Items that expired longer ago than this are left alone. */
const OLDEST_MS: Millis = 5 * 365 * 86_400_000;
const SERVICE = "dynamodb.amazonaws.com";

/** When the item expires, in ms since 1970; nothing if it does not. */
function timeOf(item: Item, attribute: string): Millis | undefined {
  const value = item[attribute];
  return value !== undefined && "N" in value ? Number(value.N) * SECOND_MS : undefined;
}

function isExpired(item: Item, attribute: string, nowMs: Millis): boolean {
  const atMs = timeOf(item, attribute);
  return atMs !== undefined && atMs < nowMs && atMs >= nowMs - OLDEST_MS;
}

/** The reference implementation. */
export const ttlSweep: TtlSweep = Object.freeze({
  isExpired,
  // What was found is past: the item may have another time since, or none, or be gone.
  mayDelete: (_found: Item, current: Item | undefined, attribute: string, nowMs: Millis) =>
    current !== undefined && isExpired(current, attribute, nowMs),
  unexpired: (items: readonly Item[], attribute: string, nowMs: Millis) =>
    items.filter((item) => {
      const atMs = timeOf(item, attribute);
      return atMs === undefined || atMs > nowMs;
    }),
  isExpiry: ({ eventName, userIdentity }: StreamSign) =>
    eventName === "REMOVE" && userIdentity?.Type === "Service" && userIdentity.PrincipalId === SERVICE,
});
