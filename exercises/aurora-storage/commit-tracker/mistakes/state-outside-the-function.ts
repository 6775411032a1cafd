// The idea: there is one volume, so what is known of it can be kept at the top of the file.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, SegmentId } from "four-of-six/aurora";

const log: RedoRecord[] = [];
const acknowledgedBy = new Map<Lsn, Set<SegmentId>>();
let waiting: { transaction: string; commitLsn: Lsn }[] = [];

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const complete = (records: readonly RedoRecord[]) => {
    const hole = records.findIndex(({ lsn }) => (acknowledgedBy.get(lsn)?.size ?? 0) < rule.writeQuorum);
    return hole === -1 ? records : records.slice(0, hole);
  };
  const lastLsn = (records: readonly RedoRecord[]) => records.at(-1)?.lsn ?? startLsn;
  const vdl = () => lastLsn(complete(log).filter(({ isCpl }) => isCpl));

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
    pgcl: (group) => lastLsn(complete(log.filter((record) => record.group === group))),
    vcl: () => lastLsn(complete(log)),
    vdl,
    takeAnswerable() {
      const durable = vdl();
      const ready = waiting.filter(({ commitLsn }) => commitLsn <= durable);
      waiting = waiting.filter(({ commitLsn }) => commitLsn > durable);
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
