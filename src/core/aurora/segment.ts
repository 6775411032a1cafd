import type { Lsn } from "./vocabulary.ts";

/** What one segment has filed of its group's log. */
export interface Segment {
  /** SCL: every record of the group up to here is on this segment, without a gap. Aurora 2018 §2.3. */
  readonly scl: Lsn;
  /** Records that arrived before their predecessor, by the LSN that they wait for. */
  readonly waiting: ReadonlyMap<Lsn, Lsn>;
}

/** A segment that holds everything up to and including `scl`, and nothing above. */
export function openSegment(scl: Lsn): Segment {
  return { scl, waiting: new Map() };
}

/** Whether the segment has the record already: filed below its SCL, or waiting above it. */
export function holdsRecord(segment: Segment, lsn: Lsn, previousLsn: Lsn): boolean {
  return lsn <= segment.scl || segment.waiting.get(previousLsn) === lsn;
}

/**
 * Files one redo record. `previousLsn` is the record's back-link within its group. The SCL moves only along unbroken
 * links; an early record waits. Filing a record twice changes nothing. Aurora 2018 §2.2, §2.3.
 */
export function fileRecord(segment: Segment, lsn: Lsn, previousLsn: Lsn): Segment {
  if (holdsRecord(segment, lsn, previousLsn)) return segment;
  const waiting = new Map(segment.waiting).set(previousLsn, lsn);
  let { scl } = segment;
  for (let next = waiting.get(scl); next !== undefined; next = waiting.get(scl)) {
    waiting.delete(scl);
    scl = next;
  }
  return { scl, waiting };
}
