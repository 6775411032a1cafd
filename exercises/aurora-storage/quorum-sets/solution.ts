import type { ChangeRefusal, ChangeStep, MemberChange, QuorumRule, QuorumSet, SegmentId } from "four-of-six/aurora";

/** Nobody knows yet which alternative will remain, so a write has to be safe in each of them. */
export function mayWrite(rule: QuorumRule, set: QuorumSet, acknowledgedBy: readonly SegmentId[]): boolean {
  return set.alternatives.every((members) => memberCount(members, acknowledgedBy) >= rule.writeQuorum);
}

/** Every write is on four of each alternative, so three of any one of them meet it. */
export function mayRead(rule: QuorumRule, set: QuorumSet, answeredBy: readonly SegmentId[]): boolean {
  return set.alternatives.some((members) => memberCount(members, answeredBy) >= rule.readQuorum);
}

export function begin(set: QuorumSet, { leaving, joining }: MemberChange): ChangeStep {
  if (!isMember(set, leaving)) return refused("not-a-member");
  if (isMember(set, joining)) return refused("already-a-member");
  return next(
    set,
    set.alternatives.flatMap((members) => {
      if (!members.includes(leaving)) return [members];
      const twin = members.map((member) => (member === leaving ? joining : member));
      return [members, twin];
    }),
  );
}

export function complete(set: QuorumSet, change: MemberChange, isHydrated: boolean): ChangeStep {
  if (!isUnderWay(set, change)) return refused("not-changing");
  // Dropping the old member drops what only it holds: the candidate must have it first.
  if (!isHydrated) return refused("not-hydrated");
  return next(
    set,
    set.alternatives.filter((members) => !members.includes(change.leaving)),
  );
}

export function abandon(set: QuorumSet, change: MemberChange): ChangeStep {
  if (!isUnderWay(set, change)) return refused("not-changing");
  return next(
    set,
    set.alternatives.filter((members) => !members.includes(change.joining)),
  );
}

/** Whoever names an older epoch may count on members that are gone. A newer one only means that we have not heard yet. */
export function accepts(set: QuorumSet, requestEpoch: number): boolean {
  return requestEpoch >= set.epoch;
}

function memberCount(members: readonly SegmentId[], heard: readonly SegmentId[]): number {
  return members.filter((member) => heard.includes(member)).length;
}

function isMember({ alternatives }: QuorumSet, segment: SegmentId): boolean {
  return alternatives.some((members) => members.includes(segment));
}

/** Some alternative has the candidate exactly where another has the member that is to leave. */
function isUnderWay({ alternatives }: QuorumSet, { leaving, joining }: MemberChange): boolean {
  const twins = alternatives.flatMap((members) => {
    const place = members.indexOf(leaving);
    return place === -1 ? [] : [members.with(place, joining).join()];
  });
  return alternatives.some((members) => twins.includes(members.join()));
}

function next({ epoch }: QuorumSet, alternatives: QuorumSet["alternatives"]): ChangeStep {
  return { status: "changed", set: { epoch: epoch + 1, alternatives } };
}

function refused(because: ChangeRefusal): ChangeStep {
  return { status: "refused", because };
}
