// The idea: a commit record lives in one protection group, so that group's mark decides.
import type { CommitTracker, CommitTrackerOptions, Lsn, ProtectionGroupId, RedoRecord } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: RedoRecord[] = [];
  const groupOf = new Map<Lsn, ProtectionGroupId>();
  const holders = new Map<Lsn, Set<string>>();
  let commits: { transaction: string; commitLsn: Lsn }[] = [];

  const complete = (records: RedoRecord[]): RedoRecord[] => {
    const hole = records.findIndex(({ lsn }) => (holders.get(lsn)?.size ?? 0) < rule.writeQuorum);
    return hole === -1 ? records : records.slice(0, hole);
  };
  const pgcl = (group: ProtectionGroupId) =>
    complete(log.filter((record) => record.group === group)).at(-1)?.lsn ?? startLsn;

  return {
    recordShipped(record) {
      log.push(record);
      groupOf.set(record.lsn, record.group);
      holders.set(record.lsn, new Set());
    },
    segmentAcknowledged({ segment, lsn }) {
      holders.get(lsn)?.add(segment);
    },
    commitRequested(request) {
      commits.push(request);
    },
    pgcl,
    vcl: () => complete(log).at(-1)?.lsn ?? startLsn,
    vdl: () => complete(log).findLast(({ isCpl }) => isCpl)?.lsn ?? startLsn,
    takeAnswerable() {
      const isReady = ({ commitLsn }: { commitLsn: Lsn }) => pgcl(groupOf.get(commitLsn) ?? 1) >= commitLsn;
      const ready = commits.filter(isReady);
      commits = commits.filter((commit) => !isReady(commit));
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
