import type { CommitTracker, CommitTrackerOptions } from "four-of-six/aurora";

/**
 * Keeps the writer's marks (PGCL, VCL, VDL) and its queue of commits. Hover over a name to read what it promises.
 */
export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  // What has to be remembered between one call and the next?
  return {
    recordShipped({ lsn, group, isCpl }) {},

    segmentAcknowledged({ segment, lsn }) {},

    commitRequested({ transaction, commitLsn }) {},

    pgcl(group) {
      return startLsn;
    },

    vcl() {
      return startLsn;
    },

    vdl() {
      return startLsn;
    },

    takeAnswerable() {
      return [];
    },
  };
}
