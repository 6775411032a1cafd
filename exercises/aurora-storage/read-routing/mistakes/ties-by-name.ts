// The idea: of two that are equally fast, the alphabet decides.
import type { Lsn, ReadAcceptance, ReadPlan, ReadRoutingModel, SegmentView } from "four-of-six/aurora";

export function plan(segments: readonly SegmentView[], readPoint: Lsn, model: ReadRoutingModel): ReadPlan {
  const complete = segments.filter(({ scl }) => scl >= readPoint);
  const fastestFirst = [...complete].sort(
    (a, b) => expectedMs(a, model) - expectedMs(b, model) || (a.segment < b.segment ? -1 : 1),
  );
  const [first] = fastestFirst;
  return {
    order: fastestFirst.map(({ segment }) => segment),
    hedgeAfterMs: first === undefined ? 0 : expectedMs(first, model) * model.hedgeFactor,
  };
}

export function accepts({ scl, pgmrpl }: { scl: Lsn; pgmrpl: Lsn }, readPoint: Lsn): ReadAcceptance {
  if (readPoint > scl) return "behind";
  return readPoint < pgmrpl ? "collected" : "served";
}

export function minimumReadPoint(openReadPoints: readonly Lsn[], vdl: Lsn, lastPgmrpl: Lsn): Lsn {
  return Math.max(lastPgmrpl, Math.min(vdl, ...openReadPoints));
}

function expectedMs({ recentMs }: SegmentView, model: ReadRoutingModel): number {
  if (recentMs.length === 0) return model.expectedMs;
  const sorted = [...recentMs].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle]!;
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2;
}
