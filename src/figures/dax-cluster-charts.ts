/** A DAX cluster of several nodes as a chart: what the table's partition gives, what each node serves and is, what clients get. */
import type { DaxEvent, DaxTrace } from "../core/dax/index.ts";
import type { Millis, NodeId, Timed } from "../core/kernel/index.ts";
import { DAX_CLUSTER_CONTROLS, daxClusterStrings, type DaxClusterStrings } from "./dax-cluster-strings.ts";
import { niceTop, valueAt, type Chart, type ChartFamily, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore

/** How these runs are drawn. */
export const DAX_CLUSTER_CHARTS: ChartFamily = {
  chartOf: (trace: DaxTrace, locale) => daxClusterChart(trace, daxClusterStrings(locale)),
  controlsOf: () => DAX_CLUSTER_CONTROLS,
  words: daxClusterStrings,
};

/** Of a partition; what a scenario allows is in no event. */
const CEILING_UNITS = 3_000;

/** Axes of nodes end at a multiple of this. */
const TOP_STEP = 50;

type LoadCounted = Timed<Extract<DaxEvent, { kind: "load-counted" }>>;

function daxClusterChart(trace: DaxTrace, words: DaxClusterStrings): Chart {
  const untilMs = trace.at(-1)?.atMs ?? 0;
  const nodes = [...new Set(trace.flatMap((event) => (event.kind === "topology-changed" ? event.nodes : [])))].sort();
  const perSecond = (valueOf: (load: LoadCounted) => number): readonly ChartPoint[] =>
    trace.flatMap((event, index): ChartPoint[] =>
      event.kind === "load-counted"
        ? [{ atMs: event.atMs - event.overMs, eventCount: index + 1, value: (valueOf(event) * 1_000) / event.overMs }]
        : [],
    );
  const highest = (...series: readonly (readonly ChartPoint[])[]) => niceTop(Math.max(1, ...series.flat().map(({ value }) => value ?? 0))); // prettier-ignore
  const given = perSecond(({ units }) => units);
  const wanted = perSecond(({ wantedUnits }) => wantedUnits);
  const throttled = perSecond((load) => load.throttled);
  const answered = perSecond((load) => load.answered);
  const failed = perSecond((load) => load.failed);
  const byNode = nodes.map((node) => {
    const of = (load: LoadCounted) => load.nodes.find((each) => each.node === node);
    return {
      node,
      hits: perSecond((load) => of(load)?.hits ?? 0),
      misses: perSecond((load) => of(load)?.misses ?? 0),
    };
  });
  const served = byNode.flatMap(({ hits, misses }) => [...hits, ...misses]).map(({ value }) => value ?? 0);
  const topOfNodes = Math.max(1, Math.ceil(Math.max(0, ...served) / TOP_STEP)) * TOP_STEP;
  return {
    untilMs,
    lanes: [
      {
        id: "table",
        title: words.table,
        unit: "",
        top: highest(wanted, [{ atMs: 0, eventCount: 0, value: CEILING_UNITS }]),
        series: [
          { id: "given", style: "area", tone: "main", points: given },
          { id: "wanted", style: "steps", tone: "second", points: wanted },
        ],
        thresholds: [{ value: CEILING_UNITS, text: words.ceiling, isTarget: false }],
        spans: [],
        marks: writesOf(trace, words),
        valueText(moment) {
          const [units, asked] = [valueAt(given, moment), valueAt(wanted, moment)];
          return units === undefined || asked === undefined ? "" : words.givenOf(whole(units), whole(asked), Math.round(valueAt(throttled, moment) ?? 0)); // prettier-ignore
        },
      },
      ...byNode.map(({ node, hits, misses }): ChartLane => {
        const roles = rolesOf(trace, node, untilMs, words);
        return {
          id: node,
          title: node,
          unit: "",
          top: topOfNodes,
          isLow: true,
          series: [
            { id: "hits", style: "area", tone: "main", points: hits },
            { id: "misses", style: "steps", tone: "second", points: misses },
          ],
          thresholds: [],
          spans: roles,
          marks: [],
          valueText(moment) {
            const { atMs } = moment;
            const role =
              // The last event may come a moment after the last second that is counted.
              roles.findLast(({ fromMs, untilMs: endMs }) => fromMs <= atMs && (atMs <= endMs || endMs >= untilMs))
                ?.text ?? words.out;
            return words.served(role, Math.round(valueAt(hits, moment) ?? 0), Math.round(valueAt(misses, moment) ?? 0));
          },
        };
      }),
      {
        id: "answers",
        title: words.answers,
        unit: "",
        top: Math.max(1, Math.ceil(Math.max(0, ...[...answered, ...failed].map(({ value }) => value ?? 0)) / TOP_STEP)) * TOP_STEP, // prettier-ignore
        isLow: true,
        series: [
          { id: "answered", style: "area", tone: "main", points: answered },
          { id: "failed", style: "steps", tone: "second", points: failed },
        ],
        thresholds: [],
        spans: [],
        marks: [],
        valueText: (moment) => words.answeredOf(Math.round(valueAt(answered, moment) ?? 0), Math.round(valueAt(failed, moment) ?? 0)), // prettier-ignore
      },
    ],
  };
}

const whole = (units: number) => Math.round(units).toLocaleString("en-US");

function writesOf(trace: DaxTrace, words: DaxClusterStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    switch (event.kind) {
      case "write-acknowledged":
        return [{ ...at, text: words.written, tone: "good" }];
      case "write-unknown":
        return [{ ...at, text: words.unknown, tone: "lost" }];
      case "write-refused":
        return [{ ...at, text: words.refused, tone: "lost" }];
      default:
        return [];
    }
  });
}

/** What a node is, as the cluster has it, and whether it is there. */
function rolesOf(trace: DaxTrace, node: NodeId, untilMs: Millis, words: DaxClusterStrings): readonly ChartSpan[] {
  const spans: ChartSpan[] = [];
  let role: "primary" | "replica" | "out" = "out";
  let downCount = 0;
  let fromMs = 0;
  const close = (atMs: Millis) => {
    const tone = downCount > 0 ? "lost" : role === "primary" ? "good" : "rest";
    const text = downCount > 0 ? words.down : words[role];
    if (atMs > fromMs && (downCount > 0 || role !== "out")) spans.push({ fromMs, untilMs: atMs, row: 0, text, tone });
    fromMs = atMs;
  };
  for (const event of trace) {
    if (event.kind === "topology-changed") {
      const now = event.primary === node ? "primary" : event.nodes.includes(node) ? "replica" : "out";
      if (now === role) continue;
      // Whoever is down has no role to be seen.
      if (downCount === 0) close(event.atMs);
      role = now;
    }
    const isMine = "fault" in event && event.fault.kind === "node-down" && event.fault.node === node;
    if (!isMine) continue;
    close(event.atMs);
    downCount += event.kind === "fault-began" ? 1 : -1;
  }
  close(untilMs);
  return spans;
}
