// The idea: the larger number belongs to reading, because a reader has to be sure.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

function countOf(group: readonly SegmentId[], heard: readonly SegmentId[]): number {
  let count = 0;
  for (const segment of group) if (heard.includes(segment)) count++;
  return count;
}

const quorumsOf = ({ readQuorum, writeQuorum }: QuorumRule) => ({
  toWrite: Math.min(readQuorum, writeQuorum),
  toRead: Math.max(readQuorum, writeQuorum),
});

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return countOf(group, acknowledgedBy) >= quorumsOf(rule).toWrite;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return countOf(group, answeredBy) >= quorumsOf(rule).toRead;
}

export function brokenOverlaps({ copyCount, readQuorum, writeQuorum }: QuorumRule): OverlapRule[] {
  return [
    ...(readQuorum + writeQuorum > copyCount ? [] : (["reads-meet-writes"] as const)),
    ...(writeQuorum * 2 > copyCount ? [] : (["writes-meet-writes"] as const)),
  ];
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const isUp = ({ segment, zone }: Placement) => !failure.zones.includes(zone) && !failure.segments.includes(segment);
  const left = placement.filter(isUp).length;
  const { toWrite, toRead } = quorumsOf(rule);
  return { writes: left >= toWrite, reads: left >= toRead };
}
