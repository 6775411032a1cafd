// The idea: each group waits for one record, the next; an acknowledgement of a later one is not its turn yet.
import type {
  CommitTracker,
  CommitTrackerOptions,
  Lsn,
  ProtectionGroupId,
  RedoRecord,
  SegmentId,
} from "four-of-six/aurora";

interface GroupState {
  mark: Lsn;
  readonly waiting: RedoRecord[];
  heard: Set<SegmentId>;
}

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const groups = new Map<ProtectionGroupId, GroupState>();
  const log: RedoRecord[] = [];
  let commits: { transaction: string; commitLsn: Lsn }[] = [];

  const markOf = (group: ProtectionGroupId) => groups.get(group)?.mark ?? startLsn;

  function complete(): RedoRecord[] {
    const hole = log.findIndex(({ lsn, group }) => lsn > markOf(group));
    return hole === -1 ? log : log.slice(0, hole);
  }

  const vdl = () => complete().findLast(({ isCpl }) => isCpl)?.lsn ?? startLsn;

  return {
    recordShipped(record) {
      log.push(record);
      const state = groups.get(record.group) ?? { mark: startLsn, waiting: [], heard: new Set() };
      state.waiting.push(record);
      groups.set(record.group, state);
    },
    segmentAcknowledged({ segment, lsn }) {
      for (const state of groups.values()) {
        if (state.waiting[0]?.lsn !== lsn) continue;
        state.heard.add(segment);
        if (state.heard.size < rule.writeQuorum) return;
        state.mark = lsn;
        state.waiting.shift();
        state.heard = new Set();
        return;
      }
    },
    commitRequested(request) {
      commits.push(request);
    },
    pgcl: markOf,
    vcl: () => complete().at(-1)?.lsn ?? startLsn,
    vdl,
    takeAnswerable() {
      const durable = vdl();
      const ready = commits.filter(({ commitLsn }) => commitLsn <= durable);
      commits = commits.filter(({ commitLsn }) => commitLsn > durable);
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
