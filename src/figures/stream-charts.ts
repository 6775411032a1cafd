/** A stream and the workers that read it, as a chart: who runs, how far each shard is processed and by whom, and the index. */
import { compareSequenceNumbers, type SequenceNumber, type ShardId, type WorkerId } from "../core/dynamodb/stream-consumer.ts"; // prettier-ignore
import type { StreamTrace } from "../core/dynamodb/stream-trace.ts";
import { shardText } from "../core/dynamodb/stream-names.ts";
import type { Millis } from "../core/kernel/index.ts";
import { STREAM_CONTROLS, STREAM_DAY_CONTROLS, streamStrings, type StreamStrings } from "./stream-strings.ts";
import { niceTop, valueAt, type Chart, type ChartBand, type ChartFamily, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore

/** How these runs are drawn. */
export const STREAM_CHARTS: ChartFamily = {
  chartOf: (trace: StreamTrace, locale) => streamChart(trace, streamStrings(locale)),
  controlsOf: (trace: StreamTrace) => (isOfDays(trace) ? STREAM_DAY_CONTROLS : STREAM_CONTROLS),
  words: streamStrings,
};

const HOUR: Millis = 3_600_000;
/** How often it is looked at how far the index is behind, in a run. */
const LOOK_COUNT = 240;
/** In a run of days: somewhat more than records stay. */
const DAY_TOP_H = 30;
/** How thick a worker's row is, of the row. */
const INSET = 0.2;

function isOfDays(trace: StreamTrace): boolean {
  const [opened] = trace;
  return opened?.kind === "stream-opened" && opened.untilMs > HOUR;
}

function streamChart(trace: StreamTrace, words: StreamStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "stream-opened") return { untilMs: 0, lanes: [] };
  const { untilMs, workerCount, retentionMs } = opened;
  const machines = Array.from({ length: workerCount }, (_, index) => `W${index + 1}`);
  const shards = trace.flatMap((event) => (event.kind === "shard-opened" ? [event] : []));
  return {
    untilMs,
    lanes: [
      workersLane(trace, machines, untilMs, words),
      ...shards.map(({ shardId, parentShardId }) => shardLane(trace, shardId, parentShardId, untilMs, words)),
      indexLane(trace, untilMs, retentionMs, words),
    ],
  };
}

/** `W1-2` is the second life of the machine `W1`. */
const machineOf = (worker: WorkerId) => worker.replace(/-\d+$/, "");

function workersLane(
  trace: StreamTrace,
  machines: readonly string[],
  untilMs: Millis,
  words: StreamStrings,
): ChartLane {
  const bands = machines.flatMap((machine) => bandsOf(trace, machine, machines, untilMs, words));
  return {
    id: "workers",
    title: words.workers,
    unit: "",
    top: machines.length,
    rows: machines.toReversed(),
    series: [],
    thresholds: [],
    spans: [],
    marks: [],
    bands,
    valueText: ({ atMs, eventCount }) =>
      words.upCount(
        bands.filter(
          (band) =>
            band.tone === "calm" && band.eventCount <= eventCount && (band.untilMs > atMs || band.untilMs === untilMs),
        ).length,
        machines.length,
      ),
  };
}

function bandsOf(
  trace: StreamTrace,
  machine: string,
  machines: readonly string[],
  untilMs: Millis,
  words: StreamStrings,
): readonly ChartBand[] {
  const row = machines.length - 1 - machines.indexOf(machine);
  const bands: ChartBand[] = [];
  trace.forEach((event, index) => {
    const tone = (
      {
        "worker-started": "calm",
        "worker-resumed": "calm",
        "worker-crashed": "over",
        "worker-paused": "idle",
      } as const
    )[event.kind as string];
    if (tone === undefined || !("worker" in event) || machineOf(event.worker) !== machine) return;
    const last = bands.pop();
    if (last !== undefined) bands.push({ ...last, untilMs: event.atMs });
    const text = { calm: words.runs, over: words.down, idle: words.still }[tone];
    bands.push({ fromMs: event.atMs, untilMs, low: row + INSET, high: row + 1 - INSET, eventCount: index + 1, tone, text }); // prettier-ignore
  });
  return bands;
}

function shardLane(
  trace: StreamTrace,
  shardId: ShardId,
  parentShardId: ShardId | undefined,
  untilMs: Millis,
  words: StreamStrings,
): ChartLane {
  const numbers: SequenceNumber[] = [];
  const written: ChartPoint[] = [];
  const covered: ChartPoint[] = [];
  const marks: ChartMark[] = [];
  let endCount = Infinity;
  trace.forEach((event, index) => {
    if (!("shardId" in event) || event.shardId !== shardId) return;
    const at = { atMs: event.atMs, eventCount: index + 1 };
    if (event.kind === "shard-opened") {
      written.push({ ...at, value: 0 });
      covered.push({ ...at, value: 0 });
    } else if (event.kind === "change-streamed") {
      numbers.push(event.change.sequenceNumber);
      written.push({ ...at, value: numbers.length });
    } else if (event.kind === "checkpoint-written") {
      const { checkpoint } = event;
      const isCovered = (one: SequenceNumber) => checkpoint === "SHARD_END" || compareSequenceNumbers(one, checkpoint) <= 0; // prettier-ignore
      if (checkpoint === "SHARD_END") endCount = index + 1;
      covered.push({ ...at, value: numbers.filter(isCovered).length });
    } else if (event.kind === "shard-closed") marks.push({ ...at, text: words.closed, tone: "other" });
  });
  return {
    id: shardId,
    title: words.shard(shardText(shardId), parentShardId && shardText(parentShardId)),
    unit: "",
    top: Math.max(4, numbers.length),
    isLow: true,
    series: [
      { id: "covered", style: "area", tone: "main", points: covered },
      { id: "written", style: "steps", tone: "second", points: written },
    ],
    thresholds: [],
    spans: holdersOf(trace, shardId, untilMs, words),
    marks,
    valueText(moment) {
      if (moment.eventCount >= endCount) return words.isRead;
      const [done, all] = [valueAt(covered, moment), valueAt(written, moment)];
      return done === undefined || all === undefined ? "" : words.checkpoint(done, all);
    },
  };
}

