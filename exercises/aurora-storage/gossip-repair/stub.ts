import type { GossipAnswer, GossipRequest, LinkedLsn, LogRange, Segment, SegmentReport } from "four-of-six/aurora";

/**
 * Whom to ask for what: all that a peer has told of and that `own` lacks. `peers` are nearest first.
 * Hover over a name to read what it promises.
 */
export function plan(own: SegmentReport, peers: readonly SegmentReport[]): readonly GossipRequest[] {
  // A segment holds everything up to its SCL, and its stretches. What does it lack, then?
  return [];
}

/** What to send of the ranges that a peer asks for, or why nothing is sent. `from` is how the peer stood. */
export function answer(own: SegmentReport, from: SegmentReport, ranges: readonly LogRange[]): GossipAnswer {
  return { status: "sent", ranges: [] };
}

/** What the segment holds once it has filed these records, which may be old, repeated and in any order. */
export function file(segment: Segment, records: readonly LinkedLsn[]): Segment {
  return segment;
}
