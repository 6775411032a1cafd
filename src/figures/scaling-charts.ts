/** The runs of the two scalers as charts. */
import type { AcuEvent, AcuTrace, ReaderFleetEvent, ReaderFleetTrace } from "../core/cluster/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { ACU_CONTROLS, FLEET_CONTROLS, scalingStrings, type ScalingStrings } from "./scaling-strings.ts";
import { niceTop, valueAt, type Chart, type ChartFamily, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore

/** Readers that come and go, and instances that grow and shrink. Every run says in its first event what it is. */
export const SCALING_CHARTS: ChartFamily = {
  chartOf(trace: ReaderFleetTrace | AcuTrace, locale: WordsLocale) {
    const words = scalingStrings(locale);
    return isFleet(trace) ? fleetChart(trace, words) : acuChart(trace as AcuTrace, words);
  },
  controlsOf: (trace: ReaderFleetTrace | AcuTrace) => (isFleet(trace) ? FLEET_CONTROLS : ACU_CONTROLS),
  words: scalingStrings,
};

function isFleet(trace: ReaderFleetTrace | AcuTrace): trace is ReaderFleetTrace {
  return trace[0]?.kind === "reader-fleet-opened";
}

const untilOf = (trace: readonly { readonly atMs: Millis }[]) => trace.at(-1)?.atMs ?? 0;

/** One point for each event that has something to say. */
function pointsOf<E extends { readonly atMs: Millis }>(
  trace: readonly E[],
  valueOf: (event: E) => number | undefined | "as before",
): readonly ChartPoint[] {
  return trace.flatMap((event, index): ChartPoint[] => {
    const value = valueOf(event);
    return value === "as before" ? [] : [{ atMs: event.atMs, eventCount: index + 1, value }];
  });
}

const largest = (...series: readonly (readonly ChartPoint[])[]) =>
  Math.max(0, ...series.flat().map(({ value }) => value ?? 0));

function fleetChart(trace: ReaderFleetTrace, words: ScalingStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "reader-fleet-opened") return { untilMs: 0, lanes: [] };
  const { policy } = opened;
  const isCpu = policy.metric === "RDSReaderAverageCPUUtilization";
  const unit = isCpu ? " %" : "";
  const printed = (value: number) => (isCpu ? words.percent(value) : String(value));
  const wanted = pointsOf(trace, (event) => (event.kind === "load-changed" ? event.connections : "as before"));
  const average = pointsOf(trace, (event) => (event.kind === "metric-known" ? event.average : "as before"));
  const busiest = pointsOf(trace, (event) => {
    if (event.kind !== "metric-known") return "as before";
    const values = event.readers.flatMap(({ state, cpuPercent, connections }) => {
      const value = isCpu ? cpuPercent : connections;
      return state !== "available" || value === undefined ? [] : [value];
    });
    return values.length === 0 ? undefined : Math.max(...values);
  });
  const { total, available } = countsOf(trace);
  const readerTop = Math.max(1, policy.maxCapacity, largest(total));
  const metricLane: ChartLane = {
    id: "metric",
    title: isCpu ? words.cpu : words.perReader,
    unit,
    top: isCpu && largest(average) <= 100 ? 100 : niceTop(Math.max(largest(average, busiest), policy.target * 1.2)),
    series: [
      { id: "busiest", style: "line", tone: "second", points: busiest },
      { id: "average", style: "line", tone: "main", points: average },
    ],
    thresholds: [{ value: policy.target, text: words.target(printed(policy.target)), isTarget: true }],
    spans: [],
    marks: [],
    valueText(moment) {
      const [mean, most] = [valueAt(average, moment), valueAt(busiest, moment)];
      if (mean === undefined) return words.noAverage;
      return most === undefined ? words.averageAlone(printed(mean)) : words.average(printed(mean), printed(most));
    },
  };
  const readerLane: ChartLane = {
    id: "readers",
    title: words.readers,
    unit: "",
    top: readerTop,
    series: [
      { id: "available", style: "area", tone: "main", points: available },
      { id: "total", style: "steps", tone: "second", points: total },
    ],
    thresholds: [
      { value: policy.maxCapacity, text: words.most(policy.maxCapacity), isTarget: false },
      ...(policy.minCapacity > 0
        ? [{ value: policy.minCapacity, text: words.least(policy.minCapacity), isTarget: false }]
        : []),
    ],
    spans: cooldownsOf(trace, words),
    marks: fleetMarks(trace, words),
    valueText: (moment) => words.serving(valueAt(available, moment) ?? 0, valueAt(total, moment) ?? 0),
  };
  const loadLane: ChartLane = {
    id: "load",
    title: words.wanted,
    unit: "",
    top: niceTop(largest(wanted)),
    isLow: true,
    series: [{ id: "wanted", style: "steps", tone: "load", points: wanted, isGiven: true }],
    thresholds: [],
    spans: [],
    marks: [],
    valueText: (moment) => String(valueAt(wanted, moment) ?? 0),
  };
  const lanes = [...(wanted.length > 0 ? [loadLane] : []), metricLane, readerLane];
  return { untilMs: untilOf(trace), lanes };
}

