// The idea: Aurora writes to four and reads from three; these numbers never change.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

const TO_WRITE = 4;
const TO_READ = 3;

const heardFrom = (group: readonly SegmentId[], heard: readonly SegmentId[]) =>
  new Set(heard.filter((segment) => group.includes(segment))).size;

export const mayWrite = (_rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]) =>
  heardFrom(group, acknowledgedBy) >= TO_WRITE;

export const mayRead = (_rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]) =>
  heardFrom(group, answeredBy) >= TO_READ;

export const brokenOverlaps = ({ copyCount, writeQuorum, readQuorum }: QuorumRule): OverlapRule[] => {
  const broken: OverlapRule[] = [];
  if (readQuorum + writeQuorum <= copyCount) broken.push("reads-meet-writes");
  if (writeQuorum * 2 <= copyCount) broken.push("writes-meet-writes");
  return broken;
};

export const afterFailure = (_rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service => {
  const left = placement.filter(
    ({ segment, zone }) => !failure.zones.includes(zone) && !failure.segments.includes(segment),
  ).length;
  return { writes: left >= TO_WRITE, reads: left >= TO_READ };
};
