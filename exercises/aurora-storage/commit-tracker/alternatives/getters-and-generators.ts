// An object literal with `this`, a getter and a generator; it counts down what is missing, and exports more than asked.
import type {
  Acknowledgement,
  CommitRequest,
  CommitTracker,
  CommitTrackerOptions,
  RedoRecord,
} from "four-of-six/aurora";

interface Slot {
  readonly record: RedoRecord;
  copiesMissing: number;
}

export default "the commit tracker";

export const createCommitTracker = function ({ startLsn, rule: { writeQuorum } }: CommitTrackerOptions): CommitTracker {
  const tracker = {
    slots: [] as Slot[],
    heard: new Set<string>(),
    requests: [] as CommitRequest[],

    get lastDurable(): number {
      let last = startLsn;
      for (const { lsn, isCpl } of this.walk()) if (isCpl) last = lsn;
      return last;
    },

    *walk(group?: number): Generator<RedoRecord> {
      for (const { record, copiesMissing } of this.slots) {
        if (group !== undefined && record.group !== group) continue;
        if (copiesMissing > 0) return;
        yield record;
      }
    },

    recordShipped(record: RedoRecord) {
      this.slots.push({ record, copiesMissing: writeQuorum });
      return this;
    },

    segmentAcknowledged({ segment, lsn }: Acknowledgement) {
      const slot = this.slots.find(({ record }) => record.lsn === lsn);
      const key = JSON.stringify([segment, lsn]);
      if (slot === undefined || this.heard.has(key)) return false;
      this.heard.add(key);
      return --slot.copiesMissing === 0;
    },

    commitRequested(request: CommitRequest) {
      this.requests.push(request);
    },

    pgcl(group: number) {
      let last = startLsn;
      for (const { lsn } of this.walk(group)) last = lsn;
      return last;
    },

    vcl() {
      return [...this.walk()].pop()?.lsn ?? startLsn;
    },

    vdl() {
      return this.lastDurable;
    },

    takeAnswerable() {
      const durable = this.lastDurable;
      const ready = this.requests.filter(({ commitLsn }) => commitLsn <= durable);
      this.requests = this.requests.filter((request) => !ready.includes(request));
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
  return tracker;
};