/** Who holds the lease of a shard; and when its holder is gone, and nobody has taken it yet. */
function holdersOf(trace: StreamTrace, shardId: ShardId, untilMs: Millis, words: StreamStrings): readonly ChartSpan[] {
  const spans: ChartSpan[] = [];
  let holder: WorkerId | undefined;
  const now = (atMs: Millis, span: Pick<ChartSpan, "text" | "tone" | "group"> | undefined) => {
    const last = spans.pop();
    if (last !== undefined) spans.push({ ...last, untilMs: Math.min(last.untilMs, atMs) });
    if (span !== undefined) spans.push({ ...span, fromMs: atMs, untilMs, row: 0 });
  };
  const held = (worker: WorkerId) => ({ text: machineOf(worker), tone: "good" as const, group: words.holds });
  for (const event of trace) {
    if (event.kind === "lease-taken" && event.shardId === shardId) now(event.atMs, held((holder = event.worker)));
    else if (event.kind === "checkpoint-written" && event.shardId === shardId && event.checkpoint === "SHARD_END") {
      holder = undefined;
      now(event.atMs, undefined);
    } else if (holder === undefined || !("worker" in event) || event.worker !== holder) continue;
    else if (event.kind === "worker-crashed" || event.kind === "worker-paused")
      now(event.atMs, { text: words.nobody, tone: "lost" });
    else if (event.kind === "worker-resumed") now(event.atMs, held(holder));
  }
  return spans;
}

/** What has become of the changes by a moment. */
interface Counts {
  readonly eventCount: number;
  readonly applied: number;
  readonly refused: number;
  readonly lost: number;
}

function indexLane(trace: StreamTrace, untilMs: Millis, retentionMs: Millis, words: StreamStrings): ChartLane {
  const isLong = isOfDays(trace);
  /** Neither applied nor lost, the oldest first: when they were written, and in which shard. */
  const missing = new Map<SequenceNumber, { readonly atMs: Millis; readonly shardId: ShardId }>();
  const counts: Counts[] = [{ eventCount: 0, applied: 0, refused: 0, lost: 0 }];
  const marks: ChartMark[] = [];
  const points: ChartPoint[] = [];
  let lookMs: Millis = 0;
  const lookUntil = (atMs: Millis, eventCount: number) => {
    for (; lookMs <= atMs; lookMs += untilMs / LOOK_COUNT) {
      const [oldest] = missing.values();
      points.push({ atMs: lookMs, eventCount, value: oldest === undefined ? 0 : (lookMs - oldest.atMs) / (isLong ? HOUR : 1_000) }); // prettier-ignore
    }
  };
  trace.forEach((event, index) => {
    lookUntil(event.atMs, index);
    const at = { atMs: event.atMs, eventCount: index + 1 };
    const last = counts.at(-1) as Counts;
    if (event.kind === "change-streamed") missing.set(event.change.sequenceNumber, event);
    if (event.kind === "change-processed") {
      missing.delete(event.sequenceNumber);
      counts.push({ ...last, ...at, ...(event.applied ? { applied: last.applied + 1 } : { refused: last.refused + 1 }) }); // prettier-ignore
      if (!event.applied) marks.push({ ...at, text: words.again, tone: "other" });
    }
    if (event.kind === "records-trimmed") {
      const gone = [...missing].filter(
        ([sequenceNumber, { shardId }]) =>
          shardId === event.shardId && compareSequenceNumbers(sequenceNumber, event.through) <= 0,
      );
      for (const [sequenceNumber] of gone) missing.delete(sequenceNumber);
      if (gone.length === 0) return;
      counts.push({ ...last, ...at, lost: last.lost + gone.length });
      marks.push({ ...at, text: words.lost(gone.length), tone: "lost" });
    }
  });
  lookUntil(untilMs, trace.length);
  return {
    id: "index",
    title: words.behind,
    unit: isLong ? " h" : " s",
    top: isLong ? DAY_TOP_H : niceTop(Math.max(1, ...points.map(({ value }) => value ?? 0))),
    isLow: true,
    series: [{ id: "behind", style: "area", tone: "main", points }],
    thresholds: isLong
      ? [{ value: retentionMs / HOUR, text: words.retention(retentionMs / HOUR), isTarget: false }]
      : [],
    spans: [],
    marks,
    valueText({ eventCount }) {
      const { applied, refused, lost } = counts.findLast((one) => one.eventCount <= eventCount) as Counts;
      return words.counts(applied, refused, lost);
    },
  };
}
