// The idea: each message is one copy, so the messages have to be counted.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return acknowledgedBy.filter((segment) => group.includes(segment)).length >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return answeredBy.filter((segment) => group.includes(segment)).length >= rule.readQuorum;
}

export function brokenOverlaps(rule: QuorumRule): OverlapRule[] {
  const { copyCount, writeQuorum, readQuorum } = rule;
  const broken = new Set<OverlapRule>();
  if (copyCount >= readQuorum + writeQuorum) broken.add("reads-meet-writes");
  if (copyCount >= writeQuorum + writeQuorum) broken.add("writes-meet-writes");
  return [...broken];
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  let left = 0;
  for (const { segment, zone } of placement) {
    if (failure.zones.includes(zone) || failure.segments.includes(segment)) continue;
    left++;
  }
  return { writes: left >= rule.writeQuorum, reads: left >= rule.readQuorum };
}
