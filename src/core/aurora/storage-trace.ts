import type { Fault, Loss, Millis, NodeId, Timed, ZoneId } from "../kernel/index.ts";
import type { Truncation } from "./crash-recovery.ts";
import type { GossipRefusal, LogRange } from "./gossip-repair.ts";
import type { OverlapRule, QuorumRule } from "./quorum-rules.ts";
import type { ChangeRefusal, MemberChange, QuorumSet } from "./quorum-sets.ts";
import type { ReadAcceptance } from "./read-routing.ts";
import type { Segment } from "./segment.ts";
import type { CloneKind } from "./copy-on-write-clone.ts";
import type { Lsn, PageId, Placement, ProtectionGroupId, SegmentId, TransactionId, VolumeId } from "./vocabulary.ts";

/** The protection groups of a volume and where their segments stand. */
export interface GroupLayout {
  readonly group: ProtectionGroupId;
  readonly placement: readonly Placement[];
}

/** Who did it, where it was not the instance that had the volume open from the beginning. */
interface ByInstance {
  readonly by?: NodeId;
}

/** Why a storage node did not do what it was asked. */
export type RequestRefusal =
  /** The request names an older volume epoch: another instance has opened the volume since. */
  | "stale-volume-epoch"
  /** The request names an older membership epoch: the group has other members by now. */
  | "stale-membership-epoch";

/** Why a page read came to nothing. `none-complete`: no segment is known to have everything up to the read point. */
export type ReadFailure = "behind" | "collected" | "none-complete";

