/** A run of a blue/green deployment as a chart: how far green is behind, and who takes writes under which name. */
import type { BlueGreenEvent, BlueGreenTrace, Side, SwitchoverOrder } from "../core/cluster/index.ts";
import type { Millis, Timed } from "../core/kernel/index.ts";
import { niceTop, valueAt, type Chart, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan, type ChartFamily } from "./chart-shapes.ts"; // prettier-ignore
import { BLUE_GREEN_CONTROLS, blueGreenStrings, type BlueGreenStrings } from "./blue-green-strings.ts";

type Step = keyof BlueGreenStrings["steps"];

const STEP_OF: Readonly<Record<SwitchoverOrder["kind"], Step>> = {
  check: "check",
  "stop-writes": "stop",
  "drop-connections": "stop",
  report: "report",
  rename: "rename",
  "take-connections": "open",
  "take-writes": "open",
};

const TONE_OF: Readonly<Record<Side, ChartSpan["tone"]>> = { blue: "rest", green: "good" };

/** How these runs are drawn. */
export const BLUE_GREEN_CHARTS: ChartFamily = {
  chartOf: (trace: BlueGreenTrace, locale) => blueGreenChart(trace, blueGreenStrings(locale)),
  controlsOf: () => BLUE_GREEN_CONTROLS,
  words: blueGreenStrings,
};

function blueGreenChart(trace: BlueGreenTrace, words: BlueGreenStrings): Chart {
  const untilMs = trace.at(-1)?.atMs ?? 0;
  const measured = trace.flatMap((event, index) =>
    event.kind === "logs-measured" ? [{ ...event, eventCount: index + 1 }] : [],
  );
  const lag: readonly ChartPoint[] = measured.map(({ atMs, eventCount, lagMs }) => ({
    atMs,
    eventCount,
    value: lagMs / 1_000,
  }));
  const missing: readonly ChartPoint[] = measured.map(({ atMs, eventCount, position, replicated }) => ({
    atMs,
    eventCount,
    value: position - replicated,
  }));
  const commits: readonly ChartPoint[] = measured.slice(1).map(({ atMs, eventCount, commitCount }, index) => {
    const before = measured[index] as (typeof measured)[number];
    return { atMs, eventCount, value: ((commitCount - before.commitCount) * 1_000) / (atMs - before.atMs) };
  });
  const largest = (points: readonly ChartPoint[]) => Math.max(0, ...points.map(({ value }) => value ?? 0));
  const behind: ChartLane = {
    id: "lag",
    title: words.behind,
    unit: " s",
    top: niceTop(largest(lag)),
    series: [{ id: "lag", style: "area", tone: "load", points: lag }],
    thresholds: [],
    spans: stepsOf(trace, untilMs, words),
    marks: marksOf(trace, words),
    valueText: (moment) => words.lagOf((valueAt(lag, moment) ?? 0).toFixed(1), valueAt(missing, moment) ?? 0),
  };
  const writes: ChartLane = {
    id: "writes",
    title: words.commitsASecond,
    unit: "",
    top: niceTop(largest(commits)),
    isLow: true,
    series: [{ id: "commits", style: "line", tone: "second", points: commits }],
    thresholds: [],
    spans: [
      ...writableOf(trace, untilMs, words),
      ...namesOf(trace, untilMs, words),
      ...refusedOf(trace, untilMs, words),
    ],
    marks: [],
    valueText: (moment) => String(Math.round(valueAt(commits, moment) ?? 0)),
  };
  return { untilMs, lanes: [behind, writes] };
}

/** What holds from one change to the next, as stretches; nothing where it is `undefined`. */
function stretchesOf<Value>(
  trace: BlueGreenTrace,
  untilMs: Millis,
  first: Value,
  after: (event: Timed<BlueGreenEvent>, before: Value) => Value,
): readonly { readonly fromMs: Millis; readonly untilMs: Millis; readonly value: Value }[] {
  const stretches: { readonly fromMs: Millis; untilMs: Millis; readonly value: Value }[] = [
    { fromMs: 0, untilMs, value: first },
  ];
  for (const event of trace) {
    const last = stretches.at(-1) as (typeof stretches)[number];
    const value = after(event, last.value);
    if (value === last.value) continue;
    last.untilMs = event.atMs;
    stretches.push({ fromMs: event.atMs, untilMs, value });
  }
  return stretches.filter((stretch) => stretch.untilMs > stretch.fromMs);
}

