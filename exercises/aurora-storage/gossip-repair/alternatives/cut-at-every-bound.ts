// The log is cut wherever any range begins or ends. Within a piece nothing changes, so each piece is asked about once.
import type { GossipRepair, LinkedLsn, LogRange, Segment, SegmentReport } from "four-of-six/aurora";

const holds = ({ scl, stretches }: Segment, piece: LogRange): boolean =>
  piece.throughLsn <= scl ||
  stretches.some(({ afterLsn, lastLsn }) => afterLsn <= piece.afterLsn && piece.throughLsn <= lastLsn);

const boundsOf = ({ scl, stretches }: Segment): number[] => [
  scl,
  ...stretches.flatMap(({ afterLsn, lastLsn }) => [afterLsn, lastLsn]),
];

function piecesOf(bounds: readonly number[]): LogRange[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  return sorted.slice(1).map((throughLsn, index) => ({ afterLsn: sorted[index]!, throughLsn }));
}

function glued(pieces: readonly LogRange[]): LogRange[] {
  return pieces.reduce<LogRange[]>((all, piece) => {
    const last = all[all.length - 1];
    return last?.throughLsn === piece.afterLsn
      ? [...all.slice(0, -1), { afterLsn: last.afterLsn, throughLsn: piece.throughLsn }]
      : [...all, piece];
  }, []);
}

const isEqual = (a: SegmentReport, b: SegmentReport): boolean =>
  a.volumeEpoch === b.volumeEpoch && a.membershipEpoch === b.membershipEpoch;

export const plan: GossipRepair["plan"] = (own, peers) => {
  const equals = peers.filter((peer) => isEqual(own, peer));
  const lacking = piecesOf([own, ...equals].flatMap(boundsOf)).filter((piece) => !holds(own, piece));
  return equals
    .map((peer, place) => ({
      peer: peer.segment,
      ranges: glued(lacking.filter((piece) => equals.findIndex((other) => holds(other, piece)) === place)),
    }))
    .filter(({ ranges }) => ranges.length > 0);
};

export const answer: GossipRepair["answer"] = (own, from, ranges) => {
  if (own.volumeEpoch !== from.volumeEpoch) return { status: "refused", because: "other-volume-epoch" };
  if (!isEqual(own, from)) return { status: "refused", because: "other-membership-epoch" };
  return {
    status: "sent",
    ranges: ranges.flatMap(({ afterLsn, throughLsn }) => {
      const within = boundsOf(own).filter((bound) => afterLsn < bound && bound < throughLsn);
      return glued(piecesOf([afterLsn, ...within, throughLsn]).filter((piece) => holds(own, piece)));
    }),
  };
};

export const file: GossipRepair["file"] = (segment, records: readonly LinkedLsn[]) => {
  const edges = new Map<number, number>();
  for (const { afterLsn, lastLsn } of segment.stretches) edges.set(afterLsn, lastLsn);
  const isNew = ({ lsn, previousLsn }: LinkedLsn) => !holds(segment, { afterLsn: previousLsn, throughLsn: lsn });
  for (const record of records.filter(isNew)) edges.set(record.previousLsn, record.lsn);
  const follow = (from: number): number => {
    const next = edges.get(from);
    if (next === undefined) return from;
    edges.delete(from);
    return follow(next);
  };
  const scl = follow(segment.scl);
  const stretches: Segment["stretches"][number][] = [];
  // Lowest first, so that what follows an edge has not been followed before it.
  for (const afterLsn of [...edges.keys()].sort((a, b) => a - b)) {
    if (edges.has(afterLsn)) stretches.push({ afterLsn, lastLsn: follow(afterLsn) });
  }
  return { scl, stretches };
};
