import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runAcu,
  runAcuScript,
  runReaderFleet,
  runScalerScript,
  type AcuScenario,
  type AcuTrace,
  type ReaderFleetScenario,
  type ReaderFleetTrace,
} from "../../src/core/cluster/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { ACU_CONTROLS, FLEET_CONTROLS } from "../../src/figures/scaling-strings.ts";
import { SCALING_FIGURES } from "../../src/figures/scaling-figures.ts";
import { chartShapes, clockText, frameAround, niceTop, valueAt, type Chart } from "../../src/figures/chart-shapes.ts";
import { SCALING_CHARTS } from "../../src/figures/scaling-charts.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { acuScenarios, acuScripts } from "../arbitraries/acu-scaler.ts";
import { readerFleets, scalerScripts } from "../arbitraries/replica-scaler.ts";

const WIDTHS = [WIDTH_PX_MIN, 304, 380, 539, 540, SCENE_PX_MAX];
const readers = SCALING_FIGURES["replica-auto-scaling"];
const serverless = SCALING_FIGURES["serverless-v2"];
const fleetRun = runReaderFleet(readers.scenario as ReaderFleetScenario);
const acuRun = runAcu(serverless.scenario as AcuScenario);

type AnyTrace = ReaderFleetTrace | AcuTrace;
const at = (trace: AnyTrace, index: number) => ({ atMs: trace[index]!.atMs, eventCount: index + 1 });
const shapesAt = (trace: AnyTrace, index: number, widthPx = 700) =>
  chartShapes(SCALING_CHARTS.chartOf(trace as never, "en"), at(trace, index), widthPx);
/** Every number of a path lies where its lane is, a pixel for its stroke. */
function numbersOf(d: string): { readonly xs: readonly number[]; readonly ys: readonly number[] } {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [, letter, text] of d.matchAll(/([MLHV])([-\d. ]+)/g)) {
    const [first, second] = (text as string).trim().split(" ").map(Number);
    if (letter === "V") ys.push(first as number);
    else xs.push(first as number);
    if (second !== undefined) ys.push(second);
  }
  return { xs, ys };
}

function expectInside(trace: AnyTrace, widthPx: number) {
  const heights = new Set<number>();
  for (let index = 0; index < trace.length; index += Math.max(1, Math.floor(trace.length / 12))) {
    const shapes = shapesAt(trace, index, widthPx);
    heights.add(shapes.height);
    for (const { plot, paths, spans, marks, thresholds, ticks } of shapes.lanes) {
      const [right, bottom] = [plot.x + plot.width, plot.y + plot.height];
      for (const { d, whole } of paths)
        for (const { xs, ys } of [numbersOf(d), numbersOf(whole ?? "")]) {
          for (const x of xs) expect(x >= plot.x - 0.01 && x <= right + 0.01, `x ${x}`).toBe(true);
          for (const y of ys) expect(y >= plot.y - 0.01 && y <= bottom + 0.01, `y ${y}`).toBe(true);
        }
      for (const { x, y, width, height } of spans) {
        expect(x >= plot.x && x + width <= right + 0.01).toBe(true);
        expect(y >= bottom && y + height <= shapes.height).toBe(true);
      }
      for (const { x, textX } of marks) expect(Math.min(x, textX) >= plot.x && Math.max(x, textX) <= right + 0.01).toBe(true); // prettier-ignore
      for (const { y } of [...thresholds, ...ticks]) expect(y >= plot.y && y <= bottom).toBe(true);
    }
    const texts = shapes.axis.ticks.map(({ x }) => x);
    texts.slice(1).forEach((x, place) => expect(x - (texts[place] as number)).toBeGreaterThanOrEqual(51.9));
  }
  expect(heights.size).toBe(1);
}

