// The idea: a point that is older than the window cannot be a target.
import type { BacktrackLog, BacktrackOptions, BacktrackTarget, ChangeRecord } from "four-of-six/aurora";

interface Entry extends ChangeRecord {
  isAnnulled: boolean;
}

export function createBacktrackLog({ openedAt, targetWindowMs, storedRecordsMax }: BacktrackOptions): BacktrackLog {
  const entries: Entry[] = [{ ...openedAt, isCpl: true, isAnnulled: false }];
  let standsAt = openedAt.lsn;

  const possibleAt = (nowMs: number) =>
    possible().filter(({ atMs }) => atMs >= nowMs - targetWindowMs || atMs === entries.at(-1)!.atMs);
  const possible = () =>
    entries.filter(
      ({ isCpl, isAnnulled }, index) => isCpl && !isAnnulled && entries.length - 1 - index <= storedRecordsMax,
    );

  function earliestMs(nowMs: number): number {
    return Math.max(nowMs - targetWindowMs, possibleAt(nowMs)[0]!.atMs);
  }

  function targetFor(timeMs: number, nowMs: number): BacktrackTarget {
    const earliest = earliestMs(nowMs);
    if (timeMs < earliest) return { kind: "backtrack-window-exceeded", earliestMs: earliest };
    const { lsn, atMs } = possible().findLast((entry) => entry.atMs <= timeMs)!;
    return { kind: "target", lsn, atMs };
  }

  return {
    recordWritten(record) {
      for (const entry of entries) if (entry.lsn > standsAt) entry.isAnnulled = true;
      entries.push({ ...record, isAnnulled: false });
      standsAt = record.lsn;
    },
    earliestMs,
    targetFor,
    backtrack(timeMs, nowMs) {
      const target = targetFor(timeMs, nowMs);
      if (target.kind === "target") standsAt = target.lsn;
      return target;
    },
    isVisible: (lsn) => lsn <= standsAt && !entries.some((entry) => entry.lsn === lsn && entry.isAnnulled),
  };
}
