/** A table with Time to Live as a chart: each session from its put to its deletion, and what readers meet. */
import type { TtlTrace } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { TTL_CONTROLS, ttlStrings, type TtlStrings } from "./ttl-strings.ts";
import { niceTop, valueAt, type Chart, type ChartBand, type ChartFamily, type ChartMark, type ChartPoint } from "./chart-shapes.ts"; // prettier-ignore

/** How these runs are drawn. */
export const TTL_CHARTS: ChartFamily = {
  chartOf: (trace: TtlTrace, locale) => ttlChart(trace, ttlStrings(locale)),
  controlsOf: () => TTL_CONTROLS,
  words: ttlStrings,
};

/** One row for each; the last one is for what a reader puts. */
const SESSIONS: readonly string[] = Object.freeze(["s1", "s2", "s3", "s4", "s5"]);
/** How thick a session's row is, of the row. */
const INSET = 0.15;

function ttlChart(trace: TtlTrace, words: TtlStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "ttl-opened") return { untilMs: 0, lanes: [] };
  const { untilMs, passMs } = opened;
  const reads = (of: "stored" | "shown") =>
    trace.flatMap((event, index): ChartPoint[] =>
      event.kind === "sessions-read" ? [{ atMs: event.atMs, eventCount: index + 1, value: event[of].length }] : [],
    );
  const [stored, shown] = [reads("stored"), reads("shown")];
  return {
    untilMs,
    lanes: [
      {
        id: "sessions",
        title: words.sessions,
        unit: "",
        top: SESSIONS.length,
        rows: SESSIONS.toReversed(),
        series: [],
        thresholds: [],
        spans: [],
        marks: marksOf(trace, words),
        bands: SESSIONS.flatMap((key) => bandsOf(trace, key, untilMs, words)),
        valueText: ({ eventCount }) =>
          words.byProcess(
            trace.slice(0, eventCount).filter((event) => event.kind === "session-deleted" && event.byService).length,
          ),
      },
      {
        id: "reads",
        title: words.reads,
        unit: "",
        top: niceTop(Math.max(0, ...stored.map(({ value }) => value ?? 0))),
        isLow: true,
        series: [
          { id: "shown", style: "area", tone: "main", points: shown },
          { id: "stored", style: "steps", tone: "second", points: stored },
        ],
        thresholds: [],
        spans: [],
        marks: passesOf(trace, passMs, untilMs, words),
        valueText(moment) {
          const [all, some] = [valueAt(stored, moment), valueAt(shown, moment)];
          return all === undefined || some === undefined ? "" : words.shownOf(some, all);
        },
      },
    ],
  };
}

/** A session's stretches: valid until its time, and expired from then on, for as long as it is there. */
function bandsOf(trace: TtlTrace, key: string, untilMs: Millis, words: TtlStrings): readonly ChartBand[] {
  const bands: ChartBand[] = [];
  const row = SESSIONS.length - 1 - SESSIONS.indexOf(key);
  let since: { readonly atMs: Millis; readonly expiresMs: Millis; readonly eventCount: number } | undefined;
  const end = (atMs: Millis) => {
    if (since === undefined) return;
    const place = { low: row + INSET, high: row + 1 - INSET, eventCount: since.eventCount };
    const turnMs = Math.min(Math.max(since.atMs, since.expiresMs), atMs);
    if (turnMs > since.atMs)
      bands.push({ ...place, fromMs: since.atMs, untilMs: turnMs, tone: "calm", text: words.valid });
    if (turnMs < atMs) bands.push({ ...place, fromMs: turnMs, untilMs: atMs, tone: "over", text: words.expired });
    since = undefined;
  };
  for (const [index, event] of trace.entries()) {
    if (!("key" in event) || event.key !== key) continue;
    if (event.kind === "session-put" || event.kind === "session-extended") {
      end(event.atMs);
      since = { atMs: event.atMs, expiresMs: event.expiresMs ?? Infinity, eventCount: index + 1 };
    }
    if (event.kind === "session-deleted") end(event.atMs);
  }
  end(untilMs);
  return bands;
}

function marksOf(trace: TtlTrace, words: TtlStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    if (event.kind === "session-extended") return [{ ...at, text: words.extended(event.key), tone: "good" }];
    if (event.kind === "session-deleted")
      return [{ ...at, text: words.deleted(event.key, event.byService), tone: event.byService ? "other" : "lost" }];
    return [];
  });
}

/** The process passes, whether it finds something or not. */
function passesOf(trace: TtlTrace, passMs: Millis, untilMs: Millis, words: TtlStrings): readonly ChartMark[] {
  const count = Math.floor(untilMs / passMs);
  return Array.from({ length: count }, (_, index): ChartMark => {
    const atMs = (index + 1) * passMs;
    const eventCount = trace.filter((event) => event.atMs < atMs).length;
    return { atMs, eventCount, text: words.pass, tone: "other" };
  });
}
