// The idea: a mark is the highest record that has reached its quorum.
import type { CommitTracker, CommitTrackerOptions, Lsn, ProtectionGroupId, RedoRecord } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const records = new Map<Lsn, RedoRecord>();
  const segments = new Map<Lsn, Set<string>>();
  const pgcls = new Map<ProtectionGroupId, Lsn>();
  let vcl = startLsn;
  let vdl = startLsn;
  let waiting: { transaction: string; commitLsn: Lsn }[] = [];

  return {
    recordShipped(record) {
      records.set(record.lsn, record);
      segments.set(record.lsn, new Set());
    },

    segmentAcknowledged({ segment, lsn }) {
      const record = records.get(lsn);
      const holders = segments.get(lsn);
      if (!record || !holders) return;
      holders.add(segment);
      if (holders.size < rule.writeQuorum) return;
      pgcls.set(record.group, Math.max(lsn, pgcls.get(record.group) ?? startLsn));
      vcl = Math.max(vcl, lsn);
      if (record.isCpl) vdl = Math.max(vdl, lsn);
    },

    commitRequested(request) {
      waiting.push(request);
    },

    pgcl(group) {
      return pgcls.get(group) ?? startLsn;
    },

    vcl() {
      return vcl;
    },

    vdl() {
      return vdl;
    },

    takeAnswerable() {
      const done = waiting.filter((commit) => commit.commitLsn <= vdl).sort((a, b) => a.commitLsn - b.commitLsn);
      waiting = waiting.filter((commit) => commit.commitLsn > vdl);
      return done.map((commit) => commit.transaction);
    },
  };
}
