/**
 * A table and its partitions as a chart: its keys in their order, one row each, and around them the partitions that have
 * them, as hot as they are.
 */
import type { ItemKey, PartitionEvent, PartitionTrace } from "../core/dynamodb/index.ts";
import { comparePlaces, placeOf, type PartitionRange, type Place } from "../core/dynamodb/partition-router.ts";
import type { Millis } from "../core/kernel/index.ts";
import { niceTop, valueAt, type Chart, type ChartBand, type ChartFamily, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore
import { PARTITION_CONTROLS, partitionStrings, type PartitionStrings } from "./partition-strings.ts";
import type { Moment } from "./track.ts";

/** How these runs are drawn. */
export const PARTITION_CHARTS: ChartFamily = {
  chartOf: (trace: PartitionTrace, locale) => partitionChart(trace, partitionStrings(locale)),
  controlsOf: () => PARTITION_CONTROLS,
  words: partitionStrings,
};

/** Write units a second from which a partition is shown as busy, as hot, and as too hot. */
const [BUSY, HOT, OVER] = [500, 800, 1_000] as const;

/** A partition from the event that made it to the one that split it. */
interface Life extends PartitionRange {
  /** The one that it was split from. */
  readonly parent: Life | undefined;
  readonly fromMs: Millis;
  readonly eventCount: number;
  readonly untilMs: Millis;
}

function partitionChart(trace: PartitionTrace, words: PartitionStrings): Chart {
  const [opened] = trace;
  const untilMs = trace.at(-1)?.atMs ?? 0;
  if (opened?.kind !== "partitions-opened") return { untilMs, lanes: [] };
  const lives = livesOf(trace, untilMs);
  const keys = opened.keys.map((key) => ({ ...key, place: placeOf(key) }));
  const lane: ChartLane = {
    id: "partitions",
    title: words.order,
    unit: "",
    top: Math.max(1, keys.length),
    // The first key is at the top, as in a list.
    rows: keys.map((key, index) => textOf(key, keys[index - 1])).toReversed(),
    series: [],
    thresholds: [],
    spans: splitsOf(trace, untilMs, words),
    marks: routedOf(trace),
    bands: [...tonesOf(trace, lives, keys, words), ...lives.map((life) => ({ ...life, ...ends(life, keys), tone: "frame" as const, text: life.partition }))], // prettier-ignore
    valueText: ({ eventCount }: Moment) =>
      words.partitions(
        opened.partitions.length + trace.slice(0, eventCount).filter(({ kind }) => kind === "partition-split").length,
      ),
  };
  const looks = trace.some(({ kind }) => kind === "table-looked-at");
  return { untilMs, lanes: looks ? [lane, writesLane(trace, words)] : [lane] };
}

/** The partition key is written once for its rows. */
function textOf({ partitionKey, sortKey }: ItemKey, before: ItemKey | undefined): string {
  if (sortKey === "") return partitionKey;
  return before?.partitionKey === partitionKey ? `/ ${sortKey}` : `${partitionKey} / ${sortKey}`;
}

function livesOf(trace: PartitionTrace, untilMs: Millis): readonly Life[] {
  const lives: Life[] = [];
  for (const [index, event] of trace.entries()) {
    const at = { fromMs: event.atMs, eventCount: index + 1, untilMs };
    if (event.kind === "partitions-opened")
      lives.push(...event.partitions.map((range) => ({ ...range, ...at, parent: undefined })));
    if (event.kind !== "partition-split") continue;
    const split = lives.findIndex(({ partition }) => partition === event.partition);
    const parent = { ...(lives[split] as Life), untilMs: event.atMs };
    lives[split] = parent;
    lives.push(...event.into.map((range) => ({ ...range, ...at, parent })));
  }
  return lives;
}

type Key = ItemKey & { readonly place: Place };

/** Where a range lies on an axis that has a row for each key. */
function ends({ from, until }: PartitionRange, keys: readonly Key[]): Pick<ChartBand, "low" | "high"> {
  const above = (place: Place) => {
    const count = keys.filter((key) => comparePlaces(key.place, place) < 0).length;
    const last = keys[count - 1];
    // Inside a collection that is one row.
    return last?.sortKey === "" && last.partitionKey === place.partitionKey ? count - 0.5 : count;
  };
  return { low: keys.length - (until === undefined ? keys.length : above(until)), high: keys.length - above(from) };
}

const TONES = ["idle", "calm", "busy", "hot", "over"] as const;

function toneOf(perSecond: number): (typeof TONES)[number] {
  if (perSecond > OVER) return "over";
  if (perSecond >= HOT) return "hot";
  return perSecond >= BUSY ? "busy" : perSecond > 0 ? "calm" : "idle";
}

function tonesOf(
  trace: PartitionTrace,
  lives: readonly Life[],
  keys: readonly Key[],
  words: PartitionStrings,
): readonly ChartBand[] {
  const bands = trace.flatMap((event, index): ChartBand[] => {
    if (event.kind !== "table-looked-at") return [];
    const fromMs = event.atMs - event.forMs;
    const asked = new Map<Life, number>();
    for (const look of event.partitions) {
      let life = lives.find(({ partition }) => partition === look.partition);
      // What was asked for before a split was asked of the one that was split.
      while (life?.parent !== undefined && life.fromMs > fromMs) life = life.parent;
      if (life !== undefined) asked.set(life, (asked.get(life) ?? 0) + look.asked);
    }
    return [...asked].map(([life, units]) => {
      const tone = toneOf((units * 1_000) / event.forMs);
      return { fromMs, untilMs: event.atMs, eventCount: index + 1, tone, text: words.tones[tone], ...ends(life, keys) };
    });
  });
  // The legend goes from cold to hot.
  return TONES.flatMap((tone) => bands.filter((band) => band.tone === tone));
}

/** From the decision to the split; those of one time in rows of their own. */
function splitsOf(trace: PartitionTrace, untilMs: Millis, words: PartitionStrings): readonly ChartSpan[] {
  const rowEndsMs: Millis[] = [];
  return trace.flatMap((event): ChartSpan[] => {
    if (event.kind !== "split-decided") return [];
    const done = trace.find((later) => later.kind === "partition-split" && later.partition === event.partition);
    const endMs = done?.atMs ?? untilMs;
    if (endMs === event.atMs) return [];
    const free = rowEndsMs.findIndex((rowEndMs) => rowEndMs <= event.atMs);
    const row = free === -1 ? rowEndsMs.length : free;
    rowEndsMs[row] = endMs;
    return [
      { fromMs: event.atMs, untilMs: endMs, row, text: words.splitting(event.partition), tone: "wait", group: words.aSplit }, // prettier-ignore
    ];
  });
}

/** Of a map alone: where each request went, and whether it was right there. */
function routedOf(trace: PartitionTrace): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    if (event.kind !== "key-routed") return [];
    const isRight = event.heldBy.length === 1 && event.heldBy[0] === event.partition;
    return [{ atMs: event.atMs, eventCount: index + 1, text: event.partition, tone: isRight ? "good" : "lost" }];
  });
}

