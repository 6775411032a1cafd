import { frozen } from "../kernel/frozen.ts";
import type { Labelled, NodeId, ZoneId } from "../kernel/index.ts";
import { AURORA_LIMITS } from "./limits.ts";
import type { PageChange } from "./page-materialiser.ts";

/**
 * A log sequence number: the place of a redo record in the volume's one log. Given out by the writer, strictly
 * increasing; not necessarily consecutive. Aurora 2017 §4.1.
 */
export type Lsn = Labelled<number, "Lsn">;

/** One copy of one slice of the volume, on one storage node: `A` to `F` in the first group, `A2` to `F2` in the second. */
export type SegmentId = NodeId;

/** The six segments that hold the same slice of the volume: 1, 2, … Aurora 2017 §2.2. */
export type ProtectionGroupId = Labelled<number, "ProtectionGroupId">;

/** A page of the volume: 1, 2, … The protection group that holds it is the volume's to say. */
export type PageId = Labelled<number, "PageId">;

/** A volume of a family of clones: `A`, and its clones `B`, `C`, … */
export type VolumeId = Labelled<string, "VolumeId">;

/** A transaction as its client knows it, for example `T7`. */
export type TransactionId = Labelled<string, "TransactionId">;

/** A segment and the zone in which its storage node stands. */
export interface Placement {
  readonly segment: SegmentId;
  readonly zone: ZoneId;
}

/** One redo record: a change to one page, on its way to the protection group that owns the page. */
export interface RedoRecord {
  readonly lsn: Lsn;
  readonly group: ProtectionGroupId;
  /**
   * Whether this is a consistency point (CPL): the last record of a mini-transaction. Only there may the volume be cut
   * without leaving half a change behind. Aurora 2017 §4.1.
   */
  readonly isCpl: boolean;
}

/** A redo record as it travels and as storage keeps it: what it changes, and three back-links. Aurora 2018 §2.2. */
export interface LogRecord extends RedoRecord {
  readonly page: PageId;
  readonly change: PageChange;
  /** The record before it in the volume: recovery walks these. Like the others, the LSN of the volume's opening at first. */
  readonly previousInVolume: Lsn;
  /** The record before it in its group (segment chain): a segment finds its gaps by these. */
  readonly previousInGroup: Lsn;
  /** The record before it on its page (block chain): a page is made along these. */
  readonly previousOfPage: Lsn;
}

/** The three zones of the model, in order. The papers' members stand two by two in them: A, B; C, D; E, F. */
export const ZONES: readonly ZoneId[] = frozen(
  Array.from({ length: AURORA_LIMITS.zones.value }, (_, index) => `az-${index + 1}`),
);

/** Where the six segments of a protection group stand: two in each zone. */
export function placementOf(group: ProtectionGroupId): readonly Placement[] {
  const suffix = group === 1 ? "" : String(group);
  return Array.from({ length: AURORA_LIMITS.copies.value }, (_, index) => ({
    segment: String.fromCharCode(65 + index) + suffix,
    zone: ZONES[Math.floor(index / AURORA_LIMITS.copiesPerZone.value)] as ZoneId,
  }));
}

/** The segment that joins a group as its first candidate (`G`, or `G2` in the second group), its second (`H`), and so on. */
export function candidateOf(group: ProtectionGroupId, count: number): SegmentId {
  const suffix = group === 1 ? "" : String(group);
  return String.fromCharCode(65 + AURORA_LIMITS.copies.value + count) + suffix;
}
