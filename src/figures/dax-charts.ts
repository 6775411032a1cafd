/** A run of a DAX cluster as a chart: of each key what the table has and what readers are served, and what the node keeps. */
import type { DaxEvent, DaxTrace, Item, ItemKey, QueryRequest, QueryResult } from "../core/dax/index.ts";
import { keyOfItem, parametersText, requestText } from "../core/dax/query-cache.ts";
import type { Millis, Timed } from "../core/kernel/index.ts";
import { niceTop, valueAt, type Chart, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan, type ChartFamily } from "./chart-shapes.ts"; // prettier-ignore
import { ITEM_CACHE_CONTROLS, QUERY_CACHE_CONTROLS, daxStrings, type DaxStrings } from "./dax-strings.ts";

const LANE_COUNT_MAX = 3;
/** Where queries are asked, they share the lanes with one item. */
const QUERY_LANE_COUNT_MAX = 2;

/** How these runs are drawn. */
export const DAX_CHARTS: ChartFamily = {
  chartOf: (trace: DaxTrace, locale) => daxChart(trace, daxStrings(locale)),
  controlsOf: (trace: DaxTrace) => (asksQueries(trace) ? QUERY_CACHE_CONTROLS : ITEM_CACHE_CONTROLS),
  words: daxStrings,
};

function daxChart(trace: DaxTrace, words: DaxStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "dax-opened") return { untilMs: 0, lanes: [] };
  const untilMs = trace.at(-1)?.atMs ?? 0;
  if (asksQueries(trace)) {
    const requests = watchedRequests(trace);
    return {
      untilMs,
      lanes: [
        ...watchedKeys(trace).slice(0, 1).map((key) => keyLane(trace, key, untilMs, words, words.getItem(key))), // prettier-ignore
        ...requests.map((request) => queryLane(trace, request, untilMs, words, requests.length > 1)),
        unitsLane(trace, words),
      ],
    };
  }
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

function pointsOf(trace: DaxTrace, valueOf: (event: Timed<DaxEvent>) => number | undefined): readonly ChartPoint[] {
  return trace.flatMap((event, index): ChartPoint[] => {
    const value = valueOf(event);
    return value === undefined ? [] : [{ atMs: event.atMs, eventCount: index + 1, value }];
  });
}

function tablePoints(trace: DaxTrace, key: ItemKey): readonly ChartPoint[] {
  return pointsOf(trace, (event) => {
    if (event.kind !== "dax-opened" && event.kind !== "table-wrote") return undefined;
    const row = event.rows.find((each) => each.key === key);
    return row === undefined ? (event.kind === "dax-opened" ? 0 : undefined) : versionShown(row.item);
  });
}

