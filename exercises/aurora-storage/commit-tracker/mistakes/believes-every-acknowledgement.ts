// The idea: nobody acknowledges what was never sent, so the record of an acknowledgement is always there.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, SegmentId } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: RedoRecord[] = [];
  const segmentsWith = new Map<Lsn, Set<SegmentId>>();
  let commits: { transaction: string; commitLsn: Lsn }[] = [];

  const complete = (records: RedoRecord[]) => {
    const hole = records.findIndex(({ lsn }) => segmentsWith.get(lsn)!.size < rule.writeQuorum);
    return hole < 0 ? records : records.slice(0, hole);
  };
  const lastLsn = (records: RedoRecord[]) => records.at(-1)?.lsn ?? startLsn;
  const vdl = () => lastLsn(complete(log).filter(({ isCpl }) => isCpl));

  return {
    recordShipped(record) {
      log.push(record);
      segmentsWith.set(record.lsn, new Set());
    },
    segmentAcknowledged({ segment, lsn }) {
      segmentsWith.get(lsn)!.add(segment);
    },
    commitRequested(request) {
      commits.push(request);
    },
    pgcl: (group) => lastLsn(complete(log.filter((record) => record.group === group))),
    vcl: () => lastLsn(complete(log)),
    vdl,
    takeAnswerable() {
      const durable = vdl();
      const ready = commits.filter(({ commitLsn }) => commitLsn <= durable);
      commits = commits.filter(({ commitLsn }) => commitLsn > durable);
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
