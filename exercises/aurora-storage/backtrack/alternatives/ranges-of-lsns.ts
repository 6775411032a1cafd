// Columns instead of objects, and annulled ranges instead of marks on records; targets are found by bisection of times.
import type { BacktrackLog, BacktrackOptions } from "four-of-six/aurora";

export function createBacktrackLog(options: BacktrackOptions): BacktrackLog {
  const lsns = [options.openedAt.lsn];
  const times = [options.openedAt.atMs];
  const cpls = [true];
  const dead: { after: number; through: number }[] = [];
  let standing = options.openedAt.lsn;

  const isDead = (lsn: number) => dead.some(({ after, through }) => after < lsn && lsn <= through);
  const isPossible = (index: number) =>
    cpls[index] === true && !isDead(lsns[index]!) && lsns.length - 1 - index <= options.storedRecordsMax;

  function oldestPossible(): number {
    let index = Math.max(0, lsns.length - 1 - options.storedRecordsMax);
    while (index < lsns.length - 1 && !isPossible(index)) index++;
    return index;
  }

  /** The last record at or before this time, possible or not. */
  function lastAt(timeMs: number): number {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle]! <= timeMs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function find(timeMs: number, nowMs: number) {
    const earliestMs = earliest(nowMs);
    if (timeMs < earliestMs) return { kind: "backtrack-window-exceeded", earliestMs } as const;
    let index = lastAt(timeMs);
    while (!isPossible(index)) index--;
    return { kind: "target", lsn: lsns[index]!, atMs: times[index]! } as const;
  }

  function earliest(nowMs: number): number {
    const candidates = [nowMs - options.targetWindowMs, times[oldestPossible()]!];
    return Math.max(...candidates);
  }

  return {
    recordWritten: ({ lsn, atMs, isCpl }) => {
      const newest = lsns[lsns.length - 1]!;
      if (newest > standing) dead.push({ after: standing, through: newest });
      standing = lsns[lsns.push(lsn) - 1]!;
      times.push(atMs);
      cpls.push(isCpl);
    },
    earliestMs: earliest,
    targetFor: find,
    backtrack: (timeMs, nowMs) => {
      const found = find(timeMs, nowMs);
      standing = found.kind === "target" ? found.lsn : standing;
      return found;
    },
    isVisible: (lsn) => lsn <= standing && !isDead(lsn),
  };
}
