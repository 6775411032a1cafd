/** The pages of a query as a chart: what each has read and returned, and what all of them cost. */
import type { QueryRunEvent, QueryRunTrace, QueryScriptEvent } from "../core/dynamodb/index.ts";
import type { Trace } from "../core/kernel/index.ts";
import { QUERY_CONTROLS, queryStrings, type QueryStrings } from "./query-strings.ts";
import { niceTop, valueAt, type Chart, type ChartFamily, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore

/** How these runs are drawn. */
export const QUERY_CHARTS: ChartFamily = {
  chartOf: (trace: QueryRunTrace, locale) => queryChart(trace, queryStrings(locale)),
  controlsOf: () => QUERY_CONTROLS,
  words: queryStrings,
};

const printed = (value: number) => value.toLocaleString("en-US");
type AnyQueryTrace = Trace<QueryRunEvent | QueryScriptEvent>;

function queryChart(trace: AnyQueryTrace, words: QueryStrings): Chart {
  const points = (valueOf: (event: AnyQueryTrace[number]) => number | undefined | "other") =>
    trace.flatMap((event, index): ChartPoint[] => {
      const value = valueOf(event);
      return value === "other" ? [] : [{ atMs: event.atMs, eventCount: index + 1, value }];
    });
  const untilMs = trace[0]?.kind === "query-run-opened" ? trace[0].untilMs : (trace.at(-1)?.atMs ?? 0);
  const isBetween = ({ kind }: AnyQueryTrace[number]) => kind === "read-began" || kind === "read-ended";
  const read = points((event) => pageOf(event)?.scannedCount ?? (isBetween(event) ? undefined : "other"));
  const returned = points((event) => pageOf(event)?.count ?? (isBetween(event) ? undefined : "other"));
  const pages: ChartLane = {
    id: "pages",
    title: words.pages,
    unit: "",
    top: topOf(read),
    series: [
      { id: "read", style: "steps", tone: "load", points: read },
      { id: "returned", style: "area", tone: "main", points: returned },
    ],
    thresholds: [],
    spans: spansOf(trace, untilMs, words),
    marks: marksOf(trace, words),
    valueText(moment) {
      const [some, all] = [valueAt(returned, moment), valueAt(read, moment)];
      return some === undefined || all === undefined ? "" : words.readOf(some, all);
    },
  };
  const spent = points((event) =>
    event.kind === "page-answered" ? event.unitsSoFar : event.kind === "read-began" ? 0 : "other",
  );
  const units: ChartLane = {
    id: "units",
    title: words.units,
    unit: "",
    top: topOf(spent),
    series: [{ id: "units", style: "area", tone: "second", points: spent }],
    thresholds: [],
    spans: [],
    marks: [],
    valueText: (moment) => words.unitsOf(printed(valueAt(spent, moment) ?? 0)),
  };
  return { untilMs, lanes: spent.length === 0 ? [pages] : [pages, units] };
}

/** A page of a run, or of the pager alone, as a replay has it. */
function pageOf(event: AnyQueryTrace[number]) {
  if (event.kind === "page-answered") return event;
  return event.kind === "page-taken" ? { ...event, count: event.items.length } : undefined;
}

/** With room above, for what marks say. */
const topOf = (points: readonly ChartPoint[]) => niceTop(1.2 * Math.max(0, ...points.map(({ value }) => value ?? 0)));

/** One for each page, until something else happens; its text is what it returned. */
function spansOf(trace: AnyQueryTrace, untilMs: number, words: QueryStrings): readonly ChartSpan[] {
  return trace.flatMap((event, index): ChartSpan[] => {
    if (event.kind !== "page-answered") return [];
    const { atMs: fromMs, count, goesOnAfter } = event;
    const span = { fromMs, untilMs: trace[index + 1]?.atMs ?? untilMs, row: 0, text: String(count) };
    if (count > 0) return [{ ...span, tone: "good", group: words.full }];
    if (goesOnAfter === undefined) return [{ ...span, tone: "rest", group: words.out }];
    return [{ ...span, tone: "lost", group: words.empty }];
  });
}

function marksOf(trace: AnyQueryTrace, words: QueryStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    if (event.kind !== "read-ended") return [];
    const text = words.ended(event.orders.length, printed(event.units));
    return [{ atMs: event.atMs, eventCount: index + 1, text, tone: event.orders.length > 0 ? "good" : "lost" }];
  });
}
