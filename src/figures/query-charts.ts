/** The pages of a query as a chart: what each has read and returned, and what all of them cost. */
import type { QueryRunEvent, QueryRunTrace, QueryScriptEvent } from "../core/dynamodb/index.ts";
import type { Trace } from "../core/kernel/index.ts";
import { QUERY_CONTROLS } from "./chart-controls.ts";
import { niceTop, valueAt, type Chart, type ChartFamily, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore
import { queryStrings, type QueryStrings } from "./query-strings.ts";

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
  const read = points((event) => pageOf(event)?.scannedCount ?? (event.kind === "read-began" ? undefined : "other"));
  const returned = points((event) => pageOf(event)?.count ?? (event.kind === "read-began" ? undefined : "other"));
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

const topOf = (points: readonly ChartPoint[]) => niceTop(Math.max(0, ...points.map(({ value }) => value ?? 0)));

/** One for each page, until the next one comes; its text is what it returned. */
function spansOf(trace: AnyQueryTrace, untilMs: number, words: QueryStrings): readonly ChartSpan[] {
  const pages = trace.filter((event) => event.kind === "page-answered");
  return pages.map(({ atMs, count, goesOnAfter, read }, index): ChartSpan => {
    const next = pages[index + 1];
    const before = pages[index - 1];
    // The last page of a read is shown as long as the one before it was.
    const lengthMs = next?.read === read ? next.atMs - atMs : before?.read === read ? atMs - before.atMs : PAGE_MS;
    const group = count > 0 ? words.full : goesOnAfter === undefined ? words.out : words.empty;
    const tone = count > 0 ? "good" : goesOnAfter === undefined ? "rest" : "lost";
    const cut = Math.min(atMs + lengthMs, untilMs, trace.find((event) => event.kind === "read-began" && event.atMs >= atMs)?.atMs ?? untilMs); // prettier-ignore
    return { fromMs: atMs, untilMs: cut, row: 0, text: String(count), tone, group };
  });
}

const PAGE_MS = 1_000;

function marksOf(trace: AnyQueryTrace, words: QueryStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    if (event.kind !== "read-ended") return [];
    const text = words.ended(event.orders.length, printed(event.units));
    return [{ atMs: event.atMs, eventCount: index + 1, text, tone: event.orders.length > 0 ? "good" : "lost" }];
  });
}
