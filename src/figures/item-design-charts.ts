/** Two ways to keep orders as a chart: what each order costs, and what all of them have. */
import type { CapacityEvent, ItemDesign, ItemDesignTrace, TableEvent } from "../core/dynamodb/index.ts";
import type { Trace } from "../core/kernel/index.ts";
import { ITEM_DESIGN_CONTROLS, itemDesignStrings, type ItemDesignStrings } from "./item-design-strings.ts";
import { niceTop, valueAt, type Chart, type ChartFamily, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore

/** How these runs are drawn. */
export const ITEM_DESIGN_CHARTS: ChartFamily = {
  chartOf: (trace: ItemDesignTrace, locale) => itemDesignChart(trace, itemDesignStrings(locale)),
  controlsOf: () => ITEM_DESIGN_CONTROLS,
  words: itemDesignStrings,
};

const printed = (value: number | undefined) => Math.round(value ?? 0).toLocaleString("en-US");

function itemDesignChart(trace: ItemDesignTrace, words: ItemDesignStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "item-designs-opened")
    return answersChart(trace as unknown as Trace<CapacityEvent | TableEvent>, words);
  const pointsOf = (design: ItemDesign, valueOf: (event: { units: number; unitsSoFar: number }) => number) =>
    trace.flatMap((event, index): ChartPoint[] =>
      event.kind === "order-kept" && event.design === design
        ? [{ atMs: event.atMs, eventCount: index + 1, value: valueOf(event) }]
        : [],
    );
  const each = {
    one: pointsOf("one-item", ({ units }) => units),
    each: pointsOf("item-each", ({ units }) => units),
  };
  const total = {
    one: pointsOf("one-item", ({ unitsSoFar }) => unitsSoFar / 1_000),
    each: pointsOf("item-each", ({ unitsSoFar }) => unitsSoFar / 1_000),
  };
  const topOf = (lists: readonly (readonly ChartPoint[])[]) =>
    niceTop(Math.max(0, ...lists.flat().map(({ value }) => value ?? 0)));
  return {
    untilMs: opened.untilMs,
    lanes: [
      {
        id: "each",
        title: words.each,
        unit: "",
        top: topOf([each.one, each.each]),
        series: [
          { id: "one-item", style: "steps", tone: "main", points: each.one },
          { id: "item-each", style: "steps", tone: "load", points: each.each },
        ],
        thresholds: [],
        spans: refusedOf(trace, opened.untilMs, words),
        marks: readsOf(trace, words),
        valueText: (moment) => words.unitsOf(printed(valueAt(each.one, moment)), printed(valueAt(each.each, moment))),
      },
      {
        id: "total",
        title: words.total,
        unit: "",
        top: topOf([total.one, total.each]),
        series: [
          { id: "one-item", style: "area", tone: "main", points: total.one },
          { id: "item-each", style: "steps", tone: "load", points: total.each },
        ],
        thresholds: [],
        spans: [],
        marks: [],
        valueText: (moment) =>
          words.unitsOf(
            printed((valueAt(total.one, moment) ?? 0) * 1_000),
            printed((valueAt(total.each, moment) ?? 0) * 1_000),
          ),
      },
    ],
  };
}

/** Another run of the same arithmetic, as a replay has: what was answered, one after the other. */
function answersChart(trace: Trace<CapacityEvent | TableEvent>, words: ItemDesignStrings): Chart {
  const points = trace.flatMap((event, index): ChartPoint[] => {
    const value = answerOf(event);
    return value === undefined ? [] : [{ atMs: event.atMs, eventCount: index + 1, value }];
  });
  const top = niceTop(Math.max(0, ...points.map(({ value }) => value ?? 0)));
  const lane: ChartLane = {
    id: "answers",
    title: words.answered,
    unit: "",
    top,
    series: [{ id: "answer", style: "line", tone: "main", points }],
    thresholds: [],
    spans: [],
    marks: [],
    valueText: (moment) => String(valueAt(points, moment) ?? ""),
  };
  return { untilMs: trace.at(-1)?.atMs ?? 0, lanes: [lane] };
}

function answerOf(event: CapacityEvent | TableEvent): number | undefined {
  if (event.kind === "item-sized") return event.bytes;
  if (event.kind === "read-counted" || event.kind === "write-counted") return event.units;
  if (event.kind !== "request-answered") return undefined;
  const consumed = [event.response["ConsumedCapacity"] ?? []].flat() as unknown as { CapacityUnits: number }[];
  return consumed.length === 0 ? undefined : consumed.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

/** From the first order that does not fit any more. */
function refusedOf(trace: ItemDesignTrace, untilMs: number, words: ItemDesignStrings): readonly ChartSpan[] {
  const first = trace.find(({ kind }) => kind === "order-refused");
  return first === undefined ? [] : [{ fromMs: first.atMs, untilMs, row: 0, text: words.full, tone: "lost" }];
}

/** One mark for a read of both. */
function readsOf(trace: ItemDesignTrace, words: ItemDesignStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const one = trace[index - 1];
    if (event.kind !== "orders-read" || event.design !== "item-each" || one?.kind !== "orders-read") return [];
    const text = words.reads(event.what, printed(one.units), printed(event.units));
    return [{ atMs: event.atMs, eventCount: index + 1, text, tone: "other" }];
  });
}
