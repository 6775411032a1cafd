// The idea: the letters say it all: A and B stand in az-1, C and D in az-2, E and F in az-3.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

const SEGMENTS_BY_ZONE: Record<string, readonly SegmentId[]> = {
  "az-1": ["A", "B"],
  "az-2": ["C", "D"],
  "az-3": ["E", "F"],
};

function membersAmong(group: readonly SegmentId[], heard: readonly SegmentId[]): number {
  return group.filter((member) => heard.includes(member)).length;
}

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return membersAmong(group, acknowledgedBy) >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return membersAmong(group, answeredBy) >= rule.readQuorum;
}

export function brokenOverlaps({ copyCount, writeQuorum, readQuorum }: QuorumRule): OverlapRule[] {
  const broken: OverlapRule[] = [];
  if (readQuorum + writeQuorum <= copyCount) broken.push("reads-meet-writes");
  if (2 * writeQuorum <= copyCount) broken.push("writes-meet-writes");
  return broken;
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const failed = new Set([...failure.segments, ...failure.zones.flatMap((zone) => SEGMENTS_BY_ZONE[zone] ?? [])]);
  const left = placement.filter(({ segment }) => !failed.has(segment)).length;
  return { writes: left >= rule.writeQuorum, reads: left >= rule.readQuorum };
}
