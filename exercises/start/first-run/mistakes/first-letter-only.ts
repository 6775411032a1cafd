// The idea: a segment is named by one letter.
import type { SegmentId, ZoneId } from "four-of-six/aurora";

export function greet(segment: SegmentId, zone: ZoneId): string {
  const letter = segment.charAt(0);
  return `Segment ${letter} in ${zone}: hello`;
}
