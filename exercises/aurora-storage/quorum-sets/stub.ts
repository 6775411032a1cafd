import type { ChangeStep, MemberChange, QuorumRule, QuorumSet, SegmentId } from "four-of-six/aurora";

/** Whether these acknowledgements make a write durable, whichever of the alternatives will remain. */
export function mayWrite(rule: QuorumRule, set: QuorumSet, acknowledgedBy: readonly SegmentId[]): boolean {
  return false;
}

/** Whether these answers are enough for a recovery read. */
export function mayRead(rule: QuorumRule, set: QuorumSet, answeredBy: readonly SegmentId[]): boolean {
  return false;
}

/** `joining` becomes a candidate for the place of `leaving`. Or: { status: "refused", because: "not-a-member" }, … */
export function begin(set: QuorumSet, change: MemberChange): ChangeStep {
  return { status: "changed", set };
}

/** The candidate takes the place. */
export function complete(set: QuorumSet, change: MemberChange, isHydrated: boolean): ChangeStep {
  return { status: "changed", set };
}

/** The old member stays, and the candidate is let go. */
export function abandon(set: QuorumSet, change: MemberChange): ChangeStep {
  return { status: "changed", set };
}

/** Whether a request that names this membership epoch may be served. */
export function accepts(set: QuorumSet, requestEpoch: number): boolean {
  return true;
}
