/**
 * Read routing: an ordinary read asks one segment, because the writer already knows which ones are complete.
 *
 * A page is read as of a read point, the VDL at the time of the request. Any segment of the page's group that has
 * everything up to there (SCL >= read point) gives the right page; the others do not, however fast they are.
 *
 *   read point 105     A  SCL 103, 0.3 ms     too far behind
 *                      C  SCL 105, 0.9 ms     asked first
 *                      E  SCL 107, 1.1 ms     asked second, if C takes unusually long
 *
 * So a read costs one I/O, not the three of a read quorum; that one is kept for recovery. Aurora 2017 §4.2.3; Aurora
 * 2018 §3.1, §3.4.
 */
import { frozen } from "../kernel/frozen.ts";
import type { Millis } from "../kernel/index.ts";
import type { Lsn, SegmentId } from "./vocabulary.ts";

/** A segment as whoever reads knows it. */
export interface SegmentView {
  readonly segment: SegmentId;
  /** The highest SCL that it has told; it may be further by now. */
  readonly scl: Lsn;
  /** How long its answers to recent reads took, oldest first; empty before the first. */
  readonly recentMs: readonly Millis[];
}

/** Whom to ask for a page, and how long to wait before somebody else is asked as well. */
export interface ReadPlan {
  /** The complete segments in the order in which to ask them; none when there is no such segment. */
  readonly order: readonly SegmentId[];
  /** When nothing has come by then, the next in the order is asked as well, and so on; the first answer is taken. */
  readonly hedgeAfterMs: Millis;
}

/** What no source fixes. */
export interface ReadRoutingModel {
  /** How long a segment is taken to need that has not answered a read yet. More than 0. */
  readonly expectedMs: Millis;
  /** A read is hedged after this many times the expected time of the segment that is asked first. At least 1. */
  readonly hedgeFactor: number;
}

/** The seam: what the exercise `read-routing` asks for, and what the volume's writer reads with. */
export interface ReadRouting {
  /**
   * The complete segments, the one with the shortest expected time first; of equals, the one that stands first in
   * `segments`. A segment's expected time is the median of its recent answers (of an even number, the mean of the two
   * in the middle), or `model.expectedMs` before the first. With no complete segment, `hedgeAfterMs` is 0.
   */
  plan(segments: readonly SegmentView[], readPoint: Lsn, model: ReadRoutingModel): ReadPlan;
  /**
   * What a segment says to a read: served, or why not. Aurora 2018 §3.4: PGMRPL <= read point <= SCL. A segment that is
   * behind says so, whatever its PGMRPL: it cannot know more.
   */
  accepts(segment: { readonly scl: Lsn; readonly pgmrpl: Lsn }, readPoint: Lsn): ReadAcceptance;
  /**
   * PGMRPL: the lowest read point that anyone may still use. The lowest of the open ones and of the VDL, at which the
   * next read will be opened. It never moves back, whatever is opened late: what lies below `lastPgmrpl` may be gone.
   */
  minimumReadPoint(openReadPoints: readonly Lsn[], vdl: Lsn, lastPgmrpl: Lsn): Lsn;
}

/** `behind`: the segment may lack records at or below the read point. `collected`: versions that old may be gone. */
export type ReadAcceptance = "served" | "behind" | "collected";

/** The model's own figures: no source fixes them. */
export const READ_ROUTING_MODEL: ReadRoutingModel = frozen({ expectedMs: 1, hedgeFactor: 3 });

/** The reference implementation. */
export const readRouting: ReadRouting = frozen({
  plan(segments, readPoint, model) {
    const complete = segments
      .filter(({ scl }) => scl >= readPoint)
      .map(({ segment, recentMs }) => ({ segment, expectedMs: expectedOf(recentMs, model) }))
      // Sorting is stable: equals keep the order of `segments`.
      .sort((a, b) => a.expectedMs - b.expectedMs);
    const [first] = complete;
    return {
      order: complete.map(({ segment }) => segment),
      hedgeAfterMs: first === undefined ? 0 : first.expectedMs * model.hedgeFactor,
    };
  },

  accepts({ scl, pgmrpl }, readPoint) {
    if (readPoint > scl) return "behind";
    return readPoint < pgmrpl ? "collected" : "served";
  },

  minimumReadPoint: (openReadPoints, vdl, lastPgmrpl) => Math.max(lastPgmrpl, Math.min(vdl, ...openReadPoints)),
});

function expectedOf(recentMs: readonly Millis[], { expectedMs }: ReadRoutingModel): Millis {
  if (recentMs.length === 0) return expectedMs;
  const sorted = [...recentMs].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as Millis;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as Millis) + upper) / 2;
}
