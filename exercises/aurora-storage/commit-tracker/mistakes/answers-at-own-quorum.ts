// The idea: a commit is durable when its own commit record is on four segments.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, SegmentId } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: RedoRecord[] = [];
  const holdersOf = new Map<Lsn, Set<SegmentId>>();
  let commits: { transaction: string; commitLsn: Lsn }[] = [];

  const isDurable = (lsn: Lsn) => (holdersOf.get(lsn)?.size ?? 0) >= rule.writeQuorum;

  const lastOf = (records: RedoRecord[]) => {
    let last = startLsn;
    for (const { lsn } of records) {
      if (!isDurable(lsn)) break;
      last = lsn;
    }
    return last;
  };
  const vcl = () => lastOf(log);

  return {
    recordShipped(record) {
      log.push(record);
      holdersOf.set(record.lsn, new Set());
    },
    segmentAcknowledged({ segment, lsn }) {
      holdersOf.get(lsn)?.add(segment);
    },
    commitRequested(request) {
      commits.push(request);
    },
    pgcl: (group) => lastOf(log.filter((record) => record.group === group)),
    vcl,
    vdl() {
      const complete = vcl();
      return log.reduce((vdl, { lsn, isCpl }) => (isCpl && lsn <= complete ? lsn : vdl), startLsn);
    },
    takeAnswerable() {
      const answerable = commits
        .filter(({ commitLsn }) => isDurable(commitLsn))
        .sort((a, b) => a.commitLsn - b.commitLsn);
      commits = commits.filter(({ commitLsn }) => !isDurable(commitLsn));
      return answerable.map(({ transaction }) => transaction);
    },
  };
}
