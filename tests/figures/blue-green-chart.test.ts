import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runBlueGreen,
  runSwitchoverScript,
  type BlueGreenScenario,
  type BlueGreenTrace,
} from "../../src/core/cluster/index.ts";
import { BLUE_GREEN_FIGURES } from "../../src/figures/blue-green-figures.ts";
import { BLUE_GREEN_CONTROLS } from "../../src/figures/blue-green-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { BLUE_GREEN_CHARTS } from "../../src/figures/blue-green-chart.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { blueGreenRuns, switchoverScripts } from "../arbitraries/blue-green-switchover.ts";

const figure = BLUE_GREEN_FIGURES["blue-green"];
const scenario = figure.scenario as BlueGreenScenario;
const run = runBlueGreen(scenario);
const momentAt = (trace: BlueGreenTrace, atMs: number) => ({
  atMs,
  eventCount: trace.filter((event) => event.atMs <= atMs).length,
});
const spansOf = (trace: BlueGreenTrace) =>
  BLUE_GREEN_CHARTS.chartOf(trace as never, "en").lanes.map(({ spans }) =>
    spans.map(
      ({ fromMs, untilMs, text }) => `${Math.round(fromMs / 500) / 2}–${Math.round(untilMs / 500) / 2} ${text}`,
    ),
  );

describe("the chart of a switchover", () => {
  it("shows its steps, who takes writes, where the name leads, and who cannot write", () => {
    expect(spansOf(run)).toEqual([
      ["12–12.5 guard rails", "12.5–13.5 stop, drop", "13.5–17.5 catch up", "17.5–20.5 names", "20.5–21 open"],
      [
        "0–12.5 blue takes writes",
        "21–42 green takes writes",
        "0–18.5 orders: blue",
        "18.5–20 nowhere",
        "20–42 orders: green",
        "13–22 web cannot write",
        "14–32 report cannot write",
      ],
    ]);
  });

  it("says in numbers what it draws", () => {
    const values = (atMs: number) => chartShapes(BLUE_GREEN_CHARTS.chartOf(run as never, "en"), momentAt(run, atMs), 700).lanes.map(({ value }) => value); // prettier-ignore
    expect(values(12_300)).toEqual(["7.2 s, 1806 commits", "251"]);
    expect(values(20_000)).toEqual(["not behind", "0"]);
  });

  it("shows a roll back as one", () => {
    const stalled = figure.toggle!(scenario, { control: "stall" }, 12_300).scenario as BlueGreenScenario;
    const [steps, others] = spansOf(runBlueGreen(stalled));
    expect(steps?.at(-1)).toBe("42–42.5 roll back");
    expect(others).toContain("42.5–75 blue takes writes");
    expect(others).toContain("0–75 orders: blue");
  });

  it("has words for every run, and keeps inside its lanes", () => {
    const runs = fc.oneof(
      blueGreenRuns.map((each) => runBlueGreen(each)),
      switchoverScripts.map((each) => runSwitchoverScript(each)),
    );
    fc.assert(
      fc.property(runs, fc.constantFrom("en" as const, "ko" as const), fc.constantFrom(WIDTH_PX_MIN, SCENE_PX_MAX), (trace, locale, widthPx) => {
        const chart = BLUE_GREEN_CHARTS.chartOf(trace as never, locale);
        const moment = momentAt(trace, trace.at(-1)!.atMs);
        const { lanes } = chartShapes(chart, moment, widthPx);
        for (const lane of chart.lanes) {
          for (const { id } of lane.series) expect(BLUE_GREEN_CHARTS.words(locale).legend[id]).toBeTypeOf("string");
          for (const { text, group } of lane.spans) expect(`${text} ${group}`).not.toMatch(/undefined|NaN/);
          for (const { text } of lane.marks) expect(text).not.toMatch(/undefined/);
        }
        for (const { plot, spans, value } of lanes) {
          expect(value).not.toMatch(/undefined|NaN/);
          for (const { x, width } of spans) expect(x >= plot.x && x + width <= plot.x + plot.width + 0.01).toBe(true);
        }
      }), // prettier-ignore
      { seed: 2017, numRuns: 60 },
    );
  });
});

describe("what a reader can change", () => {
  it.each(BLUE_GREEN_CONTROLS)("%s: keeps the past, and is noticed afterwards", (control) => {
    const { scenario: changed, notice } = figure.toggle!(scenario, { control }, 14_100);
    const trace = runBlueGreen(changed as BlueGreenScenario);
    const upTo = (some: BlueGreenTrace) => some.filter(({ atMs }) => atMs <= 14_100);
    expect(upTo(trace)).toEqual(upTo(run));
    expect(trace.filter(({ kind }) => kind !== "logs-measured")).not.toEqual(run.filter(({ kind }) => kind !== "logs-measured")); // prettier-ignore
    expect(notice?.en).toContain("At 14.1 s");
  });
});
