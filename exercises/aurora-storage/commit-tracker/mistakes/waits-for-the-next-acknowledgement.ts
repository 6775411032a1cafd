// The idea: only an acknowledgement can make a commit answerable, so that is the moment to look at the queue.
import type { CommitTracker, CommitTrackerOptions, Lsn, ProtectionGroupId, RedoRecord } from "four-of-six/aurora";

interface Pending extends RedoRecord {
  readonly acks: Set<string>;
}

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const pending = new Map<Lsn, Pending>();
  const pgcls = new Map<ProtectionGroupId, Lsn>();
  let vcl = startLsn;
  let vdl = startLsn;
  let queue: { transaction: string; commitLsn: Lsn }[] = [];
  let answerable: { transaction: string; commitLsn: Lsn }[] = [];

  function advance() {
    const stalled = new Set<ProtectionGroupId>();
    let volumeIsStalled = false;
    for (const { lsn, group, isCpl, acks } of pending.values()) {
      if (acks.size < rule.writeQuorum) {
        stalled.add(group);
        volumeIsStalled = true;
        continue;
      }
      if (!stalled.has(group)) pgcls.set(group, lsn);
      if (volumeIsStalled) continue;
      vcl = lsn;
      if (isCpl) vdl = lsn;
    }
  }

  return {
    recordShipped(record) {
      pending.set(record.lsn, { ...record, acks: new Set() });
    },
    segmentAcknowledged({ segment, lsn }) {
      pending.get(lsn)?.acks.add(segment);
      advance();
      answerable = [...answerable, ...queue.filter(({ commitLsn }) => commitLsn <= vdl)];
      queue = queue.filter(({ commitLsn }) => commitLsn > vdl);
    },
    commitRequested(request) {
      queue.push(request);
    },
    pgcl: (group) => pgcls.get(group) ?? startLsn,
    vcl: () => vcl,
    vdl: () => vdl,
    takeAnswerable() {
      const taken = answerable.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
      answerable = [];
      return taken;
    },
  };
}
