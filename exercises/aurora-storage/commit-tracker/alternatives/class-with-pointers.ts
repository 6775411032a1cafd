// A class that never walks the log twice: each log remembers how far it is complete.
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

class Entry {
  readonly lsn: Lsn;
  readonly isCpl: boolean;
  readonly logs: readonly Log[];
  readonly holders = new Set<SegmentId>();
  isDurable = false;

  constructor(lsn: Lsn, isCpl: boolean, logs: readonly Log[]) {
    this.lsn = lsn;
    this.isCpl = isCpl;
    this.logs = logs;
  }
}

class Log {
  #complete: Lsn;
  #durable: Lsn;
  #next = 0;
  readonly #entries: Entry[] = [];

  constructor(startLsn: Lsn) {
    this.#complete = this.#durable = startLsn;
  }

  get complete() {
    return this.#complete;
  }

  get durable() {
    return this.#durable;
  }

  append(entry: Entry) {
    this.#entries.push(entry);
  }

  advance() {
    for (let entry = this.#entries[this.#next]; entry?.isDurable; entry = this.#entries[++this.#next]) {
      this.#complete = entry.lsn;
      if (entry.isCpl) this.#durable = entry.lsn;
    }
  }
}

class Tracker implements CommitTracker {
  readonly #startLsn: Lsn;
  readonly #writeQuorum: number;
  readonly #volume: Log;
  readonly #groups = new Map<ProtectionGroupId, Log>();
  readonly #entries = new Map<Lsn, Entry>();
  readonly #waiting: CommitRequest[] = [];

  constructor({ startLsn, rule }: CommitTrackerOptions) {
    this.#startLsn = startLsn;
    this.#writeQuorum = rule.writeQuorum;
    this.#volume = new Log(startLsn);
  }

  recordShipped({ lsn, group, isCpl }: RedoRecord) {
    let groupLog = this.#groups.get(group);
    if (!groupLog) this.#groups.set(group, (groupLog = new Log(this.#startLsn)));
    const entry = new Entry(lsn, isCpl, [groupLog, this.#volume]);
    this.#entries.set(lsn, entry);
    for (const log of entry.logs) log.append(entry);
  }

  segmentAcknowledged({ segment, lsn }: Acknowledgement) {
    const entry = this.#entries.get(lsn);
    if (!entry || entry.isDurable) return;
    entry.holders.add(segment);
    if (entry.holders.size < this.#writeQuorum) return;
    entry.isDurable = true;
    for (const log of entry.logs) log.advance();
  }

  commitRequested(request: CommitRequest) {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#waiting[middle]!.commitLsn <= request.commitLsn) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, request);
  }

  pgcl(group: ProtectionGroupId) {
    return this.#groups.get(group)?.complete ?? this.#startLsn;
  }

  vcl() {
    return this.#volume.complete;
  }

  vdl() {
    return this.#volume.durable;
  }

  takeAnswerable(): TransactionId[] {
    const answered: TransactionId[] = [];
    while (this.#waiting.length > 0 && this.#waiting[0]!.commitLsn <= this.vdl()) {
      answered.push(this.#waiting.shift()!.transaction);
    }
    return answered;
  }
}

export const createCommitTracker = (options: CommitTrackerOptions): CommitTracker => new Tracker(options);
