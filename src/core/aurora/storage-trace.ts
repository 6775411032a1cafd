import type { Fault, Loss, Timed, ZoneId } from "../kernel/index.ts";
import type { OverlapRule, QuorumRule } from "./quorum-rules.ts";
import type { Lsn, Placement, ProtectionGroupId, SegmentId, TransactionId } from "./vocabulary.ts";

/** The protection groups of a volume and where their segments stand. */
export interface GroupLayout {
  readonly group: ProtectionGroupId;
  readonly placement: readonly Placement[];
}

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
  | { readonly kind: "record-shipped"; readonly lsn: Lsn; readonly group: ProtectionGroupId; readonly isCpl: boolean }
  /** The writer sent it once more to a segment that had not acknowledged it. */
  | { readonly kind: "record-resent"; readonly lsn: Lsn; readonly segment: SegmentId }
  /** A record, or its acknowledgement, did not arrive. */
  | { readonly kind: "record-lost"; readonly lsn: Lsn; readonly segment: SegmentId; readonly because: Loss }
  | { readonly kind: "ack-lost"; readonly lsn: Lsn; readonly segment: SegmentId; readonly because: Loss }
  /** A segment has the record on disk; `scl` is its gap-free point from now on. */
  | { readonly kind: "record-stored"; readonly lsn: Lsn; readonly segment: SegmentId; readonly scl: Lsn }
  /** The writer hears of it. */
  | { readonly kind: "ack-arrived"; readonly lsn: Lsn; readonly segment: SegmentId }
  /** At least one of the writer's marks moved. `pgcls` are in the order of the volume's groups. */
  | { readonly kind: "marks-moved"; readonly pgcls: readonly Lsn[]; readonly vcl: Lsn; readonly vdl: Lsn }
  | { readonly kind: "commit-requested"; readonly transaction: TransactionId; readonly commitLsn: Lsn }
  /** The client has been told that its transaction is committed. */
  | { readonly kind: "commit-answered"; readonly transaction: TransactionId }
  /** A request came while the writer was down. It did nothing. */
  | { readonly kind: "writer-unreachable"; readonly transaction?: TransactionId }
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
  | { readonly kind: "read-quorum-met"; readonly group: ProtectionGroupId; readonly answeredBy: readonly SegmentId[] };

/** A run of a volume, or of one of its mechanisms alone. */
export type StorageTrace = readonly Timed<StorageEvent>[];
