import type { Millis, Timed, ZoneId } from "../kernel/index.ts";
import { AURORA_RULE } from "./quorum-rules.ts";
import { READ_ROUTING_MODEL, type ReadRouting, type ReadRoutingModel, type SegmentView } from "./read-routing.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import { ZONES, placementOf, type Lsn, type SegmentId } from "./vocabulary.ts";

/** One thing that a writer hears, or asks its read routing. */
export type ReadStep =
  /** A segment has told that it is complete up to here; less than it told before is an old message. */
  | { readonly tell: "complete"; readonly segment: SegmentId; readonly scl: Lsn }
  /** A segment has answered a read. */
  | { readonly tell: "answered"; readonly segment: SegmentId; readonly tookMs: Millis }
  | { readonly tell: "durable"; readonly vdl: Lsn }
  /** A query begins at a read point, and holds it until it ends. */
  | { readonly tell: "opened"; readonly view: string; readonly readPoint: Lsn }
  | { readonly tell: "closed"; readonly view: string }
  | { readonly ask: "plan"; readonly readPoint: Lsn }
  /** Whether the segment serves a read, with the SCL that it has told and the PGMRPL of now. */
  | { readonly ask: "accept"; readonly segment: SegmentId; readonly readPoint: Lsn };

/** Read routing alone, without network or time: one group, what its writer hears of it, and what is asked. */
export interface ReadScript {
  readonly startLsn: Lsn;
  /** The group's records are the LSNs above `startLsn`, so many of them. */
  readonly recordCount: number;
  readonly model?: ReadRoutingModel;
  readonly steps: readonly ReadStep[];
}

/** Takes one step after the other, one simulated millisecond apart. */
export function runReadScript(
  { startLsn, recordCount, model = READ_ROUTING_MODEL, steps }: ReadScript,
  routing: ReadRouting,
  trace: Timed<StorageEvent>[] = [],
): StorageTrace {
  const placement = placementOf(1);
  const views = new Map<string, Lsn>();
  let segments: readonly SegmentView[] = placement.map(({ segment }) => ({ segment, scl: startLsn, recentMs: [] }));
  let vdl = startLsn;
  let pgmrpl = startLsn;
  let nowMs: Millis = 0;
  const record = (event: StorageEvent) => trace.push({ atMs: nowMs, ...event });
  const change = (id: SegmentId, to: (view: SegmentView) => SegmentView) => {
    segments = segments.map((view) => (view.segment === id ? to(view) : view));
  };
  const sclOf = (id: SegmentId) => segments.find(({ segment }) => segment === id)?.scl ?? startLsn;
  const movePgmrpl = () => {
    pgmrpl = routing.minimumReadPoint([...views.values()], vdl, pgmrpl);
    record({ kind: "pgmrpl-told", pgmrpl });
  };

  record({
    kind: "volume-opened",
    startLsn,
    rule: AURORA_RULE,
    groups: [{ group: 1, placement }],
    writerZone: ZONES[0] as ZoneId,
  });
  for (let count = 1; count <= recordCount; count++) {
    record({ kind: "record-shipped", lsn: startLsn + count, group: 1, isCpl: true });
  }

  for (const step of steps) {
    nowMs++;
    if ("ask" in step) {
      const { readPoint } = step;
      if (step.ask === "plan") {
        const { order, hedgeAfterMs } = routing.plan(segments, readPoint, model);
        record({ kind: "read-planned", readPoint, order, hedgeAfterMs });
        continue;
      }
      const { segment } = step;
      const scl = sclOf(segment);
      record({
        kind: "read-judged",
        segment,
        readPoint,
        scl,
        pgmrpl,
        acceptance: routing.accepts({ scl, pgmrpl }, readPoint),
      });
      continue;
    }
    switch (step.tell) {
      case "complete": {
        const { segment } = step;
        for (let lsn = sclOf(segment) + 1; lsn <= step.scl; lsn++) {
          record({ kind: "record-stored", lsn, segment, scl: lsn });
        }
        change(segment, (view) => ({ ...view, scl: Math.max(view.scl, step.scl) }));
        break;
      }
      case "answered": {
        const { segment, tookMs } = step;
        record({ kind: "answer-timed", segment, tookMs });
        change(segment, (view) => ({ ...view, recentMs: [...view.recentMs, tookMs] }));
        break;
      }
      case "durable":
        vdl = Math.max(vdl, step.vdl);
        record({ kind: "marks-moved", pgcls: [vdl], vcl: vdl, vdl });
        movePgmrpl();
        break;
      case "opened":
        views.set(step.view, step.readPoint);
        record({ kind: "view-opened", view: step.view, readPoint: step.readPoint });
        movePgmrpl();
        break;
      case "closed":
        if (!views.delete(step.view)) break;
        record({ kind: "view-closed", view: step.view });
        movePgmrpl();
        break;
      default:
        step satisfies never;
    }
  }
  return trace;
}
