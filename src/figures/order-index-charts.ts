/** A table and the global index that follows it, as a chart: what writes take of each, and how far the index is behind. */
import type { IndexRunEvent, IndexRunTrace } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { ORDER_INDEX_CONTROLS, orderIndexStrings, type OrderIndexStrings } from "./order-index-strings.ts";
import { niceTop, valueAt, type Chart, type ChartFamily, type ChartMark, type ChartPoint } from "./chart-shapes.ts"; // prettier-ignore

/** How these runs are drawn. */
export const ORDER_INDEX_CHARTS: ChartFamily = {
  chartOf: (trace: IndexRunTrace, locale) => orderIndexChart(trace, orderIndexStrings(locale)),
  controlsOf: () => ORDER_INDEX_CONTROLS,
  words: orderIndexStrings,
};

/** Rates are those of the last so many ms, looked at every so many; how far the index is behind is looked at more often. */
const WINDOW_MS: Millis = 12_000;
const RATE_LOOK_MS: Millis = 2_000;
const LOOK_MS: Millis = 1_000;
/** Words of the first lane are at least so far apart. */
const WORD_MS: Millis = 20_000;

function orderIndexChart(trace: IndexRunTrace, words: OrderIndexStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "index-opened") return { untilMs: 0, lanes: [] };
  const { untilMs, tableWriteUnits } = opened;
  const looks = looksAt(trace, untilMs, RATE_LOOK_MS);
  const rate = (unitsOf: (event: IndexRunEvent) => number) =>
    looks.map(({ atMs, eventCount }): ChartPoint => {
      const seen = trace.slice(0, eventCount).filter((event) => event.atMs > atMs - WINDOW_MS);
      const units = seen.reduce((sum, event) => sum + unitsOf(event), 0);
      return { atMs, eventCount, value: units / (Math.min(WINDOW_MS, atMs + RATE_LOOK_MS) / 1_000) };
    });
  const written = rate((event) => (event.kind === "order-written" ? event.units : 0));
  const asked = rate((event) => (event.kind === "order-written" ? event.indexUnits : 0));
  const followed = rate((event) => (event.kind === "index-followed" ? event.units : 0));
  const capacity = capacityOf(trace, opened.indexWriteUnits);
  const behind = behindOf(trace, looksAt(trace, untilMs, LOOK_MS));
  const top = (...series: (readonly ChartPoint[])[]) =>
    niceTop(Math.max(...series.flatMap((points) => points.map(({ value }) => value ?? 0))) * 1.05);
  const perSecond = (value: number | undefined) => String(Math.round((value ?? 0) * 10) / 10);
  return {
    untilMs,
    lanes: [
      {
        id: "table",
        title: words.table,
        unit: "",
        top: niceTop(tableWriteUnits * 1.1),
        series: [{ id: "done", style: "area", tone: "main", points: written }],
        thresholds: [{ value: tableWriteUnits, text: words.tableCapacity(tableWriteUnits), isTarget: false }],
        spans: [],
        marks: throttlesOf(trace, words),
        valueText: (moment) => words.used(perSecond(valueAt(written, moment)), tableWriteUnits),
      },
      {
        id: "index",
        title: words.index,
        unit: "",
        top: top(asked, followed, capacity),
        series: [
          { id: "done", style: "area", tone: "main", points: followed },
          { id: "asked", style: "steps", tone: "second", points: asked },
          { id: "capacity", style: "steps", tone: "load", points: capacity },
        ],
        thresholds: [],
        spans: [],
        marks: changesOf(trace, words),
        valueText: (moment) => words.wanted(perSecond(valueAt(asked, moment)), valueAt(capacity, moment) ?? 0),
      },
      {
        id: "behind",
        title: words.behind,
        unit: " s",
        // Room for what readers of the list met.
        top: niceTop(1.25 * Math.max(...behind.map(({ value }) => value ?? 0))),
        series: [{ id: "behind", style: "steps", tone: "main", points: behind }],
        thresholds: [],
        spans: [],
        marks: readsOf(trace, words),
        valueText: (moment) => words.seconds(perSecond(valueAt(behind, moment))),
      },
    ],
  };
}

interface Look {
  readonly atMs: Millis;
  readonly eventCount: number;
}

function looksAt(trace: IndexRunTrace, untilMs: Millis, everyMs: Millis): readonly Look[] {
  return Array.from({ length: Math.floor(untilMs / everyMs) + 1 }, (_, index) => {
    const atMs = index * everyMs;
    const place = trace.findIndex((event) => event.atMs > atMs);
    return { atMs, eventCount: place < 0 ? trace.length : place };
  });
}

function capacityOf(trace: IndexRunTrace, first: number): readonly ChartPoint[] {
  return [
    { atMs: 0, eventCount: 1, value: first },
    ...trace.flatMap((event, index): ChartPoint[] =>
      event.kind === "index-capacity-set" ? [{ atMs: event.atMs, eventCount: index + 1, value: event.writeUnits }] : [],
    ),
  ];
}

/** How old writes were at most, in seconds, which the index followed since the last look, or has not followed yet. */
function behindOf(trace: IndexRunTrace, looks: readonly Look[]): readonly ChartPoint[] {
  const waiting = new Map<number, Millis>();
  let seen = 0;
  return looks.map(({ atMs, eventCount }) => {
    let oldest: Millis = 0;
    for (const event of trace.slice(seen, eventCount)) {
      if (event.kind === "order-written" && event.indexUnits > 0) waiting.set(event.write, event.atMs);
      if (event.kind === "index-followed") {
        oldest = Math.max(oldest, event.atMs - (waiting.get(event.write) ?? event.atMs));
        waiting.delete(event.write);
      }
      if (event.kind === "index-replaced") waiting.clear();
    }
    seen = eventCount;
    const [sinceMs = atMs] = waiting.values();
    return { atMs, eventCount, value: Math.max(oldest, atMs - sinceMs) / 1_000 };
  });
}

/** Each has its line, and only now and then a word: they come thick and fast. */
function throttlesOf(trace: IndexRunTrace, words: OrderIndexStrings): readonly ChartMark[] {
  let toldMs: Millis = -Infinity;
  return trace.flatMap((event, index): ChartMark[] => {
    if (event.kind !== "write-throttled") return [];
    const isTold = event.atMs - toldMs >= WORD_MS;
    if (isTold) toldMs = event.atMs;
    return [{ atMs: event.atMs, eventCount: index + 1, text: isTold ? words.throttled : "", tone: "lost" }];
  });
}

function changesOf(trace: IndexRunTrace, words: OrderIndexStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    if (event.kind === "index-replaced") return [{ ...at, text: words.newIndex, tone: "other" }];
    if (event.kind === "index-capacity-set")
      return [{ ...at, text: words.newCapacity(event.writeUnits), tone: "other" }];
    return [];
  });
}

/** Somebody looks for the newest order in the list. */
function readsOf(trace: IndexRunTrace, words: OrderIndexStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    if (event.kind !== "index-read" || event.newest === undefined) return [];
    const isThere = event.shown.includes(event.newest);
    return [
      {
        atMs: event.atMs,
        eventCount: index + 1,
        text: isThere ? words.there(event.newest) : words.missing(event.newest),
        tone: isThere ? "good" : "lost",
      },
    ];
  });
}
