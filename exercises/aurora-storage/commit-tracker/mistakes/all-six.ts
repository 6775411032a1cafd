// The idea: a record is durable when every copy has it.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, SegmentId } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const shipped: RedoRecord[] = [];
  const missingCopies = new Map<Lsn, number>();
  const seen = new Set<string>();
  let pending: { transaction: string; commitLsn: Lsn }[] = [];

  const keyOf = (lsn: Lsn, segment: SegmentId) => `${lsn}/${segment}`;
  const isDurable = (record: RedoRecord) => missingCopies.get(record.lsn) === 0;

  const lastBeforeGap = (records: RedoRecord[]): Lsn => {
    let last = startLsn;
    for (const record of records) {
      if (!isDurable(record)) return last;
      last = record.lsn;
    }
    return last;
  };

  const vdl = (): Lsn => {
    const vcl = lastBeforeGap(shipped);
    return shipped.findLast(({ lsn, isCpl }) => isCpl && lsn <= vcl)?.lsn ?? startLsn;
  };

  return {
    recordShipped(record) {
      shipped.push(record);
      missingCopies.set(record.lsn, rule.copyCount);
    },
    segmentAcknowledged({ segment, lsn }) {
      const missing = missingCopies.get(lsn);
      if (missing === undefined || seen.has(keyOf(lsn, segment))) return;
      seen.add(keyOf(lsn, segment));
      missingCopies.set(lsn, missing - 1);
    },
    commitRequested(request) {
      pending.push(request);
    },
    pgcl: (group) => lastBeforeGap(shipped.filter((record) => record.group === group)),
    vcl: () => lastBeforeGap(shipped),
    vdl,
    takeAnswerable() {
      const mark = vdl();
      const ready = pending.filter(({ commitLsn }) => commitLsn <= mark);
      pending = pending.filter(({ commitLsn }) => commitLsn > mark);
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
