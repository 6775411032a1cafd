// The idea: take off what each failed zone held, then each failed segment.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

const countOf = (group: readonly SegmentId[], heard: readonly SegmentId[]) =>
  group.filter((member) => heard.includes(member)).length;

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return countOf(group, acknowledgedBy) >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return countOf(group, answeredBy) >= rule.readQuorum;
}

export function brokenOverlaps(rule: QuorumRule): OverlapRule[] {
  const broken: OverlapRule[] = [];
  if (rule.readQuorum + rule.writeQuorum <= rule.copyCount) broken.push("reads-meet-writes");
  if (rule.writeQuorum + rule.writeQuorum <= rule.copyCount) broken.push("writes-meet-writes");
  return broken;
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  let left = placement.length;
  for (const zone of failure.zones) left -= placement.filter((member) => member.zone === zone).length;
  left -= failure.segments.length;
  return { writes: left >= rule.writeQuorum, reads: left >= rule.readQuorum };
}
