/** Transactions as a chart: the items with what holds them, each transaction to its end, and what a reader of all sees. */
import type { TransactEvent, TransactTrace } from "../core/dynamodb/index.ts";
import type { Millis, NodeId } from "../core/kernel/index.ts";
import { TRANSACT_CONTROLS, transactStrings, type TransactStrings } from "./transact-strings.ts";
import type { Chart, ChartBand, ChartFamily, ChartMark, ChartPoint, ChartSpan } from "./chart-shapes.ts";
import type { Moment } from "./track.ts";

/** How these runs are drawn. */
export const TRANSACT_CHARTS: ChartFamily = {
  chartOf: (trace: TransactTrace, locale) => transactChart(trace, transactStrings(locale)),
  controlsOf: () => TRANSACT_CONTROLS,
  words: transactStrings,
};

/** How thick a row's bands are, of the row. */
const INSET = 0.1;

type Item = Extract<TransactEvent, { readonly kind: "item-read" }>["item"];

/** All items of these runs are balances. */
function balanceOf(item: Item): number | undefined {
  const value = item?.["balance"];
  return value !== undefined && "N" in value ? Number(value.N) : undefined;
}

function transactChart(trace: TransactTrace, words: TransactStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "transact-opened") return { untilMs: 0, lanes: [] };
  const { untilMs } = opened;
  const keys = opened.nodes.flatMap((node) => node.keys);
  const transactions = trace.flatMap((event) => (event.kind === "transaction-begun" ? [event.transaction] : []));
  const sums = sumsOf(trace);
  const reads = trace.flatMap((event, index): ChartPoint[] =>
    event.kind === "items-read" && event.items !== undefined
      ? [{ ...placeOf(trace, index), value: event.items.reduce((sum, { item }) => sum + (balanceOf(item) ?? 0), 0) }]
      : [],
  );
  return {
    untilMs,
    lanes: [
      {
        id: "items",
        title: words.items,
        unit: "",
        // A row above them for what is written there.
        top: keys.length + 1,
        rows: [...keys.toReversed(), ""],
        series: [],
        thresholds: [],
        spans: [],
        marks: marksOf(trace, (event) =>
          event.kind === "item-written" ? words.wrote(event.key, event.result === "written") : undefined,
        ),
        bands: keys.flatMap((key, index) => itemBands(trace, key, keys.length - 1 - index, untilMs, words)),
        valueText: (moment) => {
          const shown = balancesAt(trace, moment);
          return keys.map((key) => `${key} ${shown.get(key) ?? "–"}`).join(", ");
        },
      },
      {
        id: "transactions",
        title: words.transactions,
        unit: "",
        top: transactions.length + 1,
        rows: [...transactions.toReversed(), ""],
        series: [],
        thresholds: [],
        spans: downSpans(trace, untilMs, words),
        marks: marksOf(trace, (event) =>
          event.kind === "transaction-taken-over"
            ? { text: words.takenOver(event.coordinator), tone: "other" }
            : undefined,
        ),
        bands: transactions.flatMap((name, index) =>
          transactionBands(trace, name, transactions.length - 1 - index, untilMs, words),
        ),
        valueText: ({ eventCount }) => {
          const outcomes = trace.slice(0, eventCount).flatMap((event) => (event.kind === "transaction-decided" ? [event.outcome] : [])); // prettier-ignore
          const committed = outcomes.filter((outcome) => outcome === "commit").length;
          return words.ends(committed, outcomes.length - committed);
        },
      },
      {
        id: "sum",
        title: words.sum,
        unit: "",
        top: Math.ceil((Math.max(1, ...sums.map(({ value }) => value ?? 0)) * 1.1) / 100) * 100,
        series: [
          { id: "is", style: "steps", tone: "second", points: sums },
          { id: "read", style: "dots", tone: "main", points: reads },
        ],
        thresholds: [],
        spans: [],
        marks: marksOf(trace, (event) =>
          event.kind === "items-read" && event.items === undefined
            ? { text: words.readCancelled, tone: "lost" }
            : undefined,
        ),
        valueText: (moment) => String([...balancesAt(trace, moment).values()].reduce((sum, value) => sum + value, 0)),
      },
    ],
  };
}

function placeOf(trace: TransactTrace, index: number) {
  return { atMs: trace[index]?.atMs ?? 0, eventCount: index + 1 };
}

function marksOf(
  trace: TransactTrace,
  of: (event: TransactTrace[number]) => Pick<ChartMark, "text" | "tone"> | undefined,
): readonly ChartMark[] {
  return trace.flatMap((event, index) => {
    const mark = of(event);
    return mark === undefined ? [] : [{ ...placeOf(trace, index), ...mark }];
  });
}

