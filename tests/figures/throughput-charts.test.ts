import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runThroughput,
  runTokenBucketScript,
  type ThroughputScenario,
  type ThroughputTrace,
} from "../../src/core/dynamodb/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { THROUGHPUT_CONTROLS } from "../../src/figures/throughput-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { THROUGHPUT_CHARTS } from "../../src/figures/throughput-charts.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { THROUGHPUT_FIGURES } from "../../src/figures/throughput-figures.ts";
import { throughputScenarios, tokenBucketScripts } from "../arbitraries/token-bucket.ts";

const figure = THROUGHPUT_FIGURES.throughput;
const own = figure.scenario as ThroughputScenario;
const run = runThroughput(own);

/** What the lanes say when so much time has passed. */
function valuesAt(trace: ThroughputTrace, atMs: number): readonly string[] {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  return chartShapes(THROUGHPUT_CHARTS.chartOf(trace as never, "en"), { atMs, eventCount }, 700).lanes.map(
    ({ value }) => value,
  );
}

describe("the chart of the figure", () => {
  it("has a lane for each table, and one for what the partition has kept, with what the caption says of it", () => {
    expect(THROUGHPUT_CHARTS.chartOf(run as never, "en").lanes.map(({ title }) => title)).toEqual([
      "static: shares",
      "burst: burst, adaptive",
      "burst: tokens in P1, thousands",
      "global: GAC",
    ]);
    expect(valuesAt(run, 300_000)).toEqual([
      "admits 60/s, throttles 0/s",
      "admits 60/s, throttles 0/s",
      "150,000",
      "admits 60/s, throttles 0/s",
    ]);
    expect(valuesAt(run, 600_000)).toEqual([
      "admits 560/s, throttles 500/s",
      "admits 1,060/s, throttles 0/s",
      "50",
      "admits 1,060/s, throttles 0/s",
    ]);
    expect(valuesAt(run, 840_000)).toEqual([
      "admits 560/s, throttles 1,000/s",
      "admits 1,060/s, throttles 500/s",
      "100",
      "admits 1,060/s, throttles 500/s",
    ]);
  });

  it("shows when each throttles, and why", () => {
    const spans = THROUGHPUT_CHARTS.chartOf(run as never, "en").lanes.map((lane) =>
      lane.spans.map(({ fromMs, untilMs, text }) => [Math.round(fromMs / 1_000), Math.round(untilMs / 1_000), text]),
    );
    expect(spans).toEqual([
      [[301, 840, "throttled: share"]],
      [
        [600, 689, "throttled: share"],
        [720, 840, "throttled: ceiling"],
      ],
      [],
      [[722, 840, "throttled: ceiling"]],
    ]);
  });

  it("has words for each series, in both languages", () => {
    for (const trace of [
      run,
      runTokenBucketScript({ bucket: { rate: 1, burstSeconds: 1, units: 0, nowMs: 0 }, steps: [] }),
    ])
      // prettier-ignore
      for (const locale of ["en", "ko"] as const)
        for (const { id } of THROUGHPUT_CHARTS.chartOf(trace as never, locale).lanes.flatMap(({ series }) => series))
          expect(THROUGHPUT_CHARTS.words(locale).legend[id], id).toMatch(/\S/);
  });

  it("draws any run of tables, and of a bucket alone, within its lanes", () => {
    fc.assert(
      fc.property(
        fc.oneof(throughputScenarios(6).map((scenario) => runThroughput(scenario)), tokenBucketScripts.map((script) => runTokenBucketScript(script))), // prettier-ignore
        fc.constantFrom(WIDTH_PX_MIN, 380, SCENE_PX_MAX),
        fc.nat({ max: 1_000 }),
        (trace, widthPx, place) => {
          const index = place % trace.length;
          const moment = { atMs: trace[index]!.atMs, eventCount: index + 1 };
          const { lanes } = chartShapes(THROUGHPUT_CHARTS.chartOf(trace as never, "en"), moment, widthPx);
          expect(lanes.length).toBeGreaterThan(0);
          for (const { plot, paths } of lanes)
            for (const { d } of paths) {
              expect(d).not.toMatch(/NaN|Infinity/);
              for (const [, y] of d.matchAll(/V([-\d.]+)/g)) {
                expect(Number(y)).toBeGreaterThanOrEqual(plot.y - 0.01);
                expect(Number(y)).toBeLessThanOrEqual(plot.y + plot.height + 0.01);
              }
            }
        },
      ),
      { seed: 2018, numRuns: 60 },
    );
  });
});

describe("what a reader presses", () => {
  const press = (control: ChartControl, atMs: number, scenario = own) =>
    figure.toggle?.(scenario, { control }, atMs).scenario as ThroughputScenario;

  it("keeps the past, and changes what follows", () => {
    for (const control of THROUGHPUT_CONTROLS) {
      const trace = runThroughput(press(control, 400_050));
      const until = (all: ThroughputTrace) => all.filter(({ atMs }) => atMs <= 400_050);
      expect(until(trace)).toEqual(until(run));
      expect(trace, control).not.toEqual(run);
    }
  });

  it("makes the burst fail where nodes are full, and thins out shares where a partition is split", () => {
    expect(valuesAt(runThroughput(press("neighbours", 400_000)), 420_000)[1]).not.toContain("throttles 0/s");
    const split = valuesAt(runThroughput(press("size-split", 400_000)), 440_000);
    expect([split[0], split[3]]).toEqual(["admits 310/s, throttles 750/s", "admits 1,060/s, throttles 0/s"]);
    // P1's tokens before the split, and those of its half with the key after it.
    const [, , kept] = THROUGHPUT_CHARTS.chartOf(runThroughput(press("size-split", 400_000)) as never, "en").lanes;
    expect(kept?.title).toBe("burst: tokens in P1, P6, thousands");
    expect(kept?.series[0]?.points.find(({ atMs }) => atMs === 300_000)?.value).toBe(150);
  });

  it("leaves nobody throttled where the same load is spread", () => {
    const values = valuesAt(runThroughput(press("even-load", 320_000)), 380_000);
    expect(values.filter((value) => value.startsWith("admits"))).toEqual(Array.from({ length: 3 }, () => "admits 1,800/s, throttles 0/s")); // prettier-ignore
  });

  it("can be pressed twice, and leaves time to see what comes of it", () => {
    const twice = press("hot-key", 500_000, press("no-load", 400_000));
    expect(runThroughput(twice).at(-1)?.atMs).toBeGreaterThanOrEqual(900_000);
    expect(press("hot-key", 10_000).untilMs).toBe(own.untilMs);
  });

  it("ends with a whole report, so that no lane grows for a piece of one", () => {
    for (const control of THROUGHPUT_CONTROLS) {
      const lanes = THROUGHPUT_CHARTS.chartOf(runThroughput(press(control, 500_050)) as never, "en").lanes;
      expect(Math.max(...lanes.map(({ top }) => top)), control).toBeLessThanOrEqual(2_000);
    }
  });

  it("does nothing for what it does not know", () => {
    expect(press("spike", 90_000)).toBe(own);
    expect(figure.toggle?.(own, { zone: "az-1" }, 90_000).scenario).toBe(own);
  });
});