function keyLane(trace: DaxTrace, key: ItemKey, untilMs: Millis, words: DaxStrings, title: string = key): ChartLane {
  const table = tablePoints(trace, key);
  const served = pointsOf(trace, (event) => {
    if (event.kind === "cache-stored" && event.by === "read" && event.key === key) return versionShown(event.item);
    if (event.kind !== "cache-answered") return undefined;
    const hit = event.known.find((each) => each.key === key);
    return hit && versionShown(hit.item);
  });
  return {
    id: key,
    title,
    unit: "",
    top: niceTop(Math.max(3, ...[...table, ...served].map(({ value }) => value ?? 0))),
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

/** From when a node stores a key until it has it no more. */
function entriesOf(trace: DaxTrace, key: ItemKey, untilMs: Millis, words: DaxStrings): readonly ChartSpan[] {
  return heldSpans(trace, key, untilMs, words, (event) => {
    switch (event.kind) {
      case "cache-stored":
        return event.key === key ? { stored: versionShown(event.item) } : undefined;
      case "cache-evicted":
      case "cache-expired":
        return event.key === key ? "gone" : undefined;
      case "dax-opened":
      case "node-restarted":
        return { ttlMs: event.ttlMs === 0 ? Infinity : event.ttlMs };
      default:
        return undefined;
    }
  });
}

/** What an event does to what is held: its memory is empty and has this TTL; a version is stored; it is gone. */
type Change = { readonly ttlMs: Millis } | { readonly stored: number } | "gone" | undefined;

/** Stretches in which a version is held; cut where the table changes this key, since there it becomes stale. */
function heldSpans(
  trace: DaxTrace,
  key: ItemKey | undefined,
  untilMs: Millis,
  words: DaxStrings,
  changeOf: (event: Timed<DaxEvent>) => Change,
): readonly ChartSpan[] {
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
    if (event.kind === "dax-opened" || event.kind === "table-wrote") {
      const row = event.rows.find((each) => each.key === key);
      if (row !== undefined) {
        close(event.atMs);
        current = versionShown(row.item);
      }
    }
    const change = changeOf(event);
    if (change === undefined) continue;
    close(event.atMs);
    held = undefined;
    if (change === "gone") continue;
    if ("ttlMs" in change) ttlMs = change.ttlMs;
    else held = { version: change.stored, fromMs: event.atMs, endsMs: event.atMs + ttlMs };
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

function asksQueries(trace: DaxTrace): boolean {
  return trace.some(({ kind }) => kind === "query-looked-up" || kind === "table-queried");
}

/** The requests that are asked most often. */
function watchedRequests(trace: DaxTrace): readonly QueryRequest[] {
  const asked = new Map<string, { readonly request: QueryRequest; count: number }>();
  for (const event of trace) {
    if (event.kind !== "query-looked-up") continue;
    const text = parametersText(event.request);
    const found = asked.get(text) ?? { request: event.request, count: 0 };
    found.count++;
    asked.set(text, found);
  }
  return [...asked.values()].sort((a, b) => b.count - a.count).slice(0, QUERY_LANE_COUNT_MAX).map(({ request }) => request); // prettier-ignore
}

/** One item of a result: the one that is written most often of those that any result has. */
function watchedItem(trace: DaxTrace, isAsked: (request: QueryRequest) => boolean): ItemKey {
  const counts = new Map<ItemKey, number>();
  for (const event of trace)
    if ("result" in event && event.result !== undefined && isAsked(event.request))
      for (const key of event.result.Items.map(keyOfItem)) if (key !== undefined) counts.set(key, 0);
  for (const event of trace)
    if (event.kind === "table-wrote")
      for (const { key } of event.rows) if (counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const [opened] = trace;
  return most?.[0] ?? (opened?.kind === "dax-opened" ? (opened.rows[0]?.key ?? "") : "");
}

function queryLane(
  trace: DaxTrace,
  request: QueryRequest,
  untilMs: Millis,
  words: DaxStrings,
  isOneOfMany: boolean,
): ChartLane {
  const text = parametersText(request);
  const isAsked = (other: QueryRequest) => other === request || parametersText(other) === text;
  const key = watchedItem(trace, isAsked);
  const shownIn = ({ Items }: QueryResult) => versionShown(Items.find((item) => keyOfItem(item) === key));
  const [opened] = trace;
  const nodes = opened?.kind === "dax-opened" ? opened.nodes : [];
  const table = tablePoints(trace, key);
  const served = pointsOf(trace, (event) => {
    // What the node gives, from memory or from the table; nothing is stored of it where the TTL is 0.
    const isGiven =
      event.kind === "query-looked-up" ||
      (event.kind === "table-queried" && event.mode === "eventual" && nodes.includes(event.by));
    if (!isGiven || event.result === undefined || !isAsked(event.request)) return undefined;
    return shownIn(event.result);
  });
  const { FilterExpression, ProjectionExpression, Limit, ExclusiveStartKey } = request;
  /** Whether an item is missing from it because there is none, or for another reason, cannot be seen in it. */
  const isPartial = (FilterExpression ?? ProjectionExpression ?? Limit ?? ExclusiveStartKey) !== undefined;
  const spans = heldSpans(trace, isPartial ? undefined : key, untilMs, words, (event) => {
    switch (event.kind) {
      case "query-stored":
        return isAsked(event.request) ? { stored: shownIn(event.result) } : undefined;
      case "query-evicted":
      case "query-expired":
        return isAsked(event.request) ? "gone" : undefined;
      case "dax-opened":
      case "node-restarted":
        return { ttlMs: event.queryCache?.ttlMs ?? 0 };
      default:
        return undefined;
    }
  });
  return {
    id: text,
    title: isOneOfMany ? requestText(request) : words.query(key),
    unit: "",
    top: niceTop(Math.max(3, ...[...table, ...served].map(({ value }) => value ?? 0))),
    series: [
      { id: "table-version", style: "steps", tone: "second", points: table },
      { id: "served-version", style: "line", tone: "main", points: served },
    ],
    thresholds: [],
    spans: isPartial ? spans.map((span) => ({ ...span, text: words.inMemory, tone: "rest", group: words.groups.kept })) : spans, // prettier-ignore
    marks: [
      ...marksOf(trace, key, words),
      ...trace.flatMap((event, index): ChartMark[] =>
        event.kind === "query-answered" && event.mode === "strong" && isAsked(event.request)
          ? [{ atMs: event.atMs, eventCount: index + 1, text: words.strongly(words.versionOf(shownIn(event.result))), tone: "other" }] // prettier-ignore
          : [],
      ),
    ].sort((a, b) => a.atMs - b.atMs),
    valueText(moment) {
      const has = words.versionOf(valueAt(table, moment) ?? 0);
      const last = valueAt(served, moment);
      return last === undefined ? words.tableHas(has) : words.servedAndHas(words.versionOf(last), has);
    },
  };
}

/** What the table was asked for, all in all, and how much it was spared. */
function unitsLane(trace: DaxTrace, words: DaxStrings): ChartLane {
  let [unitCount, hitCount, readCount] = [0, 0, 0];
  const units: ChartPoint[] = [];
  const hits: ChartPoint[] = [];
  const reads: ChartPoint[] = [];
  trace.forEach((event, index) => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    switch (event.kind) {
      case "dax-opened":
        units.push({ ...at, value: 0 });
        break;
      case "table-read":
      case "table-queried":
        units.push({ ...at, value: (unitCount += event.units) });
        break;
      case "read-answered":
        readCount += event.results.length;
        hitCount += event.results.filter(({ from }) => from === "cache").length;
        break;
      case "query-answered":
        readCount++;
        if (event.from === "cache") hitCount++;
        break;
      default:
        return;
    }
    hits.push({ ...at, value: hitCount });
    reads.push({ ...at, value: readCount });
  });
  return {
    id: "units",
    title: words.units,
    unit: "",
    top: niceTop(Math.max(4, unitCount)),
    isLow: true,
    series: [{ id: "units", style: "area", tone: "main", points: units }],
    thresholds: [],
    spans: [],
    marks: [],
    valueText: (moment) =>
      words.unitsAndHits(valueAt(units, moment) ?? 0, valueAt(hits, moment) ?? 0, valueAt(reads, moment) ?? 0),
  };
}
