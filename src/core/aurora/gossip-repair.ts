/**
 * Gossip: the segments of a protection group fill each other's gaps, without the writer.
 *
 * Each knows how far it has everything (its SCL) and which stretches it holds beyond its first gap. It hears the same of
 * its peers, asks them for what it lacks, and files what comes by the back-links. The group's log being 101, 103, 105, 107:
 *
 *   A   SCL 101, and (103, 107]     lacks (101, 103], and whatever is above 107
 *   B   SCL 103                     can give (101, 103]
 *   C   SCL 107                     can give (101, 103] too; nobody is asked twice for the same
 *
 * Only equals talk: a peer that has not heard of a recovery, or of a change of members, may still hold what was annulled,
 * or be nobody's peer any more. Asking twice does no harm: filing is idempotent. Aurora 2017 §3.3; Aurora 2018 §2.2, §2.3,
 * §4.1.
 *
 * Simplified: segments tell of their stretches too, where the paper says that they exchange their SCLs.
 */
import { frozen } from "../kernel/frozen.ts";
import { fileRecord, type Segment, type Stretch } from "./segment.ts";
import type { Lsn, SegmentId } from "./vocabulary.ts";

/** What a segment tells of itself. */
export interface SegmentReport extends Segment {
  readonly segment: SegmentId;
  /** The volume epoch of the last recovery whose truncation it has installed; 1 before any. */
  readonly volumeEpoch: number;
  /** The membership epoch of its group as it knows it. */
  readonly membershipEpoch: number;
}

/** A part of the group's log: every record above `afterLsn`, up to and including `throughLsn`, which is the higher one. */
export interface LogRange {
  readonly afterLsn: Lsn;
  readonly throughLsn: Lsn;
}

/** What is asked of one peer: ranges, lowest first, none touching the next. */
export interface GossipRequest {
  readonly peer: SegmentId;
  readonly ranges: readonly LogRange[];
}

/** Why a request is not served. */
export type GossipRefusal =
  /** One of the two has not installed the other's last truncation. */
  | "other-volume-epoch"
  /** One of the two has not heard of the last change of members. */
  | "other-membership-epoch";

/** What goes back to whoever asked. */
export type GossipAnswer =
  | { readonly status: "sent"; readonly ranges: readonly LogRange[] }
  | { readonly status: "refused"; readonly because: GossipRefusal };

/** A record as gossip sees it: its LSN and its back-link within the group. */
export interface LinkedLsn {
  readonly lsn: Lsn;
  readonly previousLsn: Lsn;
}

/** The seam: what the exercise `gossip-repair` asks for, and what the volume's storage nodes run on. */
export interface GossipRepair {
  /**
   * Whom to ask for what: all that a peer has told of and that `own` lacks. `peers` are nearest first, each once, without
   * `own`; what several could give is asked of the first of them. Peers of another epoch are passed over. Peers of which
   * nothing is wanted are left out; the others keep their order.
   */
  plan(own: SegmentReport, peers: readonly SegmentReport[]): readonly GossipRequest[];
  /**
   * What to send of the ranges that a peer asks for: the parts that are here, lowest first; or why nothing is sent.
   * `from` is how the peer stood when it asked, `ranges` are as in a request. Where both epochs differ, the volume's is
   * given as the reason.
   */
  answer(own: SegmentReport, from: SegmentReport, ranges: readonly LogRange[]): GossipAnswer;
  /**
   * What the segment holds once it has filed these records, by their back-links. They are of one log, and may be old,
   * repeated and in any order. Aurora 2018 §2.2.
   */
  file(segment: Segment, records: readonly LinkedLsn[]): Segment;
}

/** The reference implementation. */
export const gossipRepair: GossipRepair = frozen({
  plan(own, peers) {
    const requests: GossipRequest[] = [];
    let missing = gapsOf(own);
    for (const peer of peers) {
      if (refusalOf(own, peer) !== undefined) continue;
      const ranges = common(missing, holdingsOf(peer));
      if (ranges.length === 0) continue;
      requests.push({ peer: peer.segment, ranges });
      missing = without(missing, ranges);
    }
    return requests;
  },

  answer(own, from, ranges) {
    const because = refusalOf(own, from);
    return because === undefined
      ? { status: "sent", ranges: common(ranges, holdingsOf(own)) }
      : { status: "refused", because };
  },

  file: (segment, records) =>
    records.reduce((filed, { lsn, previousLsn }) => fileRecord(filed, lsn, previousLsn), segment),
});

function refusalOf(own: SegmentReport, peer: SegmentReport): GossipRefusal | undefined {
  if (own.volumeEpoch !== peer.volumeEpoch) return "other-volume-epoch";
  return own.membershipEpoch === peer.membershipEpoch ? undefined : "other-membership-epoch";
}

/** What a segment holds, lowest first. */
function holdingsOf({ scl, stretches }: Segment): LogRange[] {
  return [{ afterLsn: -Infinity, throughLsn: scl }, ...stretches.map(rangeOf)];
}

/** What it lacks, lowest first; the last gap has no end that it knows of. */
function gapsOf({ scl, stretches }: Segment): LogRange[] {
  const gaps: LogRange[] = [];
  let afterLsn = scl;
  for (const stretch of stretches) {
    gaps.push({ afterLsn, throughLsn: stretch.afterLsn });
    afterLsn = stretch.lastLsn;
  }
  return [...gaps, { afterLsn, throughLsn: Infinity }];
}

function rangeOf({ afterLsn, lastLsn }: Stretch): LogRange {
  return { afterLsn, throughLsn: lastLsn };
}

/** The parts that lie in both lists; each is in order and without overlaps. */
function common(some: readonly LogRange[], others: readonly LogRange[]): LogRange[] {
  const ranges: LogRange[] = [];
  let from = 0;
  for (const a of some) {
    // What ends before this range begins meets none of the later ones either.
    while (from < others.length && (others[from] as LogRange).throughLsn <= a.afterLsn) from++;
    for (let index = from; index < others.length; index++) {
      const b = others[index] as LogRange;
      if (b.afterLsn >= a.throughLsn) break;
      ranges.push({ afterLsn: Math.max(a.afterLsn, b.afterLsn), throughLsn: Math.min(a.throughLsn, b.throughLsn) });
    }
  }
  return ranges;
}

/** What is left of some ranges once the others are taken out. */
function without(some: readonly LogRange[], others: readonly LogRange[]): LogRange[] {
  return others.reduce<LogRange[]>(
    (left, { afterLsn, throughLsn }) =>
      left.flatMap((range) => [
        ...(range.afterLsn < Math.min(range.throughLsn, afterLsn)
          ? [{ afterLsn: range.afterLsn, throughLsn: Math.min(range.throughLsn, afterLsn) }]
          : []),
        ...(Math.max(range.afterLsn, throughLsn) < range.throughLsn
          ? [{ afterLsn: Math.max(range.afterLsn, throughLsn), throughLsn: range.throughLsn }]
          : []),
      ]),
    [...some],
  );
}
