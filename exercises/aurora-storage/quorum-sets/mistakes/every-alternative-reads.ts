// The idea: a read must be right whichever alternative remains, as a write must.
import type { ChangeStep, MemberChange, QuorumRule, QuorumSet, SegmentId } from "four-of-six/aurora";

function count(members: readonly SegmentId[], heard: readonly SegmentId[]): number {
  return new Set(heard.filter((segment) => members.includes(segment))).size;
}

export function mayWrite(rule: QuorumRule, set: QuorumSet, acknowledgedBy: readonly SegmentId[]): boolean {
  return set.alternatives.every((members) => count(members, acknowledgedBy) >= rule.writeQuorum);
}

export function mayRead(rule: QuorumRule, set: QuorumSet, answeredBy: readonly SegmentId[]): boolean {
  return set.alternatives.every((members) => count(members, answeredBy) >= rule.readQuorum);
}

function isChanging(set: QuorumSet, { leaving, joining }: MemberChange): boolean {
  return set.alternatives.some(
    (a) =>
      a.includes(leaving) &&
      set.alternatives.some((b) => a.every((member, i) => b[i] === (member === leaving ? joining : member))),
  );
}

export function begin(set: QuorumSet, { leaving, joining }: MemberChange): ChangeStep {
  const everyone = set.alternatives.flat();
  if (!everyone.includes(leaving)) return { status: "refused", because: "not-a-member" };
  if (everyone.includes(joining)) return { status: "refused", because: "already-a-member" };
  const alternatives: SegmentId[][] = [];
  for (const members of set.alternatives) {
    alternatives.push([...members]);
    if (members.includes(leaving)) alternatives.push(members.map((member) => (member === leaving ? joining : member)));
  }
  return { status: "changed", set: { epoch: set.epoch + 1, alternatives } };
}

export function complete(set: QuorumSet, change: MemberChange, isHydrated: boolean): ChangeStep {
  if (!isChanging(set, change)) return { status: "refused", because: "not-changing" };
  if (!isHydrated) return { status: "refused", because: "not-hydrated" };
  const alternatives = set.alternatives.filter((members) => !members.includes(change.leaving));
  return { status: "changed", set: { epoch: set.epoch + 1, alternatives } };
}

export function abandon(set: QuorumSet, change: MemberChange): ChangeStep {
  if (!isChanging(set, change)) return { status: "refused", because: "not-changing" };
  const alternatives = set.alternatives.filter((members) => !members.includes(change.joining));
  return { status: "changed", set: { epoch: set.epoch + 1, alternatives } };
}

export function accepts(set: QuorumSet, requestEpoch: number): boolean {
  return requestEpoch >= set.epoch;
}
