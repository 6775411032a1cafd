/**
 * A chart over simulated time, for runs that tell a story of numbers: lanes with series, thresholds, spans and marks. What
 * they mean is said by whoever makes the chart (`scaling-charts.ts`, `throughput-charts.ts` and their like); here they get their places.
 *
 * A chart knows its whole run. What is drawn is what has happened by a moment; only a series that is given, as the load of
 * a scenario is, is drawn to its end, faintly.
 */
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { Moment } from "./track.ts";

/** A value from an event on. */
export interface ChartPoint {
  readonly atMs: Millis;
  /** How many events of the run have happened with it. */
  readonly eventCount: number;
  /** Nothing where there is no value from here on. */
  readonly value: number | undefined;
}

export interface ChartSeries {
  readonly id: string;
  /**
   * `line` joins what was measured, `dots` does not; `steps` holds from one change to the next, and `area` is filled below. A
   * `countdown` is a time in seconds that runs down from each change on, to 0.
   */
  readonly style: "line" | "dots" | "steps" | "area" | "countdown";
  readonly tone: "main" | "second" | "load";
  readonly points: readonly ChartPoint[];
  /** Known from the beginning: what is to come is drawn faintly. */
  readonly isGiven?: boolean;
}

/** A stretch of time with a name, in a row below the lane. */
export interface ChartSpan {
  readonly fromMs: Millis;
  readonly untilMs: Millis;
  /** Rows are counted from 0. */
  readonly row: number;
  readonly text: string;
  readonly tone: "wait" | "rest" | "good" | "lost";
  /** What stretches of this kind have in common: one line in the legend. Without it, each text has its own. */
  readonly group?: string;
}

/** Something that happened at one time. */
export interface ChartMark {
  readonly atMs: Millis;
  readonly eventCount: number;
  readonly text: string;
  readonly tone: "good" | "lost" | "other";
}

/**
 * A part of the axis over a stretch of time, as a range of keys is a partition's. Its tone says how much there is; a `frame`
 * is drawn around others, and carries a name.
 */
export interface ChartBand {
  readonly fromMs: Millis;
  readonly untilMs: Millis;
  /** On the axis. */
  readonly low: number;
  readonly high: number;
  /** How many events of the run have happened with it. */
  readonly eventCount: number;
  readonly tone: "idle" | "calm" | "busy" | "hot" | "over" | "frame";
  /** The name of a frame; of a tone, what it means: its line in the legend. */
  readonly text: string;
}

export interface ChartLane {
  readonly id: string;
  readonly title: string;
  /** Printed after the numbers of the axis: ` %`. */
  readonly unit: string;
  /** The top of the axis, above 0. The bottom is 0. */
  readonly top: number;
  readonly isLow?: boolean;
  readonly series: readonly ChartSeries[];
  readonly thresholds: readonly { readonly value: number; readonly text: string; readonly isTarget: boolean }[];
  readonly spans: readonly ChartSpan[];
  readonly marks: readonly ChartMark[];
  /** Behind everything else. */
  readonly bands?: readonly ChartBand[];
  /** What the axis is made of, where it has no numbers: one row for each, the first at the bottom. */
  readonly rows?: readonly string[];
  /** What holds at a moment, in words. */
  valueText(moment: Moment): string;
}

export interface Chart {
  readonly untilMs: Millis;
  readonly lanes: readonly ChartLane[];
}

/** The charts of one kind of run, and what is written around them. A kind's figures name theirs. */
export interface ChartFamily {
  /** The chart of a run. */
  chartOf(trace: never, locale: WordsLocale): Chart;
  /** What a reader can press below a run, by the names that the words have. */
  controlsOf(trace: never): readonly string[];
  words(locale: WordsLocale): ChartWords;
}

/** Words of the scene itself: a series by its id, a button by its control. */
export interface ChartWords {
  readonly legend: Readonly<Record<string, string>>;
  readonly controls: Readonly<Record<string, string>>;
}

