import type { Timed, ZoneId } from "../kernel/index.ts";
import type { CrashRecovery, LogEntry, RecoveryAnswer, Truncation } from "./crash-recovery.ts";
import { AURORA_RULE, type QuorumRule } from "./quorum-rules.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import { ZONES, placementOf, type Lsn, type ProtectionGroupId, type RedoRecord, type SegmentId } from "./vocabulary.ts";

/** A segment as a crash has left it. */
export interface LeftSegment {
  readonly segment: SegmentId;
  readonly group: ProtectionGroupId;
  readonly volumeEpoch: number;
  /** The highest VDL that a writer has told it. */
  readonly durableLsn: Lsn;
  /** The records on its disk, by LSN; those at or below `durableLsn` need not be named. */
  readonly holds: readonly Lsn[];
  readonly truncations: readonly Truncation[];
}

/** Crash recovery alone, without network or time: what the lost writer had shipped, and who answers what, in order. */
export interface RecoveryScript {
  readonly rule?: QuorumRule;
  readonly startLsn: Lsn;
  readonly groupCount: number;
  /** Every record that was ever shipped, lowest LSN first; the back-links of the volume follow from them and the truncations. */
  readonly shipped: readonly (RedoRecord & { readonly previousLsn: Lsn })[];
  readonly volumeEpoch: number;
  readonly allocationLimit: number;
  /** Segments in the order in which their answers arrive; one may answer twice. */
  readonly answers: readonly LeftSegment[];
}

/** What a segment that was left like this answers. */
export function answerOf(left: LeftSegment, shipped: RecoveryScript["shipped"]): RecoveryAnswer {
  const { segment, group, volumeEpoch, durableLsn, holds, truncations } = left;
  const entries: LogEntry[] = shipped
    .filter((record) => record.group === group && record.lsn > durableLsn && holds.includes(record.lsn))
    .map(({ lsn, previousLsn, isCpl }) => ({ lsn, previousLsn, isCpl }));
  return { group, segment, volumeEpoch, durableLsn, entries, truncations };
}

/** Hands the answers to a recovery one after the other, one simulated millisecond apart, until it has decided. */
export function runRecoveryScript(
  { rule = AURORA_RULE, startLsn, groupCount, shipped, volumeEpoch, allocationLimit, answers }: RecoveryScript,
  { recover }: CrashRecovery,
  trace: Timed<StorageEvent>[] = [],
): StorageTrace {
  const groups = Array.from({ length: groupCount }, (_, index) => index + 1);
  trace.push({
    atMs: 0,
    kind: "volume-opened",
    startLsn,
    rule,
    groups: groups.map((group) => ({ group, placement: placementOf(group) })),
    writerZone: ZONES[0] as ZoneId,
  });
  for (const { lsn, group, isCpl } of shipped) trace.push({ atMs: 0, kind: "record-shipped", lsn, group, isCpl });
  for (const { segment, holds } of new Map(answers.map((left) => [left.segment, left])).values()) {
    // How far each was complete does not matter to recovery: that is the point.
    for (const lsn of holds) trace.push({ atMs: 0, kind: "ack-arrived", lsn, segment });
  }
  const instance = "writer-2";
  trace.push({ atMs: 1, kind: "recovery-began", instance, volumeEpoch });
  const heard: RecoveryAnswer[] = [];
  for (const [index, left] of answers.entries()) {
    const atMs = index + 2;
    heard.push(answerOf(left, shipped));
    const scl = Math.max(left.durableLsn, ...left.holds);
    trace.push({ atMs, kind: "segment-answered", group: left.group, segment: left.segment, scl });
    const found = recover({ rule, groups, volumeEpoch, allocationLimit, answers: [...heard] });
    if (found.status === "waiting") {
      trace.push({ atMs, kind: "recovery-waits", instance, groups: found.groups });
      continue;
    }
    if (found.status === "superseded") {
      trace.push({ atMs, kind: "recovery-superseded", instance, volumeEpoch: found.volumeEpoch });
      return trace;
    }
    const { vcl, vdl, truncation } = found;
    trace.push({ atMs, kind: "recovery-decided", instance, vcl, vdl, truncation });
    return trace;
  }
  return trace;
}
