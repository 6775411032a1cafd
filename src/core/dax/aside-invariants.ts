/** What must hold in every run of an application that caches by hand, whatever fails. */
import type { Millis } from "../kernel/index.ts";
import { isSame } from "./aside-stores.ts";
import type { AsideEvent, AsideTrace } from "./aside-trace.ts";
import { ASIDE_TIMES, type AsideValue } from "./cache-aside.ts";

/** A promise that a run did not keep: which, at which event, and what happened there instead. */
export interface AsideViolation {
  readonly invariant: string;
  /** The place in the trace of the event that breaks it. */
  readonly eventIndex: number;
  readonly what: string;
}

/** Looks through a whole run, and gives the first violation, or nothing. */
export type AsideInvariant = (trace: AsideTrace) => AsideViolation | undefined;

interface Moment {
  readonly eventIndex: number;
  readonly atMs: Millis;
  readonly value: AsideValue;
}

/** What each entry was in the table, from when on. */
function historyOf(trace: AsideTrace): ReadonlyMap<string, readonly Moment[]> {
  const history = new Map<string, Moment[]>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "aside-opened" && event.kind !== "table-wrote") continue;
    for (const { entry, value } of event.entries) {
      const moments = history.get(entry) ?? [];
      history.set(entry, moments);
      moments.push({ eventIndex, atMs: event.kind === "aside-opened" ? 0 : event.atMs, value });
    }
  }
  return history;
}

const NEVER_THERE: readonly Moment[] = Object.freeze([
  Object.freeze({ eventIndex: -1, atMs: 0, value: Object.freeze({ kind: "none" as const }) }),
]);

/** An entry before its first write is not there. */
function momentsOf(history: ReadonlyMap<string, readonly Moment[]>, entry: string): readonly Moment[] {
  const moments = history.get(entry) ?? [];
  return moments[0]?.eventIndex === 0 ? moments : [...NEVER_THERE, ...moments];
}

/** What a reader gets was so when it asked, or not longer ago than an entry may live, plus a lease. */
export const nothingOutlivesItsTtl: AsideInvariant = (trace) => {
  const invariant = "a value was the table's at some moment within its TTL";
  const history = historyOf(trace);
  const begins = new Map<number, Millis>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "read-began") begins.set(event.call, event.atMs);
    if (event.kind !== "read-ended" || event.outcome.kind === "failed") continue;
    const { outcome, entry } = event;
    const ttlMs = outcome.kind === "none" ? ASIDE_TIMES.noneMs : ASIDE_TIMES.itemMs;
    const fromMs = (begins.get(event.call) ?? 0) - ttlMs - ASIDE_TIMES.leaseMs;
    const moments = momentsOf(history, entry);
    const wasSo = moments.some(
      ({ value, eventIndex: since }, place) =>
        since < eventIndex && isSame(value, outcome) && (moments[place + 1]?.atMs ?? Infinity) >= fromMs,
    );
    if (!wasSo)
      return { invariant, eventIndex, what: `call ${event.call} got ${valueText(outcome)} of ${entry}, which it was too long ago, or never` }; // prettier-ignore
  }
  return undefined;
};

/** As long as every request for an entry was answered, whoever reads it after a write has ended gets that write or a later one. */
export const endedWritesAreSeen: AsideInvariant = (trace) => {
  const invariant = "while nothing fails, a read sees every write that ended before it began";
  const history = historyOf(trace);
  const calls = new Map<number, { readonly entries: readonly string[]; readonly beganAt: number }>();
  const failed = new Set<string>();
  /** Where the table took the newest write that has ended, by entry; writes by call. */
  const writes = new Map<number, { readonly eventIndex: number; readonly entries: readonly string[] }>();
  const ended: { readonly entry: string; readonly wroteAt: number; readonly endedAt: number }[] = [];
  for (const [eventIndex, event] of trace.entries()) {
    switch (event.kind) {
      case "read-began":
        calls.set(event.call, { entries: [event.entry], beganAt: eventIndex });
        break;
      case "write-began":
        calls.set(event.call, { entries: event.entries, beganAt: eventIndex });
        break;
      case "table-wrote":
        writes.set(event.call, { eventIndex, entries: event.entries.map(({ entry }) => entry) });
        break;
      case "nothing-heard":
        for (const entry of calls.get(event.call)?.entries ?? []) failed.add(entry);
        break;
      case "write-ended": {
        const write = writes.get(event.call);
        if (event.outcome.kind !== "written" || write === undefined) break;
        for (const entry of write.entries) ended.push({ entry, wroteAt: write.eventIndex, endedAt: eventIndex });
        break;
      }
      case "read-ended": {
        const { call, entry, outcome } = event;
        if (outcome.kind === "failed" || failed.has(entry)) break;
        const beganAt = calls.get(call)?.beganAt ?? 0;
        const wroteAt = Math.max(-1, ...ended.filter((each) => each.entry === entry && each.endedAt < beganAt).map((each) => each.wroteAt)); // prettier-ignore
        const isNew = momentsOf(history, entry).some(({ value, eventIndex: since }, place, moments) => {
          const endedAt = moments[place + 1]?.eventIndex ?? Infinity;
          return since < eventIndex && endedAt > wroteAt && isSame(value, outcome);
        });
        if (!isNew)
          return { invariant, eventIndex, what: `call ${call} got ${valueText(outcome)} of ${entry}, after a newer write had ended` }; // prettier-ignore
        break;
      }
      default:
    }
  }
  return undefined;
};

