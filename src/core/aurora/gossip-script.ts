import type { Millis, Timed, ZoneId } from "../kernel/index.ts";
import type { GossipRepair, LogRange, SegmentReport } from "./gossip-repair.ts";
import { AURORA_RULE } from "./quorum-rules.ts";
import { openSegment } from "./segment.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import { ZONES, placementOf, type Lsn, type SegmentId } from "./vocabulary.ts";

/** One thing that happens among the segments of a group. */
export type GossipStep =
  /** Records of the writer arrive, in this order; repeats may be among them. */
  | { readonly what: "store"; readonly segment: SegmentId; readonly lsns: readonly Lsn[] }
  /** A segment tells another how it stands. What was told before is forgotten. */
  | { readonly what: "tell"; readonly segment: SegmentId; readonly to: SegmentId }
  /** A segment asks its peers for what it lacks, as far as they have told it. Peers answer as they stand now. */
  | { readonly what: "ask"; readonly segment: SegmentId }
  /** A segment hears of a recovery that annulled nothing of this log, or of a change of members. */
  | { readonly what: "recovery" | "change"; readonly segment: SegmentId };

/** Gossip alone, without network or time: the log of one group, and what happens among its six segments, in order. */
export interface GossipScript {
  readonly startLsn: Lsn;
  /** The group's records, lowest first; each links back to the one before it. */
  readonly lsns: readonly Lsn[];
  readonly steps: readonly GossipStep[];
}

/** Takes one step after the other, one simulated millisecond apart. Of two peers, the first in the alphabet is the nearer. */
export function runGossipScript(
  { startLsn, lsns, steps }: GossipScript,
  gossip: GossipRepair,
  trace: Timed<StorageEvent>[] = [],
): StorageTrace {
  const placement = placementOf(1);
  const reports = new Map<SegmentId, SegmentReport>(
    placement.map(({ segment }) => [
      segment,
      { segment, volumeEpoch: 1, membershipEpoch: 1, ...openSegment(startLsn) },
    ]),
  );
  const held = new Map<SegmentId, Set<Lsn>>(placement.map(({ segment }) => [segment, new Set<Lsn>()]));
  const told = new Map<SegmentId, Map<SegmentId, SegmentReport>>();
  const reportOf = (segment: SegmentId) => reports.get(segment) as SegmentReport;
  const previousOf = (lsn: Lsn) => lsns[lsns.indexOf(lsn) - 1] ?? startLsn;
  let nowMs: Millis = 0;
  const record = (event: StorageEvent) => trace.push({ atMs: nowMs, ...event });

  record({
    kind: "volume-opened",
    startLsn,
    rule: AURORA_RULE,
    groups: [{ group: 1, placement }],
    writerZone: ZONES[0] as ZoneId,
  });
  for (const lsn of lsns) record({ kind: "record-shipped", lsn, group: 1, isCpl: true });

  /** Files records that came from the writer or from a peer. */
  const file = (segment: SegmentId, arrived: readonly Lsn[], from: SegmentId | undefined) => {
    const { scl, stretches } = gossip.file(
      { scl: reportOf(segment).scl, stretches: reportOf(segment).stretches },
      arrived.map((lsn) => ({ lsn, previousLsn: previousOf(lsn) })),
    );
    reports.set(segment, { ...reportOf(segment), scl, stretches });
    for (const lsn of new Set(arrived)) {
      if (held.get(segment)?.has(lsn) === true) continue;
      held.get(segment)?.add(lsn);
      if (from === undefined) record({ kind: "record-stored", lsn, segment, scl });
      else record({ kind: "record-gossiped", lsn, segment, from, scl });
    }
    record({ kind: "records-filed", segment, scl, stretches });
  };

  const ask = (segment: SegmentId) => {
    const own = reportOf(segment);
    const peers = placement.flatMap((member) => told.get(segment)?.get(member.segment) ?? []);
    for (const { peer, ranges } of gossip.plan(own, peers)) {
      record({ kind: "gossip-asked", segment, peer, ranges });
      // An answer may ask somebody who does not exist.
      if (!reports.has(peer)) continue;
      const answer = gossip.answer(reportOf(peer), own, ranges);
      if (answer.status === "refused") {
        record({ kind: "gossip-refused", segment: peer, peer: segment, because: answer.because });
        continue;
      }
      record({ kind: "gossip-answered", segment: peer, peer: segment, ranges: answer.ranges });
      const sent = lsns.filter((lsn) => held.get(peer)?.has(lsn) === true && isIn(answer.ranges, lsn));
      if (sent.length > 0) file(segment, sent, peer);
    }
  };

  for (const step of steps) {
    nowMs++;
    const { segment } = step;
    switch (step.what) {
      case "store":
        file(segment, step.lsns, undefined);
        break;
      case "tell":
        if (step.to === segment) break;
        if (!told.has(step.to)) told.set(step.to, new Map());
        told.get(step.to)?.set(segment, reportOf(segment));
        break;
      case "ask":
        ask(segment);
        break;
      case "recovery":
      case "change": {
        const { volumeEpoch, membershipEpoch } = reportOf(segment);
        const epochs =
          step.what === "recovery"
            ? { volumeEpoch: volumeEpoch + 1, membershipEpoch }
            : { volumeEpoch, membershipEpoch: membershipEpoch + 1 };
        reports.set(segment, { ...reportOf(segment), ...epochs });
        record({ kind: "epochs-told", segment, ...epochs });
        break;
      }
      default:
        step satisfies never;
    }
  }
  return trace;
}

function isIn(ranges: readonly LogRange[], lsn: Lsn): boolean {
  return ranges.some(({ afterLsn, throughLsn }) => afterLsn < lsn && lsn <= throughLsn);
}
