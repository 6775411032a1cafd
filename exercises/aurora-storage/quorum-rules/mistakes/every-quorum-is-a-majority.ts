// The idea: a quorum is a majority, whoever asks for it.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

function isMajority(group: readonly SegmentId[], heard: readonly SegmentId[]): boolean {
  const present = new Set(heard.filter((segment) => group.includes(segment)));
  return present.size > group.length / 2;
}

export function mayWrite(_rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return isMajority(group, acknowledgedBy);
}

export function mayRead(_rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return isMajority(group, answeredBy);
}

export function brokenOverlaps(rule: QuorumRule): OverlapRule[] {
  const broken: OverlapRule[] = [];
  if (rule.readQuorum + rule.writeQuorum <= rule.copyCount) broken.push("reads-meet-writes");
  if (rule.writeQuorum <= rule.copyCount / 2) broken.push("writes-meet-writes");
  return broken;
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const group = placement.map(({ segment }) => segment);
  const left = placement
    .filter(({ segment, zone }) => !failure.zones.includes(zone) && !failure.segments.includes(segment))
    .map(({ segment }) => segment);
  return { writes: mayWrite(rule, group, left), reads: mayRead(rule, group, left) };
}