/** How many readers there are, and how many of them serve, after each event that changes it. */
function countsOf(trace: ReaderFleetTrace): {
  readonly total: readonly ChartPoint[];
  readonly available: readonly ChartPoint[];
} {
  const states = new Map<string, string>();
  const total: ChartPoint[] = [];
  const available: ChartPoint[] = [];
  trace.forEach((event, index) => {
    if (!countsReaders(event, states)) return;
    const at = { atMs: event.atMs, eventCount: index + 1 };
    total.push({ ...at, value: states.size });
    available.push({ ...at, value: [...states.values()].filter((state) => state === "available").length });
  });
  return { total, available };
}

function countsReaders(event: ReaderFleetEvent, states: Map<string, string>): boolean {
  switch (event.kind) {
    case "reader-fleet-opened":
      for (const { instance, state } of event.readers) states.set(instance, state);
      return true;
    case "reader-creating":
      states.set(event.reader.instance, "creating");
      return true;
    case "reader-available":
      states.set(event.instance, "available");
      return true;
    case "reader-unavailable":
      states.set(event.instance, "unavailable");
      return true;
    case "reader-deleted":
      states.delete(event.instance);
      return true;
    case "reader-promoted":
      states.delete(event.instance);
      states.set(event.reader.instance, event.reader.state);
      return true;
    default:
      return false;
  }
}

/** A cooldown ends with its time, with the next one of its kind, and a scale-in's with a scale-out too. */
function cooldownsOf(trace: ReaderFleetTrace, words: ScalingStrings): readonly ChartSpan[] {
  const [opened] = trace;
  if (opened?.kind !== "reader-fleet-opened") return [];
  const { scaleOutCooldownMs, scaleInCooldownMs } = opened.policy;
  const changes = trace.flatMap((event) =>
    event.kind === "scaling-decided" && event.decision.kind !== "none"
      ? [{ atMs: event.atMs, isOut: event.decision.kind === "add" }]
      : [],
  );
  return changes.map(({ atMs, isOut }, index): ChartSpan => {
    const ending = changes.slice(index + 1).find((next) => next.isOut || !isOut)?.atMs ?? Infinity;
    const untilMs = Math.min(atMs + (isOut ? scaleOutCooldownMs : scaleInCooldownMs), ending);
    return isOut
      ? { fromMs: atMs, untilMs, row: 0, text: words.coolsOut, tone: "wait" }
      : { fromMs: atMs, untilMs, row: 1, text: words.coolsIn, tone: "rest" };
  });
}

function fleetMarks(trace: ReaderFleetTrace, words: ScalingStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    switch (event.kind) {
      case "scaling-decided":
        if (event.decision.kind === "none") return [];
        return event.decision.kind === "add"
          ? [{ ...at, text: `+${event.decision.count}`, tone: "good" }]
          : [{ ...at, text: `−${event.decision.instances.length}`, tone: "other" }];
      case "reader-creating":
        return event.reader.createdBy === "operator" ? [{ ...at, text: words.byOperator("+1"), tone: "other" }] : [];
      case "reader-deleted":
        return event.by === "operator" ? [{ ...at, text: words.byOperator("−1"), tone: "other" }] : [];
      case "reader-promoted":
        return [{ ...at, text: words.failover, tone: "lost" }];
      case "reader-unavailable":
        return [{ ...at, text: words.down, tone: "lost" }];
      default:
        return [];
    }
  });
}

