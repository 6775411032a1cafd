// The idea: a rule is safe when whoever reads is sure to hear of the newest write.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

const heardCount = (group: readonly SegmentId[], heard: readonly SegmentId[]) => {
  const who = new Set(heard);
  return group.filter((member) => who.has(member)).length;
};

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return heardCount(group, acknowledgedBy) >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return heardCount(group, answeredBy) >= rule.readQuorum;
}

export function brokenOverlaps(rule: QuorumRule): readonly OverlapRule[] {
  return rule.readQuorum + rule.writeQuorum > rule.copyCount ? [] : ["reads-meet-writes"];
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const isLeft = (member: Placement) =>
    !(failure.zones.includes(member.zone) || failure.segments.includes(member.segment));
  const left = placement.reduce((count, member) => count + (isLeft(member) ? 1 : 0), 0);
  return { writes: left >= rule.writeQuorum, reads: left >= rule.readQuorum };
}
