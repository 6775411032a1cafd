import type { SegmentId } from "four-of-six/aurora";
import type { ZoneId } from "four-of-six/kernel";

/** The greeting that a segment sends to the writer. */
export function greet(segment: SegmentId, zone: ZoneId): string {
  return "hello";
}
