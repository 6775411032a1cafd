// Arrow functions made by functions: one maker for both quorums, and a table for the promises.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

type Quorum = "writeQuorum" | "readQuorum";

const meets =
  (quorum: Quorum) =>
  (rule: QuorumRule, group: readonly SegmentId[], heard: readonly SegmentId[] = []): boolean => {
    const spoke = new Set(heard);
    return [...new Set(group)].filter((member) => spoke.has(member)).length >= rule[quorum];
  };

export const mayWrite = meets("writeQuorum");
export const mayRead = meets("readQuorum");

const sharesNobody = (rule: QuorumRule, one: Quorum, other: Quorum) => rule.copyCount - rule[one] >= rule[other];

const PROMISES: ReadonlyMap<OverlapRule, readonly [Quorum, Quorum]> = new Map([
  ["reads-meet-writes", ["readQuorum", "writeQuorum"]],
  ["writes-meet-writes", ["writeQuorum", "writeQuorum"]],
]);

export const brokenOverlaps = (rule: QuorumRule): readonly OverlapRule[] =>
  [...PROMISES].flatMap(([promise, [one, other]]) => (sharesNobody(rule, one, other) ? [promise] : []));

export const afterFailure = (rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service => {
  const group = placement.map(({ segment }) => segment);
  const gone = new Set<string>(failure.segments);
  placement.filter(({ zone }) => failure.zones.includes(zone)).forEach(({ segment }) => gone.add(segment));
  const left = group.filter((segment) => !gone.has(segment));
  return Object.freeze({ writes: mayWrite(rule, group, left), reads: mayRead(rule, group, left), left });
};
