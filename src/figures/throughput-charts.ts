/** Tables under load as charts: what each admits of what is asked, when it throttles, and what a partition has kept. */
import type { ThroughputEvent, ThroughputTrace } from "../core/dynamodb/index.ts";
import type { Millis, Timed } from "../core/kernel/index.ts";
import { niceTop, valueAt, type Chart, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan, type ChartFamily } from "./chart-shapes.ts"; // prettier-ignore
import { THROUGHPUT_CONTROLS, throughputStrings, type ThroughputStrings } from "./throughput-strings.ts";

type Served = Timed<Extract<ThroughputEvent, { readonly kind: "table-served" }>> & { readonly eventCount: number };
type Table = Extract<ThroughputEvent, { readonly kind: "throughput-opened" }>["tables"][number];

const largest = (...series: readonly (readonly ChartPoint[])[]) =>
  Math.max(0, ...series.flat().map(({ value }) => value ?? 0));
const rounded = (value: number | undefined) => Math.round(value ?? 0).toLocaleString("en-US");

/** How these runs are drawn. */
export const THROUGHPUT_CHARTS: ChartFamily = {
  chartOf: (trace: ThroughputTrace, locale) => throughputChart(trace, throughputStrings(locale)),
  controlsOf: () => THROUGHPUT_CONTROLS,
  words: throughputStrings,
};

function throughputChart(trace: ThroughputTrace, words: ThroughputStrings): Chart {
  const [opened] = trace;
  const untilMs = trace.at(-1)?.atMs ?? 0;
  if (opened?.kind !== "throughput-opened") return { untilMs, lanes: bucketLanes(trace, words) };
  const wanted = wantedOf(trace);
  return { untilMs, lanes: opened.tables.flatMap((table) => tableLanes(trace, table, wanted, untilMs, words)) };
}

/** Units a second that are asked of every table. */
function wantedOf(trace: ThroughputTrace): readonly ChartPoint[] {
  const loads = new Map<string, number>();
  return trace.flatMap((event, index): ChartPoint[] => {
    if (event.kind !== "key-load-changed") return [];
    loads.set(event.key, event.requestsPerSecond * event.units);
    const value = [...loads.values()].reduce((sum, load) => sum + load, 0);
    return [{ atMs: event.atMs, eventCount: index + 1, value }];
  });
}

function tableLanes(
  trace: ThroughputTrace,
  { table, design, rate: firstRate }: Table,
  wanted: readonly ChartPoint[],
  untilMs: Millis,
  words: ThroughputStrings,
): readonly ChartLane[] {
  const served = trace.flatMap((event, index): Served[] =>
    event.kind === "table-served" && event.table === table ? [{ ...event, eventCount: index + 1 }] : [],
  );
  // A report is about the time before it. One of less than a second, at the end of a run, says nothing about a second.
  const points = (valueOf: (report: Served) => number | undefined) =>
    served
      .filter(({ forMs }) => forMs >= 1_000)
      .map((report): ChartPoint => ({
        atMs: report.atMs - report.forMs,
        eventCount: report.eventCount,
        value: valueOf(report),
      }));
  const perSecond = (units: number, { forMs }: Served) => (units * 1_000) / forMs;
  const admitted = points((report) => perSecond(report.admitted, report));
  const throttled = points((report) => perSecond(report.throttled, report));
  const rate: readonly ChartPoint[] = [
    { atMs: 0, eventCount: 1, value: firstRate },
    ...trace.flatMap((event, index): ChartPoint[] =>
      event.kind === "table-rate-set" && event.table === table
        ? [{ atMs: event.atMs, eventCount: index + 1, value: event.rate }]
        : [],
    ),
  ];
  const main: ChartLane = {
    id: table,
    title: `${table}: ${words.designs[design]}`,
    unit: "",
    top: niceTop(largest(admitted, wanted)),
    series: [
      { id: "admitted", style: "area", tone: "main", points: admitted },
      { id: "table-rate", style: "steps", tone: "second", points: rate },
      { id: "asked", style: "steps", tone: "load", points: wanted, isGiven: true },
    ],
    thresholds: [],
    spans: throttledOf(trace, table, untilMs, words),
    marks: marksOf(trace, table, words),
    valueText: (moment) => words.admits(rounded(valueAt(admitted, moment)), rounded(valueAt(throttled, moment))),
  };
  if (design !== "burst-and-adaptive") return [main];
  const line = lineOf(trace, table);
  const kept: readonly ChartPoint[] = served.map(({ atMs, eventCount, partitions }) => {
    const units = line.flatMap((name) => partitions.filter(({ partition }) => partition === name)).at(-1)?.available;
    return { atMs, eventCount, value: units === undefined ? undefined : units / 1_000 };
  });
  const keptLane: ChartLane = {
    id: `${table} kept`,
    title: words.keptIn(table, line.join(", ")),
    unit: "",
    top: niceTop(largest(kept)),
    isLow: true,
    series: [{ id: "kept", style: "line", tone: "second", points: kept }],
    thresholds: [],
    spans: [],
    marks: [],
    valueText: (moment) => rounded((valueAt(kept, moment) ?? 0) * 1_000),
  };
  return [main, keptLane];
}

