// The idea: any three segments can be asked for the truth, so a record on three segments is safe.
import type {
  Acknowledgement,
  CommitRequest,
  CommitTracker,
  CommitTrackerOptions,
  Lsn,
  ProtectionGroupId,
  RedoRecord,
  SegmentId,
  TransactionId,
} from "four-of-six/aurora";

class Tracker implements CommitTracker {
  #options: CommitTrackerOptions;
  #log: { record: RedoRecord; segments: Set<SegmentId> }[] = [];
  #commits: CommitRequest[] = [];

  constructor(options: CommitTrackerOptions) {
    this.#options = options;
  }

  recordShipped(record: RedoRecord): void {
    this.#log.push({ record, segments: new Set() });
  }

  segmentAcknowledged({ segment, lsn }: Acknowledgement): void {
    this.#log.find(({ record }) => record.lsn === lsn)?.segments.add(segment);
  }

  commitRequested(request: CommitRequest): void {
    this.#commits.push(request);
    this.#commits.sort((a, b) => a.commitLsn - b.commitLsn);
  }

  pgcl(group: ProtectionGroupId): Lsn {
    return this.#lastSafe((record) => record.group === group).lsn;
  }

  vcl(): Lsn {
    return this.#lastSafe(() => true).lsn;
  }

  vdl(): Lsn {
    return this.#lastSafe(() => true).cpl;
  }

  takeAnswerable(): TransactionId[] {
    const vdl = this.vdl();
    const answerable = this.#commits.filter(({ commitLsn }) => commitLsn <= vdl);
    this.#commits.splice(0, answerable.length);
    return answerable.map(({ transaction }) => transaction);
  }

  #lastSafe(isMine: (record: RedoRecord) => boolean): { lsn: Lsn; cpl: Lsn } {
    let lsn = this.#options.startLsn;
    let cpl = lsn;
    for (const { record, segments } of this.#log) {
      if (!isMine(record)) continue;
      if (segments.size < this.#options.rule.readQuorum) break;
      lsn = record.lsn;
      if (record.isCpl) cpl = record.lsn;
    }
    return { lsn, cpl };
  }
}

export const createCommitTracker = (options: CommitTrackerOptions): CommitTracker => new Tracker(options);
