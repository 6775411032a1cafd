// The idea: the write quorum is four; Aurora never uses another one.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, SegmentId } from "four-of-six/aurora";

const WRITE_QUORUM = 4;

export function createCommitTracker({ startLsn }: CommitTrackerOptions): CommitTracker {
  const log: RedoRecord[] = [];
  const copies = new Map<Lsn, Set<SegmentId>>();
  let queue: { transaction: string; commitLsn: Lsn }[] = [];

  function* completeRecords(records: Iterable<RedoRecord>): Generator<RedoRecord> {
    for (const record of records) {
      if ((copies.get(record.lsn)?.size ?? 0) < WRITE_QUORUM) return;
      yield record;
    }
  }

  const lastOf = (records: Iterable<RedoRecord>) => [...records].at(-1)?.lsn ?? startLsn;
  const vdl = () => lastOf([...completeRecords(log)].filter(({ isCpl }) => isCpl));

  return {
    recordShipped(record) {
      log.push(record);
      copies.set(record.lsn, new Set());
    },
    segmentAcknowledged({ segment, lsn }) {
      copies.get(lsn)?.add(segment);
    },
    commitRequested(request) {
      queue.push(request);
    },
    pgcl: (group) => lastOf(completeRecords(log.filter((record) => record.group === group))),
    vcl: () => lastOf(completeRecords(log)),
    vdl,
    takeAnswerable() {
      const mark = vdl();
      const [now, later]: [typeof queue, typeof queue] = [[], []];
      for (const commit of queue) (commit.commitLsn <= mark ? now : later).push(commit);
      queue = later;
      return now.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
