// The idea: the queue of commits is first in, first out.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, TransactionId } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: RedoRecord[] = [];
  const acks = new Map<Lsn, Set<string>>();
  const commits = new Map<TransactionId, Lsn>();

  const complete = (records: RedoRecord[]) => {
    const hole = records.findIndex(({ lsn }) => (acks.get(lsn)?.size ?? 0) < rule.writeQuorum);
    return hole === -1 ? records : records.slice(0, hole);
  };
  const lastLsn = (records: RedoRecord[]) => records[records.length - 1]?.lsn ?? startLsn;
  const vdl = () => lastLsn(complete(log).filter(({ isCpl }) => isCpl));

  return {
    recordShipped(record) {
      log.push(record);
      acks.set(record.lsn, new Set());
    },
    segmentAcknowledged({ segment, lsn }) {
      acks.get(lsn)?.add(segment);
    },
    commitRequested({ transaction, commitLsn }) {
      commits.set(transaction, commitLsn);
    },
    pgcl: (group) => lastLsn(complete(log.filter((record) => record.group === group))),
    vcl: () => lastLsn(complete(log)),
    vdl,
    takeAnswerable() {
      const durable = vdl();
      const answerable: TransactionId[] = [];
      for (const [transaction, commitLsn] of commits) {
        if (commitLsn > durable) continue;
        commits.delete(transaction);
        answerable.push(transaction);
      }
      return answerable;
    },
  };
}
