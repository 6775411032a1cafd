/** An application beside a cache as a chart: what the cache has of each entry, and how often the table is read. */
import type { AsideTrace, CachedValue } from "../core/dax/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { niceTop, valueAt, type Chart, type ChartBand, type ChartFamily, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore
import { ASIDE_CONTROLS, asideStrings, type AsideStrings } from "./aside-strings.ts";

/** How these runs are drawn. */
export const ASIDE_CHARTS: ChartFamily = {
  chartOf: (trace: AsideTrace, locale) => asideChart(trace, asideStrings(locale)),
  controlsOf: () => ASIDE_CONTROLS,
  words: asideStrings,
};

/** How thick an entry's row is, of the row. */
const INSET = 0.15;
const SHORTEST_MS: Millis = 1_000;

function asideChart(trace: AsideTrace, words: AsideStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "aside-opened") return { untilMs: 0, lanes: [] };
  // All of a script may happen at once.
  const untilMs = Math.max(opened.untilMs, trace.at(-1)?.atMs ?? 0, SHORTEST_MS);
  const all = rowsOf(trace, untilMs);
  const cached = all.filter(({ states }) => states.some(({ tone }) => tone !== undefined));
  const rows = cached.length > 0 ? cached : all;
  const reads = readsOf(trace);
  const total = rows.find(({ entry }) => entry === "total");
  return {
    untilMs,
    lanes: [
      {
        id: "cache",
        title: words.cache,
        unit: "",
        top: Math.max(1, rows.length),
        rows: rows.map(({ entry }) => entry),
        series: [],
        thresholds: [],
        spans: codesOf(trace, untilMs, words),
        marks: [],
        bands: rows.flatMap(({ states }, row) =>
          states.flatMap(
            ({ tone, fromMs, untilMs: endMs, eventCount }): ChartBand[] =>
            tone === undefined || endMs <= fromMs
              ? []
              : [{ fromMs, untilMs: endMs, low: row + INSET, high: row + 1 - INSET, eventCount, tone, text: words[NAMES[tone]] }], // prettier-ignore
          ),
        ),
        valueText({ atMs, eventCount }) {
          const state = total?.states.findLast((each) => each.eventCount <= eventCount && each.fromMs <= atMs);
          return state?.tone === undefined ? words.nothing : words.entry("total", words[NAMES[state.tone]]);
        },
      },
      {
        id: "table",
        title: words.table,
        unit: "",
        top: niceTop(Math.max(4, ...reads.map(({ value }) => value ?? 0))),
        series: [{ id: "reads", style: "area", tone: "main", points: reads }],
        thresholds: [],
        spans: [],
        marks: marksOf(trace, words),
        valueText: (moment) => words.reads(valueAt(reads, moment) ?? 0),
      },
    ],
  };
}

/** Nothing: no such entry. */
type Tone = "calm" | "busy" | "hot" | undefined;
const NAMES = Object.freeze({ calm: "current", busy: "lease", hot: "old" } as const);

interface State {
  readonly fromMs: Millis;
  untilMs: Millis;
  readonly eventCount: number;
  readonly tone: Tone;
}

interface Row {
  readonly entry: string;
  inTable: string;
  cached: CachedValue | undefined;
  endsMs: Millis;
  readonly states: State[];
}

const textOf = (value: CachedValue | undefined) => (value?.kind === "item" ? value.text : (value?.kind ?? "none"));

/** Each entry as the cache has it, in the order in which the table knows them. */
function rowsOf(trace: AsideTrace, untilMs: Millis): readonly Row[] {
  const rows = new Map<string, Row>();
  const rowOf = (entry: string): Row => {
    const row = rows.get(entry) ?? { entry, inTable: "none", cached: undefined, endsMs: Infinity, states: [] };
    rows.set(entry, row);
    return row;
  };
  const become = (row: Row, atMs: Millis, eventCount: number) => {
    const { cached, inTable, states } = row;
    const tone: Tone =
      cached === undefined ? undefined : cached.kind === "lease" ? "busy" : textOf(cached) === inTable ? "calm" : "hot";
    const last = states.at(-1);
    if (last?.tone === tone) return;
    if (last !== undefined) last.untilMs = atMs;
    states.push({ fromMs: atMs, untilMs, eventCount, tone });
  };
  const runOut = (nowMs: Millis, eventCount: number) => {
    for (const row of rows.values()) {
      if (row.endsMs > nowMs) continue;
      row.cached = undefined;
      become(row, row.endsMs, eventCount);
      row.endsMs = Infinity;
    }
  };
  for (const [index, event] of trace.entries()) {
    runOut(event.atMs, index + 1);
    if (event.kind === "aside-opened" || event.kind === "table-wrote")
      for (const { entry, value } of event.entries) {
        const row = rowOf(entry);
        row.inTable = textOf(value);
        become(row, event.atMs, index + 1);
      }
    if (event.kind === "cache-emptied")
      for (const row of rows.values()) {
        row.cached = undefined;
        row.endsMs = Infinity;
        become(row, event.atMs, index + 1);
      }
    if (event.kind !== "cache-answered") continue;
    const { request, answer } = event;
    const row = rowOf(request.entry);
    if (request.do === "delete") {
      row.cached = undefined;
      row.endsMs = Infinity;
    } else if (request.do !== "get" && answer.kind === "stored") {
      row.cached = request.value;
      row.endsMs = event.atMs + (request.ttlMs ?? Infinity);
    }
    become(row, event.atMs, index + 1);
  }
  runOut(untilMs, trace.length);
  return [...rows.values()];
}

/** How often the table was read so far. */
function readsOf(trace: AsideTrace): readonly ChartPoint[] {
  let value = 0;
  return [
    { atMs: 0, eventCount: 1, value },
    ...trace.flatMap((event, index): ChartPoint[] =>
      event.kind === "table-read" ? [{ atMs: event.atMs, eventCount: index + 1, value: ++value }] : [],
    ),
  ];
}

/** Below the lane: how the application is written, and when the cache is down. */
function codesOf(trace: AsideTrace, untilMs: Millis, words: AsideStrings): readonly ChartSpan[] {
  const changes = trace.flatMap((event) => (event.kind === "code-changed" ? [event] : []));
  const first = { atMs: 0, code: "leases" as const };
  const codes = [first, ...changes].map(({ atMs, code }, index): ChartSpan => ({
    fromMs: atMs,
    untilMs: changes[index]?.atMs ?? untilMs,
    row: 0,
    text: words.codes[code],
    tone: code === "leases" ? "good" : "wait",
  }));
  const down = trace.flatMap((event): ChartSpan[] => {
    if (event.kind !== "fault-began" || event.fault.kind !== "node-down" || event.fault.node !== "cache") return [];
    const { fromMs, untilMs: endMs = untilMs } = event.fault;
    return [{ fromMs, untilMs: Math.min(endMs, untilMs), row: 1, text: words.down, tone: "lost" }];
  });
  return [...codes.filter(({ fromMs, untilMs: endMs }) => endMs > fromMs), ...down];
}

function marksOf(trace: AsideTrace, words: AsideStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    if (event.kind === "table-wrote") return [{ ...at, text: words.written, tone: "other" }];
    if (event.kind === "cache-emptied") return [{ ...at, text: words.emptied, tone: "lost" }];
    if (event.kind === "fault-began" && event.fault.kind === "node-down" && event.fault.node === "P1")
      return [{ ...at, text: words.crash, tone: "lost" }];
    return [];
  });
}
