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
import { frozen } from "../kernel/frozen.ts";
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

/** What a tracker is opened with. */
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

const NONE: readonly TransactionId[] = frozen([]);

/** A protection group as the tracker sees it. */
interface Group {
  readonly members: readonly SegmentId[];
  readonly log: CompleteLog;
}

/** A shipped record and who has acknowledged it so far. */
interface Pending {
  readonly lsn: Lsn;
  readonly isCpl: boolean;
  readonly group: Group;
  readonly acknowledgedBy: SegmentId[];
  hasQuorum: boolean;
}

/** The reference implementation. `rules` decides what a write quorum is; a learner's rules can be put in its place. */
export function createCommitTracker(
  { startLsn, rule }: CommitTrackerOptions,
  rules: Pick<QuorumRules, "mayWrite"> = quorumRules,
): CommitTracker {
  const log = new CompleteLog(startLsn);
  const groups = new Map<ProtectionGroupId, Group>();
  const pendingByLsn = new Map<Lsn, Pending>();
  const commitQueue: CommitRequest[] = [];

  return {
    recordShipped({ lsn, group: groupId, isCpl }) {
      let group = groups.get(groupId);
      if (group === undefined) {
        const members = placementOf(groupId).map(({ segment }) => segment);
        groups.set(groupId, (group = { members, log: new CompleteLog(startLsn) }));
      }
      const pending: Pending = { lsn, isCpl, group, acknowledgedBy: [], hasQuorum: false };
      pendingByLsn.set(lsn, pending);
      group.log.append(pending);
      log.append(pending);
    },

    segmentAcknowledged({ segment, lsn }) {
      const pending = pendingByLsn.get(lsn);
      if (pending === undefined) return;
      const { group, acknowledgedBy } = pending;
      // A repeat may matter all the same: the rules may have changed since (`quorum-sets`).
      if (!acknowledgedBy.includes(segment)) acknowledgedBy.push(segment);
      if (!rules.mayWrite(rule, group.members, acknowledgedBy)) return;
      pending.hasQuorum = true;
      // Whoever acknowledges it from now on changes nothing.
      pendingByLsn.delete(lsn);
      group.log.advance();
      log.advance();
    },

    commitRequested(request) {
      const place = commitQueue.findIndex((waiting) => waiting.commitLsn > request.commitLsn);
      commitQueue.splice(place === -1 ? commitQueue.length : place, 0, request);
    },

    pgcl: (group) => groups.get(group)?.log.completeLsn ?? startLsn,
    vcl: () => log.completeLsn,
    vdl: () => log.consistentLsn,

    takeAnswerable() {
      let count = 0;
      while (count < commitQueue.length && (commitQueue[count] as CommitRequest).commitLsn <= log.consistentLsn)
        count++;
      return count === 0 ? NONE : commitQueue.splice(0, count).map(({ transaction }) => transaction);
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
