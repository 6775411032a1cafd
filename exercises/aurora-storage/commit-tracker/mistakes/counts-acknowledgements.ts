// The idea: an acknowledgement is a vote, so four acknowledgements are a quorum.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord, TransactionId } from "four-of-six/aurora";

interface Entry extends RedoRecord {
  ackCount: number;
}

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: Entry[] = [];
  const byLsn = new Map<Lsn, Entry>();
  const waiting = new Map<TransactionId, Lsn>();

  function markOf(entries: readonly Entry[]): Lsn {
    let mark = startLsn;
    for (const entry of entries) {
      if (entry.ackCount < rule.writeQuorum) break;
      mark = entry.lsn;
    }
    return mark;
  }

  const vcl = () => markOf(log);
  const vdl = () => {
    const complete = vcl();
    let durable = startLsn;
    for (const { lsn, isCpl } of log) if (isCpl && lsn <= complete) durable = lsn;
    return durable;
  };

  return {
    recordShipped(record) {
      const entry = { ...record, ackCount: 0 };
      log.push(entry);
      byLsn.set(record.lsn, entry);
    },
    segmentAcknowledged({ lsn }) {
      const entry = byLsn.get(lsn);
      if (entry) entry.ackCount += 1;
    },
    commitRequested: ({ transaction, commitLsn }) => void waiting.set(transaction, commitLsn),
    pgcl: (group) => markOf(log.filter((entry) => entry.group === group)),
    vcl,
    vdl,
    takeAnswerable() {
      const durable = vdl();
      const ready = [...waiting].filter(([, commitLsn]) => commitLsn <= durable).sort((a, b) => a[1] - b[1]);
      for (const [transaction] of ready) waiting.delete(transaction);
      return ready.map(([transaction]) => transaction);
    },
  };
}
