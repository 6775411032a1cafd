/** A search index that follows a table as a chart: each item as searches find it, and the batches that bring it there. */
import type { Item, SearchSource, SearchTrace } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { SEARCH_CONTROLS, SEARCH_REBUILD_CONTROLS, searchStrings, type SearchStrings } from "./search-strings.ts";
import { niceTop, valueAt, type Chart, type ChartBand, type ChartFamily, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore

/** How these runs are drawn. */
export const SEARCH_CHARTS: ChartFamily = {
  chartOf: (trace: SearchTrace, locale) => searchChart(trace, searchStrings(locale)),
  controlsOf: (trace: SearchTrace) =>
    trace.some(({ kind }) => kind === "export-taken") ? SEARCH_REBUILD_CONTROLS : SEARCH_CONTROLS,
  words: searchStrings,
};

/** How thick an item's row is, of the row. */
const INSET = 0.15;

function searchChart(trace: SearchTrace, words: SearchStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "search-opened") return { untilMs: 0, lanes: [] };
  const { untilMs } = opened;
  const items = itemsOf(trace, untilMs);
  const waiting = waitingOf(trace);
  const differing = (eventCount: number) =>
    [...items.values()].filter(
      ({ states }) => (states.findLast((state) => state.eventCount <= eventCount)?.tone ?? "calm") !== "calm",
    ).length;
  const texts = { calm: words.right, hot: words.wrong, over: words.deleted } as const;
  return {
    untilMs,
    lanes: [
      {
        id: "items",
        title: words.items,
        unit: "",
        top: items.size,
        rows: [...items.values()].map(({ text }) => text).toReversed(),
        series: [],
        thresholds: [],
        spans: [],
        marks: marksOf(trace, words, false),
        bands: [...items.values()].flatMap(({ states }, place) => {
          const row = items.size - 1 - place;
          return states.flatMap(
            ({ tone, fromMs, untilMs: endMs, eventCount }): ChartBand[] =>
            tone === undefined || endMs <= fromMs
              ? []
              : [{ fromMs, untilMs: endMs, low: row + INSET, high: row + 1 - INSET, eventCount, tone, text: texts[tone] }], // prettier-ignore
          );
        }),
        valueText: ({ eventCount }) => words.behind(differing(eventCount)),
      },
      {
        id: "waiting",
        title: words.waiting,
        unit: "",
        top: niceTop(Math.max(...waiting.map(({ value }) => value ?? 0))),
        isLow: true,
        series: [{ id: "waiting", style: "area", tone: "main", points: waiting }],
        thresholds: [],
        spans: deliveriesOf(trace, opened.shardCount, untilMs, words),
        marks: marksOf(trace, words, true),
        valueText: (moment) => words.records(valueAt(waiting, moment) ?? 0),
      },
    ],
  };
}

/** Nothing: not in the table, and not found. */
type Tone = "calm" | "hot" | "over" | undefined;

interface ItemState {
  readonly fromMs: Millis;
  untilMs: Millis;
  readonly eventCount: number;
  readonly tone: Tone;
}

/** A key as its values: nothing of the core is fetched for it, and the names of a figure are plain. */
function nameOf(keys: Item): string {
  return Object.values(keys)
    .map((value) => ("S" in value ? value.S : ""))
    .join("/");
}

/** Each item as searches find it, in the order of their first changes. */
function itemsOf(trace: SearchTrace, untilMs: Millis) {
  const items = new Map<string, { readonly text: string; isThere: boolean; readonly states: ItemState[] }>();
  const become = (id: string, tone: Tone, atMs: Millis, eventCount: number) => {
    const states = items.get(id)?.states ?? [];
    const last = states.at(-1);
    if (last?.tone === tone && last !== undefined) return;
    if (last !== undefined) last.untilMs = atMs;
    states.push({ fromMs: atMs, untilMs, eventCount, tone });
  };
  for (const [index, event] of trace.entries()) {
    const { atMs } = event;
    if (event.kind === "item-changed") {
      const { Keys, NewImage } = event.record.dynamodb;
      const id = nameOf(Keys);
      const isThere = NewImage !== undefined;
      if (!items.has(id)) items.set(id, { text: id, isThere, states: [] });
      const item = items.get(id) as { isThere: boolean };
      item.isThere = isThere;
      become(id, isThere ? "hot" : "over", atMs, index + 1);
    }
    if (event.kind !== "index-compared") continue;
    const named = (keys: readonly Item[]) => new Set(keys.map(nameOf));
    const wrong = named([...event.missing, ...event.outdated]);
    const deleted = named(event.deleted);
    for (const [id, { isThere }] of items)
      become(id, isThere ? (wrong.has(id) ? "hot" : "calm") : deleted.has(id) ? "over" : undefined, atMs, index + 1);
  }
  return items;
}

/** How many records of the stream are not done. */
function waitingOf(trace: SearchTrace): readonly ChartPoint[] {
  const batches = new Map<number, readonly string[]>();
  let count = 0;
  return [
    { atMs: 0, eventCount: 1, value: 0 },
    ...trace.flatMap((event, index): ChartPoint[] => {
      if (event.kind === "batch-delivered") batches.set(event.delivery, event.sequenceNumbers);
      if (event.kind === "item-changed") count++;
      else if (event.kind === "outcome-told" && event.source !== "export") {
        const batch = batches.get(event.delivery) ?? [];
        count -= event.retryFrom === undefined ? batch.length : Math.max(0, batch.indexOf(event.retryFrom));
      } else return [];
      return [{ atMs: event.atMs, eventCount: index + 1, value: count }];
    }),
  ];
}

/** Below the lane, a row for each shard and one for an export: from a delivery to what became of it. */
function deliveriesOf(
  trace: SearchTrace,
  shardCount: number,
  untilMs: Millis,
  words: SearchStrings,
): readonly ChartSpan[] {
  const rowOf = (source: SearchSource) => (source === "export" ? shardCount : source - 1);
  return trace.flatMap((event): ChartSpan[] => {
    if (event.kind !== "batch-delivered") return [];
    const end = trace.find(
      (each) => (each.kind === "outcome-told" || each.kind === "delivery-failed") && each.delivery === event.delivery,
    );
    const span = { fromMs: event.atMs, untilMs: end?.atMs ?? untilMs, row: rowOf(event.source), text: words.source(event.source) }; // prettier-ignore
    if (end?.kind === "outcome-told" && end.retryFrom === undefined)
      return [{ ...span, tone: "good", group: words.groups.done }];
    if (end?.kind === "outcome-told") return [{ ...span, tone: "wait", group: words.groups.again }];
    return [{ ...span, tone: "lost", group: words.groups.lost }];
  });
}

/** What is done to the system stands in the first lane, what comes of it in the second. */
function marksOf(trace: SearchTrace, words: SearchStrings, isBelow: boolean): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    switch (event.kind) {
      case "outcome-told":
        return isBelow && event.deadLetters.length > 0 ? [{ ...at, text: words.dead, tone: "lost" }] : [];
      case "function-crashed":
        return isBelow ? [{ ...at, text: words.crash, tone: "lost" }] : [];
      case "shard-busy":
        return isBelow ? [{ ...at, text: words.busy, tone: "other" }] : [];
      case "export-taken":
        return isBelow ? [] : [{ ...at, text: words.exported, tone: "other" }];
      case "function-changed":
        return isBelow ? [] : [{ ...at, text: words.changed, tone: "other" }];
      case "fault-began":
        return isBelow && event.fault.kind === "node-slow" ? [{ ...at, text: words.late, tone: "lost" }] : [];
      default:
        return [];
    }
  });
}
