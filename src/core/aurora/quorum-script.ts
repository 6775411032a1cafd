import type { Millis, Timed, ZoneId } from "../kernel/index.ts";
import type { Failure, QuorumRule, QuorumRules } from "./quorum-rules.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import { ZONES, type Placement, type SegmentId } from "./vocabulary.ts";

/** Quorum rules alone, without network or time: one rule, one write, one read and one failure. */
export interface QuorumScript {
  readonly rule: QuorumRule;
  /** Acknowledgements of one record, in order of arrival; repeats and strangers may be among them. */
  readonly acknowledgedBy: readonly SegmentId[];
  /** Answers to one recovery read, likewise. */
  readonly answeredBy: readonly SegmentId[];
  readonly failure: Failure;
}

const START_LSN = 100;
const LSN = 101;

/** The rule's copies, `A`, `B`, … (at most 26), filled into the three zones in order. With six copies: two by two. */
export function placementFor({ copyCount }: QuorumRule): readonly Placement[] {
  const perZone = Math.ceil(copyCount / ZONES.length);
  return Array.from({ length: copyCount }, (_, index) => ({
    segment: String.fromCharCode(65 + index),
    zone: ZONES[Math.floor(index / perZone)] as ZoneId,
  }));
}

/** Asks the rules everything once, in order, one simulated millisecond apart, and notes what they say. */
export function runQuorumScript(
  { rule, acknowledgedBy, answeredBy, failure }: QuorumScript,
  rules: QuorumRules,
  trace: Timed<StorageEvent>[] = [],
): StorageTrace {
  const placement = placementFor(rule);
  const members = placement.map(({ segment }) => segment);
  let nowMs: Millis = 0;
  const record = (event: StorageEvent) => trace.push({ atMs: nowMs, ...event });

  record({
    kind: "volume-opened",
    startLsn: START_LSN,
    rule,
    groups: [{ group: 1, placement }],
    writerZone: ZONES[0] as ZoneId,
  });
  record({ kind: "rule-checked", broken: rules.brokenOverlaps(rule) });

  record({ kind: "record-shipped", lsn: LSN, group: 1, isCpl: true });
  acknowledgedBy.forEach((segment, index) => {
    nowMs++;
    record({ kind: "ack-arrived", lsn: LSN, segment });
    const before = index > 0 && rules.mayWrite(rule, members, acknowledgedBy.slice(0, index));
    if (!before && rules.mayWrite(rule, members, acknowledgedBy.slice(0, index + 1))) {
      record({ kind: "marks-moved", pgcls: [LSN], vcl: LSN, vdl: LSN });
    }
  });

  nowMs++;
  record({ kind: "quorum-read-asked", group: 1 });
  answeredBy.forEach((segment, index) => {
    nowMs++;
    record({ kind: "segment-answered", group: 1, segment, scl: acknowledgedBy.includes(segment) ? LSN : START_LSN });
    const heard = answeredBy.slice(0, index + 1);
    const before = index > 0 && rules.mayRead(rule, members, answeredBy.slice(0, index));
    if (!before && rules.mayRead(rule, members, heard))
      record({ kind: "read-quorum-met", group: 1, answeredBy: heard });
  });

  nowMs++;
  for (const zone of failure.zones) record({ kind: "fault-began", fault: { kind: "zone-down", zone, fromMs: nowMs } });
  for (const segment of failure.segments)
    record({ kind: "fault-began", fault: { kind: "node-down", node: segment, fromMs: nowMs } });
  const { writes, reads } = rules.afterFailure(rule, placement, failure);
  record({ kind: "service-changed", group: 1, writes, reads });
  return trace;
}
