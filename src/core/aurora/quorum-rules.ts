/**
 * Quorum rules: who has to have answered before a write counts, and before a read can be trusted.
 *
 * Six copies, two in each of three zones. A write counts once four copies have it, and any three copies are sure to
 * include one that does, because 3 + 4 > 6. Lose a zone and four copies are left: writes go on. Lose one more and
 * three are left: nothing can be written, yet nothing is lost. Aurora 2017 §2.1.
 */
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, type ZoneId } from "../kernel/index.ts";
import { AURORA_LIMITS } from "./limits.ts";
import type { Placement, SegmentId } from "./vocabulary.ts";

/** V copies, of which Vw must acknowledge a write and Vr must answer a read. */
export interface QuorumRule {
  /** V: copies in the protection group. At least 1. */
  readonly copyCount: number;
  /** Vw: copies that must have acknowledged a write. From 1 to V. */
  readonly writeQuorum: number;
  /** Vr: copies that must have answered a recovery read. From 1 to V. */
  readonly readQuorum: number;
}

/** The two promises that make a rule safe. Aurora 2017 §2.1. */
export type OverlapRule =
  /** Vr + Vw > V: whoever reads, hears from at least one copy that has the newest write. */
  | "reads-meet-writes"
  /** Vw > V / 2: two writes cannot both succeed without one copy that saw both. */
  | "writes-meet-writes";

/** What failed: whole zones, and single segments anywhere (perhaps in one of those zones). */
export interface Failure {
  readonly zones: readonly ZoneId[];
  readonly segments: readonly SegmentId[];
}

/** What a protection group can still do. */
export interface Service {
  readonly writes: boolean;
  readonly reads: boolean;
}

/** The seam: what the exercise `quorum-rules` asks for, and what the volume asks its rules. */
export interface QuorumRules {
  /**
   * Whether a write acknowledged by these segments has met its write quorum.
   *
   * @param group the segments of the protection group, each once
   * @param acknowledgedBy who acknowledged, in order of arrival: a segment may stand there more than once, and one that
   *   is no member of the group may stand there too
   */
  mayWrite(rule: QuorumRule, group: readonly SegmentId[], acknowledgedBy: readonly SegmentId[]): boolean;
  /** Whether a recovery read answered by these segments has met its read quorum. Parameters as for `mayWrite`. */
  mayRead(rule: QuorumRule, group: readonly SegmentId[], answeredBy: readonly SegmentId[]): boolean;
  /** The overlap rules that the rule breaks, reads before writes; none when it is safe. */
  brokenOverlaps(rule: QuorumRule): readonly OverlapRule[];
  /** What is left of the group's service when all of this has failed at once. */
  afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service;
}

/** Six copies, four to write, three to read. Aurora 2017 §2.1. */
export const AURORA_RULE: QuorumRule = frozen({
  copyCount: AURORA_LIMITS.copies.value,
  writeQuorum: AURORA_LIMITS.writeQuorum.value,
  readQuorum: AURORA_LIMITS.readQuorum.value,
});

/** The reference implementation. */
export const quorumRules: QuorumRules = frozen({
  mayWrite: (rule, group, acknowledgedBy) => memberCount(group, acknowledgedBy) >= rule.writeQuorum,

  mayRead: (rule, group, answeredBy) => memberCount(group, answeredBy) >= rule.readQuorum,

  brokenOverlaps({ copyCount, writeQuorum, readQuorum }) {
    const broken: OverlapRule[] = [];
    if (readQuorum + writeQuorum <= copyCount) broken.push("reads-meet-writes");
    if (2 * writeQuorum <= copyCount) broken.push("writes-meet-writes");
    return broken;
  },

  afterFailure(rule, placement, { zones, segments }) {
    const left = placement.filter(({ segment, zone }) => !zones.includes(zone) && !segments.includes(segment));
    return { writes: left.length >= rule.writeQuorum, reads: left.length >= rule.readQuorum };
  },
});

/** Members of the group among the given segments, each counted once. */
function memberCount(group: readonly SegmentId[], segments: readonly SegmentId[]): number {
  let count = 0;
  for (const member of group) if (segments.includes(member)) count++;
  return count;
}

/** Throws `ScenarioError` unless the three numbers can be a rule at all (safe or not). */
export function checkQuorumRule(rule: QuorumRule, field: string): void {
  const { copyCount } = rule;
  if (!Number.isInteger(copyCount) || copyCount < 1)
    throw new ScenarioError(`${field}.copyCount`, "a whole number from 1 on", copyCount);
  for (const name of ["writeQuorum", "readQuorum"] as const) {
    const quorum = rule[name];
    if (!Number.isInteger(quorum) || quorum < 1 || quorum > copyCount) {
      throw new ScenarioError(`${field}.${name}`, `a whole number from 1 to copyCount (${copyCount})`, quorum);
    }
  }
}
