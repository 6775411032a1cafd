import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runBalancerScript,
  runReaderPools,
  type ReaderPoolScenario,
  type ReaderPoolTrace,
} from "../../src/core/cluster/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { POOL_CONTROLS } from "../../src/figures/reader-pool-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { READER_POOL_FIGURES } from "../../src/figures/reader-pool-figures.ts";
import { READER_POOL_CHARTS } from "../../src/figures/reader-pool-charts.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { balancerScripts, readerPools } from "../arbitraries/reader-balancer.ts";

const figure = READER_POOL_FIGURES["stale-dns"];
const own = figure.scenario as ReaderPoolScenario;
const run = runReaderPools(own);

/** What the lanes say when so much time has passed. */
function valuesAt(trace: ReaderPoolTrace, atMs: number): readonly string[] {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  return chartShapes(READER_POOL_CHARTS.chartOf(trace as never, "en"), { atMs, eventCount }, 700).lanes.map(
    ({ value }) => value,
  );
}

describe("the chart of the figure", () => {
  it("has a lane for each pool, with what the caption says of it", () => {
    expect(READER_POOL_CHARTS.chartOf(run as never, "en").lanes.map(({ title }) => title)).toEqual([
      "pinned: by name",
      "aged: by name",
      "balanced: balancer",
    ]);
    expect(valuesAt(run, 5_000)).toEqual(["most 60, least 0", "most 60, least 0", "most 20, least 20"]);
    expect(valuesAt(run, 70_000)[2]).toBe("most 15, least 15");
    expect(valuesAt(run, 132_500)).toEqual([
      "most 60, least 0, writer 60",
      "most 30, least 10, writer 30",
      "most 20, least 20",
    ]);
    expect(valuesAt(run, 240_000)).toEqual(["most 60, least 0, writer 60", "most 20, least 10", "most 15, least 15"]);
  });

  it("shows for how long the name is stale, where somebody goes by it", () => {
    const spans = READER_POOL_CHARTS.chartOf(run as never, "en").lanes.map((lane) =>
      lane.spans.map(({ fromMs, untilMs }) => [fromMs, untilMs]),
    );
    expect(spans[0]).toEqual([
      [40_000, 55_000],
      [130_000, 145_000],
    ]);
    expect(spans[2]).toEqual([]);
  });

  it("tells the same of a run in full as of its summary", () => {
    const { countEveryMs: _, ...full } = own;
    expect(valuesAt(runReaderPools(full), 240_000)).toEqual(valuesAt(run, 240_000));
  });

  it("has words for each series, in both languages", () => {
    for (const locale of ["en", "ko"] as const)
      for (const { id } of READER_POOL_CHARTS.chartOf(run as never, locale).lanes.flatMap(({ series }) => series))
        expect(READER_POOL_CHARTS.words(locale).legend[id], id).toMatch(/\S/);
  });

  it("draws any run of pools, and of a balancer alone, within its lanes", () => {
    fc.assert(
      fc.property(
        fc.oneof(readerPools.map((scenario) => runReaderPools(scenario)), balancerScripts.map((script) => runBalancerScript(script))), // prettier-ignore
        fc.constantFrom(WIDTH_PX_MIN, 380, SCENE_PX_MAX),
        fc.nat({ max: 1_000 }),
        (trace, widthPx, place) => {
          const index = place % trace.length;
          const moment = { atMs: trace[index]!.atMs, eventCount: index + 1 };
          for (const { plot, paths } of chartShapes(READER_POOL_CHARTS.chartOf(trace as never, "en"), moment, widthPx)
            .lanes)
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
    figure.toggle?.(scenario, { control }, atMs).scenario as ReaderPoolScenario;

  it("keeps the past, and changes what follows", () => {
    for (const control of POOL_CONTROLS) {
      const trace = runReaderPools(press(control, 90_000));
      const until = (all: ReaderPoolTrace) => all.filter(({ atMs }) => atMs <= 90_000);
      expect(until(trace)).toEqual(until(run));
      expect(trace, control).not.toEqual(run);
    }
  });

  it("gives each reader that joins a name of its own", () => {
    const twice = press("reader-joins", 100_000, press("reader-joins", 90_000));
    const joined = runReaderPools(twice).flatMap((event) => (event.kind === "reader-joined" ? [event.instance] : []));
    expect(joined).toEqual(["db-5", "db-6", "db-7"]);
  });

  it("leaves time to see what comes of it", () => {
    expect(press("failover", 200_000).untilMs).toBeGreaterThanOrEqual(300_000);
    expect(press("failover", 10_000).untilMs).toBe(own.untilMs);
  });

  it("does nothing for what it does not know", () => {
    expect(press("spike", 90_000)).toBe(own);
    expect(figure.toggle?.(own, { zone: "az-1" }, 90_000).scenario).toBe(own);
  });
});