/** Everything that can happen between a writer and its volume: plain data, so that it can be printed, drawn, compared. */
export type StorageEvent =
  /** Always the first event; it tells a figure all that it has to draw. */
  | {
      readonly kind: "volume-opened";
      readonly startLsn: Lsn;
      readonly rule: QuorumRule;
      readonly groups: readonly GroupLayout[];
      readonly writerZone: ZoneId;
    }
  /** The writer gave a record its LSN and sent it to the six segments of its group. */
  | ({
      readonly kind: "record-shipped";
      readonly lsn: Lsn;
      readonly group: ProtectionGroupId;
      readonly isCpl: boolean;
      /** The page that it changes. Scripts of a mechanism that knows no pages leave it out. */
      readonly page?: PageId;
    } & ByInstance)
  /** The writer sent it once more to a segment that had not acknowledged it. */
  | { readonly kind: "record-resent"; readonly lsn: Lsn; readonly segment: SegmentId }
  /** A record, or its acknowledgement, did not arrive, or was not taken. */
  | { readonly kind: "record-lost"; readonly lsn: Lsn; readonly segment: SegmentId; readonly because: Loss | "refused" }
  | { readonly kind: "ack-lost"; readonly lsn: Lsn; readonly segment: SegmentId; readonly because: Loss | "refused" }
  /** A segment has the record on disk; `scl` is its gap-free point from now on. */
  | { readonly kind: "record-stored"; readonly lsn: Lsn; readonly segment: SegmentId; readonly scl: Lsn }
  /** The writer hears of it. */
  | { readonly kind: "ack-arrived"; readonly lsn: Lsn; readonly segment: SegmentId }
  /** At least one of the writer's marks moved. `pgcls` are in the order of the volume's groups. */
  | ({
      readonly kind: "marks-moved";
      readonly pgcls: readonly Lsn[];
      readonly vcl: Lsn;
      readonly vdl: Lsn;
    } & ByInstance)
  | ({ readonly kind: "commit-requested"; readonly transaction: TransactionId; readonly commitLsn: Lsn } & ByInstance)
  /** The client has been told that its transaction is committed. */
  | ({ readonly kind: "commit-answered"; readonly transaction: TransactionId } & ByInstance)
  /** A request came while no instance had the volume open, or while the one that had was down. It did nothing. */
  | { readonly kind: "writer-unreachable"; readonly transaction?: TransactionId }
  /** The next LSN would have been more than LAL above the VDL: the write waits. Aurora 2017 §4.2.1. */
  | ({ readonly kind: "write-held-back"; readonly transaction?: TransactionId; readonly limitLsn: Lsn } & ByInstance)
  /** A storage node refused a request of a writer. */
  | ({
      readonly kind: "request-refused";
      readonly segment: SegmentId;
      readonly because: RequestRefusal;
      /** The epoch that the node has been told. */
      readonly epoch: number;
    } & ByInstance)
  | { readonly kind: "fault-began"; readonly fault: Fault }
  | { readonly kind: "fault-ended"; readonly fault: Fault }
  /** The rule was looked over before use; these of its promises do not hold. */
  | { readonly kind: "rule-checked"; readonly broken: readonly OverlapRule[] }
  /** What a group can still do, now that something failed or came back. */
  | {
      readonly kind: "service-changed";
      readonly group: ProtectionGroupId;
      readonly writes: boolean;
      readonly reads: boolean;
    }
  /** A recovery read asked all segments of the group for their SCL. */
  | { readonly kind: "quorum-read-asked"; readonly group: ProtectionGroupId }
  | {
      readonly kind: "segment-answered";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly scl: Lsn;
    }
  /** Enough segments have answered for the read to be trusted. */
  | { readonly kind: "read-quorum-met"; readonly group: ProtectionGroupId; readonly answeredBy: readonly SegmentId[] }

  /** A page was read as of a read point: from this segment, or, with `isHedge`, from this one as well. */
  | {
      readonly kind: "page-asked";
      readonly page: PageId;
      readonly readPoint: Lsn;
      readonly segment: SegmentId;
      readonly isHedge: boolean;
    }
  | {
      readonly kind: "page-refused";
      readonly page: PageId;
      readonly readPoint: Lsn;
      readonly segment: SegmentId;
      readonly because: ReadFailure;
    }
  /** The page as the segment built it from its log. */
  | {
      readonly kind: "page-answered";
      readonly page: PageId;
      readonly readPoint: Lsn;
      readonly segment: SegmentId;
      readonly pageLsn: Lsn;
      readonly slots: readonly number[];
      readonly tookMs: Millis;
    }
  /** Nobody could be asked, or nobody who was asked could answer. */
  | { readonly kind: "read-failed"; readonly page: PageId; readonly readPoint: Lsn; readonly because: ReadFailure }
  /** A long query holds its read point, or has let it go. */
  | { readonly kind: "view-opened"; readonly view: string; readonly readPoint: Lsn }
  | { readonly kind: "view-closed"; readonly view: string }
  /** The lowest read point that anyone may still use was worked out anew. */
  | { readonly kind: "pgmrpl-told"; readonly pgmrpl: Lsn }
  /** It was decided whom to ask for a page as of a read point, in which order, and when to ask the next as well. */
  | {
      readonly kind: "read-planned";
      readonly readPoint: Lsn;
      readonly order: readonly SegmentId[];
      readonly hedgeAfterMs: Millis;
    }
  /** A segment said whether it serves a read. */
  | {
      readonly kind: "read-judged";
      readonly segment: SegmentId;
      readonly readPoint: Lsn;
      readonly scl: Lsn;
      readonly pgmrpl: Lsn;
      readonly acceptance: ReadAcceptance;
    }
  /** The writer noted how long a segment took to answer a read; in a volume, one that another had answered before it. */
  | { readonly kind: "answer-timed"; readonly segment: SegmentId; readonly tookMs: Millis }

  /** The volume stands at an earlier point, or at a later one again; what lies in these ranges is hidden. */
  | {
      readonly kind: "volume-backtracked";
      readonly instance: NodeId;
      readonly targetLsn: Lsn;
      /** When that point was written. */
      readonly targetMs: Millis;
      readonly hidden: readonly LogRange[];
    }
  /** The time lies before the earliest one that a backtrack can lead to. */
  | { readonly kind: "backtrack-refused"; readonly toMs: Millis; readonly earliestMs: Millis }

  /** A volume was cloned: the clone begins with what the other had at this LSN. `source` is none for the first volume. */
  | {
      readonly kind: "clone-made";
      readonly clone: VolumeId;
      readonly source?: VolumeId;
      readonly atLsn: Lsn;
      readonly how: CloneKind;
    }
  /** The same happened in a clone. Its LSNs go on from the clone point, and are not the source's. */
  | { readonly kind: "in-clone"; readonly clone: VolumeId; readonly event: Timed<StorageEvent> }

  /** A segment asked a peer for what it lacks. */
  | {
      readonly kind: "gossip-asked";
      readonly segment: SegmentId;
      readonly peer: SegmentId;
      readonly ranges: readonly LogRange[];
    }
  /** A record came from a peer, and is on disk. */
  | {
      readonly kind: "record-gossiped";
      readonly lsn: Lsn;
      readonly segment: SegmentId;
      readonly from: SegmentId;
      readonly scl: Lsn;
    }
  /** A segment sends a peer these parts of what it asked for, or says why it does not. `peer` is who asked. */
  | {
      readonly kind: "gossip-answered";
      readonly segment: SegmentId;
      readonly peer: SegmentId;
      readonly ranges: readonly LogRange[];
    }
  | {
      readonly kind: "gossip-refused";
      readonly segment: SegmentId;
      readonly peer: SegmentId;
      readonly because: GossipRefusal;
    }
  /** A segment has filed records, whoever they came from: all that it holds now. */
  | ({ readonly kind: "records-filed"; readonly segment: SegmentId } & Segment)
  /** A segment knows of one more recovery, or of one more change of members. */
  | {
      readonly kind: "epochs-told";
      readonly segment: SegmentId;
      readonly volumeEpoch: number;
      readonly membershipEpoch: number;
    }
  /** A segment folded records into a new version of a page. */
  | { readonly kind: "page-coalesced"; readonly segment: SegmentId; readonly page: PageId; readonly pageLsn: Lsn }
  /** Its log up to here is in backup. */
  | { readonly kind: "log-staged"; readonly segment: SegmentId; readonly lsn: Lsn }
  /** It dropped records and page versions that no read point needs any more. */
  | { readonly kind: "garbage-collected"; readonly segment: SegmentId; readonly pgmrpl: Lsn; readonly count: number }

  /** The instance that had the volume open is gone, with all that it had in memory. */
  | { readonly kind: "writer-crashed"; readonly instance: NodeId }
  /** An instance was given a volume epoch and asks every segment what it has. */
  | { readonly kind: "recovery-began"; readonly instance: NodeId; readonly volumeEpoch: number }
  /** It still lacks a read quorum of these groups. */
  | { readonly kind: "recovery-waits"; readonly instance: NodeId; readonly groups: readonly ProtectionGroupId[] }
  /** It has found the durable point. What lies in the truncation's range is annulled. */
  | {
      readonly kind: "recovery-decided";
      readonly instance: NodeId;
      readonly vcl: Lsn;
      readonly vdl: Lsn;
      readonly truncation: Truncation;
    }
  /** A segment has put the truncation, and the records below it that it lacked, on disk. */
  | {
      readonly kind: "truncation-installed";
      readonly segment: SegmentId;
      readonly volumeEpoch: number;
      readonly scl: Lsn;
    }
  /** A write quorum of every group has: the instance has the volume open. */
  | { readonly kind: "volume-recovered"; readonly instance: NodeId; readonly volumeEpoch: number; readonly vdl: Lsn }
  /** Another recovery, with a newer epoch, has begun since; this one stops. */
  | { readonly kind: "recovery-superseded"; readonly instance: NodeId; readonly volumeEpoch: number }
  /** An instance learnt from a refusal that the volume is no longer its own. */
  | { readonly kind: "writer-fenced"; readonly instance: NodeId; readonly volumeEpoch: number }

  /** The group is on its way to other members, or has arrived. `change` says which segment is about to take whose place. */
  | {
      readonly kind: "membership-changed";
      readonly group: ProtectionGroupId;
      readonly set: QuorumSet;
      readonly step: "begun" | "completed" | "abandoned";
      readonly change: MemberChange;
      /** Where the candidate stands; given when a change begins. */
      readonly zone?: ZoneId;
    }
  /** A step of a change of members was asked for and could not be taken. */
  | { readonly kind: "change-refused"; readonly change: MemberChange; readonly because: ChangeRefusal }
  /** A request that names a membership epoch was let in, or not. */
  | { readonly kind: "request-checked"; readonly epoch: number; readonly isAccepted: boolean }
  /** A candidate holds all that its group's log had when it joined. */
  | { readonly kind: "segment-hydrated"; readonly segment: SegmentId; readonly from: SegmentId; readonly scl: Lsn }
  /** The volume has more protection groups. */
  | {
      readonly kind: "volume-grew";
      readonly geometryEpoch: number;
      readonly groups: readonly GroupLayout[];
    };

/** A run of a volume, or of one of its mechanisms alone. */
export type StorageTrace = readonly Timed<StorageEvent>[];
