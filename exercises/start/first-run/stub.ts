import type { SegmentId, ZoneId } from "four-of-six/aurora";

/** The greeting that a segment sends to the writer. */
export function greet(segment: SegmentId, zone: ZoneId): string {
  return "hello";
}
