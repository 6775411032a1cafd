/**
 * Backtrack: the same volume as it was at an earlier time, without copying anything.
 *
 * The volume's log is also its history. As long as the change records after a point are kept, the volume can be taken
 * back to that point, and forth again: nothing is deleted, only what is visible changes. Example (c: a consistency
 * point, n: a record inside a mini-transaction; one of each an hour):
 *
 *   time     1  2  3  4  5          now 6
 *   record   c  n  c  c  c          visible up to 5
 *   backtrack to 4:30   -> 4        5 is hidden; backtrack to 5:30 would bring it back
 *   backtrack to 2:30   -> 1        2 is no consistency point: half a mini-transaction is no state to stand in
 *   write 6                         2 to 5 were hidden, and now they are annulled: the log goes on behind them
 *
 * Aurora User Guide, auroramysql-managing-backtrack: at most 72 hours, the whole cluster, to the nearest consistent time,
 * repeatable back and forth; the actual window may be shorter than the one asked for, because the records are kept in
 * bounded storage; never behind the creation of a clone.
 *
 * Where the documentation is silent, this model decides: the nearest consistent time is the last one not after the time
 * asked for; a new write ends the way forth; the bound is a number of records, and hidden and annulled ones count.
 */
import { invariant, type Millis } from "../kernel/index.ts";
import type { Lsn } from "./vocabulary.ts";

/** A state in which the volume can stand: the end of a mini-transaction. */
export interface ConsistencyPoint {
  /** The LSN of its last record, a CPL. */
  readonly lsn: Lsn;
  /** When that record was written. */
  readonly atMs: Millis;
}

/** A change to the volume, as backtrack hears of it. */
export interface ChangeRecord {
  /** Above all LSNs before it, hidden and annulled ones included; not necessarily the next number. */
  readonly lsn: Lsn;
  /** Never before the record before it. */
  readonly atMs: Millis;
  /** Whether it is the last record of a mini-transaction. */
  readonly isCpl: boolean;
}

/** What a backtrack log is opened with. */
export interface BacktrackOptions {
  /** The state in which the cluster was created, restored or cloned. It is a consistency point; nothing lies before it. */
  readonly openedAt: ConsistencyPoint;
  /** How far back a backtrack shall be possible. From 0 to 72 hours. */
  readonly targetWindowMs: Millis;
  /** Change records that storage keeps for backtracking. From 1 on. */
  readonly storedRecordsMax: number;
}

/** Where a backtrack leads, or why it leads nowhere. */
export type BacktrackTarget =
  | ({ readonly kind: "target" } & ConsistencyPoint)
  /** The time is before the earliest one that is possible now. */
  | { readonly kind: "backtrack-window-exceeded"; readonly earliestMs: Millis };

/**
 * The seam: what the exercise `backtrack` asks for, and what the simulated cluster runs on.
 *
 * Three states of a record: *visible*; *hidden*, by a backtrack to a point before it, until a backtrack to a point at or
 * behind it; *annulled*, when a record is written while it is hidden, and then for good. A point can be a target as long
 * as it is not annulled and storage keeps what was written after it: at most `storedRecordsMax` records with higher
 * LSNs, whatever their state.
 */
export interface BacktrackLog {
  /** A change was written. It is visible. Everything hidden at this moment is annulled. */
  recordWritten(record: ChangeRecord): void;
  /**
   * The earliest time to which a backtrack can lead now: `targetWindowMs` ago, or the time of the oldest possible
   * target, whichever is later. Like the three below, asked only when the last record written was a CPL (or none was).
   */
  earliestMs(nowMs: Millis): Millis;
  /** Where a backtrack to this time would lead: the last possible target at or before it. `timeMs` is at most `nowMs`. */
  targetFor(timeMs: Millis, nowMs: Millis): BacktrackTarget;
  /**
   * Backtracks, back or forth: the volume stands at the target, what is behind it is hidden, what was hidden up to it is
   * visible again. A refusal changes nothing.
   */
  backtrack(timeMs: Millis, nowMs: Millis): BacktrackTarget;
  /** Whether this record is visible; up to the LSN at which the cluster was opened, every one is. Asked of known LSNs. */
  isVisible(lsn: Lsn): boolean;
}

/** A record and what has become of it for good. */
interface Stored extends ChangeRecord {
  isAnnulled: boolean;
}

/** The reference implementation. */
export function createBacktrackLog({ openedAt, targetWindowMs, storedRecordsMax }: BacktrackOptions): BacktrackLog {
  /** In the order of LSNs; the opening stands for everything before it. */
  const records: Stored[] = [{ ...openedAt, isCpl: true, isAnnulled: false }];
  /** The volume stands here: what has a higher LSN is hidden or annulled. */
  let currentLsn = openedAt.lsn;

  /** The points that can be targets now, oldest first. */
  const targets = (): readonly Stored[] =>
    records.slice(-1 - storedRecordsMax).filter(({ isCpl, isAnnulled }) => isCpl && !isAnnulled);

  const earliestMs = (nowMs: Millis): Millis => {
    const oldest = targets()[0];
    invariant(oldest !== undefined, "a backtrack is asked for between mini-transactions: the last point is possible");
    return Math.max(nowMs - targetWindowMs, oldest.atMs);
  };

  const targetFor = (timeMs: Millis, nowMs: Millis): BacktrackTarget => {
    const earliest = earliestMs(nowMs);
    const target = targets().findLast(({ atMs }) => atMs <= timeMs);
    if (timeMs < earliest || target === undefined) return { kind: "backtrack-window-exceeded", earliestMs: earliest };
    return { kind: "target", lsn: target.lsn, atMs: target.atMs };
  };

  return {
    recordWritten({ lsn, atMs, isCpl }) {
      const last = records.at(-1) as Stored;
      invariant(lsn > last.lsn && atMs >= last.atMs, "records are written in the order of LSNs and of time");
      for (const record of records) if (record.lsn > currentLsn) record.isAnnulled = true;
      records.push({ lsn, atMs, isCpl, isAnnulled: false });
      currentLsn = lsn;
    },
    earliestMs,
    targetFor,
    backtrack(timeMs, nowMs) {
      const target = targetFor(timeMs, nowMs);
      if (target.kind === "target") currentLsn = target.lsn;
      return target;
    },
    isVisible(lsn) {
      if (lsn <= openedAt.lsn) return true;
      return lsn <= currentLsn && records.some((record) => record.lsn === lsn && !record.isAnnulled);
    },
  };
}
