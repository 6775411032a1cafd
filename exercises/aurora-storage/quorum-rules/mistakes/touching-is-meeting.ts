// The idea: two sets that together cover all copies meet, so equal is enough.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

function countOf(group: readonly SegmentId[], heard: readonly SegmentId[]): number {
  return group.filter((member) => heard.indexOf(member) !== -1).length;
}

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return countOf(group, acknowledgedBy) >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return countOf(group, answeredBy) >= rule.readQuorum;
}

export function brokenOverlaps({ copyCount, writeQuorum, readQuorum }: QuorumRule): OverlapRule[] {
  const broken: OverlapRule[] = [];
  if (readQuorum + writeQuorum < copyCount) broken.push("reads-meet-writes");
  if (writeQuorum < copyCount / 2) broken.push("writes-meet-writes");
  return broken;
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const left = placement.filter(({ zone }) => !failure.zones.includes(zone));
  const up = left.filter(({ segment }) => !failure.segments.includes(segment)).length;
  return { writes: up >= rule.writeQuorum, reads: up >= rule.readQuorum };
}
