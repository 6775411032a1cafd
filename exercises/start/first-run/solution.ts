import type { SegmentId } from "four-of-six/aurora";
import type { ZoneId } from "four-of-six/kernel";

/**
 * Both names go into the text as they come. Nothing about them is assumed: a second group has segments named A2 to F2,
 * and a segment may stand in any zone.
 */
export function greet(segment: SegmentId, zone: ZoneId): string {
  return `Segment ${segment} in ${zone}: hello`;
}
