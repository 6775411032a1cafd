// The idea: whoever takes the list knows what it took, so the queue only has to be read.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, SegmentId } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: { record: RedoRecord; holders: Set<SegmentId> }[] = [];
  const requests: { transaction: string; commitLsn: Lsn }[] = [];
  const hasQuorum = ({ holders }: { holders: Set<SegmentId> }) => holders.size >= rule.writeQuorum;

  const vcl = () => {
    const hole = log.findIndex((entry) => !hasQuorum(entry));
    return (hole === -1 ? log.at(-1) : log[hole - 1])?.record.lsn ?? startLsn;
  };
  const vdl = () => {
    const complete = vcl();
    return log.findLast(({ record }) => record.isCpl && record.lsn <= complete)?.record.lsn ?? startLsn;
  };

  return {
    recordShipped(record) {
      log.push({ record, holders: new Set() });
    },
    segmentAcknowledged({ segment, lsn }) {
      log.find(({ record }) => record.lsn === lsn)?.holders.add(segment);
    },
    commitRequested(request) {
      requests.push(request);
    },
    pgcl(group) {
      const own = log.filter(({ record }) => record.group === group);
      const hole = own.findIndex((entry) => !hasQuorum(entry));
      return (hole === -1 ? own.at(-1) : own[hole - 1])?.record.lsn ?? startLsn;
    },
    vcl,
    vdl,
    takeAnswerable() {
      const durable = vdl();
      return requests
        .filter(({ commitLsn }) => commitLsn <= durable)
        .sort((a, b) => a.commitLsn - b.commitLsn)
        .map(({ transaction }) => transaction);
    },
  };
}
