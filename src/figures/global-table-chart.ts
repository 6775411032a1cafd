/** A run of a global table as a chart: for each Region what a read there shows, its writes, and what is on its way to it. */
import type { GlobalTableEvent, GlobalTableTrace, Item, ItemVersion, RegionId } from "../core/dynamodb/index.ts";
import { compareStamps } from "../core/dynamodb/last-writer-wins.ts";
import { itemText } from "../core/dynamodb/global-table-words.ts";
import type { Millis, Timed } from "../core/kernel/index.ts";
import { valueAt, type Chart, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan, type ChartFamily } from "./chart-shapes.ts"; // prettier-ignore
import { GLOBAL_TABLE_CONTROLS, globalTableStrings, type GlobalTableStrings } from "./global-table-strings.ts";

/** The attribute that is drawn. */
const ATTRIBUTE = "price";
const TOP_STEP = 50;

type Indexed<Kind extends GlobalTableEvent["kind"]> = Extract<Timed<GlobalTableEvent>, { readonly kind: Kind }> & {
  readonly eventCount: number;
};

function eventsOf<Kind extends GlobalTableEvent["kind"]>(
  trace: GlobalTableTrace,
  kind: Kind,
): readonly Indexed<Kind>[] {
  return trace.flatMap((event, index) =>
    event.kind === kind ? [{ ...event, eventCount: index + 1 } as unknown as Indexed<Kind>] : [],
  );
}

function priceOf(item: Item | undefined): number | undefined {
  const value = item?.[ATTRIBUTE];
  return value !== undefined && "N" in value ? Number(value.N) : undefined;
}

const isSame = (a: ItemVersion, b: ItemVersion) => compareStamps(a.stamp, b.stamp) === 0;

/** How these runs are drawn. */
export const GLOBAL_TABLE_CHARTS: ChartFamily = {
  chartOf: (trace: GlobalTableTrace, locale) => globalTableChart(trace, globalTableStrings(locale)),
  controlsOf: () => GLOBAL_TABLE_CONTROLS,
  words: globalTableStrings,
};

function globalTableChart(trace: GlobalTableTrace, words: GlobalTableStrings): Chart {
  const [opened] = trace;
  const untilMs = trace.at(-1)?.atMs ?? 0;
  if (opened?.kind !== "global-table-opened") return { untilMs, lanes: [] };
  // One item is drawn: the one that is written first.
  const key = eventsOf(trace, "write-accepted")[0]?.key ?? eventsOf(trace, "value-stored")[0]?.key ?? "";
  const shown = new Map(opened.regions.map((region) => [region, shownIn(trace, region, key)]));
  const prices = [...shown.values()].flat().map(({ item }) => priceOf(item) ?? 0);
  // Prices are compared: they should fill the lane.
  const top = Math.ceil(Math.max(1, ...prices) / TOP_STEP) * TOP_STEP;
  return {
    untilMs,
    lanes: opened.regions.map((region): ChartLane => {
      const states = shown.get(region) ?? [];
      const points: readonly ChartPoint[] = states.map(({ atMs, eventCount, item }) => ({ atMs, eventCount, value: priceOf(item) })); // prettier-ignore
      const places: readonly ChartPoint[] = states.map(({ atMs, eventCount }, value) => ({ atMs, eventCount, value }));
      const skews: readonly ChartPoint[] = eventsOf(trace, "clock-set")
        .filter((event) => event.region === region)
        .map(({ atMs, eventCount, skewMs }) => ({ atMs, eventCount, value: skewMs }));
      return {
        id: region,
        title: words.inRegion(region, key),
        unit: "",
        top,
        series: [{ id: "price", style: "area", tone: "main", points }],
        thresholds: [],
        spans: spansOf(trace, region, key, untilMs, words),
        marks: marksOf(trace, region, key, words),
        valueText(moment) {
          const state = states[valueAt(places, moment) ?? -1];
          const text = state?.item === undefined ? words.noItem : itemText(state.item);
          const skewMs = valueAt(skews, moment) ?? 0;
          return skewMs === 0 ? text : `${text}, ${words.skewed(skewMs)}`;
        },
      };
    }),
  };
}