interface PathShape {
  readonly id: string;
  readonly style: ChartSeries["style"];
  readonly tone: ChartSeries["tone"];
  readonly d: string;
  /** Where the values of a line, or of dots, were measured. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  /** All of a series that is given. */
  readonly whole: string | undefined;
}

export interface LaneShape extends Box {
  readonly id: string;
  readonly title: string;
  readonly value: string;
  readonly headY: number;
  readonly plot: Box;
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  readonly thresholds: readonly { readonly y: number; readonly text: string; readonly isTarget: boolean }[];
  readonly paths: readonly PathShape[];
  readonly bands: readonly (Box & Pick<ChartBand, "text" | "tone"> & { readonly isTold: boolean })[];
  readonly rows: readonly { readonly y: number; readonly text: string }[];
  readonly spans: readonly (Box & Pick<ChartSpan, "text" | "tone"> & { readonly isTold: boolean })[];
  /** Texts that would stand in each other's way are left out; their lines stay. */
  readonly marks: readonly (Pick<ChartMark, "text" | "tone"> & {
    readonly x: number;
    readonly textX: number;
    readonly isTold: boolean;
  })[];
}

export interface ChartShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly lanes: readonly LaneShape[];
  readonly nowX: number;
  readonly axis: { readonly y: number; readonly ticks: readonly { readonly x: number; readonly text: string }[] };
  /** Where a time of the run lies. */
  xOf(atMs: Millis): number;
}

const GUTTER_PX = 34;
const EDGE_PX = 10;
const HEAD_PX = 27;
const SPAN_PX = 18;
const ROW_PX = 18;
const GAP_PX = 12;
const AXIS_PX = 22;
/** About so wide is a letter of the small texts, */
const LETTER_PX = 6.4;
/** and so wide one of Korean. */
const SYLLABLE_PX = 11.5;
/** Texts on the axis are at least so far apart. */
const TICK_PX_MIN = 52;
/** Up to here a run is told in milliseconds. */
const BRIEF_MS: Millis = 3_000;
const TICK_STEPS_MS = [50, 100, 200, 500, 1_000] as const;
const TICK_STEPS_S = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200,
] as const;