/** Whoever reads the table, while the cache works and its patience lasts, does it because the entry was missing, and alone. */
export const oneReadForEachMiss: AsideInvariant = (trace) => {
  const invariant = "each time that an entry is missing, one call reads the table for it";
  const begins = new Map<number, { readonly entry: string; readonly atMs: Millis }>();
  /** Calls to which the cache did not answer. */
  const alone = new Set<number>();
  const ends = new Map<string, Millis>();
  const counts = new Map<string, { missing: number; reads: number }>();
  const countOf = (entry: string) => {
    const count = counts.get(entry) ?? { missing: 1, reads: 0 };
    counts.set(entry, count);
    return count;
  };
  const runOut = (entry: string, nowMs: Millis) => {
    if ((ends.get(entry) ?? Infinity) > nowMs) return;
    ends.delete(entry);
    countOf(entry).missing++;
  };
  for (const [eventIndex, event] of trace.entries()) {
    switch (event.kind) {
      case "read-began":
        begins.set(event.call, event);
        break;
      case "nothing-heard":
        alone.add(event.call);
        break;
      case "cache-answered": {
        const { request, answer, atMs } = event;
        runOut(request.entry, atMs);
        if (request.do === "delete" && ends.delete(request.entry)) countOf(request.entry).missing++;
        if (answer.kind === "stored" && "value" in request)
          ends.set(request.entry, request.ttlMs === undefined ? Infinity : atMs + request.ttlMs);
        break;
      }
      case "cache-emptied":
        for (const entry of ends.keys()) countOf(entry).missing++;
        ends.clear();
        break;
      case "table-read": {
        const { call, entry, atMs } = event;
        const began = begins.get(call);
        if (began === undefined || alone.has(call) || atMs - began.atMs >= ASIDE_TIMES.patienceMs) break;
        runOut(entry, atMs);
        const count = countOf(entry);
        count.reads++;
        if (count.reads > count.missing)
          return { invariant, eventIndex, what: `call ${call} reads ${entry} from the table: ${count.reads} reads so far, and missing from the cache so far ${count.missing}` }; // prettier-ignore
        break;
      }
      default:
    }
  }
  return undefined;
};

/** A read fails only if the table was not read, and a write ends as the table has taken it: once. */
export const outcomesAreTrue: AsideInvariant = (trace) => {
  const invariant = "calls tell what the table told them, and write once";
  const told = new Map<number, "read" | "failed" | "written" | "refused" | "unknown">();
  const wrote = new Set<number>();
  for (const [eventIndex, event] of trace.entries()) {
    const violation = (what: string) => ({ invariant, eventIndex, what });
    switch (event.kind) {
      case "table-read":
        told.set(event.call, "read");
        break;
      case "table-wrote":
        if (wrote.has(event.call)) return violation(`call ${event.call} writes a second time`);
        wrote.add(event.call);
        if (told.get(event.call) !== "unknown") told.set(event.call, "written");
        break;
      case "table-refused":
        told.set(event.call, event.do === "read-table" ? "failed" : "refused");
        break;
      case "nothing-heard":
        if (event.request.do === "read-table") told.set(event.call, "failed");
        if (event.request.do === "write-table") told.set(event.call, "unknown");
        break;
      case "read-ended":
        if (event.outcome.kind === "failed" && told.get(event.call) !== "failed")
          return violation(`call ${event.call} fails, and the table was not what failed`);
        break;
      case "write-ended":
        if (told.get(event.call) !== event.outcome.kind)
          return violation(`call ${event.call} ends as ${event.outcome.kind}, and the table's part is ${told.get(event.call) ?? "not done"}`); // prettier-ignore
        break;
      default:
    }
  }
  return undefined;
};

/** For calls whose process goes on. A read waits for its patience at most, and for what it asks for. */
const CALL_MS_MAX: Millis = 15_000;

/** Nobody waits for ever: not for a lease, not for a cache that is down. */
export const callsEnd: AsideInvariant = (trace) => {
  const invariant = "every call ends, unless its process crashes";
  const running = new Map<number, Millis>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "call-stopped")
      return { invariant, eventIndex, what: `call ${event.call} has asked ${event.requestCount} times, and asks on` };
    if (event.kind === "read-began" || event.kind === "write-began") running.set(event.call, event.atMs);
    if (event.kind === "read-ended" || event.kind === "write-ended" || event.kind === "call-lost")
      running.delete(event.call);
  }
  const opened = trace[0];
  const untilMs = opened?.kind === "aside-opened" ? opened.untilMs : 0;
  const late = [...running].find(([, atMs]) => atMs + CALL_MS_MAX <= untilMs);
  return late && { invariant, eventIndex: trace.length - 1, what: `call ${late[0]} has not ended` };
};

/** All of them. */
export const ASIDE_INVARIANTS: readonly AsideInvariant[] = Object.freeze([
  outcomesAreTrue,
  nothingOutlivesItsTtl,
  endedWritesAreSeen,
  oneReadForEachMiss,
  callsEnd,
]);

/** A value as a reader knows it. */
export function valueText(value: Extract<AsideEvent, { kind: "read-ended" }>["outcome"]): string {
  return value.kind === "item" ? value.text : value.kind;
}
