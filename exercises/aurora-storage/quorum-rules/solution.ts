import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

/**
 * All four functions rest on one count: how many different segments of this group are there? Walking the group and
 * asking of each member whether it was heard counts it once, however often it spoke, and never meets a stranger.
 */
function memberCount(group: readonly SegmentId[], heard: readonly SegmentId[]): number {
  return group.filter((member) => heard.includes(member)).length;
}

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]): boolean {
  return memberCount(group, acknowledgedBy) >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]): boolean {
  return memberCount(group, answeredBy) >= rule.readQuorum;
}

/** Two sets are sure to share a member only if together they have more members than there are. Equal is not enough. */
export function brokenOverlaps({ copyCount, writeQuorum, readQuorum }: QuorumRule): readonly OverlapRule[] {
  const broken: OverlapRule[] = [];
  if (readQuorum + writeQuorum <= copyCount) broken.push("reads-meet-writes");
  if (writeQuorum + writeQuorum <= copyCount) broken.push("writes-meet-writes");
  return broken;
}

/** Asks of each segment whether it is left, so that one which failed twice, by itself and with its zone, is gone once. */
export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const members = placement.map(({ segment }) => segment);
  const left = placement
    .filter(({ segment, zone }) => !failure.zones.includes(zone) && !failure.segments.includes(segment))
    .map(({ segment }) => segment);
  return { writes: mayWrite(rule, members, left), reads: mayRead(rule, members, left) };
}
