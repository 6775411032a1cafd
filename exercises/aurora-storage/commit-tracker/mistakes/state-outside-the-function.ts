// The idea: there is one volume, so what is known of it can be kept at the top of the file.
import type {
  CommitTracker,
  CommitTrackerOptions,
  Lsn,
  ProtectionGroupId,
  RedoRecord,
  SegmentId,
} from "four-of-six/aurora";

const log: RedoRecord[] = [];
const acknowledgedBy = new Map<Lsn, Set<SegmentId>>();
let waiting: { transaction: string; commitLsn: Lsn }[] = [];

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  function marks(group?: ProtectionGroupId): { complete: Lsn; durable: Lsn } {
    let complete = startLsn;
    let durable = startLsn;
    for (const record of log) {
      if (group !== undefined && record.group !== group) continue;
      if ((acknowledgedBy.get(record.lsn)?.size ?? 0) < rule.writeQuorum) break;
      complete = record.lsn;
      if (record.isCpl) durable = record.lsn;
    }
    return { complete, durable };
  }

  return {
    recordShipped(record) {
      log.push(record);
      acknowledgedBy.set(record.lsn, new Set());
    },
    segmentAcknowledged({ segment, lsn }) {
      acknowledgedBy.get(lsn)?.add(segment);
    },
    commitRequested(request) {
      waiting.push(request);
    },
    pgcl: (group) => marks(group).complete,
    vcl: () => marks().complete,
    vdl: () => marks().durable,
    takeAnswerable() {
      const { durable } = marks();
      const ready = waiting.filter(({ commitLsn }) => commitLsn <= durable);
      waiting = waiting.filter(({ commitLsn }) => commitLsn > durable);
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
