// The idea: a commit is safe when the VDL has gone beyond it.
import type { CommitTracker, CommitTrackerOptions, Lsn, RedoRecord } from "four-of-six/aurora";

export const createCommitTracker = ({ startLsn, rule }: CommitTrackerOptions): CommitTracker => {
  const state = {
    log: [] as (RedoRecord & { acks: Set<string> })[],
    waiting: [] as { transaction: string; commitLsn: Lsn }[],
  };

  const complete = (records: typeof state.log) => {
    const taken: typeof state.log = [];
    for (const record of records) {
      if (record.acks.size < rule.writeQuorum) break;
      taken.push(record);
    }
    return taken;
  };

  const last = (records: typeof state.log) => records.at(-1)?.lsn ?? startLsn;
  const vdl = () => last(complete(state.log).filter((record) => record.isCpl));

  return {
    recordShipped: (record) => {
      state.log.push({ ...record, acks: new Set() });
    },
    segmentAcknowledged: ({ segment, lsn }) => {
      state.log.find((record) => record.lsn === lsn)?.acks.add(segment);
    },
    commitRequested: (request) => {
      state.waiting.push(request);
    },
    pgcl: (group) => last(complete(state.log.filter((record) => record.group === group))),
    vcl: () => last(complete(state.log)),
    vdl,
    takeAnswerable: () => {
      const durable = vdl();
      const ready = state.waiting.filter(({ commitLsn }) => durable > commitLsn);
      state.waiting = state.waiting.filter(({ commitLsn }) => durable <= commitLsn);
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
};
