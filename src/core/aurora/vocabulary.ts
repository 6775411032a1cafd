import type { Labelled, NodeId, ZoneId } from "../kernel/index.ts";

/**
 * A log sequence number: the place of a redo record in the volume's one log. Given out by the writer, strictly
 * increasing; not necessarily consecutive. Aurora 2017 §4.1.
 */
export type Lsn = Labelled<number, "Lsn">;

/** One copy of one slice of the volume, on one storage node: `A` to `F` in the first group, `A2` to `F2` in the second. */
export type SegmentId = NodeId;

/** The six segments that hold the same slice of the volume: 1, 2, … Aurora 2017 §2.2. */
export type ProtectionGroupId = Labelled<number, "ProtectionGroupId">;

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

/** The three zones of the model, in order. The papers' members stand two by two in them: A, B; C, D; E, F. */
export const ZONES: readonly ZoneId[] = ["az-1", "az-2", "az-3"];

/** Where the six segments of a protection group stand: two in each zone. */
export function placementOf(group: ProtectionGroupId): readonly Placement[] {
  const suffix = group === 1 ? "" : String(group);
  return ["A", "B", "C", "D", "E", "F"].map((letter, index) => ({
    segment: letter + suffix,
    zone: ZONES[index >> 1] as ZoneId,
  }));
}
