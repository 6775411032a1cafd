/** The roll call's film, world and shapes: segments start, greetings travel, the writer notes what it heard. */
import type { Millis, ZoneId } from "../core/kernel/index.ts";
import type { Placement, SegmentId } from "../core/aurora/index.ts";
import type { RollCallTrace } from "../core/start/index.ts";
import type { Moment } from "./track.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { ZoneShape } from "./storage-shapes.ts";

export interface RollCallWorld {
  readonly started: ReadonlySet<SegmentId>;
  readonly heard: readonly { readonly segment: SegmentId; readonly greeting: string }[];
  /** Greetings under way: share of the way from the segment to the writer. */
  readonly messages: readonly { readonly segment: SegmentId; readonly progress: number }[];
}

export interface RollCallShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly writer: Box;
  readonly lines: readonly {
    readonly x: number;
    readonly y: number;
    readonly segment: SegmentId;
    readonly greeting: string;
    readonly hue: number;
  }[];
  readonly zones: readonly ZoneShape[];
  readonly segments: readonly (Box & {
    readonly segment: SegmentId;
    readonly hue: number;
    readonly hasStarted: boolean;
    readonly isHeard: boolean;
  })[];
  readonly messages: readonly {
    readonly x: number;
    readonly y: number;
    readonly hue: number;
    readonly fromX: number;
    readonly fromY: number;
    readonly toX: number;
    readonly toY: number;
  }[];
}

/** How long a greeting is shown of which the trace does not tell when it was sent. */
const SHOWN_MS = 0.6;

export function rollCallWorldAt(trace: RollCallTrace, { atMs, eventCount }: Moment): RollCallWorld {
  const happened = trace.slice(0, eventCount);
  const startedAt = new Map<SegmentId, Millis>();
  for (const event of trace) if (event.kind === "segment-started") startedAt.set(event.segment, event.atMs);
  const started = new Set(happened.flatMap((event) => (event.kind === "segment-started" ? [event.segment] : [])));
  const heard = happened.flatMap((event) =>
    event.kind === "greeting-heard" ? [{ segment: event.segment, greeting: event.greeting }] : [],
  );
  const messages = trace.flatMap((event, index) => {
    if (event.kind !== "greeting-heard" || index < eventCount) return [];
    const fromMs = startedAt.get(event.segment) ?? event.atMs - SHOWN_MS;
    if (atMs < fromMs || (startedAt.has(event.segment) && !started.has(event.segment))) return [];
    return [
      {
        segment: event.segment,
        progress: event.atMs > fromMs ? Math.min(1, (atMs - fromMs) / (event.atMs - fromMs)) : 1,
      },
    ];
  });
  return { started, heard, messages };
}

export function rollCallShapes(trace: RollCallTrace, world: RollCallWorld, widthPx: number): RollCallShapes {
  const isNarrow = widthPx < NARROW_PX;
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const placement = placementOf(trace);
  const zoneIds: readonly ZoneId[] = ["az-1", "az-2", "az-3", ...new Set(placement.map(({ zone }) => zone))].filter(
    (zone, index, all) => all.indexOf(zone) === index,
  );
  const hueOf = (segment: SegmentId) =>
    (zoneIds.indexOf(placement.find((member) => member.segment === segment)?.zone ?? "az-1") % 3) + 1;

  const zoneGap = isNarrow ? 6 : 14;
  const zoneWidth = (width - (zoneIds.length - 1) * zoneGap) / zoneIds.length;
  const rowCount = Math.max(
    1,
    ...zoneIds.map((zone) => Math.ceil(placement.filter((member) => member.zone === zone).length / 2)),
  );

  // On a page each greeting stands above its zone; on a phone they are one list, in the order in which they came.
  const linePx = 20;
  const lineCount = isNarrow ? Math.max(placement.length, 1) : 2 * rowCount;
  const writer: Box = { x: 0, y: 4, width, height: 40 + lineCount * linePx };
  const letterCountMax = Math.floor(((isNarrow ? width : zoneWidth) - 34) / 7.7);
  const lines = world.heard.map(({ segment, greeting }, index) => {
    const column = hueOf(segment) - 1;
    const row = isNarrow
      ? index
      : world.heard.slice(0, index).filter((earlier) => hueOf(earlier.segment) - 1 === column).length;
    return {
      segment,
      greeting: greeting.length > letterCountMax ? `${greeting.slice(0, letterCountMax - 1)}…` : greeting,
      hue: column + 1,
      x: (isNarrow ? 0 : column * (zoneWidth + zoneGap)) + 10,
      y: writer.y + 44 + row * linePx,
    };
  });

  const zonesTop = writer.y + writer.height + (isNarrow ? 56 : 72);
  const copyGap = isNarrow ? 6 : 16;
  const copyPx = Math.min(isNarrow ? 42 : 52, (zoneWidth - 16 - copyGap) / 2);
  const zones = zoneIds.map((zone, index): ZoneShape => ({
    zone,
    hue: (index % 3) + 1,
    isDown: false,
    x: index * (zoneWidth + zoneGap),
    y: zonesTop,
    width: zoneWidth,
    height: 32 + rowCount * (copyPx + 10) + 4,
  }));
  const segments = placement.map(({ segment, zone }) => {
    const members = placement.filter((member) => member.zone === zone);
    const index = members.findIndex((member) => member.segment === segment);
    const inRow = Math.min(2, members.length);
    const zoneX = (zones[zoneIds.indexOf(zone)] as ZoneShape).x;
    return {
      segment,
      hue: hueOf(segment),
      hasStarted: world.started.has(segment),
      isHeard: world.heard.some((heard) => heard.segment === segment),
      x: zoneX + (zoneWidth - inRow * copyPx - (inRow - 1) * copyGap) / 2 + (index % 2) * (copyPx + copyGap),
      y: zonesTop + 30 + Math.floor(index / 2) * (copyPx + 10),
      width: copyPx,
      height: copyPx,
    };
  });
  const messages = world.messages.flatMap(({ segment, progress }) => {
    const from = segments.find((shape) => shape.segment === segment);
    if (from === undefined) return [];
    const fromX = from.x + from.width / 2;
    const fromY = from.y;
    const toX = width / 2;
    const toY = writer.y + writer.height;
    return [
      {
        fromX,
        fromY,
        toX,
        toY,
        hue: from.hue,
        x: fromX + (toX - fromX) * progress,
        y: fromY + (toY - fromY) * progress,
      },
    ];
  });
  const zonesBottom = zonesTop + (zones[0]?.height ?? 0);
  return { width, height: zonesBottom + 4, isNarrow, writer, lines, zones, segments, messages };
}

/** Who is expected; from the events themselves when the beginning is missing. */
function placementOf(trace: RollCallTrace): readonly Placement[] {
  const began = trace.find((event) => event.kind === "roll-call-began");
  if (began !== undefined) return began.placement;
  return trace.flatMap((event) =>
    event.kind === "segment-started" ? [{ segment: event.segment, zone: event.zone }] : [],
  );
}
