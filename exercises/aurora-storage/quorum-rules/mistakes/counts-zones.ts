// The idea: a zone is up while one of its segments is; most zones up is enough to write, and one to read.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

const membersHeard = (group: readonly SegmentId[], heard: readonly SegmentId[]) =>
  group.filter((member) => heard.includes(member)).length;

export function mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) {
  return membersHeard(group, acknowledgedBy) >= rule.writeQuorum;
}

export function mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) {
  return membersHeard(group, answeredBy) >= rule.readQuorum;
}

export function brokenOverlaps({ copyCount, writeQuorum, readQuorum }: QuorumRule): OverlapRule[] {
  const broken: OverlapRule[] = [];
  if (readQuorum + writeQuorum <= copyCount) broken.push("reads-meet-writes");
  if (2 * writeQuorum <= copyCount) broken.push("writes-meet-writes");
  return broken;
}

export function afterFailure(_rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const zones = new Set(placement.map(({ zone }) => zone));
  const zonesUp = new Set(
    placement
      .filter(({ segment, zone }) => !failure.zones.includes(zone) && !failure.segments.includes(segment))
      .map(({ zone }) => zone),
  );
  return { writes: zonesUp.size > zones.size / 2, reads: zonesUp.size > 0 };
}