function stepsOf(trace: BlueGreenTrace, untilMs: Millis, words: BlueGreenStrings): readonly ChartSpan[] {
  let isBack = false;
  return stretchesOf<Step | undefined>(trace, untilMs, undefined, (event, before) => {
    if (event.kind === "switchover-stands") {
      isBack ||= event.cause !== undefined;
      return event.status === "SWITCHOVER_IN_PROGRESS" ? "back" : undefined;
    }
    if (event.kind !== "orders-said") return before;
    const kind = event.orders[0]?.kind;
    if (kind === undefined) return undefined;
    return isBack ? "back" : STEP_OF[kind];
  }).flatMap(
    ({ value, ...span }): ChartSpan[] =>
    value === undefined
      ? []
      : [{ ...span, row: 0, text: words.steps[value], tone: value === "back" ? "lost" : "wait", group: words.groups[value === "back" ? "back" : "step"] }], // prettier-ignore
  );
}

function marksOf(trace: BlueGreenTrace, words: BlueGreenStrings): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    if (event.kind !== "switchover-stands") return [];
    const tone = event.status === "SWITCHOVER_COMPLETED" ? "good" : "lost";
    return [{ atMs: event.atMs, eventCount: index + 1, text: words.stands[event.status], tone }];
  });
}

function writableOf(trace: BlueGreenTrace, untilMs: Millis, words: BlueGreenStrings): readonly ChartSpan[] {
  return (["blue", "green"] as const).flatMap((side, row) =>
    stretchesOf(trace, untilMs, side === "blue", (event, before) => {
      if (event.kind !== "order-carried-out" || event.order.side !== side) return before;
      if (event.order.kind === "take-writes") return true;
      return event.order.kind === "stop-writes" ? false : before;
    }).flatMap(({ value, ...span }): ChartSpan[] =>
      value ? [{ ...span, row, text: words.takesWrites(side), tone: TONE_OF[side], group: words.groups[side] }] : [],
    ),
  );
}

/** Where the name leads that clients go by. */
function namesOf(trace: BlueGreenTrace, untilMs: Millis, words: BlueGreenStrings): readonly ChartSpan[] {
  const [opened] = trace;
  if (opened?.kind !== "blue-green-opened") return [];
  const name = opened.members[0]?.blue ?? "";
  return stretchesOf<Side | undefined>(trace, untilMs, "blue", (event, before) => {
    if (event.kind !== "order-carried-out" || event.order.kind !== "rename") return before;
    if (event.order.place !== 0 || event.answer.kind !== "renamed") return before;
    if (event.order.name === name) return event.order.side;
    return before === event.order.side ? undefined : before;
  }).map(({ value, ...span }): ChartSpan => ({
    ...span,
    row: 2,
    text: words.nameLeads(name, value),
    tone: value === undefined ? "lost" : TONE_OF[value],
    group: words.groups[value ?? "nobody"],
  }));
}

/** From a client's first write that is not committed to its next one that is. */
function refusedOf(trace: BlueGreenTrace, untilMs: Millis, words: BlueGreenStrings): readonly ChartSpan[] {
  const clients = new Set(trace.flatMap((event) => ("client" in event ? [event.client] : [])));
  return [...clients].flatMap((client, index) =>
    stretchesOf(trace, untilMs, false, (event, before) => {
      if (!("client" in event) || event.client !== client) return before;
      if (event.kind === "write-committed") return false;
      return event.kind === "write-refused" || event.kind === "write-unknown" ? true : before;
    }).flatMap(({ value, ...span }): ChartSpan[] =>
      value
        ? [{ ...span, row: 3 + index, text: words.noWrites(client), tone: "lost", group: words.groups.nobody }]
        : [],
    ),
  );
}
