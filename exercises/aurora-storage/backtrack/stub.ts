import type { BacktrackLog, BacktrackOptions } from "four-of-six/aurora";

/**
 * Keeps the history of a cluster, so that the cluster can be taken back to an earlier time and forth again. Hover over a
 * name to read what it promises.
 */
export function createBacktrackLog({ openedAt, targetWindowMs, storedRecordsMax }: BacktrackOptions): BacktrackLog {
  // What has to be remembered of a record? And what says where the volume stands?
  return {
    recordWritten({ lsn, atMs, isCpl }) {},

    earliestMs(nowMs) {
      return nowMs;
    },

    targetFor(timeMs, nowMs) {
      return { kind: "backtrack-window-exceeded", earliestMs: nowMs };
    },

    backtrack(timeMs, nowMs) {
      return { kind: "backtrack-window-exceeded", earliestMs: nowMs };
    },

    isVisible(lsn) {
      return true;
    },
  };
}
