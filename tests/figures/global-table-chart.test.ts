import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runGlobalTable,
  runLastWriterWinsScript,
  type GlobalTableScenario,
  type GlobalTableTrace,
} from "../../src/core/dynamodb/index.ts";
import { GLOBAL_TABLE_CONTROLS } from "../../src/figures/global-table-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { GLOBAL_TABLE_FIGURES } from "../../src/figures/global-table-figures.ts";
import { GLOBAL_TABLE_CHARTS } from "../../src/figures/global-table-chart.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { eventualRuns, lastWriterWinsScripts, strongRuns } from "../arbitraries/last-writer-wins.ts";

const figure = GLOBAL_TABLE_FIGURES["global-tables"];
const scenario = figure.scenario as GlobalTableScenario;
const run = runGlobalTable(scenario);
const momentAt = (trace: GlobalTableTrace, atMs: number) => ({
  atMs,
  eventCount: trace.filter((event) => event.atMs <= atMs).length,
});
const about = (atMs: number) => (Math.round(atMs / 50) / 20).toFixed(2);
const spansOf = (trace: GlobalTableTrace) =>
  GLOBAL_TABLE_CHARTS.chartOf(trace as never, "en").lanes.map(({ spans }) => spans.map(({ fromMs, untilMs, row, text }) => `${row}: ${about(fromMs)}–${about(untilMs)} ${text}`)); // prettier-ignore
const marksOf = (trace: GlobalTableTrace) =>
  GLOBAL_TABLE_CHARTS.chartOf(trace as never, "en").lanes.map(({ marks }) =>
    marks.map(({ atMs, text }) => `${about(atMs)} ${text}`),
  );

describe("the chart of two Regions", () => {
  it("shows what is on its way, what was put, and what was lost", () => {
    expect(spansOf(run)).toEqual([["0: 2.65–2.80 90"], ["0: 0.50–0.75 100", "0: 2.50–3.10 120"]]);
    expect(marksOf(run)).toEqual([
      ["0.50 100", "2.50 120"],
      ["2.65 90", "3.10 lost"],
    ]);
  });

  it("says in words what it draws", () => {
    const values = (atMs: number) => chartShapes(GLOBAL_TABLE_CHARTS.chartOf(run as never, "en"), momentAt(run, atMs), 700).lanes.map(({ value }) => value); // prettier-ignore
    expect(values(100)).toEqual(["no item", "no item, clock −400 ms"]);
    expect(values(2_900)).toEqual(["price 120", "price 90, clock −400 ms"]);
    expect(values(4_000)).toEqual(["price 120", "price 120, clock −400 ms"]);
  });

  it("calls nothing lost that was seen before it was replaced", () => {
    const later = figure.toggle!(scenario, { control: "eu-puts" }, 4_000).scenario as GlobalTableScenario;
    expect(marksOf(runGlobalTable(later))[0]).toEqual(["0.50 100", "2.50 120"]);
  });

  it("shows a deletion as long as it is remembered", () => {
    const deleted = figure.toggle!(scenario, { control: "eu-deletes" }, 4_000).scenario as GlobalTableScenario;
    expect(spansOf(runGlobalTable(deleted)).map((spans) => spans.at(-1)?.replace(/\d\.\d+/g, "…"))).toEqual([
      "1: …–… remembers a deletion",
      "1: …–… remembers a deletion",
    ]);
  });

  it("has words for every run, and keeps inside its lanes", () => {
    const runs = fc.oneof(
      eventualRuns.map((each) => runGlobalTable(each)),
      strongRuns.map((each) => runGlobalTable(each)),
      lastWriterWinsScripts.map((each) => runLastWriterWinsScript(each)),
    );
    fc.assert(
      fc.property(runs, fc.constantFrom("en" as const, "ko" as const), fc.constantFrom(WIDTH_PX_MIN, SCENE_PX_MAX), (trace, locale, widthPx) => {
        const chart = GLOBAL_TABLE_CHARTS.chartOf(trace as never, locale);
        const { lanes } = chartShapes(chart, momentAt(trace, trace.at(-1)!.atMs), widthPx);
        for (const lane of chart.lanes) {
          for (const { id } of lane.series) expect(GLOBAL_TABLE_CHARTS.words(locale).legend[id]).toBeTypeOf("string");
          for (const { text, group } of lane.spans) expect(`${text} ${group}`).not.toMatch(/undefined|NaN/);
          for (const { text } of lane.marks) expect(text).not.toMatch(/undefined|NaN/);
        }
        for (const { plot, spans, value } of lanes) {
          expect(value).not.toMatch(/undefined|NaN/);
          for (const { x, width } of spans) expect(x >= plot.x && x + width <= plot.x + plot.width + 0.01).toBe(true);
        }
      }), // prettier-ignore
      { seed: 2017, numRuns: 100 },
    );
  });
});

describe("what a reader can change", () => {
  it.each(GLOBAL_TABLE_CONTROLS)("%s: keeps the past, and is noticed afterwards", (control) => {
    const { scenario: changed, notice } = figure.toggle!(scenario, { control }, 2_400);
    const trace = runGlobalTable(changed as GlobalTableScenario);
    const upTo = (some: GlobalTableTrace) => some.filter(({ atMs }) => atMs <= 2_400);
    expect(upTo(trace)).toEqual(upTo(run));
    expect(trace).not.toEqual(run);
    expect(notice?.en).toContain("At 2.40 s");
  });
});
