/**
 * Quorum sets: who has to answer while a protection group changes its members.
 *
 * Segment F falls silent. It may be dead, slow, or alive and unseen; waiting is bad, and declaring it dead may be wrong.
 * So a candidate, G, joins without F being thrown out, and for a while the group has two alternatives:
 *
 *   epoch 1   ABCDEF                    write: 4 of ABCDEF
 *   epoch 2   ABCDEF and ABCDEG         write: 4 of ABCDEF and 4 of ABCDEG;   read: 3 of ABCDEF or 3 of ABCDEG
 *   epoch 3   ABCDEG (G has it all)     or back to ABCDEF (F returned)
 *
 * A, B, C and D satisfy every rule on the way, so writes never stop, and each step can be taken back. Two steps are the
 * point: from epoch 1 straight to epoch 3 there are a write (ABCF) and a read (DEG) that do not meet. Aurora 2018 §4.1.
 */
import { frozen } from "../kernel/frozen.ts";
import type { QuorumRule } from "./quorum-rules.ts";
import type { SegmentId } from "./vocabulary.ts";

/** Who belongs to a protection group in one membership epoch. Aurora 2018 §4.1. */
export interface QuorumSet {
  /** The membership epoch: goes up by one with every change, and travels in every request. */
  readonly epoch: number;
  /** The sets of six of which one will remain: one when nothing is changing, two during a change, four during two. */
  readonly alternatives: readonly (readonly SegmentId[])[];
}

/** One segment taking another's place. */
export interface MemberChange {
  /** The member that may have failed. */
  readonly leaving: SegmentId;
  /** The candidate that is to take its place. */
  readonly joining: SegmentId;
}

/** Why a step was refused; the set stays what it was. */
export type ChangeRefusal =
  /** `leaving` is in none of the alternatives. */
  | "not-a-member"
  /** `joining` is in one of them already. */
  | "already-a-member"
  /** This change is not under way: no alternative has `joining` where others have `leaving`. */
  | "not-changing"
  /** The candidate does not hold the group's log yet; nothing may depend on it alone. */
  | "not-hydrated";

/** The next set, or why there is none. */
export type ChangeStep =
  | { readonly status: "changed"; readonly set: QuorumSet }
  | { readonly status: "refused"; readonly because: ChangeRefusal };

/** The seam: what the exercise `quorum-sets` asks for, and what the volume's storage control runs on. */
export interface QuorumSets {
  /** Whether these acknowledgements are a write quorum of every alternative. Repeats and strangers count for nothing. */
  mayWrite(rule: QuorumRule, set: QuorumSet, acknowledgedBy: readonly SegmentId[]): boolean;
  /**
   * Whether these answers are a read quorum of at least one alternative. Repeats and strangers count for nothing. A
   * candidate that is not hydrated refuses to answer, so it is never among them.
   */
  mayRead(rule: QuorumRule, set: QuorumSet, answeredBy: readonly SegmentId[]): boolean;
  /** Each alternative with `leaving` gets a twin with `joining` in its place, right after it; the epoch goes up. */
  begin(set: QuorumSet, change: MemberChange): ChangeStep;
  /** Only the alternatives without `leaving` remain; the epoch goes up. Refused before the candidate is hydrated. */
  complete(set: QuorumSet, change: MemberChange, isHydrated: boolean): ChangeStep;
  /** Only the alternatives without `joining` remain; the epoch goes up. */
  abandon(set: QuorumSet, change: MemberChange): ChangeStep;
  /** Whether a request that names this membership epoch may be served: one from an older epoch may not. */
  accepts(set: QuorumSet, requestEpoch: number): boolean;
}

/** The reference implementation. */
export const quorumSets: QuorumSets = frozen({
  mayWrite: (rule, set, acknowledgedBy) =>
    set.alternatives.every((members) => memberCount(members, acknowledgedBy) >= rule.writeQuorum),

  mayRead: (rule, set, answeredBy) =>
    set.alternatives.some((members) => memberCount(members, answeredBy) >= rule.readQuorum),

  begin(set, { leaving, joining }) {
    if (!isMember(set, leaving)) return refused("not-a-member");
    if (isMember(set, joining)) return refused("already-a-member");
    return changed(
      set,
      set.alternatives.flatMap((members) => {
        if (!members.includes(leaving)) return [members];
        return [members, members.map((member) => (member === leaving ? joining : member))];
      }),
    );
  },

  complete(set, change, isHydrated) {
    if (!isChanging(set, change)) return refused("not-changing");
    if (!isHydrated) return refused("not-hydrated");
    return changed(set, set.alternatives.filter((members) => !members.includes(change.leaving))); // prettier-ignore
  },

  abandon(set, change) {
    if (!isChanging(set, change)) return refused("not-changing");
    return changed(set, set.alternatives.filter((members) => !members.includes(change.joining))); // prettier-ignore
  },

  accepts: (set, requestEpoch) => requestEpoch >= set.epoch,
});

/** The set of a group that nothing has happened to yet. */
export function firstQuorumSet(members: readonly SegmentId[]): QuorumSet {
  return { epoch: 1, alternatives: [members] };
}

/** Everyone in any alternative, each once: those who stood there first, then candidates in the order of joining. */
export function membersOf({ alternatives }: QuorumSet): readonly SegmentId[] {
  return [...new Set(alternatives.flat())];
}

function isMember({ alternatives }: QuorumSet, segment: SegmentId): boolean {
  return alternatives.some((members) => members.includes(segment));
}

/** Some alternative has `joining` exactly where another has `leaving`. */
function isChanging({ alternatives }: QuorumSet, { leaving, joining }: MemberChange): boolean {
  return alternatives.some(
    (members) =>
      members.includes(leaving) &&
      alternatives.some((twin) =>
        members.every((member, index) => twin[index] === (member === leaving ? joining : member)),
      ),
  );
}

function changed({ epoch }: QuorumSet, alternatives: QuorumSet["alternatives"]): ChangeStep {
  return { status: "changed", set: { epoch: epoch + 1, alternatives } };
}

function refused(because: ChangeRefusal): ChangeStep {
  return { status: "refused", because };
}

function memberCount(members: readonly SegmentId[], segments: readonly SegmentId[]): number {
  let count = 0;
  for (const member of members) if (segments.includes(member)) count++;
  return count;
}
