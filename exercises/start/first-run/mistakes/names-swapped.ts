// The idea: the zone is the bigger thing, so it surely comes first.
import type { SegmentId, ZoneId } from "four-of-six/aurora";

export function greet(zone: ZoneId, segment: SegmentId): string {
  return `Segment ${segment} in ${zone}: hello`;
}
