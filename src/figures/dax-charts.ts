/** A run of a DAX cluster as a chart: of each key what the table has and what readers are served, and what the node keeps. */
import type { DaxEvent, DaxTrace, Item, ItemKey } from "../core/dax/index.ts";
import type { Millis, Timed } from "../core/kernel/index.ts";
import { niceTop, valueAt, type Chart, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan, type ChartFamily } from "./chart-shapes.ts"; // prettier-ignore
import { ITEM_CACHE_CONTROLS } from "./chart-controls.ts";
import { daxStrings, type DaxStrings } from "./dax-strings.ts";

const LANE_COUNT_MAX = 3;

/** How these runs are drawn. */
export const DAX_CHARTS: ChartFamily = {
  chartOf: (trace: DaxTrace, locale) => daxChart(trace, daxStrings(locale)),
  controlsOf: () => ITEM_CACHE_CONTROLS,
  words: daxStrings,
};

function daxChart(trace: DaxTrace, words: DaxStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "dax-opened") return { untilMs: 0, lanes: [] };
  const untilMs = trace.at(-1)?.atMs ?? 0;
  return {
    untilMs,
    lanes: [...watchedKeys(trace).map((key) => keyLane(trace, key, untilMs, words)), entriesLane(trace, words)],
  };
}

/** The keys that are read most often. */
function watchedKeys(trace: DaxTrace): readonly ItemKey[] {
  const counts = new Map<ItemKey, number>();
  for (const event of trace)
    if (event.kind === "cache-answered")
      for (const key of [...event.known.map((each) => each.key), ...event.ask])
        counts.set(key, (counts.get(key) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count > 1);
  return (often.length > 0 ? often : [...counts])
    .sort(([, a], [, b]) => b - a)
    .slice(0, LANE_COUNT_MAX)
    .map(([key]) => key);
}

/** A key that the table has not got is drawn at 0. */
function versionShown(item: Item | undefined): number {
  const version = item?.["version"];
  return version !== undefined && "N" in version ? Number(version.N) : 0;
}

function keyLane(trace: DaxTrace, key: ItemKey, untilMs: Millis, words: DaxStrings): ChartLane {
  const pointsOf = (valueOf: (event: Timed<DaxEvent>) => number | undefined): readonly ChartPoint[] =>
    trace.flatMap((event, index): ChartPoint[] => {
      const value = valueOf(event);
      return value === undefined ? [] : [{ atMs: event.atMs, eventCount: index + 1, value }];
    });
  const table = pointsOf((event) => {
    if (event.kind !== "dax-opened" && event.kind !== "table-wrote") return undefined;
    const row = event.rows.find((each) => each.key === key);
    return row === undefined ? (event.kind === "dax-opened" ? 0 : undefined) : versionShown(row.item);
  });
  const served = pointsOf((event) => {
    if (event.kind === "cache-stored" && event.by === "read" && event.key === key) return versionShown(event.item);
    if (event.kind !== "cache-answered") return undefined;
    const hit = event.known.find((each) => each.key === key);
    return hit && versionShown(hit.item);
  });
  return {
    id: key,
    title: key,
    unit: "",
    top: niceTop(Math.max(2, ...[...table, ...served].map(({ value }) => value ?? 0))),
    series: [
      { id: "table-version", style: "steps", tone: "second", points: table },
      { id: "served-version", style: "line", tone: "main", points: served },
    ],
    thresholds: [],
    spans: entriesOf(trace, key, untilMs, words),
    marks: marksOf(trace, key, words),
    valueText(moment) {
      const has = words.versionOf(valueAt(table, moment) ?? 0);
      const last = valueAt(served, moment);
      return last === undefined ? words.tableHas(has) : words.servedAndHas(words.versionOf(last), has);
    },
  };
}

/** From when a node stores a key until it has it no more; cut where the table changes, since there it becomes stale. */
function entriesOf(trace: DaxTrace, key: ItemKey, untilMs: Millis, words: DaxStrings): readonly ChartSpan[] {
  const spans: ChartSpan[] = [];
  let current = 0;
  let ttlMs = Infinity;
  let held: { readonly version: number; readonly endsMs: Millis; fromMs: Millis } | undefined;
  const close = (atMs: Millis) => {
    if (held === undefined) return;
    const isStale = held.version !== current;
    const end = Math.min(atMs, held.endsMs);
    if (end > held.fromMs)
      spans.push({
        fromMs: held.fromMs,
        untilMs: end,
        row: 0,
        text: isStale ? words.stales(words.versionOf(held.version)) : words.versionOf(held.version),
        tone: isStale ? "lost" : "good",
        group: isStale ? words.groups.stale : words.groups.agrees,
      });
    held = { ...held, fromMs: end };
  };
  for (const event of trace) {
    switch (event.kind) {
      case "dax-opened":
      case "node-restarted":
        close(event.atMs);
        held = undefined;
        ttlMs = event.ttlMs === 0 ? Infinity : event.ttlMs;
        if (event.kind === "dax-opened") current = versionShown(event.rows.find((row) => row.key === key)?.item);
        break;
      case "table-wrote": {
        const row = event.rows.find((each) => each.key === key);
        if (row === undefined) break;
        close(event.atMs);
        current = versionShown(row.item);
        break;
      }
      case "cache-stored":
        if (event.key !== key) break;
        close(event.atMs);
        held = { version: versionShown(event.item), fromMs: event.atMs, endsMs: event.atMs + ttlMs };
        break;
      case "cache-evicted":
      case "cache-expired":
        if (event.key !== key) break;
        close(event.atMs);
        held = undefined;
        break;
      default:
    }
  }
  close(untilMs);
  return spans;
}

function marksOf(trace: DaxTrace, key: ItemKey, words: DaxStrings): readonly ChartMark[] {
  const [opened] = trace;
  const nodes = opened?.kind === "dax-opened" ? opened.nodes : [];
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    if (event.kind === "cache-evicted" && event.key === key) return [{ ...at, text: words.evicted, tone: "other" }];
    if (event.kind !== "table-wrote" || !event.rows.some((row) => row.key === key)) return [];
    return nodes.includes(event.by)
      ? [{ ...at, text: words.writtenThrough, tone: "good" }]
      : [{ ...at, text: words.writtenPast, tone: "lost" }];
  });
}

