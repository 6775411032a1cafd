// The idea: the zone is the bigger thing, so it surely comes first.
import type { SegmentId } from "four-of-six/aurora";
import type { ZoneId } from "four-of-six/kernel";

export function greet(zone: ZoneId, segment: SegmentId): string {
  return `Segment ${segment} in ${zone}: hello`;
}
