// The idea: a quorum is a line that has to be crossed, so more than that many segments are needed.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

const members = (group: readonly SegmentId[], heard: readonly SegmentId[]) =>
  group.filter((segment) => heard.includes(segment)).length;

export const mayWrite = (rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) =>
  members(group, acknowledgedBy) > rule.writeQuorum;

export const mayRead = (rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) =>
  members(group, answeredBy) > rule.readQuorum;

export function brokenOverlaps(rule: QuorumRule): OverlapRule[] {
  const broken: OverlapRule[] = [];
  if (rule.readQuorum + rule.writeQuorum <= rule.copyCount) broken.push("reads-meet-writes");
  if (2 * rule.writeQuorum <= rule.copyCount) broken.push("writes-meet-writes");
  return broken;
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const left = placement.filter(
    ({ segment, zone }) => !failure.zones.includes(zone) && !failure.segments.includes(segment),
  );
  return { writes: left.length > rule.writeQuorum, reads: left.length > rule.readQuorum };
}
