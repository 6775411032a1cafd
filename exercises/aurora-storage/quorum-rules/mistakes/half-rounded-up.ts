// The idea: half of the copies, rounded up to whole ones, has to be exceeded by a write quorum.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

function count(group: readonly SegmentId[], heard: readonly SegmentId[]): number {
  return group.filter((member) => heard.includes(member)).length;
}

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return count(group, acknowledgedBy) >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return count(group, answeredBy) >= rule.readQuorum;
}

export function brokenOverlaps(rule: QuorumRule): OverlapRule[] {
  const half = Math.ceil(rule.copyCount / 2);
  const broken: OverlapRule[] = [];
  if (!(rule.readQuorum + rule.writeQuorum > rule.copyCount)) broken.push("reads-meet-writes");
  if (!(rule.writeQuorum > half)) broken.push("writes-meet-writes");
  return broken;
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const left = placement.filter(
    ({ segment, zone }) =>
      ![...failure.zones, ...failure.segments].some((failed) => failed === segment || failed === zone),
  );
  return { writes: left.length >= rule.writeQuorum, reads: left.length >= rule.readQuorum };
}
