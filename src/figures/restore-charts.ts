/** A table and its restores as a chart: what it has, and which seconds can be restored. */
import type { RestoreEvent, RestoreTrace } from "../core/dynamodb/index.ts";
import { RESTORE_CONTROLS, restoreStrings, type RestoreStrings } from "./restore-strings.ts";
import { clockText, niceTop, valueAt, type Chart, type ChartFamily, type ChartMark, type ChartPoint } from "./chart-shapes.ts"; // prettier-ignore

/** How these runs are drawn. */
export const RESTORE_CHARTS: ChartFamily = {
  chartOf: (trace: RestoreTrace, locale) => restoreChart(trace, restoreStrings(locale)),
  controlsOf: () => RESTORE_CONTROLS,
  words: restoreStrings,
};

const MINUTE = 60_000;

function restoreChart(trace: RestoreTrace, words: RestoreStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "restore-run-opened") return { untilMs: 0, lanes: [] };
  const { untilMs } = opened;
  const points = (valueOf: (event: RestoreEvent) => number | undefined | "other") =>
    trace.flatMap((event, index): ChartPoint[] => {
      const value = valueOf(event);
      return value === "other" ? [] : [{ atMs: event.atMs, eventCount: index + 1, value }];
    });
  const items = points((event) => (event.kind === "items-changed" ? event.count : event.kind === "restore-run-opened" ? 0 : "other")); // prettier-ignore
  const minutes = (ms: number | undefined) => (ms === undefined ? undefined : ms / MINUTE);
  const latest = points((event) => (event.kind === "window-seen" ? minutes(event.toMs) : "other"));
  const earliest = points((event) => (event.kind === "window-seen" ? minutes(event.fromMs) : "other"));
  const now: readonly ChartPoint[] = [
    { atMs: 0, eventCount: 1, value: 0 },
    { atMs: untilMs, eventCount: trace.length, value: untilMs / MINUTE },
  ];
  const time = (value: number) => clockText(value * MINUTE);
  return {
    untilMs,
    lanes: [
      {
        id: "items",
        title: words.items,
        unit: "",
        top: niceTop(Math.max(0, ...items.map(({ value }) => value ?? 0))),
        series: [{ id: "items", style: "area", tone: "main", points: items }],
        thresholds: [],
        spans: [],
        marks: marksOf(trace, words),
        valueText: (moment) => words.count(String(valueAt(items, moment) ?? 0)),
      },
      {
        id: "window",
        title: words.window,
        unit: "",
        top: niceTop(untilMs / MINUTE),
        series: [
          { id: "now", style: "line", tone: "load", points: now, isGiven: true },
          { id: "latest", style: "line", tone: "main", points: latest },
          { id: "earliest", style: "steps", tone: "second", points: earliest },
        ],
        thresholds: [],
        spans: [],
        marks: [],
        valueText(moment) {
          const [from, to] = [valueAt(earliest, moment), valueAt(latest, moment)];
          return from === undefined || to === undefined ? words.nothing : words.windowNow(time(from), time(to));
        },
      },
    ],
  };
}

function marksOf(trace: RestoreTrace, words: RestoreStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    if (event.kind === "items-changed" && event.byJob) return [{ ...at, text: words.job, tone: "lost" }];
    if (event.kind === "restore-refused") return [{ ...at, text: words.refused, tone: "lost" }];
    if (event.kind === "table-restored") return [{ ...at, text: words.restored(event.count), tone: "good" }];
    return [];
  });
}