describe("charts of the figures", () => {
  it.each([
    ["readers", fleetRun],
    ["instances", acuRun],
  ] as const)("keep everything inside its lane, and their height, at every width: %s", (_, trace) => {
    for (const widthPx of WIDTHS) expectInside(trace, widthPx);
  });

  it("say in numbers what they draw", () => {
    const third = fleetRun.findIndex((event) => event.kind === "metric-known" && event.atMs === 540_000);
    const values = shapesAt(fleetRun, third).lanes.map(({ title, value }) => `${title}: ${value}`);
    expect(values).toEqual([
      "Connections wanted: 360",
      "CPU of the readers: average 66 %, busiest 100 %",
      "Readers: 2",
    ]);
    const ordered = shapesAt(fleetRun, third + 2).lanes.map(({ value }) => value);
    expect(ordered.at(-1)).toBe("3, of which 2 serve");
    const paused = acuRun.findIndex(({ kind }) => kind === "acu-paused");
    expect(shapesAt(acuRun, paused).lanes.map(({ title }) => title)).toEqual([
      "Connections",
      "min-0: 0 to 64 ACUs",
      "min-8: 8 to 64 ACUs",
    ]);
    expect(shapesAt(acuRun, paused).lanes[1]?.value).toMatch(/^0 ACU, so far [\d,]+ ACU s$/);
  });

  it("count the ACU-seconds that the run bills", () => {
    const billed = acuRun.flatMap((event) => (event.kind === "acu-billed" ? [event.acuSeconds] : []));
    const values = shapesAt(acuRun, acuRun.length - 1).lanes.slice(1).map(({ value }) => value); // prettier-ignore
    values.forEach((value, index) => {
      const shown = Number(/so far ([\d,]+)/.exec(value)?.[1]?.replaceAll(",", ""));
      expect(shown).toBe(Math.floor(billed[index] as number));
    });
  });

  it("draw what is to come of what is given, and of nothing else", () => {
    const lanes = shapesAt(fleetRun, 3).lanes;
    expect(lanes.flatMap(({ paths }) => paths).filter(({ whole }) => whole !== undefined)).toHaveLength(1);
    const end = lanes[0]!.plot.x + lanes[0]!.plot.width;
    expect(numbersOf(lanes[0]!.paths[0]!.whole!).xs.at(-1)).toBeCloseTo(end, 1);
    for (const { d } of lanes.flatMap(({ paths }) => paths))
      for (const x of numbersOf(d).xs) expect(x).toBeLessThanOrEqual(shapesAt(fleetRun, 3).nowX + 0.01);
  });

  it("show cooldowns as long as they last, and those of a scale-in in a row of their own", () => {
    const chart = SCALING_CHARTS.chartOf(fleetRun as never, "en");
    const spans = chart.lanes.flatMap((lane) => lane.spans.map(({ fromMs, untilMs, row }) => [fromMs, untilMs, row]));
    expect(spans).toEqual([
      [180_000, 480_000, 0],
      [540_000, 840_000, 0],
      [840_000, 1_140_000, 1],
      [1_140_000, 1_440_000, 1],
    ]);
    const waits = SCALING_CHARTS.chartOf(acuRun as never, "en").lanes[1]!.spans.map(({ fromMs, untilMs, tone }) => [
      fromMs,
      untilMs,
      tone,
    ]);
    expect(waits).toEqual([
      [450_000, 540_000, "rest"],
      [540_000, 555_000, "lost"],
    ]);
  });

  it("point out an event by its time", () => {
    const shapes = shapesAt(fleetRun, 10);
    const box = frameAround(shapes, fleetRun[10]!);
    expect(box.x + box.width / 2).toBeCloseTo(shapes.nowX, 5);
  });
});

