// Loops that move bounds along: gaps are cut down in place, and each record is filed where it belongs.
import type { GossipAnswer, GossipRequest, LinkedLsn, LogRange, Segment, SegmentReport } from "four-of-six/aurora";

interface Bounds {
  low: number;
  high: number;
}

function sameEpochs(a: SegmentReport, b: SegmentReport): boolean {
  return a.volumeEpoch === b.volumeEpoch && a.membershipEpoch === b.membershipEpoch;
}

/** Walks two ordered lists side by side. */
function shared(a: readonly Bounds[], b: readonly Bounds[]): Bounds[] {
  const found: Bounds[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const low = Math.max(a[i]!.low, b[j]!.low);
    const high = Math.min(a[i]!.high, b[j]!.high);
    if (low < high) found.push({ low, high });
    if (a[i]!.high < b[j]!.high) i++;
    else j++;
  }
  return found;
}

function cutOut(gaps: readonly Bounds[], taken: readonly Bounds[]): Bounds[] {
  const left: Bounds[] = [];
  for (const gap of gaps) {
    let low = gap.low;
    for (const part of taken) {
      if (part.high <= low || part.low >= gap.high) continue;
      if (part.low > low) left.push({ low, high: part.low });
      low = part.high;
    }
    if (low < gap.high) left.push({ low, high: gap.high });
  }
  return left;
}

function heldBounds(segment: Segment): Bounds[] {
  const bounds = [{ low: Number.MIN_SAFE_INTEGER, high: segment.scl }];
  for (const stretch of segment.stretches) bounds.push({ low: stretch.afterLsn, high: stretch.lastLsn });
  return bounds;
}

function asRanges(bounds: readonly Bounds[]): LogRange[] {
  return bounds.map(({ low, high }) => ({ afterLsn: low, throughLsn: high }));
}

export function plan(own: SegmentReport, peers: readonly SegmentReport[]): GossipRequest[] {
  let gaps: Bounds[] = [];
  let from = own.scl;
  for (const stretch of own.stretches) {
    gaps.push({ low: from, high: stretch.afterLsn });
    from = stretch.lastLsn;
  }
  gaps.push({ low: from, high: Number.MAX_SAFE_INTEGER });

  const requests: GossipRequest[] = [];
  for (const peer of peers) {
    if (!sameEpochs(own, peer)) continue;
    const wanted = shared(gaps, heldBounds(peer));
    if (wanted.length > 0) requests.push({ peer: peer.segment, ranges: asRanges(wanted) });
    gaps = cutOut(gaps, wanted);
  }
  return requests;
}

export function answer(own: SegmentReport, from: SegmentReport, ranges: readonly LogRange[]): GossipAnswer {
  if (sameEpochs(own, from)) {
    const wanted = ranges.map(({ afterLsn, throughLsn }) => ({ low: afterLsn, high: throughLsn }));
    return { status: "sent", ranges: asRanges(shared(wanted, heldBounds(own))) };
  }
  const because = own.volumeEpoch === from.volumeEpoch ? "other-membership-epoch" : "other-volume-epoch";
  return { status: "refused", because };
}

export function file(segment: Segment, records: readonly LinkedLsn[]): Segment {
  let { scl } = segment;
  const stretches = segment.stretches.map(({ afterLsn, lastLsn }) => ({ afterLsn, lastLsn }));
  for (const { lsn, previousLsn } of records) {
    if (lsn <= scl || stretches.some(({ afterLsn, lastLsn }) => afterLsn < lsn && lsn <= lastLsn)) continue;
    const below = stretches.find(({ lastLsn }) => lastLsn === previousLsn);
    const above = stretches.find(({ afterLsn }) => afterLsn === lsn);
    if (below !== undefined && above !== undefined) {
      below.lastLsn = above.lastLsn;
      stretches.splice(stretches.indexOf(above), 1);
    } else if (below !== undefined) below.lastLsn = lsn;
    else if (above !== undefined) above.afterLsn = previousLsn;
    else {
      const place = stretches.findIndex(({ afterLsn }) => afterLsn > lsn);
      stretches.splice(place === -1 ? stretches.length : place, 0, { afterLsn: previousLsn, lastLsn: lsn });
    }
    if (stretches[0]?.afterLsn === scl) scl = stretches.shift()!.lastLsn;
  }
  return { scl, stretches };
}
