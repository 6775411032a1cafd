// Everything is looked up in small tables: a rank for each segment, a verdict for each of the two comparisons.
import type { ReadAcceptance, ReadPlan, ReadRoutingModel, SegmentView } from "four-of-six/aurora";

class Candidate {
  readonly name: string;
  readonly place: number;
  readonly typicalMs: number;

  constructor({ segment, recentMs }: SegmentView, place: number, { expectedMs }: ReadRoutingModel) {
    this.name = segment;
    this.place = place;
    const sorted = Float64Array.from(recentMs.length === 0 ? [expectedMs] : recentMs).sort();
    const half = (sorted.length - 1) / 2;
    this.typicalMs = (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2;
  }

  comesBefore(other: Candidate): boolean {
    return this.typicalMs === other.typicalMs ? this.place < other.place : this.typicalMs < other.typicalMs;
  }
}

export function plan(segments: readonly SegmentView[], readPoint: number, model: ReadRoutingModel): ReadPlan {
  const candidates = segments.flatMap((view, place) =>
    readPoint - view.scl > 0 ? [] : [new Candidate(view, place, model)],
  );
  const order: string[] = [];
  let hedgeAfterMs = 0;
  for (const candidate of candidates) {
    const rank = candidates.filter((other) => other.comesBefore(candidate)).length;
    order[rank] = candidate.name;
    if (rank === 0) hedgeAfterMs = model.hedgeFactor * candidate.typicalMs;
  }
  return { order, hedgeAfterMs };
}

const VERDICTS: Readonly<Record<string, ReadAcceptance>> = {
  "complete kept": "served",
  "complete gone": "collected",
  "incomplete kept": "behind",
  "incomplete gone": "behind",
};

export function accepts({ scl, pgmrpl }: { scl: number; pgmrpl: number }, readPoint: number): ReadAcceptance {
  return VERDICTS[`${readPoint <= scl ? "complete" : "incomplete"} ${pgmrpl <= readPoint ? "kept" : "gone"}`]!;
}

export function minimumReadPoint(openReadPoints: readonly number[], vdl: number, lastPgmrpl: number): number {
  const [lowest] = [vdl, ...openReadPoints].sort((a, b) => a - b);
  return [lastPgmrpl, lowest!].sort((a, b) => b - a)[0]!;
}