/** The partition that is short first, and before it those that it was split from. */
function lineOf(trace: ThroughputTrace, table: string): readonly string[] {
  const first = trace.find((event) => event.kind === "throttling-began" && event.table === table);
  const line = [first?.kind === "throttling-began" ? first.partition : "P1"];
  for (const event of trace.toReversed())
    if (event.kind === "partition-split" && event.table === table && event.into.includes(line[0] as string))
      line.unshift(event.partition);
  return line;
}

/** From the first request that is throttled for a reason to the last one; a row for each reason. */
function throttledOf(
  trace: ThroughputTrace,
  table: string,
  untilMs: Millis,
  words: ThroughputStrings,
): readonly ChartSpan[] {
  const rows: string[] = [];
  return trace.flatMap((event, index): ChartSpan[] => {
    if (event.kind !== "throttling-began" || event.table !== table) return [];
    const end = trace
      .slice(index)
      .find((later) => later.kind === "throttling-ended" && later.table === table && later.partition === event.partition && later.reason === event.reason); // prettier-ignore
    if (!rows.includes(event.reason)) rows.push(event.reason);
    return [
      {
        fromMs: event.atMs,
        untilMs: end?.kind === "throttling-ended" ? Math.max(end.lastMs, event.atMs + 1) : untilMs,
        row: rows.indexOf(event.reason),
        text: words.throttles(event.reason),
        tone: event.reason === "ceiling" ? "wait" : "lost",
      },
    ];
  });
}

function marksOf(trace: ThroughputTrace, table: string, words: ThroughputStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    if (event.kind === "throughput-fault") return [{ ...at, text: "GAC", tone: event.began ? "lost" : "good" }];
    if (!("table" in event) || event.table !== table) return [];
    switch (event.kind) {
      case "partition-split":
        return [{ ...at, text: words.splitInto(event.partition), tone: "other" }];
      case "partition-boosted":
        return [{ ...at, text: String(event.rate), tone: "good" }];
      default:
        return [];
    }
  });
}

/** A bucket alone: what is in it after each call. */
function bucketLanes(trace: ThroughputTrace, words: ThroughputStrings): readonly ChartLane[] {
  const [made] = trace;
  if (made?.kind !== "bucket-made") return [];
  const held = trace.map((event, index): ChartPoint => {
    const value = event.kind === "bucket-made" ? event.units : "available" in event ? event.available : undefined;
    return { atMs: event.atMs, eventCount: index + 1, value };
  });
  return [
    {
      id: "bucket",
      title: words.inBucket(made.rate, made.burstSeconds),
      unit: "",
      top: niceTop(largest(held)),
      series: [{ id: "held", style: "line", tone: "main", points: held }],
      thresholds: [],
      spans: [],
      marks: trace.flatMap((event, index): ChartMark[] => {
        const at = { atMs: event.atMs, eventCount: index + 1 };
        if (event.kind === "request-answered")
          return [{ ...at, text: `−${event.units}`, tone: event.isAdmitted ? "good" : "lost" }];
        return event.kind === "units-handed-out" ? [{ ...at, text: `−${event.units}`, tone: "other" }] : [];
      }),
      valueText: (moment) => (valueAt(held, moment) ?? 0).toLocaleString("en-US"),
    },
  ];
}