export function chartShapes(chart: Chart, moment: Moment, widthPx: number): ChartShapes {
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const isNarrow = width < NARROW_PX;
  const untilMs = Math.max(1, chart.untilMs);
  const plotWidth = width - GUTTER_PX - EDGE_PX;
  const xOf = (atMs: Millis) => GUTTER_PX + (Math.min(atMs, untilMs) / untilMs) * plotWidth;
  const nowX = xOf(moment.atMs);
  let y = 0;
  const lanes = chart.lanes.map((lane): LaneShape => {
    const plotHeight =
      lane.rows === undefined ? (lane.isLow ? (isNarrow ? 34 : 40) : isNarrow ? 84 : 100) : lane.rows.length * ROW_PX;
    const plot: Box = { x: GUTTER_PX, y: y + HEAD_PX, width: plotWidth, height: plotHeight };
    const yOf = (value: number) => plot.y + plot.height * (1 - Math.min(1, Math.max(0, value / lane.top)));
    const rowCount = Math.max(0, ...lane.spans.map(({ row }) => row + 1));
    const rows = (lane.rows ?? []).map((text, index, all) => ({
      y: yOf((lane.top * (index + 0.5)) / all.length),
      text,
    }));
    const shape: LaneShape = {
      id: lane.id,
      title: lane.title,
      value: lane.valueText(moment),
      headY: y + 14,
      plot,
      ticks: (lane.rows !== undefined ? [] : lane.isLow ? [lane.top] : [0, lane.top / 2, lane.top]).map((value) => ({
        y: yOf(value),
        text: `${Math.round(value * 10) / 10}${lane.unit}`,
      })),
      thresholds: lane.thresholds
        .filter(({ value }) => value <= lane.top)
        .map(({ value, text, isTarget }) => ({ y: yOf(value), text, isTarget })),
      paths: lane.series.map((series): PathShape => {
        const points = series.points.filter(({ eventCount }) => eventCount <= moment.eventCount);
        const style = series.style;
        return {
          id: series.id,
          style,
          tone: series.tone,
          d: pathOf(style, points, nowX, xOf, yOf, plot),
          dots:
            style === "line" || style === "dots"
              ? points.flatMap(({ atMs, value }) => (value === undefined ? [] : [{ x: xOf(atMs), y: yOf(value) }]))
              : [],
          whole: series.isGiven ? pathOf(style, series.points, xOf(untilMs), xOf, yOf, plot) : undefined,
        };
      }),
      bands: bandsOf(lane.bands ?? [], rows, moment, xOf, yOf),
      rows,
      spans: lane.spans.flatMap((span) => {
        const fromX = xOf(span.fromMs);
        // It is seen to grow until it ends.
        const untilX = Math.min(xOf(span.untilMs), nowX);
        if (untilX <= fromX) return [];
        const wholePx = xOf(span.untilMs) - fromX;
        return [
          {
            x: fromX,
            y: plot.y + plot.height + 4 + span.row * SPAN_PX,
            width: untilX - fromX,
            height: SPAN_PX - 3,
            text: span.text,
            tone: span.tone,
            isTold: Math.min(wholePx, untilX - fromX) >= widthOf(span.text) + 8,
          },
        ];
      }),
      marks: marksOf(lane.marks, moment, xOf, plot),
      x: 0,
      y,
      width,
      height: HEAD_PX + plotHeight + rowCount * SPAN_PX + (rowCount > 0 ? 4 : 0),
    };
    y += shape.height + GAP_PX;
    return shape;
  });
  const axisY = y - GAP_PX;
  return {
    width,
    height: axisY + AXIS_PX,
    isNarrow,
    lanes,
    nowX,
    axis: {
      y: axisY,
      ticks: axisTicks(untilMs, plotWidth).map((atMs) => ({
        x: xOf(atMs),
        text: timeText(atMs, untilMs),
      })),
    },
    xOf,
  };
}

function pathOf(
  style: ChartSeries["style"],
  points: readonly ChartPoint[],
  endX: number,
  xOf: (atMs: Millis) => number,
  yOf: (value: number) => number,
  plot: Box,
): string {
  const parts: string[] = [];
  const bottom = plot.y + plot.height;
  const at = (value: number) => Math.round(value * 100) / 100;
  points.forEach((point, index) => {
    if (style === "dots") return;
    const before = points[index - 1]?.value;
    const next = points[index + 1];
    const x = at(xOf(point.atMs));
    if (point.value === undefined) return;
    const y = at(yOf(point.value));
    if (style === "line") {
      parts.push(before === undefined ? `M${x} ${y}` : `L${x} ${y}`);
      return;
    }
    const untilX = at(next === undefined ? endX : xOf(next.atMs));
    if (style === "countdown") {
      // Where it would come to 0, also if that is beyond the end of the run.
      const wholePx = point.value * 1_000 * (xOf(1) - xOf(0));
      const share = wholePx > 0 ? Math.min(1, (untilX - x) / wholePx) : 1;
      parts.push(`M${x} ${y}L${at(x + share * wholePx)} ${at(y + share * (bottom - y))}`);
      return;
    }
    const isArea = style === "area";
    const start = isArea ? `M${x} ${at(bottom)}V${y}` : `M${x} ${y}`;
    parts.push(before === undefined ? `${start}H${untilX}` : `V${y}H${untilX}`);
    if (isArea && next?.value === undefined) parts.push(`V${at(bottom)}Z`);
  });
  return parts.join("");
}