/** How many entries the node has, as far as it has said. */
function entriesLane(trace: DaxTrace, words: DaxStrings): ChartLane {
  const held = new Set<ItemKey>();
  const entries: ChartPoint[] = [];
  const hits: ChartPoint[] = [];
  const reads: ChartPoint[] = [];
  let [hitCount, readCount, capacity] = [0, 0, 1];
  trace.forEach((event, index) => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    switch (event.kind) {
      case "dax-opened":
      case "node-restarted":
        held.clear();
        capacity = Math.max(capacity, event.capacity);
        break;
      case "cache-stored":
        held.add(event.key);
        break;
      case "cache-evicted":
      case "cache-expired":
        held.delete(event.key);
        break;
      case "cache-answered":
        hitCount += event.known.length;
        readCount += event.known.length + event.ask.length;
        hits.push({ ...at, value: hitCount });
        reads.push({ ...at, value: readCount });
        return;
      default:
        return;
    }
    entries.push({ ...at, value: held.size });
  });
  return {
    id: "entries",
    title: words.entries,
    unit: "",
    top: Math.max(capacity, ...entries.map(({ value }) => value ?? 0)),
    isLow: true,
    series: [{ id: "entries", style: "area", tone: "main", points: entries }],
    thresholds: [],
    spans: [],
    marks: [],
    valueText: (moment) =>
      words.fromMemory(valueAt(entries, moment) ?? 0, valueAt(hits, moment) ?? 0, valueAt(reads, moment) ?? 0),
  };
}
