import { describe, expect, it } from "vitest";
import {
  firstTransactViolation,
  runTransactions,
  type TransactScenario,
  type TransactTrace,
} from "../../src/core/dynamodb/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { TRANSACT_CHARTS } from "../../src/figures/transact-charts.ts";
import { TRANSACT_FIGURES } from "../../src/figures/transact-figures.ts";

const figure = TRANSACT_FIGURES["transact-write"];
const own = figure.scenario as TransactScenario;
const press = (control: ChartControl, atMs: number) =>
  figure.toggle!(own, { control }, atMs).scenario as TransactScenario;

function shapesAt(trace: TransactTrace, atMs: number) {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  return chartShapes(TRANSACT_CHARTS.chartOf(trace as never, "en"), { atMs, eventCount }, 800);
}
const valuesAt = (trace: TransactTrace, atMs: number) => shapesAt(trace, atMs).lanes.map(({ value }) => value);

describe("the chart of transactions", () => {
  const run = runTransactions(own);

  it("says what its description says", () => {
    expect([100, 188, 300, 477, 600, 1_100, 1_900].map((atMs) => valuesAt(run, atMs))).toEqual([
      ["alice 100, bob 50, carol 20", "0 committed, 0 cancelled", "170"],
      ["alice 100, bob 80, carol 20", "1 committed, 1 cancelled", "200"],
      ["alice 70, bob 80, carol 20", "1 committed, 1 cancelled", "170"],
      ["alice 70, bob 80, carol 40", "2 committed, 1 cancelled", "190"],
      ["alice 70, bob 60, carol 40", "2 committed, 1 cancelled", "170"],
      ["alice 70, bob 60, carol 40", "2 committed, 1 cancelled", "170"],
      ["alice 30, bob 60, carol 80", "3 committed, 1 cancelled", "170"],
    ]);
  });

  it("draws what holds each item, and how each transaction ends", () => {
    const [items, transactions, sum] = shapesAt(run, 2_000).lanes;
    const bandsIn = (lane: typeof items, tone: string) => lane!.bands.filter((band) => band.tone === tone).length;
    expect(bandsIn(items, "hot"), "held").toBe(7);
    expect(items!.bands.filter(({ isTold }) => isTold).map(({ text }) => text)).toEqual(["100", "70", "30", "50", "80", "60", "20", "40", "80"]); // prettier-ignore
    expect(["idle", "calm", "over"].map((tone) => bandsIn(transactions, tone))).toEqual([4, 3, 1]);
    const reads = sum!.paths.find(({ id }) => id === "read")!.dots;
    expect(new Set(reads.map(({ y }) => y)).size, "all reads show one sum").toBe(1);
    expect(reads.length).toBeGreaterThan(10);
  });

  it.each<[ChartControl]>([["crash-c1"], ["node-away"], ["transfer-back"], ["write-alice"], ["too-much"]])(
    "%s breaks no promise, and leaves what was before",
    (control) => {
      for (let atMs = 90; atMs < 1_400; atMs += 35) {
        const pressed = runTransactions(press(control, atMs));
        expect(firstTransactViolation(pressed), `at ${atMs} ms`).toBeUndefined();
        const before = ({ kind, atMs: at }: { kind: string; atMs: number }) => at < atMs && kind !== "transact-opened";
        expect(pressed.filter(before), `before ${atMs} ms`).toEqual(run.filter(before));
      }
    },
  );

  it("refuses more than alice has, and adds to what nobody holds", () => {
    expect(valuesAt(runTransactions(press("too-much", 300)), 600)[1]).toBe("2 committed, 2 cancelled");
    expect(valuesAt(runTransactions(press("write-alice", 300)), 600)[2]).toBe("175");
    expect(valuesAt(runTransactions(press("transfer-back", 300)), 390)[0]).toBe("alice 80, bob 70, carol 20");
  });
});