/** What is there of each key at a moment: what single reads would show. */
function balancesAt(trace: TransactTrace, { eventCount }: Pick<Moment, "eventCount">): ReadonlyMap<string, number> {
  const balances = new Map<string, number>();
  for (const event of trace.slice(0, eventCount)) {
    if (event.kind === "transact-opened")
      for (const { key, item } of event.items) balances.set(key, balanceOf(item) ?? 0);
    if (!("slot" in event)) continue;
    const balance = balanceOf(event.slot.item);
    if (balance === undefined) balances.delete(event.key);
    else balances.set(event.key, balance);
  }
  return balances;
}

function sumsOf(trace: TransactTrace): readonly ChartPoint[] {
  const points: ChartPoint[] = [];
  for (const [index, event] of trace.entries()) {
    if (event.kind !== "transact-opened" && !("slot" in event)) continue;
    let value = 0;
    for (const balance of balancesAt(trace, { eventCount: index + 1 }).values()) value += balance;
    if (points.at(-1)?.value !== value) points.push({ ...placeOf(trace, index), value });
  }
  return points;
}

/** Stretches of a row, each from one event to the next that ends it. */
class Stretches {
  readonly bands: ChartBand[] = [];
  readonly #row: number;
  #open: Pick<ChartBand, "tone" | "text" | "fromMs" | "eventCount"> | undefined;

  constructor(row: number) {
    this.#row = row;
  }

  /** What was open ends, and this begins, if it is another one. */
  turn(next: Pick<ChartBand, "tone" | "text"> | undefined, atMs: Millis, eventCount: number): void {
    if (next?.tone === this.#open?.tone && next?.text === this.#open?.text) return;
    if (this.#open !== undefined)
      this.bands.push({ ...this.#open, untilMs: atMs, low: this.#row + INSET, high: this.#row + 1 - INSET });
    this.#open = next && { ...next, fromMs: atMs, eventCount };
  }
}

/** What an item is, as a frame, and behind it when it is held. */
function itemBands(trace: TransactTrace, key: string, row: number, untilMs: Millis, words: TransactStrings) {
  const [values, holds] = [new Stretches(row), new Stretches(row)];
  for (const [index, event] of trace.entries()) {
    const { atMs, eventCount } = placeOf(trace, index);
    const frame = (item: Item) => {
      const balance = balanceOf(item);
      return balance === undefined ? undefined : ({ tone: "frame", text: String(balance) } as const);
    };
    if (event.kind === "transact-opened")
      values.turn(frame(event.items.find((one) => one.key === key)?.item), 0, eventCount);
    if (!("slot" in event) || event.key !== key) continue;
    values.turn(frame(event.slot.item), atMs, eventCount);
    holds.turn(event.slot.hold && { tone: "hot", text: words.held }, atMs, eventCount);
  }
  for (const stretches of [values, holds]) stretches.turn(undefined, untilMs, trace.length);
  return [...holds.bands, ...values.bands];
}

/** A transaction from its beginning to its end. */
function transactionBands(trace: TransactTrace, name: string, row: number, untilMs: Millis, words: TransactStrings) {
  const stretches = new Stretches(row);
  for (const [index, event] of trace.entries()) {
    if (!("transaction" in event) || event.transaction !== name) continue;
    const { atMs, eventCount } = placeOf(trace, index);
    if (event.kind === "transaction-begun") stretches.turn({ tone: "idle", text: words.preparing }, atMs, eventCount);
    if (event.kind === "transaction-decided")
      stretches.turn(
        event.outcome === "commit"
          ? { tone: "calm", text: words.committing }
          : { tone: "over", text: words.cancelling },
        atMs,
        eventCount,
      );
    if (event.kind === "transaction-finished") stretches.turn(undefined, atMs, eventCount);
  }
  stretches.turn(undefined, untilMs, trace.length);
  return stretches.bands;
}

/** Who is down, and for how long: a row for each node. */
function downSpans(trace: TransactTrace, untilMs: Millis, words: TransactStrings): readonly ChartSpan[] {
  const nodes: NodeId[] = [];
  return trace.flatMap((event): ChartSpan[] => {
    if (event.kind !== "fault-began" || event.fault.kind !== "node-down") return [];
    const { node, fromMs, untilMs: endMs = untilMs } = event.fault;
    if (!nodes.includes(node)) nodes.push(node);
    return [
      { fromMs, untilMs: Math.min(endMs, untilMs), row: nodes.indexOf(node), text: words.down(node), tone: "lost" },
    ];
  });
}
