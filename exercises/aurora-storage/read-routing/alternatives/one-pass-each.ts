// No library sort: segments are put into their place one by one, and the median is found by counting.
import type { ReadPlan, ReadRouting, ReadRoutingModel, SegmentView } from "four-of-six/aurora";

function nthSmallest(values: readonly number[], n: number): number {
  for (const value of values) {
    let below = 0;
    let equal = 0;
    for (const other of values) {
      if (other < value) below++;
      else if (other === value) equal++;
    }
    if (below <= n && n < below + equal) return value;
  }
  return 0;
}

function usualMs(view: SegmentView, fallbackMs: number): number {
  const count = view.recentMs.length;
  if (count === 0) return fallbackMs;
  const low = nthSmallest(view.recentMs, (count - 1) >> 1);
  const high = nthSmallest(view.recentMs, count >> 1);
  return low / 2 + high / 2;
}

export const plan: ReadRouting["plan"] = (segments, readPoint, model: ReadRoutingModel): ReadPlan => {
  const order: string[] = [];
  const times: number[] = [];
  for (const view of segments) {
    if (view.scl < readPoint) continue;
    const ms = usualMs(view, model.expectedMs);
    let place = order.length;
    while (place > 0 && ms < times[place - 1]!) place--;
    order.splice(place, 0, view.segment);
    times.splice(place, 0, ms);
  }
  return { order, hedgeAfterMs: (times[0] ?? 0) * model.hedgeFactor };
};

export const accepts: ReadRouting["accepts"] = (segment, readPoint) => {
  if (segment.scl >= readPoint && segment.pgmrpl <= readPoint) return "served";
  return segment.scl >= readPoint ? "collected" : "behind";
};

export const minimumReadPoint: ReadRouting["minimumReadPoint"] = (openReadPoints, vdl, lastPgmrpl) => {
  let lowest = vdl;
  for (const point of openReadPoints) if (point < lowest) lowest = point;
  return lowest > lastPgmrpl ? lowest : lastPgmrpl;
};
