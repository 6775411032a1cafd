import type { Timed, ZoneId } from "../kernel/index.ts";
import type { Acknowledgement, CommitRequest, CommitTracker, CommitTrackerOptions } from "./commit-tracker.ts";
import { AURORA_RULE } from "./quorum-rules.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import { ZONES, placementOf, type Lsn, type RedoRecord } from "./vocabulary.ts";

/** One thing that a commit tracker is told. */
export type CommitStep =
  | ({ readonly tell: "shipped" } & RedoRecord)
  | ({ readonly tell: "acknowledged" } & Acknowledgement)
  | ({ readonly tell: "requested" } & CommitRequest);

/** A commit tracker alone, without network or time: what it is told, in order. */
export interface CommitScript {
  readonly startLsn: Lsn;
  readonly groupCount: number;
  readonly steps: readonly CommitStep[];
}

/** Tells a tracker the steps one by one, one simulated millisecond apart, and notes how its marks and commits follow. */
export function runCommitScript(
  { startLsn, groupCount, steps }: CommitScript,
  createTracker: (options: CommitTrackerOptions) => CommitTracker,
  trace: Timed<StorageEvent>[] = [],
): StorageTrace {
  const groups = Array.from({ length: groupCount }, (_, index) => index + 1);
  trace.push({
    atMs: 0,
    kind: "volume-opened",
    startLsn,
    rule: AURORA_RULE,
    groups: groups.map((group) => ({ group, placement: placementOf(group) })),
    writerZone: ZONES[0] as ZoneId,
  });
  const tracker = createTracker({ startLsn, rule: AURORA_RULE });
  const marks = () => ({ pgcls: groups.map((group) => tracker.pgcl(group)), vcl: tracker.vcl(), vdl: tracker.vdl() });
  let lastMarks = JSON.stringify({ pgcls: groups.map(() => startLsn), vcl: startLsn, vdl: startLsn });

  steps.forEach((step, index) => {
    const atMs = index + 1;
    switch (step.tell) {
      case "shipped": {
        const { lsn, group, isCpl } = step;
        trace.push({ atMs, kind: "record-shipped", lsn, group, isCpl });
        tracker.recordShipped({ lsn, group, isCpl });
        break;
      }
      case "acknowledged": {
        const { segment, lsn } = step;
        trace.push({ atMs, kind: "ack-arrived", segment, lsn });
        tracker.segmentAcknowledged({ segment, lsn });
        break;
      }
      case "requested": {
        const { transaction, commitLsn } = step;
        trace.push({ atMs, kind: "commit-requested", transaction, commitLsn });
        tracker.commitRequested({ transaction, commitLsn });
        break;
      }
      default:
        step satisfies never;
    }
    const now = marks();
    if (JSON.stringify(now) !== lastMarks) {
      lastMarks = JSON.stringify(now);
      trace.push({ atMs, kind: "marks-moved", ...now });
    }
    for (const transaction of tracker.takeAnswerable()) trace.push({ atMs, kind: "commit-answered", transaction });
  });
  return trace;
}
