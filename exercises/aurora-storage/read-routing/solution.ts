import type { Lsn, ReadAcceptance, ReadPlan, ReadRoutingModel, SegmentView } from "four-of-six/aurora";

export function plan(segments: readonly SegmentView[], readPoint: Lsn, model: ReadRoutingModel): ReadPlan {
  // Complete up to the read point is enough: what a segment has beyond it does not change the page as of that point.
  const complete = segments.filter(({ scl }) => scl >= readPoint);
  const fastestFirst = [...complete].sort((a, b) => expectedMs(a, model) - expectedMs(b, model));
  const [first] = fastestFirst;
  return {
    order: fastestFirst.map(({ segment }) => segment),
    // Late is what is late for this segment: another one may always take that long.
    hedgeAfterMs: first === undefined ? 0 : expectedMs(first, model) * model.hedgeFactor,
  };
}

export function accepts({ scl, pgmrpl }: { scl: Lsn; pgmrpl: Lsn }, readPoint: Lsn): ReadAcceptance {
  if (readPoint > scl) return "behind";
  return readPoint < pgmrpl ? "collected" : "served";
}

export function minimumReadPoint(openReadPoints: readonly Lsn[], vdl: Lsn, lastPgmrpl: Lsn): Lsn {
  // The next read begins at the VDL, so the VDL counts as if it were open. What lies below the last PGMRPL may have been
  // thrown away: whoever opens a read point there comes too late.
  return Math.max(lastPgmrpl, Math.min(vdl, ...openReadPoints));
}

/** The median: one answer that took very long says little about the next. */
function expectedMs({ recentMs }: SegmentView, model: ReadRoutingModel): number {
  if (recentMs.length === 0) return model.expectedMs;
  const sorted = [...recentMs].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle]!;
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2;
}
