// The idea: nothing has been written yet, so every mark begins at zero.
import type { CommitTracker, CommitTrackerOptions, Lsn, ProtectionGroupId, SegmentId } from "four-of-six/aurora";

export function createCommitTracker({ rule }: CommitTrackerOptions): CommitTracker {
  type Entry = { lsn: Lsn; isCpl: boolean; acks: Set<SegmentId> };
  const volume: Entry[] = [];
  const groups: Record<ProtectionGroupId, Entry[]> = {};
  const commits: { transaction: string; commitLsn: Lsn }[] = [];

  const walk = (entries: Entry[]) => {
    let complete = 0;
    let durable = 0;
    for (const { lsn, isCpl, acks } of entries) {
      if (acks.size < rule.writeQuorum) break;
      complete = lsn;
      if (isCpl) durable = lsn;
    }
    return { complete, durable };
  };

  return {
    recordShipped({ lsn, group, isCpl }) {
      const entry: Entry = { lsn, isCpl, acks: new Set() };
      volume.push(entry);
      (groups[group] ??= []).push(entry);
    },
    segmentAcknowledged({ segment, lsn }) {
      volume.find((entry) => entry.lsn === lsn)?.acks.add(segment);
    },
    commitRequested(commit) {
      commits.push(commit);
      commits.sort((a, b) => a.commitLsn - b.commitLsn);
    },
    pgcl: (group) => walk(groups[group] ?? []).complete,
    vcl: () => walk(volume).complete,
    vdl: () => walk(volume).durable,
    takeAnswerable() {
      const { durable } = walk(volume);
      const taken: string[] = [];
      while (commits[0] !== undefined && commits[0].commitLsn <= durable) {
        taken.push(commits[0].transaction);
        commits.shift();
      }
      return taken;
    },
  };
}
