/**
 * What must hold in every run of a volume, whatever fails. Each invariant reads a trace and gives the first violation,
 * or none. Figures, suites and our own tests use the same ones.
 */
import { frozen } from "../kernel/frozen.ts";
import type { StorageTrace } from "./storage-trace.ts";
import type { Lsn, ProtectionGroupId, SegmentId, TransactionId } from "./vocabulary.ts";

/** A broken promise: which, at which event of the trace, and what happened in words. */
export interface Violation {
  readonly invariant: string;
  readonly eventIndex: number;
  readonly what: string;
}

/** Gives the first violation in a trace, or none. A trace that was cut short is judged by what it holds. */
export type StorageInvariant = (trace: StorageTrace) => Violation | undefined;

/** No client is told "committed" before every record up to its commit is on a write quorum of segments. */
export const commitsAreDurable: StorageInvariant = (trace) => {
  const storedBy = new Map<Lsn, Set<SegmentId>>();
  const commitLsns = new Map<TransactionId, Lsn>();
  let writeQuorum = Infinity;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "volume-opened") writeQuorum = event.rule.writeQuorum;
    if (event.kind === "record-shipped") storedBy.set(event.lsn, new Set());
    if (event.kind === "record-stored") storedBy.get(event.lsn)?.add(event.segment);
    if (event.kind === "commit-requested") commitLsns.set(event.transaction, event.commitLsn);
    if (event.kind !== "commit-answered") continue;
    const commitLsn = commitLsns.get(event.transaction) ?? -Infinity;
    for (const [lsn, segments] of storedBy) {
      if (lsn > commitLsn || segments.size >= writeQuorum) continue;
      return {
        invariant: "no acknowledged commit can be lost",
        eventIndex,
        what: `${event.transaction} (commit LSN ${commitLsn}) was answered while LSN ${lsn} was on ${segments.size} segments, fewer than ${writeQuorum}`,
      };
    }
  }
  return undefined;
};

/** The VDL never moves back, never passes the VCL, and is always a CPL (or the point at which the volume was opened). */
export const vdlIsAConsistencyPoint: StorageInvariant = (trace) => {
  const invariant = "the VDL only moves forward, from CPL to CPL, never past the VCL";
  const cpls = new Set<Lsn>();
  let lastVdl: Lsn = -Infinity;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "volume-opened") cpls.add((lastVdl = event.startLsn));
    if (event.kind === "record-shipped" && event.isCpl) cpls.add(event.lsn);
    if (event.kind !== "marks-moved") continue;
    const { vdl, vcl } = event;
    const broken =
      vdl < lastVdl
        ? `the VDL moved back from ${lastVdl} to ${vdl}`
        : vdl > vcl
          ? `the VDL (${vdl}) passed the VCL (${vcl})`
          : !cpls.has(vdl)
            ? `the VDL stands at ${vdl}, which is no CPL`
            : undefined;
    if (broken !== undefined) return { invariant, eventIndex, what: broken };
    lastVdl = vdl;
  }
  return undefined;
};

/** Each commit is asked for before it is answered, and answered once. */
export const commitsAreAnsweredOnce: StorageInvariant = (trace) => {
  const waiting = new Set<TransactionId>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "commit-requested") waiting.add(event.transaction);
    if (event.kind !== "commit-answered" || waiting.delete(event.transaction)) continue;
    return {
      invariant: "each commit is answered once, and only when it was asked for",
      eventIndex,
      what: `${event.transaction} was answered a second time, or never asked`,
    };
  }
  return undefined;
};

