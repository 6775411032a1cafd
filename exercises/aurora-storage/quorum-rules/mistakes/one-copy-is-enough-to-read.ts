// The idea: a read goes to one segment, so a group can be read while a single segment is left.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

function meets(quorum: number, group: readonly SegmentId[], heard: readonly SegmentId[]): boolean {
  const left = new Set(group);
  let missing = quorum;
  for (const segment of heard) if (left.delete(segment)) missing--;
  return missing <= 0;
}

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return meets(rule.writeQuorum, group, acknowledgedBy);
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return meets(rule.readQuorum, group, answeredBy);
}

export function brokenOverlaps(rule: QuorumRule): OverlapRule[] {
  const broken: OverlapRule[] = [];
  if (rule.copyCount - rule.readQuorum >= rule.writeQuorum) broken.push("reads-meet-writes");
  if (rule.copyCount - rule.writeQuorum >= rule.writeQuorum) broken.push("writes-meet-writes");
  return broken;
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], { zones, segments }: Failure): Service {
  const left = placement.filter(({ segment, zone }) => !zones.includes(zone) && !segments.includes(segment)).length;
  return { writes: left >= rule.writeQuorum, reads: left >= 1 };
}
