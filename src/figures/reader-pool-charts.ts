/** Runs of pools of connections as charts: for each pool the busiest instance, the idlest reader, and the fair share. */
import type { ReaderPoolEvent, ReaderPoolTrace, TopologyMember } from "../core/cluster/index.ts";
import type { Millis, Timed } from "../core/kernel/index.ts";
import { niceTop, valueAt, type Chart, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan, type ChartFamily } from "./chart-shapes.ts"; // prettier-ignore
import { POOL_CONTROLS, readerPoolStrings, type ReaderPoolStrings } from "./reader-pool-strings.ts";

/** How these runs are drawn. */
export const READER_POOL_CHARTS: ChartFamily = {
  chartOf: (trace: ReaderPoolTrace, locale) => readerPoolChart(trace, readerPoolStrings(locale)),
  controlsOf: () => POOL_CONTROLS,
  words: readerPoolStrings,
};

function readerPoolChart(trace: ReaderPoolTrace, words: ReaderPoolStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "reader-pools-opened") return { untilMs: 0, lanes: [] };
  const untilMs = trace.at(-1)?.atMs ?? 0;
  return {
    untilMs,
    lanes: opened.pools.map(({ pool, way, size }, index): ChartLane => {
      const { most, least, fair, astray } = seriesOf(trace, pool, opened.members && size);
      const known = way.kind === "endpoint" ? words.byName : words.byBalancer;
      return {
        id: pool,
        title: `${pool}: ${known}`,
        unit: "",
        top: niceTop(Math.max(size / 2, ...most.map(({ value }) => value ?? 0))),
        series: [
          { id: "least", style: "area", tone: "main", points: least },
          { id: "fair", style: "steps", tone: "second", points: fair },
          { id: "most", style: "steps", tone: "load", points: most },
        ],
        thresholds: [],
        spans: way.kind === "endpoint" ? staleOf(trace, untilMs, words) : [],
        marks: marksOf(trace, words, index === 0),
        valueText(moment) {
          const lost = valueAt(astray, moment) ?? 0;
          const text = words.mostAndLeast(valueAt(most, moment) ?? 0, valueAt(least, moment) ?? 0);
          return lost === 0 ? text : `${text}, ${words.onWriter(lost)}`;
        },
      };
    }),
  };
}

interface Series {
  readonly most: readonly ChartPoint[];
  readonly least: readonly ChartPoint[];
  readonly fair: readonly ChartPoint[];
  /** On an instance that is no reader. */
  readonly astray: readonly ChartPoint[];
}

function seriesOf(trace: ReaderPoolTrace, pool: string, size: number | undefined): Series {
  const series: Record<keyof Series, ChartPoint[]> = { most: [], least: [], fair: [], astray: [] };
  const members = new Map<string, TopologyMember>();
  const homes = new Map<number, string>();
  let open: ReadonlyMap<string, number> = new Map();
  trace.forEach((event, index) => {
    if (!isOf(event, pool)) return;
    changeMembers(event, members);
    open = countsAfter(event, pool, homes) ?? open;
    const readers = [...members.values()].filter(({ role, isAvailable }) => role === "reader" && isAvailable);
    // Of a balancer alone nobody knows how many connections it is to have.
    const kept = size ?? [...open.values()].reduce((sum, count) => sum + count, 0);
    const onReaders = readers.map(({ instance }) => open.get(instance) ?? 0);
    const writer = [...members.values()].find(({ role }) => role === "writer")?.instance ?? "";
    const values: Record<keyof Series, number> = {
      most: Math.max(0, ...open.values()),
      least: onReaders.length === 0 ? 0 : Math.min(...onReaders),
      fair: readers.length === 0 ? kept : kept / readers.length,
      astray: open.get(writer) ?? 0,
    };
    for (const name of ["most", "least", "fair", "astray"] as const)
      series[name].push({ atMs: event.atMs, eventCount: index + 1, value: values[name] });
  });
  return series;
}

const isOf = (event: ReaderPoolEvent, pool: string) => !("pool" in event) || event.pool === pool;

/** Who is there: as the cluster is, or where a balancer runs alone, as it was told. */
function changeMembers(event: ReaderPoolEvent, members: Map<string, TopologyMember>): void {
  const change = (instance: string, to: Partial<TopologyMember>) => {
    const before = members.get(instance) ?? { instance, role: "reader" as const, isAvailable: true };
    members.set(instance, { ...before, ...to });
  };
  switch (event.kind) {
    case "reader-pools-opened":
      for (const member of event.members ?? []) members.set(member.instance, member);
      break;
    case "topology-known":
      members.clear();
      for (const member of event.members) members.set(member.instance, member);
      break;
    case "reader-joined":
      change(event.instance, {});
      break;
    case "reader-left":
      members.delete(event.instance);
      break;
    case "instance-down":
      change(event.instance, { isAvailable: false });
      break;
    case "instance-back":
      change(event.instance, { isAvailable: true });
      break;
    case "writer-changed":
      change(event.instance, { role: "writer" });
      change(event.reader, { role: "reader", isAvailable: false });
      break;
    default:
  }
}

/** Open connections by instance after an event: as they are counted, or followed one by one in `homes`. */
function countsAfter(
  event: ReaderPoolEvent,
  pool: string,
  homes: Map<number, string>,
): ReadonlyMap<string, number> | undefined {
  switch (event.kind) {
    case "connections-counted":
      return new Map(Object.entries(event.pools.find((each) => each.pool === pool)?.open ?? {}));
    case "connection-opened":
      homes.set(event.connection, event.instance);
      break;
    case "connection-closed":
    case "connection-failed":
      homes.delete(event.connection);
      break;
    default:
      return undefined;
  }
  const counts = new Map<string, number>();
  for (const instance of homes.values()) counts.set(instance, (counts.get(instance) ?? 0) + 1);
  return counts;
}

/** From a change in the cluster until the name follows. */
function staleOf(trace: ReaderPoolTrace, untilMs: Millis, words: ReaderPoolStrings): readonly ChartSpan[] {
  const spans: ChartSpan[] = [];
  const ends = trace.filter(({ kind }) => kind === "names-changed").map(({ atMs }) => atMs);
  for (const event of trace) {
    if (!isChange(event)) continue;
    const fromMs = event.atMs;
    if (fromMs < (spans.at(-1)?.untilMs ?? 0)) continue;
    const end = ends.find((atMs) => atMs > fromMs) ?? untilMs;
    spans.push({ fromMs, untilMs: end, row: 0, text: words.stale, tone: "lost" });
  }
  return spans;
}

function isChange({ kind }: Timed<ReaderPoolEvent>): boolean {
  return kind === "reader-joined" || kind === "reader-left" || kind === "instance-down" || kind === "writer-changed";
}

/** What happens is said once, and drawn through all lanes. */
function marksOf(trace: ReaderPoolTrace, words: ReaderPoolStrings, isTold: boolean): readonly ChartMark[] {
  return trace.flatMap((event, index): ChartMark[] => {
    const mark = (text: string, tone: ChartMark["tone"]): ChartMark[] => [
      { atMs: event.atMs, eventCount: index + 1, text: isTold ? text : "", tone },
    ];
    switch (event.kind) {
      case "reader-joined":
        return mark(`+ ${event.instance}`, "good");
      case "reader-left":
        return mark(`− ${event.instance}`, "lost");
      case "instance-down":
        return mark(`${event.instance} ${words.down}`, "lost");
      case "writer-changed":
        return mark(words.failover, "lost");
      default:
        return [];
    }
  });
}
