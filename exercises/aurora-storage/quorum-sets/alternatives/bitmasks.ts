// Members become bits: a quorum is a count of ones, and a twin is told by the names in its places.
import type { ChangeStep, MemberChange, QuorumRule, QuorumSet, SegmentId } from "four-of-six/aurora";

const bitsOf = (names: readonly SegmentId[], segments: readonly SegmentId[]): number =>
  segments.reduce((bits, segment) => {
    const place = names.indexOf(segment);
    return place < 0 ? bits : bits | (1 << place);
  }, 0);

const ones = (bits: number): number => (bits === 0 ? 0 : (bits & 1) + ones(bits >>> 1));

const quorums = (set: QuorumSet, heard: readonly SegmentId[]): number[] => {
  const names = [...new Set(set.alternatives.flat())];
  const bits = bitsOf(names, heard);
  return set.alternatives.map((members) => ones(bits & bitsOf(names, members)));
};

export const mayWrite = (rule: QuorumRule, set: QuorumSet, acknowledgedBy: readonly SegmentId[]): boolean =>
  Math.min(...quorums(set, acknowledgedBy)) >= rule.writeQuorum;

export const mayRead = (rule: QuorumRule, set: QuorumSet, answeredBy: readonly SegmentId[]): boolean =>
  Math.max(...quorums(set, answeredBy)) >= rule.readQuorum;

const swap = (members: readonly SegmentId[], { leaving, joining }: MemberChange): string =>
  members.map((member) => (member === leaving ? joining : member)).join("/");

const has = (set: QuorumSet, segment: SegmentId): boolean => set.alternatives.flat().indexOf(segment) !== -1;

const underWay = (set: QuorumSet, change: MemberChange): boolean => {
  const names = set.alternatives.map((members) => members.join("/"));
  return set.alternatives.some((members) => members.includes(change.leaving) && names.includes(swap(members, change)));
};

const drop = ({ epoch, alternatives }: QuorumSet, segment: SegmentId): ChangeStep => ({
  status: "changed",
  set: { epoch: epoch + 1, alternatives: alternatives.filter((members) => members.indexOf(segment) === -1) },
});

export const begin = (set: QuorumSet, change: MemberChange): ChangeStep => {
  if (!has(set, change.leaving)) return { status: "refused", because: "not-a-member" };
  if (has(set, change.joining)) return { status: "refused", because: "already-a-member" };
  const alternatives = set.alternatives.reduce<(readonly SegmentId[])[]>((all, members) => {
    const twin = swap(members, change).split("/");
    return members.includes(change.leaving) ? all.concat([members, twin]) : all.concat([members]);
  }, []);
  return { status: "changed", set: { epoch: 1 + set.epoch, alternatives } };
};

export const complete = (set: QuorumSet, change: MemberChange, isHydrated: boolean): ChangeStep =>
  !underWay(set, change)
    ? { status: "refused", because: "not-changing" }
    : isHydrated
      ? drop(set, change.leaving)
      : { status: "refused", because: "not-hydrated" };

export const abandon = (set: QuorumSet, change: MemberChange): ChangeStep =>
  underWay(set, change) ? drop(set, change.joining) : { status: "refused", because: "not-changing" };

export const accepts = ({ epoch }: QuorumSet, requestEpoch: number): boolean => !(requestEpoch < epoch);
