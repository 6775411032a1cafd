import type { Lsn, ReadAcceptance, ReadPlan, ReadRoutingModel, SegmentView } from "four-of-six/aurora";

/**
 * Whom to ask for a page as of `readPoint`, in which order, and after how many milliseconds to ask the next as well.
 * Hover over a name to read what it promises.
 */
export function plan(segments: readonly SegmentView[], readPoint: Lsn, model: ReadRoutingModel): ReadPlan {
  // Which of the segments cannot lack anything that the page needs?
  return { order: [], hedgeAfterMs: 0 };
}

/** What a segment says to a read as of `readPoint`: "served", "behind" or "collected". */
export function accepts(segment: { readonly scl: Lsn; readonly pgmrpl: Lsn }, readPoint: Lsn): ReadAcceptance {
  return "served";
}

/** PGMRPL: the lowest read point that anyone may still use. `lastPgmrpl` is what this function said the last time. */
export function minimumReadPoint(openReadPoints: readonly Lsn[], vdl: Lsn, lastPgmrpl: Lsn): Lsn {
  return vdl;
}
