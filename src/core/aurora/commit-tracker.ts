/**
 * The commit tracker: from acknowledgements to the moment at which a client may be told "committed".
 *
 * The writer ships each redo record to the six segments of one protection group and never waits. Acknowledgements come
 * back late, twice and in any order. From them the tracker keeps three marks, each a step stricter:
 *
 *   PGCL  per protection group: every record of the group up to here has its write quorum
 *   VCL   for the volume:       every record up to here, in every group, has its write quorum
 *   VDL   for the volume:       the highest consistency point (CPL) at or below the VCL
 *
 * and a commit is answered once the VDL has reached its LSN. Example (the records of one group; * is a CPL):
 *
 *   LSN           101    103*   105    107*
 *   acks (of 6)     6      4      3      4      PGCL = 103: 107 has its quorum, but 105 before it has not.
 *
 * Records are counted one by one. The fourth-highest gap-free point of the six segments would be a lower bound only:
 * in the paper's own Figure 3, four segments hold LSN 104 but just two of them hold an unbroken chain up to it, and the
 * printed PGCL is 104. Aurora 2017 §4.1, §4.2; Aurora 2018 §2.3.
 */
import { invariant } from "../kernel/index.ts";
import { quorumRules, type QuorumRule, type QuorumRules } from "./quorum-rules.ts";
import {
  placementOf,
  type Lsn,
  type ProtectionGroupId,
  type RedoRecord,
  type SegmentId,
  type TransactionId,
} from "./vocabulary.ts";

/** A segment says that it has this one record on disk. */
export interface Acknowledgement {
  readonly segment: SegmentId;
  readonly lsn: Lsn;
}

/** A client waits for this transaction's commit. */
export interface CommitRequest {
  readonly transaction: TransactionId;
  /** The LSN of the transaction's commit record. */
  readonly commitLsn: Lsn;
}

export interface CommitTrackerOptions {
  /** The durable point at which the volume was opened; every mark begins here. Records shipped are above it. */
  readonly startLsn: Lsn;
  readonly rule: QuorumRule;
}

/** The seam: what the exercise `commit-tracker` asks for, and what the volume's writer runs on. */
export interface CommitTracker {
  /** The writer has shipped this record to the segments of its group. Called in the order of LSNs. */
  recordShipped(record: RedoRecord): void;
  /** An acknowledgement has arrived: perhaps for the second time, perhaps of a record that was never shipped here. */
  segmentAcknowledged(acknowledgement: Acknowledgement): void;
  /** A client asks for a commit; its record has been shipped. It may be answerable at once. */
  commitRequested(request: CommitRequest): void;
  /** The highest LSN of the group up to which all of its records have their write quorum; `startLsn` before the first. */
  pgcl(group: ProtectionGroupId): Lsn;
  /** The highest LSN up to which the records of all groups have their write quorum; `startLsn` before the first. */
  vcl(): Lsn;
  /** The highest CPL at or below the VCL; `startLsn` before the first. */
  vdl(): Lsn;
  /** The transactions whose clients may be answered now: lowest commit LSN first, each exactly once over all calls. */
  takeAnswerable(): readonly TransactionId[];
}

/** A shipped record and who has acknowledged it so far. */
interface Pending extends RedoRecord {
  readonly acknowledgedBy: SegmentId[];
  hasQuorum: boolean;
}

/** The reference implementation. `rules` decides what a write quorum is; a learner's rules can be put in its place. */
export function createCommitTracker(
  { startLsn, rule }: CommitTrackerOptions,
  rules: Pick<QuorumRules, "mayWrite"> = quorumRules,
): CommitTracker {
  const log = new CompleteLog(startLsn);
  const logByGroup = new Map<ProtectionGroupId, CompleteLog>();
  const pendingByLsn = new Map<Lsn, Pending>();
  let commitQueue: CommitRequest[] = [];

  return {
    recordShipped(record) {
      const pending: Pending = { ...record, acknowledgedBy: [], hasQuorum: false };
      let groupLog = logByGroup.get(record.group);
      if (groupLog === undefined) logByGroup.set(record.group, (groupLog = new CompleteLog(startLsn)));
      pendingByLsn.set(record.lsn, pending);
      groupLog.append(pending);
      log.append(pending);
    },

    segmentAcknowledged({ segment, lsn }) {
      const pending = pendingByLsn.get(lsn);
      if (pending === undefined || pending.hasQuorum || pending.acknowledgedBy.includes(segment)) return;
      pending.acknowledgedBy.push(segment);
      const members = placementOf(pending.group).map((placement) => placement.segment);
      if (!rules.mayWrite(rule, members, pending.acknowledgedBy)) return;
      pending.hasQuorum = true;
      logByGroup.get(pending.group)?.advance();
      log.advance();
    },

    commitRequested(request) {
      const place = commitQueue.findIndex((waiting) => waiting.commitLsn > request.commitLsn);
      commitQueue.splice(place === -1 ? commitQueue.length : place, 0, request);
    },

    pgcl: (group) => logByGroup.get(group)?.completeLsn ?? startLsn,
    vcl: () => log.completeLsn,
    vdl: () => log.consistentLsn,

    takeAnswerable() {
      const answerable = commitQueue.filter(({ commitLsn }) => commitLsn <= log.consistentLsn);
      commitQueue = commitQueue.slice(answerable.length);
      return answerable.map(({ transaction }) => transaction);
    },
  };
}

/** A run of records in LSN order, and how far from its beginning every one has its quorum. */
class CompleteLog {
  completeLsn: Lsn;
  /** The highest CPL at or below `completeLsn`. */
  consistentLsn: Lsn;
  readonly #records: Pending[] = [];
  #completeCount = 0;

  constructor(startLsn: Lsn) {
    this.completeLsn = startLsn;
    this.consistentLsn = startLsn;
  }

  append(record: Pending): void {
    const last = this.#records.at(-1);
    invariant(
      record.lsn > (last?.lsn ?? this.completeLsn),
      "records are shipped in the order of their LSNs, above startLsn",
    );
    this.#records.push(record);
  }

  advance(): void {
    for (;;) {
      const next = this.#records[this.#completeCount];
      if (next === undefined || !next.hasQuorum) return;
      this.#completeCount++;
      this.completeLsn = next.lsn;
      if (next.isCpl) this.consistentLsn = next.lsn;
    }
  }
}
