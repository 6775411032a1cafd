import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runPartitions,
  runPartitionScript,
  type PartitionScenario,
  type PartitionTrace,
} from "../../src/core/dynamodb/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { PARTITION_CONTROLS, partitionStrings } from "../../src/figures/partition-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { PARTITION_CHARTS } from "../../src/figures/partition-charts.ts";
import { PARTITION_FIGURES } from "../../src/figures/partition-figures.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { partitionRuns, partitionScripts } from "../arbitraries/partition-router.ts";

const figure = PARTITION_FIGURES.partitions;
const own = figure.scenario as PartitionScenario;
const run = runPartitions(own);
const chartOf = (trace: PartitionTrace) => PARTITION_CHARTS.chartOf(trace as never, "en");

function valuesAt(trace: PartitionTrace, atMs: number): readonly string[] {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  return chartShapes(chartOf(trace), { atMs, eventCount }, 700).lanes.map(({ value }) => value);
}
/** The partitions at the end, from the top: which rows each has, and how hot it is. */
function endOf(trace: PartitionTrace): readonly string[] {
  const lane = chartOf(trace).lanes[0]!;
  const last = trace.at(-1)!.atMs;
  const rows = lane.rows!.toReversed();
  return lane
    .bands!.filter(({ tone, untilMs, low, high }) => tone === "frame" && untilMs === last && high > low)
    .sort((a, b) => b.high - a.high)
    .map(({ low, high }) => {
      const tone = lane.bands!.find((band) => band.untilMs === last && band.tone !== "frame" && band.low === low && band.high === high)?.tone; // prettier-ignore
      return `${rows.slice(rows.length - high, rows.length - low).join(" ")}: ${tone}`;
    });
}

describe("the chart of the figure", () => {
  it("frames the keys of each partition, in the order of their hashes, as its description says", () => {
    expect(chartOf(run).lanes[0]!.rows!.toReversed()).toEqual(
      ["customer#5", "customer#1", "customer#4", "customer#3", "customer#6", "2026-11-27", "customer#7", "customer#2", "customer#8"], // prettier-ignore
    );
    expect(endOf(run)).toEqual([
      "customer#5 customer#1: calm",
      "customer#4 customer#3: calm",
      "customer#6: calm",
      "2026-11-27: over",
      "customer#7: calm",
      "customer#2 customer#8: calm",
    ]);
  });

  it("says what the table admits", () => {
    expect(valuesAt(run, 180_000)).toEqual(["2 partitions", "admits 1,000/s, throttles 600/s"]);
    expect(valuesAt(run, 600_000)).toEqual(["4 partitions", "admits 1,600/s, throttles 0/s"]);
    expect(valuesAt(run, 1_200_000)).toEqual(["6 partitions", "admits 2,600/s, throttles 500/s"]);
  });

  it("shows each split from its decision on", () => {
    const spans = chartOf(run).lanes[0]!.spans.map(({ fromMs, untilMs, text, row }) => [fromMs / 1_000, untilMs / 1_000, text, row]); // prettier-ignore
    expect(spans).toEqual([
      [60, 180, "splits P1", 0],
      [180, 300, "splits P2", 0],
      [180, 300, "splits P3", 1],
      [660, 780, "splits P6", 0],
      [780, 900, "splits P9", 0],
    ]);
  });

  it("has words for each series, in both languages", () => {
    for (const locale of ["en", "ko"] as const)
      for (const { id } of PARTITION_CHARTS.chartOf(run as never, locale).lanes.flatMap(({ series }) => series))
        expect(partitionStrings(locale).legend[id], id).toMatch(/\S/);
  });

  it("draws any run, of a table or of a map alone, within its lanes", () => {
    fc.assert(
      fc.property(
        fc.oneof(partitionRuns(5).map((scenario) => runPartitions(scenario)), partitionScripts.map((script) => runPartitionScript(script))), // prettier-ignore
        fc.constantFrom(WIDTH_PX_MIN, 380, SCENE_PX_MAX),
        fc.nat({ max: 1_000 }),
        (trace, widthPx, place) => {
          const index = place % trace.length;
          const moment = { atMs: trace[index]!.atMs, eventCount: index + 1 };
          const { lanes } = chartShapes(chartOf(trace), moment, widthPx);
          const [first] = lanes;
          for (const { x, y, width, height } of first!.bands) {
            const { plot } = first!;
            expect(x >= plot.x - 0.01 && x + width <= plot.x + plot.width + 0.01).toBe(true);
            expect(y >= plot.y - 0.01 && y + height <= plot.y + plot.height + 0.01).toBe(true);
          }
          // The frames of the partitions that there are cover every row once; not at the very moment of a split.
          if (trace.some(({ kind, atMs }) => kind === "partition-split" && atMs === moment.atMs)) return;
          const frames = chartOf(trace).lanes[0]!.bands!.filter(({ tone, fromMs, untilMs }) => tone === "frame" && fromMs <= moment.atMs && (untilMs > moment.atMs || untilMs === trace.at(-1)!.atMs)); // prettier-ignore
          const covered = frames.reduce((sum, { low, high }) => sum + high - low, 0);
          expect(covered).toBe(first!.rows.length);
        },
      ),
      { seed: 2018, numRuns: 100 },
    );
  });
});

describe("what a reader presses", () => {
  const press = (control: ChartControl, atMs: number, scenario = own) =>
    figure.toggle?.(scenario, { control }, atMs).scenario as PartitionScenario;

  it("keeps the past, and changes what follows", () => {
    for (const control of PARTITION_CONTROLS) {
      const trace = runPartitions(press(control, 700_050));
      // The first event names the keys of the whole run.
      const until = (all: PartitionTrace) => all.slice(1).filter(({ atMs }) => atMs <= 700_050);
      expect(until(trace)).toEqual(until(run));
      if (control !== "in-order") expect(trace.slice(1), control).not.toEqual(run.slice(1));
    }
  });

  it("parts a day whose sort keys lie all over, and a day of four keys; not one item", () => {
    const throttled = (control: ChartControl) => valuesAt(runPartitions(press(control, 600_000)), 1_200_000)[1];
    expect(throttled("all-over")).toBe("admits 3,100/s, throttles 0/s");
    expect(throttled("four-keys")).toBe("admits 3,100/s, throttles 0/s");
    expect(throttled("one-item")).toBe("admits 2,600/s, throttles 500/s");
    expect(throttled("no-orders")).toBe("admits 1,600/s, throttles 0/s");
  });

  it("can be pressed one after another, and leaves time to see what comes of it", () => {
    const back = press("in-order", 1_000_000, press("four-keys", 600_000));
    expect(valuesAt(runPartitions(back), 1_470_000)[1]).toBe("admits 2,600/s, throttles 500/s");
    expect(back.untilMs).toBe(1_500_000);
    expect(press("one-item", 10_000).untilMs).toBe(own.untilMs);
  });

  it("does nothing for what it does not know", () => {
    expect(press("spike", 90_000)).toBe(own);
    expect(figure.toggle?.(own, { zone: "az-1" }, 90_000).scenario).toBe(own);
  });
});
