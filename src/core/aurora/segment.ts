/**
 * What one segment holds of its group's log. Records come late, twice and in any order; each carries the LSN of the
 * record before it in its group. The segment keeps how far it has everything (its SCL), and beyond the first gap it
 * keeps stretches, each without a gap. The group's log being 101, 103, 105, 107, 109:
 *
 *   103, 107, 109 are here    SCL 100, and the stretches (101, 103] and (105, 109]
 *   then 101 comes            SCL 103, and the stretch (105, 109]
 *   then 105 comes            SCL 109
 */
import type { Lsn } from "./vocabulary.ts";

/** What one segment has filed of its group's log. */
export interface Segment {
  /** SCL: every record of the group up to here is on this segment, without a gap. Aurora 2018 §2.3. */
  readonly scl: Lsn;
  /** What it holds above the first gap, lowest first; there is a gap before each. */
  readonly stretches: readonly Stretch[];
}

/** A part of the log without a gap: every record of the group above `afterLsn`, up to and including `lastLsn`. */
export interface Stretch {
  readonly afterLsn: Lsn;
  readonly lastLsn: Lsn;
}

/** A segment that holds everything up to and including `scl`, and nothing above. */
export function openSegment(scl: Lsn): Segment {
  return { scl, stretches: [] };
}

/** Whether the segment holds the record: at or below its SCL, or above a gap. `lsn` must be a record of its group. */
export function holdsRecord({ scl, stretches }: Segment, lsn: Lsn): boolean {
  if (lsn <= scl) return true;
  for (const { afterLsn, lastLsn } of stretches) if (afterLsn < lsn && lsn <= lastLsn) return true;
  return false;
}

/**
 * Files one redo record; `previousLsn` is its back-link within the group. The SCL moves only along unbroken links: a
 * record above a gap waits until the gap is closed. Filing a record twice gives the same segment back. Aurora 2018
 * §2.2, §2.3.
 */
export function fileRecord(segment: Segment, lsn: Lsn, previousLsn: Lsn): Segment {
  const { scl, stretches } = segment;
  // In order, as most records come.
  if (previousLsn === scl && stretches.length === 0 && lsn > scl) return { scl: lsn, stretches };
  if (holdsRecord(segment, lsn)) return segment;
  let from = 0;
  while (from < stretches.length && (stretches[from] as Stretch).lastLsn < lsn) from++;
  let to = from;
  let afterLsn = previousLsn;
  let lastLsn = lsn;
  // The record may close the gap before the stretch above it, after the stretch below it, or both.
  if (stretches[to]?.afterLsn === lsn) lastLsn = (stretches[to++] as Stretch).lastLsn;
  if (stretches[from - 1]?.lastLsn === previousLsn) afterLsn = (stretches[--from] as Stretch).afterLsn;
  if (afterLsn === scl) return { scl: lastLsn, stretches: to === 0 ? stretches : stretches.slice(to) };
  return { scl, stretches: stretches.toSpliced(from, to - from, { afterLsn, lastLsn }) };
}
