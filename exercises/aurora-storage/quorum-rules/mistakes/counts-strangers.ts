// The idea: whoever answers must be of the group, so different answers are enough to count.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

const different = (segments: readonly SegmentId[]) => new Set(segments).size;

export function mayWrite(rule: QuorumRule, _group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return different(acknowledgedBy) >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, _group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return different(answeredBy) >= rule.readQuorum;
}

export function brokenOverlaps({ copyCount: v, writeQuorum: vw, readQuorum: vr }: QuorumRule): OverlapRule[] {
  const holds: [OverlapRule, boolean][] = [
    ["reads-meet-writes", vr + vw > v],
    ["writes-meet-writes", 2 * vw > v],
  ];
  return holds.filter(([, isKept]) => !isKept).map(([promise]) => promise);
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], { zones, segments }: Failure): Service {
  const down = new Set(segments);
  for (const { segment, zone } of placement) if (zones.includes(zone)) down.add(segment);
  const left = placement.length - down.size;
  return { writes: left >= rule.writeQuorum, reads: left >= rule.readQuorum };
}