/** What a read in the Region shows, from each event on that changes it. */
function shownIn(trace: GlobalTableTrace, region: RegionId, key: string) {
  return trace.flatMap((event, index) => {
    const isTold = (event.kind === "stream-record" || event.kind === "value-stored") && event.key === key;
    return isTold && event.region === region ? [{ atMs: event.atMs, eventCount: index + 1, item: event.item }] : [];
  });
}

const shortText = (item: Item | undefined, words: GlobalTableStrings) =>
  item === undefined ? words.deletion : String(priceOf(item) ?? itemText(item));

/** Below the lane: what is on its way to the Region, in as many rows as are needed; then what it remembers as deleted. */
function spansOf(
  trace: GlobalTableTrace,
  region: RegionId,
  key: string,
  untilMs: Millis,
  words: GlobalTableStrings,
): readonly ChartSpan[] {
  const arrivals = eventsOf(trace, "version-arrived").filter((event) => event.region === region && event.key === key);
  const rowEnds: Millis[] = [];
  const onTheWay = eventsOf(trace, "write-accepted")
    .filter((event) => event.region !== region && event.key === key)
    .map(({ atMs, eventCount, version }): ChartSpan => {
      const arrival = arrivals.find((event) => event.eventCount > eventCount && isSame(event.version, version));
      const endMs = arrival?.atMs ?? untilMs;
      const free = rowEnds.findIndex((rowEndMs) => rowEndMs <= atMs);
      const row = free === -1 ? rowEnds.length : free;
      rowEnds[row] = endMs;
      return { fromMs: atMs, untilMs: endMs, row, text: shortText(version.item, words), tone: "wait", group: words.groups.onTheWay }; // prettier-ignore
    });
  const remembered: ChartSpan[] = [];
  let sinceMs: Millis | undefined;
  const end = (atMs: Millis) => {
    if (sinceMs !== undefined && atMs > sinceMs)
      remembered.push({ fromMs: sinceMs, untilMs: atMs, row: rowEnds.length, text: words.remembers, tone: "rest", group: words.groups.remembered }); // prettier-ignore
    sinceMs = undefined;
  };
  for (const event of trace) {
    if (!("key" in event) || event.key !== key || event.region !== region) continue;
    if (event.kind === "version-forgotten") end(event.atMs);
    if (event.kind !== "write-accepted" && event.kind !== "version-arrived") continue;
    if (event.kept === undefined || event.kept.item !== undefined) end(event.atMs);
    else sinceMs ??= event.atMs;
  }
  end(untilMs);
  return [...onTheWay, ...remembered];
}

/** The Region's own writes; and where one of them is lost to a write that knew nothing of it. */
function marksOf(
  trace: GlobalTableTrace,
  region: RegionId,
  key: string,
  words: GlobalTableStrings,
): readonly ChartMark[] {
  const writes = eventsOf(trace, "write-accepted").filter((event) => event.key === key);
  const arrivals = eventsOf(trace, "version-arrived").filter((event) => event.key === key);
  const own = writes.filter((event) => event.region === region);
  const made = own.map(({ atMs, eventCount, version }): ChartMark => ({
    atMs,
    eventCount,
    text: shortText(version.item, words),
    tone: "good",
  }));
  const lost = arrivals.flatMap(({ atMs, eventCount, version, kept, ...arrival }): readonly ChartMark[] => {
    if (arrival.region !== region || kept === undefined || !isSame(kept, version)) return [];
    const before = own.findLast((event) => event.eventCount < eventCount);
    const other = writes.find((event) => isSame(event.version, version));
    if (before === undefined || other === undefined) return [];
    const sawIt = arrivals.some((event) => event.region === other.region && isSame(event.version, before.version) && event.eventCount < other.eventCount); // prettier-ignore
    return sawIt ? [] : [{ atMs, eventCount, text: words.lost, tone: "lost" }];
  });
  return [...made, ...lost].sort((a, b) => a.eventCount - b.eventCount);
}
