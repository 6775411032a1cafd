/**
 * Crash recovery: finding the durable point again, when the writer that knew it is gone.
 *
 * The commit rule, in one sentence: a commit is acknowledged once every record of the volume up to its LSN, each counted
 * by itself, is on a write quorum of its group, and its LSN is at or below the VDL. So recovery counts records too. From
 * a read quorum of every group it takes each record that anyone holds: whatever was on four of six is among any three.
 * It then walks the volume's back-links from a point known to be durable until a record is missing:
 *
 *   A: 101, 102        SCL 102        the records that someone holds: 101, 102, 103
 *   B: 101, 103        SCL 101        VCL 103; the highest SCL of the three, 102, would cut off
 *   C: 101, 103        SCL 101        103, which may have been acknowledged by B, C, E and F
 *
 * The VDL is the last CPL up to there. Everything above is annulled by a truncation range that reaches as far as the lost
 * writer can have given out LSNs, and that carries the epoch of this recovery, so that a recovery that was itself cut
 * short cannot be mistaken for the last word. Aurora 2017 §4.3; Aurora 2018 §2.4.
 */
import { frozen } from "../kernel/frozen.ts";
import type { QuorumRule } from "./quorum-rules.ts";
import type { Lsn, ProtectionGroupId, SegmentId } from "./vocabulary.ts";

/** Annuls every record above `afterLsn`, up to and including `throughLsn`. */
export interface Truncation {
  /** The volume epoch of the recovery that decided it. */
  readonly volumeEpoch: number;
  readonly afterLsn: Lsn;
  readonly throughLsn: Lsn;
}

/** A record as recovery sees it: its LSN, its back-link in the volume, and whether it is a CPL. */
export interface LogEntry {
  readonly lsn: Lsn;
  /** The LSN of the record before it in the volume, whichever group that one belongs to. */
  readonly previousLsn: Lsn;
  readonly isCpl: boolean;
}

/** What one segment answers to a recovery. */
export interface RecoveryAnswer {
  readonly group: ProtectionGroupId;
  readonly segment: SegmentId;
  /** The newest volume epoch that it has been told, by whatever recovery. */
  readonly volumeEpoch: number;
  /** The highest VDL that a writer has told it. Up to there everything is durable; it need not list that. */
  readonly durableLsn: Lsn;
  /** What it holds above `durableLsn`, with gaps perhaps, lowest first. */
  readonly entries: readonly LogEntry[];
  /** The truncations that it has installed, oldest first. A recovery hands on those of its predecessors with its own. */
  readonly truncations: readonly Truncation[];
}

/** What a recovery goes by. */
export interface RecoveryRequest {
  readonly rule: QuorumRule;
  /** The volume's protection groups. Each needs a read quorum. */
  readonly groups: readonly ProtectionGroupId[];
  /** The epoch that this recovery was given: above that of every recovery that began before it. */
  readonly volumeEpoch: number;
  /** LAL: how far above its VDL a writer may give out LSNs. */
  readonly allocationLimit: number;
  /** In order of arrival. A segment may have answered twice; the two answers are the same. */
  readonly answers: readonly RecoveryAnswer[];
}

/** What a recovery finds. */
export type Recovery =
  /** These groups have no read quorum yet, in the order of `groups`. */
  | { readonly status: "waiting"; readonly groups: readonly ProtectionGroupId[] }
  /** A segment has been told a newer epoch: another recovery has begun since, and this one must stop. */
  | { readonly status: "superseded"; readonly volumeEpoch: number }
  | {
      readonly status: "recovered";
      /** Every record up to here was found. */
      readonly vcl: Lsn;
      /** The last CPL up to the VCL: where the volume is cut. */
      readonly vdl: Lsn;
      /**
       * From the VDL as far as the lost writer can have given out LSNs: LAL above the VDL, or above the end of the latest
       * truncation if that is higher, because an instance that has just opened the volume begins there.
       */
      readonly truncation: Truncation;
    };

/** The seam: what the exercise `crash-recovery` asks for, and what an instance that opens the volume runs on. */
export interface CrashRecovery {
  recover(request: RecoveryRequest): Recovery;
}

/** Whether a record was annulled. */
export function isAnnulled(truncations: readonly Truncation[], lsn: Lsn): boolean {
  return truncations.some(({ afterLsn, throughLsn }) => afterLsn < lsn && lsn <= throughLsn);
}

/** The reference implementation. */
export const crashRecovery: CrashRecovery = frozen({
  recover({ rule, groups, volumeEpoch, allocationLimit, answers }) {
    const newestEpoch = Math.max(0, ...answers.map((answer) => answer.volumeEpoch));
    if (newestEpoch > volumeEpoch) return { status: "superseded", volumeEpoch: newestEpoch };

    const waiting = groups.filter((group) => answerCount(answers, group) < rule.readQuorum);
    if (waiting.length > 0) return { status: "waiting", groups: waiting };

    const truncations = lastWord(answers);
    const entryAfter = new Map<Lsn, LogEntry>();
    for (const { entries } of answers) {
      for (const entry of entries) if (!isAnnulled(truncations, entry.lsn)) entryAfter.set(entry.previousLsn, entry);
    }
    let vcl = Math.max(...answers.map(({ durableLsn }) => durableLsn));
    let vdl = vcl;
    for (let next = entryAfter.get(vcl); next !== undefined; next = entryAfter.get(vcl)) {
      vcl = next.lsn;
      if (next.isCpl) vdl = vcl;
    }
    const throughLsn = Math.max(vdl, ...truncations.map((truncation) => truncation.throughLsn)) + allocationLimit;
    return { status: "recovered", vcl, vdl, truncation: { volumeEpoch, afterLsn: vdl, throughLsn } };
  },
});

/** The truncations of whoever has heard the latest recovery that got as far as truncating. */
export function lastWord(answers: readonly Pick<RecoveryAnswer, "truncations">[]): readonly Truncation[] {
  const epochOf = (truncations: readonly Truncation[]) => truncations.at(-1)?.volumeEpoch ?? 0;
  return answers.reduce<readonly Truncation[]>(
    (latest, { truncations }) => (epochOf(truncations) > epochOf(latest) ? truncations : latest),
    [],
  );
}

function answerCount(answers: readonly RecoveryAnswer[], group: ProtectionGroupId): number {
  return new Set(answers.filter((answer) => answer.group === group).map(({ segment }) => segment)).size;
}
