/**
 * What the runs of a check went through: which operations of the answer were called, and what went wrong meanwhile. The
 * page draws it as a grid. It counts runs and says nothing of what is asked for in them.
 */
import type { AnyEvent, AnyTrace } from "./rig.ts";

/** What can go wrong in a run, coarsely: faults of the kernel by their own names, and those of single systems. */
export type Trouble =
  "zone-down" | "node-down" | "node-slow" | "zones-parted" | "messages-lost" | "messages-doubled" | "crash" | "busy";

/** `none`: a run in which nothing went wrong. `example`: a run that the suite made by hand. */
export type Circumstance = Trouble | "none" | "example";

/** One cell of the grid. */
export interface CoverageCell {
  /** A function that the answer exports, or a method of what it returned. */
  readonly operation: string;
  readonly circumstance: Circumstance;
  /** Runs in which the operation was called under the circumstance, and those of them in which the answer failed. */
  readonly runs: number;
  readonly failed: number;
}

const called = new Set<string>();
const cells = new Map<string, { operation: string; circumstance: Circumstance; runs: number; failed: number }>();

/** Called by the seam, for every call of an answer. */
export function noteCall(operation: string): void {
  called.add(operation);
}

/** A run begins: what was called before belongs to none. */
export function beginRun(): void {
  called.clear();
}

/** A run has ended: counts it under everything that happened in it. */
export function endRun(happened: ReadonlySet<Circumstance>, failed: boolean): void {
  for (const operation of called) {
    for (const circumstance of happened) {
      const key = `${operation} ${circumstance}`;
      const cell = cells.get(key) ?? { operation, circumstance, runs: 0, failed: 0 };
      cell.runs++;
      if (failed) cell.failed++;
      cells.set(key, cell);
    }
  }
  called.clear();
}

/** Everything counted since the last call, in the order in which it was first met. */
export function takeCoverage(): readonly CoverageCell[] {
  const taken = [...cells.values()];
  cells.clear();
  return taken;
}

/** What went wrong in a run; `none` if nothing did. */
export function circumstancesOf(trace: AnyTrace): ReadonlySet<Circumstance> {
  const found = new Set<Circumstance>();
  for (const event of trace) {
    const trouble = troubleOf(event);
    if (trouble !== undefined) found.add(trouble);
  }
  return found.size === 0 ? new Set(["none"]) : found;
}

/** Kinds of events by which single systems say that something went wrong. */
const TROUBLES: Readonly<Record<string, Trouble>> = Object.freeze({
  crashed: "crash",
  "cache-emptied": "crash",
  "copy-broke": "node-down",
  "function-crashed": "crash",
  "instance-crashed": "crash",
  "instance-cut-off": "zones-parted",
  "instance-down": "node-down",
  "node-closed": "crash",
  "reader-left": "node-down",
  "segment-lost": "node-down",
  "stream-slowed": "node-slow",
  "worker-crashed": "crash",
  "worker-paused": "node-slow",
  "writer-crashed": "crash",
  "call-lost": "messages-lost",
  "io-lost": "messages-lost",
  "shard-busy": "busy",
  "table-busy": "busy",
  "throttling-began": "busy",
  "trouble-began": "busy",
});

interface Telling {
  readonly fault?: { readonly kind: Trouble };
  readonly began?: boolean;
  readonly event?: AnyEvent;
}

function troubleOf(event: AnyEvent): Trouble | undefined {
  const { fault, began, event: inner } = event as AnyEvent & Telling;
  // A volume's or a clone's event stands within the cluster's.
  if (inner !== undefined) return troubleOf(inner);
  if (fault !== undefined && (began ?? event.kind === "fault-began")) return fault.kind;
  return TROUBLES[event.kind];
}