/** A commit whose records, and all before them, have been acknowledged by a write quorum by the end of the run is answered. */
export const durableCommitsAreAnswered: StorageInvariant = (trace) => {
  const heardFrom = new Map<Lsn, Set<SegmentId>>();
  const cpls: Lsn[] = [];
  const waiting = new Map<TransactionId, Lsn>();
  let writeQuorum = Infinity;
  for (const event of trace) {
    if (event.kind === "volume-opened") writeQuorum = event.rule.writeQuorum;
    if (event.kind === "record-shipped") {
      heardFrom.set(event.lsn, new Set());
      if (event.isCpl) cpls.push(event.lsn);
    }
    if (event.kind === "ack-arrived") heardFrom.get(event.lsn)?.add(event.segment);
    if (event.kind === "commit-requested") waiting.set(event.transaction, event.commitLsn);
    if (event.kind === "commit-answered") waiting.delete(event.transaction);
  }
  let firstMissing = Infinity;
  for (const [lsn, segments] of heardFrom) {
    if (segments.size < writeQuorum) firstMissing = Math.min(firstMissing, lsn);
  }
  let vdl = -Infinity;
  for (const cpl of cpls) if (cpl < firstMissing) vdl = Math.max(vdl, cpl);
  for (const [transaction, commitLsn] of waiting) {
    if (commitLsn > vdl) continue;
    return {
      invariant: "a durable commit is answered",
      eventIndex: trace.length - 1,
      what: `${transaction} (commit LSN ${commitLsn}) is durable, the VDL being ${vdl}, and was never answered`,
    };
  }
  return undefined;
};

/** What the rules say about each group after each fault is what the surviving segments allow. Aurora 2017 §2.1. */
export const serviceIsToldTruly: StorageInvariant = (trace) => {
  const opened = trace[0];
  if (opened?.kind !== "volume-opened") return undefined;
  const { writeQuorum, readQuorum } = opened.rule;
  const faultCounts = new Map<SegmentId, number>();
  const told = new Map<ProtectionGroupId, { writes: boolean; reads: boolean }>();
  let lastFaultIndex = -1;

  const firstLie = (): Violation | undefined => {
    if (lastFaultIndex === -1) return undefined;
    for (const { group, placement } of opened.groups) {
      const left = placement.filter(({ segment }) => (faultCounts.get(segment) ?? 0) === 0).length;
      const { writes, reads } = told.get(group) ?? { writes: true, reads: true };
      const expected = { writes: left >= writeQuorum, reads: left >= readQuorum };
      if (writes === expected.writes && reads === expected.reads) continue;
      return {
        invariant:
          "a group serves writes with a write quorum of segments, and reads with a read quorum, and never without",
        eventIndex: lastFaultIndex,
        what: `with ${left} segments of group ${group} left, writes were ${served(writes)} and reads ${served(reads)}`,
      };
    }
    return undefined;
  };

  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "service-changed") told.set(event.group, event);
    if (event.kind !== "fault-began" && event.kind !== "fault-ended") continue;
    const lie = firstLie();
    if (lie !== undefined) return lie;
    lastFaultIndex = eventIndex;
    const { fault } = event;
    for (const { placement } of opened.groups) {
      for (const { segment, zone } of placement) {
        const isHit =
          (fault.kind === "zone-down" && fault.zone === zone) || (fault.kind === "node-down" && fault.node === segment);
        if (isHit) faultCounts.set(segment, (faultCounts.get(segment) ?? 0) + (event.kind === "fault-began" ? 1 : -1));
      }
    }
  }
  return firstLie();
};

function served(isServed: boolean): string {
  return isServed ? "served" : "refused";
}

/** All of them, in the order in which a violation is most telling. */
export const STORAGE_INVARIANTS: readonly StorageInvariant[] = frozen([
  commitsAreDurable,
  vdlIsAConsistencyPoint,
  commitsAreAnsweredOnce,
  durableCommitsAreAnswered,
  serviceIsToldTruly,
]);

/** The first violation in a trace, or none. */
export function firstViolation(trace: StorageTrace, invariants = STORAGE_INVARIANTS): Violation | undefined {
  for (const invariant of invariants) {
    const violation = invariant(trace);
    if (violation !== undefined) return violation;
  }
  return undefined;
}
