import type { Millis } from "./units.ts";

/** One thing that happened: its time, what kind of thing, and the values that belong to it. Plain data only. */
export type Timed<E extends { readonly kind: string }> = E & { readonly atMs: Millis };

/** A run, in the order in which it happened. */
export type Trace<E extends { readonly kind: string }> = readonly Timed<E>[];

/** One event as text; equal events give equal text. */
export function eventText(event: object): string {
  return JSON.stringify(event, sortedKeys);
}

/** A trace as text, one event a line. Two runs are the same run exactly when these texts are equal. */
export function traceText(trace: readonly object[]): string {
  return trace.map(eventText).join("\n");
}

/** A short fingerprint of a trace: 16 hexadecimal digits (two rounds of 32-bit FNV-1a). For comparing, not for secrets. */
export function traceDigest(trace: readonly object[]): string {
  const text = traceText(trace);
  let high = 0x811c9dc5;
  let low = 0xc9dc5118;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + i), 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The index of the first event in which two runs differ, or -1 when they are the same. */
export function firstDifference(a: readonly object[], b: readonly object[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    // The texts decide; comparing the values first spares most runs the writing of them.
    if (isSameData(a[index], b[index])) continue;
    if (eventText(a[index] as object) !== eventText(b[index] as object)) return index;
  }
  return a.length === b.length ? -1 : shorter;
}

/** What the first of these invariants has against a run; nothing when all of them hold. */
export function firstBroken<Run, Violation>(
  trace: Run,
  invariants: readonly ((trace: Run) => Violation | undefined)[],
): Violation | undefined {
  for (const invariant of invariants) {
    const violation = invariant(trace);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

/** Whether two values are surely the same plain data. `false` says nothing: their texts may still be equal. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(b, name) && isSameData((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
}

/** JSON.stringify's replacer for a text that does not depend on the order in which an object was built. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const source = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(source)
      .sort()
      .map((key) => [key, source[key]]),
  );
}
