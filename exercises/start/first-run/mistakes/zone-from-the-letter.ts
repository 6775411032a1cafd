// The idea: A and B are in az-1, C and D in az-2, E and F in az-3, so the letter tells the zone.
import type { SegmentId } from "four-of-six/aurora";

export function greet(segment: SegmentId): string {
  const number = Math.floor("ABCDEF".indexOf(segment.charAt(0)) / 2) + 1;
  return `Segment ${segment} in az-${number}: hello`;
}