function acuChart(trace: AcuTrace, words: ScalingStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "acu-opened") return { untilMs: 0, lanes: [] };
  const untilMs = untilOf(trace);
  const lanes = opened.members.map((member) => {
    const { instance } = member;
    const configuration = opened.clusters.find(({ cluster }) => cluster === member.cluster)?.configuration;
    const { minAcu = 0, maxAcu = 1 } = configuration ?? {};
    const capacity = pointsOf(trace, (event) => {
      if (event.kind === "acu-opened") return Math.max(0.5, minAcu);
      if (!("instance" in event) || event.instance !== instance) return "as before";
      if (event.kind === "acu-paused") return 0;
      return event.kind === "capacity-changed" || event.kind === "acu-resumed" ? event.acu : "as before";
    });
    const load = pointsOf(trace, (event) =>
      event.kind === "acu-load-changed" && event.instance === instance
        ? Math.max(event.load.cpuAcu, event.load.memoryAcu, event.load.networkAcu)
        : "as before",
    );
    return { instance, minAcu, maxAcu, capacity, load };
  });
  const top = niceTop(Math.max(...lanes.flatMap(({ capacity, load }) => [largest(capacity, load)])));
  const connections = connectionsOf(trace);
  const worst = pointsOf(trace, (event) =>
    event.kind === "acu-measured"
      ? Math.max(event.second.cpuPercent, event.second.memoryPercent, event.second.networkPercent)
      : "as before",
  );
  const low = (id: string, title: string, points: readonly ChartPoint[]): ChartLane => ({
    id,
    title,
    unit: "",
    top: niceTop(largest(points)),
    isLow: true,
    series: [{ id: "wanted", style: "steps", tone: "second", points, isGiven: true }],
    thresholds: [],
    spans: [],
    marks: [],
    valueText: (moment) => String(valueAt(points, moment) ?? 0),
  });
  const shares: ChartLane = {
    ...low("shares", words.shares, worst),
    unit: " %",
    top: 100,
    series: [{ id: "worst", style: "steps", tone: "load", points: worst }],
    thresholds: [{ value: 70, text: words.growsAbove, isTarget: true }],
    valueText: (moment) => words.percent(valueAt(worst, moment) ?? 0),
  };
  return {
    untilMs,
    lanes: [
      ...(connections.length > 0 ? [low("connections", words.connections, connections)] : []),
      ...(worst.length > 0 ? [shares] : []),
      ...lanes.map(({ instance, minAcu, maxAcu, capacity, load }): ChartLane => ({
        id: instance,
        title: words.capacity(instance, words.range(minAcu, maxAcu)),
        unit: "",
        top,
        series: [
          { id: "capacity", style: "area", tone: "main", points: capacity },
          ...(load.length > 0
            ? [{ id: "load", style: "steps", tone: "load", points: load, isGiven: true } as const]
            : []),
        ],
        thresholds: minAcu > 0.5 ? [{ value: minAcu, text: words.least(minAcu), isTarget: false }] : [],
        spans: pausesOf(trace, instance, untilMs, words),
        marks: [],
        valueText: (moment) =>
          words.acu(
            valueAt(capacity, moment) ?? 0,
            Math.floor(integral(capacity, moment.atMs)).toLocaleString("en-US"),
          ),
      })),
    ],
  };
}

/** Everybody who is connected, or wants to be. */
function connectionsOf(trace: AcuTrace): readonly ChartPoint[] {
  const counts = new Map<string, number>();
  return pointsOf(trace, (event: AcuEvent & { readonly atMs: Millis }) => {
    if (event.kind !== "acu-load-changed") return "as before";
    counts.set(event.instance, event.load.connections);
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  });
}

function pausesOf(trace: AcuTrace, name: string, untilMs: Millis, words: ScalingStrings): readonly ChartSpan[] {
  const spans: ChartSpan[] = [];
  for (const event of trace) {
    if (!("instance" in event) || event.instance !== name) continue;
    if (event.kind === "acu-paused")
      spans.push({ fromMs: event.atMs, untilMs, row: 0, text: words.paused, tone: "rest" });
    const last = spans.at(-1);
    if (event.kind !== "acu-resumed" || last === undefined) continue;
    const { atMs, waitedMs } = event;
    spans.splice(-1, 1, { ...last, untilMs: atMs - waitedMs });
    if (waitedMs > 0) spans.push({ fromMs: atMs - waitedMs, untilMs: atMs, row: 0, text: words.waits, tone: "lost" });
  }
  return spans;
}

/** Capacity times time, in ACU-seconds, up to a time of the run. */
function integral(points: readonly ChartPoint[], atMs: Millis): number {
  return points.reduce((sum, point, index) => {
    const until = Math.min(points[index + 1]?.atMs ?? Infinity, atMs);
    return sum + (point.value ?? 0) * (Math.max(0, until - point.atMs) / 1_000);
  }, 0);
}
