// The idea: the volume is complete up to where its slowest group is complete.
import type { CommitTracker, CommitTrackerOptions, Lsn, ProtectionGroupId, RedoRecord } from "four-of-six/aurora";

interface Shipped extends RedoRecord {
  readonly holders: Set<string>;
}

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const byGroup = new Map<ProtectionGroupId, Shipped[]>();
  let queue: readonly { transaction: string; commitLsn: Lsn }[] = [];

  const pgcl = (group: ProtectionGroupId): Lsn => {
    const records = byGroup.get(group) ?? [];
    const hole = records.findIndex(({ holders }) => holders.size < rule.writeQuorum);
    const complete = hole < 0 ? records : records.slice(0, hole);
    return complete.at(-1)?.lsn ?? startLsn;
  };

  const vcl = (): Lsn => (byGroup.size === 0 ? startLsn : Math.min(...[...byGroup.keys()].map(pgcl)));

  const vdl = (): Lsn => {
    const mark = vcl();
    const cpls = [...byGroup.values()].flat().filter(({ isCpl, lsn }) => isCpl && lsn <= mark);
    return Math.max(startLsn, ...cpls.map(({ lsn }) => lsn));
  };

  return {
    recordShipped(record) {
      const shipped: Shipped = { ...record, holders: new Set() };
      byGroup.set(record.group, [...(byGroup.get(record.group) ?? []), shipped]);
    },
    segmentAcknowledged({ segment, lsn }) {
      for (const records of byGroup.values()) records.find((record) => record.lsn === lsn)?.holders.add(segment);
    },
    commitRequested(request) {
      queue = [...queue, request];
    },
    pgcl,
    vcl,
    vdl,
    takeAnswerable() {
      const mark = vdl();
      const ready = queue.filter(({ commitLsn }) => commitLsn <= mark);
      queue = queue.filter(({ commitLsn }) => commitLsn > mark);
      return ready.toSorted((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