/** Frames are seen to grow until they end, as spans are. Those of no height are nothing to see. */
function bandsOf(
  bands: readonly ChartBand[],
  rows: LaneShape["rows"],
  moment: Moment,
  xOf: (atMs: Millis) => number,
  yOf: (value: number) => number,
): LaneShape["bands"] {
  return bands
    .filter(({ eventCount, low, high }) => eventCount <= moment.eventCount && high > low)
    .map(({ fromMs, untilMs, low, high, tone, text }) => {
      const [x, y] = [xOf(fromMs), yOf(high)];
      const width = Math.max(0, xOf(Math.min(untilMs, moment.atMs)) - x);
      const height = yOf(low) - y;
      const textWidth = widthOf(text) + 8;
      // A row has its text at the right end of the lane, and a name that would stand in its way is left out.
      const rowText = rows.find((row) => Math.abs(row.y - (y + ROW_PX / 2)) < ROW_PX / 2)?.text ?? "";
      const roomPx = Math.min(xOf(untilMs), xOf(Infinity) - widthOf(rowText)) - x;
      const isTold = tone === "frame" && height >= 14 && textWidth <= Math.min(width, roomPx);
      return { x, y, width, height, tone, text, isTold };
    });
}

function marksOf(
  marks: readonly ChartMark[],
  moment: Moment,
  xOf: (atMs: Millis) => number,
  plot: Box,
): LaneShape["marks"] {
  let lastEndX = -Infinity;
  return marks
    .filter(({ eventCount }) => eventCount <= moment.eventCount)
    .map(({ atMs, text, tone }) => {
      const x = xOf(atMs);
      const half = widthOf(text) / 2;
      const textX = Math.min(Math.max(x, plot.x + half), plot.x + plot.width - half);
      const isTold = textX - half > lastEndX + 3;
      if (isTold) lastEndX = textX + half;
      return { text, tone, x, textX, isTold };
    });
}

/** Times for the axis: round ones, as many as there is room for. */
function axisTicks(untilMs: Millis, plotWidth: number): readonly Millis[] {
  const textPx = Math.max(TICK_PX_MIN, widthOf(timeText(untilMs, untilMs)) + 12);
  const steps = untilMs <= BRIEF_MS ? TICK_STEPS_MS : TICK_STEPS_S.map((seconds) => seconds * 1_000);
  const isWide = (step: Millis) => (step / untilMs) * plotWidth >= textPx;
  let stepMs = steps.find(isWide) ?? (steps.at(-1) as number);
  // A reader's own scenario may last for years.
  while (!isWide(stepMs)) stepMs *= 2;
  return Array.from({ length: Math.floor(untilMs / stepMs) + 1 }, (_, index) => index * stepMs);
}

function timeText(atMs: Millis, untilMs: Millis): string {
  return untilMs <= BRIEF_MS ? `${atMs} ms` : clockText(atMs);
}

/** About how wide a small text is. */
function widthOf(text: string): number {
  const syllableCount = text.match(/[\u1100-\uffdc]/g)?.length ?? 0;
  return syllableCount * SYLLABLE_PX + (text.length - syllableCount) * LETTER_PX;
}

/** A time of the axis, as on a clock: `2:30`; above an hour `1:02:30`. */
export function clockText(atMs: Millis): string {
  const seconds = Math.floor(atMs / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The next number above that reads well on an axis, and is at least 1. */
export function niceTop(value: number): number {
  const least = Math.max(1, value);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 4, 5, 8, 10].map((digit) => digit * power).find((top) => top >= least) as number;
}

/** The value that a series has at a moment. */
export function valueAt(points: readonly ChartPoint[], moment: Moment): number | undefined {
  return points.findLast(({ eventCount }) => eventCount <= moment.eventCount)?.value;
}

/** What points out an event: its time, through all lanes. */
export function frameAround(shapes: ChartShapes, event: { readonly atMs: Millis }): Box {
  const x = shapes.xOf(event.atMs);
  return { x: Math.max(0, x - 6), y: 0, width: 12, height: shapes.axis.y };
}
