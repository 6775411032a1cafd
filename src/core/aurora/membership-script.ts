import type { Millis, Timed, ZoneId } from "../kernel/index.ts";
import { AURORA_RULE, type QuorumRule } from "./quorum-rules.ts";
import { firstQuorumSet, type MemberChange, type QuorumSets } from "./quorum-sets.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import { ZONES, placementOf, type SegmentId } from "./vocabulary.ts";

/** One thing that quorum sets are asked. */
export type MembershipStep =
  | ({ readonly ask: "begin" | "abandon" } & MemberChange)
  | ({ readonly ask: "complete"; readonly isHydrated: boolean } & MemberChange)
  /** A record, acknowledged by these in order; repeats and strangers may be among them. */
  | { readonly ask: "write"; readonly acknowledgedBy: readonly SegmentId[] }
  /** A recovery read, answered by these in order, likewise. */
  | { readonly ask: "read"; readonly answeredBy: readonly SegmentId[] }
  /** A request that names a membership epoch: so far from that of now. */
  | { readonly ask: "request"; readonly epochsBehind: number };

/** Quorum sets alone, without network or time: the members of one group, and what is asked of them, in order. */
export interface MembershipScript {
  readonly rule?: QuorumRule;
  readonly steps: readonly MembershipStep[];
}

/** Asks one thing after the other, one simulated millisecond apart, and goes on with whatever set comes of it. */
export function runMembershipScript(
  { rule = AURORA_RULE, steps }: MembershipScript,
  sets: QuorumSets,
  trace: Timed<StorageEvent>[] = [],
): StorageTrace {
  const placement = placementOf(1);
  const zoneOf = new Map<SegmentId, ZoneId>(placement.map(({ segment, zone }) => [segment, zone]));
  let set = firstQuorumSet(placement.map(({ segment }) => segment));
  let nowMs: Millis = 0;
  let lsn = 100;
  const record = (event: StorageEvent) => trace.push({ atMs: nowMs, ...event });
  record({
    kind: "volume-opened",
    startLsn: lsn,
    rule,
    groups: [{ group: 1, placement }],
    writerZone: ZONES[0] as ZoneId,
  });

  for (const step of steps) {
    nowMs++;
    switch (step.ask) {
      case "write": {
        lsn++;
        record({ kind: "record-shipped", lsn, group: 1, isCpl: true });
        const heard: SegmentId[] = [];
        let isMet = false;
        for (const segment of step.acknowledgedBy) {
          record({ kind: "ack-arrived", lsn, segment });
          heard.push(segment);
          if (isMet || !sets.mayWrite(rule, set, [...heard])) continue;
          isMet = true;
          record({ kind: "marks-moved", pgcls: [lsn], vcl: lsn, vdl: lsn });
        }
        break;
      }
      case "read": {
        record({ kind: "quorum-read-asked", group: 1 });
        const heard: SegmentId[] = [];
        let isMet = false;
        for (const segment of step.answeredBy) {
          record({ kind: "segment-answered", group: 1, segment, scl: lsn });
          heard.push(segment);
          if (isMet || !sets.mayRead(rule, set, [...heard])) continue;
          isMet = true;
          record({ kind: "read-quorum-met", group: 1, answeredBy: [...heard] });
        }
        break;
      }
      case "request": {
        const epoch = set.epoch - step.epochsBehind;
        record({ kind: "request-checked", epoch, isAccepted: sets.accepts(set, epoch) });
        break;
      }
      default: {
        const change: MemberChange = { leaving: step.leaving, joining: step.joining };
        const result =
          step.ask === "complete"
            ? sets.complete(set, change, step.isHydrated)
            : step.ask === "begin"
              ? sets.begin(set, change)
              : sets.abandon(set, change);
        if (result.status === "refused") {
          record({ kind: "change-refused", change, because: result.because });
          break;
        }
        set = result.set;
        const zone = zoneOf.get(change.leaving) ?? (ZONES[0] as ZoneId);
        if (step.ask === "begin") zoneOf.set(change.joining, zone);
        record({ kind: "membership-changed", group: 1, set, step: PAST[step.ask], change, ...(step.ask === "begin" ? { zone } : {}) }); // prettier-ignore
      }
    }
  }
  return trace;
}

const PAST = { begin: "begun", complete: "completed", abandon: "abandoned" } as const;