describe("charts of any run", () => {
  const runs = fc.oneof(
    readerFleets.map((scenario): AnyTrace => runReaderFleet(scenario)),
    scalerScripts.map((script): AnyTrace => runScalerScript(script)),
    acuScenarios.map((scenario): AnyTrace => runAcu(scenario)),
    acuScripts.map((script): AnyTrace => runAcuScript(script)),
  );

  it("keep everything inside its lane", () => {
    fc.assert(
      fc.property(runs, fc.constantFrom(...WIDTHS), (trace, widthPx) => expectInside(trace, widthPx)),
      { seed: 2017, numRuns: 80 },
    );
  });

  it("have words in both languages for all that they draw", () => {
    fc.assert(
      fc.property(runs, fc.constantFrom("en" as const, "ko" as const), (trace, locale) => {
        const chart: Chart = SCALING_CHARTS.chartOf(trace as never, locale);
        for (const lane of chart.lanes) {
          for (const { id } of lane.series) expect(SCALING_CHARTS.words(locale).legend[id]).toBeTypeOf("string");
          const texts = [lane.title, ...[...lane.thresholds, ...lane.spans, ...lane.marks].map(({ text }) => text)];
          trace.forEach((_, index) => texts.push(lane.valueText(at(trace, index))));
          for (const text of texts) expect(text).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
      { seed: 2017, numRuns: 60 },
    );
  });
});

describe("what a reader can change", () => {
  const press = <Scenario>(figure: typeof readers, control: ChartControl, atMs: number) =>
    figure.toggle!(figure.scenario, { control }, atMs).scenario as Scenario;
  const upTo = (trace: AnyTrace, atMs: number) => (trace as readonly { atMs: number }[]).filter((event) => event.atMs <= atMs); // prettier-ignore

  it("keeps the past of the readers, and is noticed afterwards", () => {
    for (const control of FLEET_CONTROLS) {
      const trace = runReaderFleet(press<ReaderFleetScenario>(readers, control, 400_000));
      expect(upTo(trace, 400_000)).toEqual(upTo(fleetRun, 400_000));
      expect(trace, control).not.toEqual(fleetRun);
      expect(readers.toggle!(readers.scenario, { control }, 400_000).notice?.en).toContain("At 6:40");
    }
  });

  it("keeps the past of the instances, and is noticed afterwards", () => {
    for (const control of ACU_CONTROLS) {
      const trace = runAcu(press<AcuScenario>(serverless, control, 100_500));
      expect(upTo(trace, 100_500)).toEqual(upTo(acuRun, 100_500));
      expect(trace, control).not.toEqual(acuRun);
    }
  });

  it("leaves an operator's reader alone, however quiet it is", () => {
    const scenario = press<ReaderFleetScenario>(readers, "add-reader", 1_000_000);
    const quiet = readers.toggle!(scenario, { control: "end-load" }, 1_350_000).scenario as ReaderFleetScenario;
    const deleted = runReaderFleet(quiet).flatMap((event) => (event.kind === "reader-deleted" ? [event.instance] : []));
    expect(deleted).toEqual(["application-autoscaling-2", "application-autoscaling-1"]);
  });

  it("can be done again and again, at any time of the run", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...FLEET_CONTROLS), fc.nat({ max: 1_300_000 })), { maxLength: 5 }),
        (presses) => {
          let scenario = readers.scenario as ReaderFleetScenario;
          for (const [control, atMs] of presses)
            scenario = readers.toggle!(scenario, { control }, atMs).scenario as ReaderFleetScenario;
          expect(runReaderFleet(scenario).length).toBeGreaterThan(20);
        },
      ),
      { seed: 2017, numRuns: 60 },
    );
  });
});

it("prints times as a clock does, and tops of axes that read well", () => {
  expect([0, 9_000, 150_000, 3_723_000].map(clockText)).toEqual(["0:00", "0:09", "2:30", "1:02:03"]);
  expect([0, 0.5, 1, 3, 36, 64, 360, 999, 1_000].map(niceTop)).toEqual([1, 1, 1, 4, 40, 80, 400, 1_000, 1_000]);
  expect(valueAt([{ atMs: 0, eventCount: 2, value: 5 }], { atMs: 0, eventCount: 1 })).toBeUndefined();
});
