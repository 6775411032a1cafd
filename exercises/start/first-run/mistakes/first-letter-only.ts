// The idea: a segment is named by one letter.
import type { SegmentId } from "four-of-six/aurora";
import type { ZoneId } from "four-of-six/kernel";

export function greet(segment: SegmentId, zone: ZoneId): string {
  const letter = segment.charAt(0);
  return `Segment ${letter} in ${zone}: hello`;
}
