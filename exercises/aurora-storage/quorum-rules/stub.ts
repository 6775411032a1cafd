import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

/** Whether a write that these segments acknowledged has met its write quorum. */
export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]): boolean {
  return false;
}

/** Whether a recovery read that these segments answered has met its read quorum. */
export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]): boolean {
  return false;
}

/** The promises that the rule does not keep: "reads-meet-writes", "writes-meet-writes", in this order. */
export function brokenOverlaps(rule: QuorumRule): readonly OverlapRule[] {
  return [];
}

/** What the group can still do when these zones and these segments have failed at once. */
export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  return { writes: false, reads: false };
}
