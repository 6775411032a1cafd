import type { BacktrackLog, BacktrackOptions, BacktrackTarget, ChangeRecord } from "four-of-six/aurora";

/**
 * Nothing is ever deleted here. Records are kept in the order of LSNs, and one number says where the volume stands:
 * everything behind it is hidden. Writing is the one thing that cannot be taken back, because the log then goes on
 * behind the hidden records, and they become a branch that nobody can reach any more.
 */
export function createBacktrackLog({ openedAt, targetWindowMs, storedRecordsMax }: BacktrackOptions): BacktrackLog {
  /** The opening is the first consistency point: it stands for all that was there before. */
  const records: ChangeRecord[] = [{ ...openedAt, isCpl: true }];
  const annulled = new Set<number>();
  let currentLsn = openedAt.lsn;

  /**
   * Where a backtrack can lead now, oldest first. To take the volume back to a point, every record behind that point has
   * to be stored; so the last `storedRecordsMax` records can be undone, and the point before them can still be reached.
   */
  function possibleTargets(): readonly ChangeRecord[] {
    const oldest = Math.max(0, records.length - 1 - storedRecordsMax);
    return records.slice(oldest).filter(({ lsn, isCpl }) => isCpl && !annulled.has(lsn));
  }

  const log: BacktrackLog = {
    recordWritten(record) {
      for (const { lsn } of records) if (lsn > currentLsn) annulled.add(lsn);
      records.push(record);
      currentLsn = record.lsn;
    },

    // Between two mini-transactions the last point is always possible, so there is an oldest one.
    earliestMs: (nowMs) => Math.max(nowMs - targetWindowMs, possibleTargets()[0]!.atMs),

    targetFor(timeMs, nowMs): BacktrackTarget {
      const earliestMs = log.earliestMs(nowMs);
      if (timeMs < earliestMs) return { kind: "backtrack-window-exceeded", earliestMs };
      const { lsn, atMs } = possibleTargets().findLast((point) => point.atMs <= timeMs)!;
      return { kind: "target", lsn, atMs };
    },

    backtrack(timeMs, nowMs) {
      const target = log.targetFor(timeMs, nowMs);
      // Back or forth is the same: the volume stands somewhere else.
      if (target.kind === "target") currentLsn = target.lsn;
      return target;
    },

    isVisible: (lsn) => lsn <= currentLsn && !annulled.has(lsn),
  };
  return log;
}
