// The idea: a range is sent when all of it is here.
import type {
  GossipAnswer,
  GossipRefusal,
  GossipRequest,
  LinkedLsn,
  LogRange,
  Segment,
  SegmentReport,
} from "four-of-six/aurora";

const WHOLE_LOG: LogRange = { afterLsn: -Infinity, throughLsn: Infinity };

export function plan(own: SegmentReport, peers: readonly SegmentReport[]): readonly GossipRequest[] {
  const requests: GossipRequest[] = [];
  let missing = subtract([WHOLE_LOG], heldBy(own));
  for (const peer of peers) {
    if (refusal(own, peer) !== undefined) continue;
    const ranges = overlap(missing, heldBy(peer));
    if (ranges.length === 0) continue;
    requests.push({ peer: peer.segment, ranges });
    missing = subtract(missing, ranges);
  }
  return requests;
}

export function answer(own: SegmentReport, from: SegmentReport, ranges: readonly LogRange[]): GossipAnswer {
  const because = refusal(own, from);
  if (because !== undefined) return { status: "refused", because };
  return { status: "sent", ranges: ranges.filter((range) => subtract([range], heldBy(own)).length === 0) };
}

export function file(segment: Segment, records: readonly LinkedLsn[]): Segment {
  const arrived = records.map(({ lsn, previousLsn }) => ({ afterLsn: previousLsn, throughLsn: lsn }));
  const [complete, ...beyond] = join([...heldBy(segment), ...arrived]);
  return {
    scl: complete!.throughLsn,
    stretches: beyond.map(({ afterLsn, throughLsn }) => ({ afterLsn, lastLsn: throughLsn })),
  };
}

function refusal(own: SegmentReport, other: SegmentReport): GossipRefusal | undefined {
  if (own.volumeEpoch !== other.volumeEpoch) return "other-volume-epoch";
  if (own.membershipEpoch !== other.membershipEpoch) return "other-membership-epoch";
  return undefined;
}

function heldBy({ scl, stretches }: Segment): LogRange[] {
  const complete = { afterLsn: -Infinity, throughLsn: scl };
  return [complete, ...stretches.map(({ afterLsn, lastLsn }) => ({ afterLsn, throughLsn: lastLsn }))];
}

function overlap(some: readonly LogRange[], others: readonly LogRange[]): LogRange[] {
  const parts = some.flatMap((a) =>
    others.map((b) => ({
      afterLsn: Math.max(a.afterLsn, b.afterLsn),
      throughLsn: Math.min(a.throughLsn, b.throughLsn),
    })),
  );
  return parts.filter(isRange);
}

function subtract(some: readonly LogRange[], others: readonly LogRange[]): LogRange[] {
  let left = [...some];
  for (const { afterLsn, throughLsn } of others) {
    left = left.flatMap((range) =>
      [
        { afterLsn: range.afterLsn, throughLsn: Math.min(range.throughLsn, afterLsn) },
        { afterLsn: Math.max(range.afterLsn, throughLsn), throughLsn: range.throughLsn },
      ].filter(isRange),
    );
  }
  return left;
}

function join(ranges: readonly LogRange[]): LogRange[] {
  const joined: LogRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.afterLsn - b.afterLsn)) {
    const last = joined.at(-1);
    if (last === undefined || range.afterLsn > last.throughLsn) joined.push(range);
    else joined[joined.length - 1] = { ...last, throughLsn: Math.max(last.throughLsn, range.throughLsn) };
  }
  return joined;
}

function isRange({ afterLsn, throughLsn }: LogRange): boolean {
  return afterLsn < throughLsn;
}