function writesLane(trace: PartitionTrace, words: PartitionStrings): ChartLane {
  const sum = (event: Extract<PartitionEvent, { readonly kind: "table-looked-at" }>, of: "asked" | "throttled") =>
    (event.partitions.reduce((all, each) => all + each[of], 0) * 1_000) / event.forMs;
  const points = (valueOf: (event: Extract<PartitionEvent, { readonly kind: "table-looked-at" }>) => number) =>
    trace.flatMap((event, index): ChartPoint[] =>
      event.kind === "table-looked-at"
        ? [{ atMs: event.atMs - event.forMs, eventCount: index + 1, value: valueOf(event) }]
        : [],
    );
  const admitted = points((event) => sum(event, "asked") - sum(event, "throttled"));
  const throttled = points((event) => sum(event, "throttled"));
  const loads = new Map<string, number>();
  const asked = trace.flatMap((event, index): ChartPoint[] => {
    if (event.kind !== "writes-changed") return [];
    loads.set(event.partitionKey, event.unitsPerSecond);
    const next = trace[index + 1];
    // Changes of one moment are one step.
    if (next?.kind === "writes-changed" && next.atMs === event.atMs) return [];
    return [{ atMs: event.atMs, eventCount: index + 1, value: [...loads.values()].reduce((all, load) => all + load, 0) }]; // prettier-ignore
  });
  const rounded = (value: number | undefined) => (Math.round((value ?? 0) / 10) * 10).toLocaleString("en-US");
  return {
    id: "writes",
    title: words.writes,
    unit: "",
    top: niceTop(Math.max(0, ...[...admitted, ...asked].map(({ value }) => value ?? 0))),
    series: [
      { id: "admitted", style: "area", tone: "main", points: admitted },
      { id: "asked", style: "steps", tone: "load", points: asked, isGiven: true },
    ],
    thresholds: [],
    spans: [],
    marks: trace.flatMap((event, index): ChartMark[] =>
      event.kind === "collection-full"
        ? [{ atMs: event.atMs, eventCount: index + 1, text: words.full(event.partitionKey), tone: "lost" }]
        : [],
    ),
    valueText: (moment) => words.admits(rounded(valueAt(admitted, moment)), rounded(valueAt(throttled, moment))),
  };
}
