import { describe, expect, it } from "vitest";
import { runIndex, type IndexRunScenario, type IndexRunTrace } from "../../src/core/dynamodb/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { ORDER_INDEX_CONTROLS, orderIndexStrings } from "../../src/figures/order-index-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { ORDER_INDEX_CHARTS } from "../../src/figures/order-index-charts.ts";
import { ORDER_INDEX_FIGURES } from "../../src/figures/order-index-figures.ts";

const figure = ORDER_INDEX_FIGURES["secondary-indexes"];
const own = figure.scenario as IndexRunScenario;
const run = runIndex(own);

function valuesAt(trace: IndexRunTrace, atMs: number): readonly string[] {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  const chart = ORDER_INDEX_CHARTS.chartOf(trace as never, "en");
  return chartShapes(chart, { atMs, eventCount }, 700).lanes.map(({ value }) => value);
}
const press = (control: ChartControl, atMs: number, scenario = own) =>
  figure.toggle!(scenario, { control }, atMs).scenario as IndexRunScenario;
const throttledAfter = (trace: IndexRunTrace, atMs: number) =>
  trace.filter((event) => event.kind === "write-throttled" && event.atMs > atMs).length;

describe("the chart of the figure", () => {
  it("says what its description says", () => {
    const at = [20_000, 44_000, 70_000, 98_000, 112_000, 130_000].map((atMs) => valuesAt(run, atMs));
    expect(at).toEqual([
      ["3 of 12 used", "3 wanted, 6 there", "0 s"],
      ["6 of 12 used", "9 wanted, 6 there", "5 s"],
      ["4 of 12 used", "6 wanted, 6 there", "9 s"],
      ["4 of 12 used", "5.5 wanted, 6 there", "9 s"],
      ["3 of 12 used", "3 wanted, 6 there", "5.4 s"],
      ["3 of 12 used", "3 wanted, 6 there", "0 s"],
    ]);
    const throttled = run.flatMap((event) => (event.kind === "write-throttled" ? [event] : []));
    expect(throttled[0]!.atMs).toBe(47_000);
    expect(throttled.filter(({ what }) => what === "ship")).toHaveLength(11);
    expect(throttled.filter(({ what }) => what === "place")).toHaveLength(5);
    const seen = run.flatMap((event) =>
      event.kind === "index-read" && event.newest !== undefined && event.shown.includes(event.newest)
        ? [event.atMs]
        : [],
    );
    expect(seen.filter((atMs) => atMs > 32_000 && atMs < 120_000)).toEqual([]);
    expect(seen.filter((atMs) => atMs < 32_000).length).toBeGreaterThan(1);
  });

  it("throttles nothing more once the index has capacity, holds less, or has less to do", () => {
    for (const control of ORDER_INDEX_CONTROLS) {
      const trace = runIndex(press(control, 60_000));
      expect(throttledAfter(trace, 62_000), control).toBe(0);
    }
  });

  it("keeps what was pressed before", () => {
    const both = press("index-sparse", 60_000, press("index-keys-only", 40_000));
    expect(both.steps.filter(({ kind }) => kind === "new-index").at(-1)).toMatchObject({
      design: { key: "openSince", holds: "keys" },
    });
    expect(press("index-capacity", 130_000).untilMs).toBeGreaterThan(own.untilMs);
  });

  it("leads where the lesson says", () => {
    const shipping = (control: ChartControl) => valuesAt(runIndex(press(control, 40_000)), 70_000).slice(0, 2);
    expect(shipping("notes-only")).toEqual(["6 of 12 used", "3 wanted, 6 there"]);
    expect(shipping("index-sparse")).toEqual(["6 of 12 used", "6 wanted, 6 there"]);
    expect(shipping("index-keys-only")).toEqual(["6 of 12 used", "1.5 wanted, 6 there"]);
    expect(shipping("index-capacity")).toEqual(["6 of 12 used", "9 wanted, 12 there"]);
  });

  it("has all words in both languages", () => {
    expect(Object.keys(orderIndexStrings("ko").controls)).toEqual([...ORDER_INDEX_CONTROLS]);
    expect(Object.keys(orderIndexStrings("ko").legend)).toEqual(Object.keys(orderIndexStrings("en").legend));
  });
});
