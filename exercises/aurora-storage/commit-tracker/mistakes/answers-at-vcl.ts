// The idea: once every record up to the commit is on four segments, the client may be told.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, SegmentId } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: RedoRecord[] = [];
  const copies = new Map<Lsn, Set<SegmentId>>();
  let commits: { transaction: string; commitLsn: Lsn }[] = [];

  const isOnQuorum = (record: RedoRecord) => (copies.get(record.lsn)?.size ?? 0) >= rule.writeQuorum;

  function completePrefix(records: readonly RedoRecord[]): readonly RedoRecord[] {
    const hole = records.findIndex((record) => !isOnQuorum(record));
    return hole === -1 ? records : records.slice(0, hole);
  }

  const vcl = () => completePrefix(log).at(-1)?.lsn ?? startLsn;

  return {
    recordShipped(record) {
      log.push(record);
      copies.set(record.lsn, new Set());
    },
    segmentAcknowledged({ segment, lsn }) {
      copies.get(lsn)?.add(segment);
    },
    commitRequested(commit) {
      commits.push(commit);
    },
    pgcl: (group) => completePrefix(log.filter((record) => record.group === group)).at(-1)?.lsn ?? startLsn,
    vcl,
    vdl: () => completePrefix(log).findLast((record) => record.isCpl)?.lsn ?? startLsn,
    takeAnswerable() {
      const complete = vcl();
      const answerable = commits.filter(({ commitLsn }) => commitLsn <= complete);
      commits = commits.filter(({ commitLsn }) => commitLsn > complete);
      return answerable.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
