import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, SegmentId } from "four-of-six/aurora";

/**
 * Everything follows from one question about one record: how many segments have it? The marks are three ways of walking
 * the log from its beginning and stopping at the first record for which the answer is "too few".
 */
export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  /** The log in the order of LSNs, which is the order of shipping. */
  const records: RedoRecord[] = [];
  /** Who has each record. A set, because a segment may say so twice. */
  const acknowledgedBy = new Map<Lsn, Set<SegmentId>>();
  let waiting: { transaction: string; commitLsn: Lsn }[] = [];

  const hasQuorum = ({ lsn }: RedoRecord) => acknowledgedBy.get(lsn)!.size >= rule.writeQuorum;

  /** The records before the first one without a quorum. */
  function complete(log: readonly RedoRecord[]): readonly RedoRecord[] {
    const firstMissing = log.findIndex((record) => !hasQuorum(record));
    return firstMissing === -1 ? log : log.slice(0, firstMissing);
  }

  const lastLsn = (log: readonly RedoRecord[]) => log.at(-1)?.lsn ?? startLsn;

  const tracker: CommitTracker = {
    recordShipped(record) {
      records.push(record);
      acknowledgedBy.set(record.lsn, new Set());
    },

    segmentAcknowledged({ segment, lsn }) {
      // A record that was never shipped here has no set, and nothing to add to.
      acknowledgedBy.get(lsn)?.add(segment);
    },

    commitRequested(request) {
      waiting.push(request);
    },

    // The group's own records only: a hole in another group does not hold this mark back.
    pgcl: (group) => lastLsn(complete(records.filter((record) => record.group === group))),

    // All records: not the lowest PGCL, because the group with that mark may have nothing missing before the others'.
    vcl: () => lastLsn(complete(records)),

    // Below the VCL, but never inside a mini-transaction.
    vdl: () => lastLsn(complete(records).filter(({ isCpl }) => isCpl)),

    takeAnswerable() {
      const vdl = tracker.vdl();
      const answerable = waiting.filter(({ commitLsn }) => commitLsn <= vdl);
      waiting = waiting.filter(({ commitLsn }) => commitLsn > vdl);
      return answerable.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
  return tracker;
}
