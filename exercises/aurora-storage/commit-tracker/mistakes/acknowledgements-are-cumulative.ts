// The idea: a segment that has a record has everything before it, as with acknowledgements of a TCP stream.
import type { CommitTracker, CommitTrackerOptions, Lsn, ProtectionGroupId, SegmentId } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: { lsn: Lsn; group: ProtectionGroupId; isCpl: boolean; holders: Set<SegmentId> }[] = [];
  const commits: { transaction: string; commitLsn: Lsn }[] = [];

  function completeUpTo(records: typeof log): typeof log {
    const hole = records.findIndex(({ holders }) => holders.size < rule.writeQuorum);
    return hole === -1 ? records : records.slice(0, hole);
  }

  const vdl = () => completeUpTo(log).findLast(({ isCpl }) => isCpl)?.lsn ?? startLsn;

  return {
    recordShipped(record) {
      log.push({ ...record, holders: new Set() });
    },
    segmentAcknowledged({ segment, lsn }) {
      const group = log.find((record) => record.lsn === lsn)?.group;
      for (const record of log) if (record.group === group && record.lsn <= lsn) record.holders.add(segment);
    },
    commitRequested(commit) {
      commits.push(commit);
      commits.sort((a, b) => a.commitLsn - b.commitLsn);
    },
    pgcl: (group) => completeUpTo(log.filter((record) => record.group === group)).at(-1)?.lsn ?? startLsn,
    vcl: () => completeUpTo(log).at(-1)?.lsn ?? startLsn,
    vdl,
    takeAnswerable() {
      const durable = vdl();
      const count = commits.filter(({ commitLsn }) => commitLsn <= durable).length;
      return commits.splice(0, count).map(({ transaction }) => transaction);
    },
  };
}
