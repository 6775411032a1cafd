import { describe, expect, it } from "vitest";
import { firstStreamViolation, runStream, type StreamScenario, type StreamTrace } from "../../src/core/dynamodb/index.ts"; // prettier-ignore
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { STREAM_CONTROLS, STREAM_DAY_CONTROLS, streamStrings } from "../../src/figures/stream-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { STREAM_CHARTS } from "../../src/figures/stream-charts.ts";
import { STREAM_FIGURES } from "../../src/figures/stream-figures.ts";

const HOUR = 3_600_000;
const { streams, "stream-retention": retention } = STREAM_FIGURES;
const [run, days] = [streams, retention].map(({ scenario }) => runStream(scenario as StreamScenario)) as [StreamTrace, StreamTrace]; // prettier-ignore

const chartOf = (trace: StreamTrace) => STREAM_CHARTS.chartOf(trace as never, "en");
const valuesAt = (trace: StreamTrace, atMs: number) =>
  chartShapes(chartOf(trace), { atMs, eventCount: trace.filter((event) => event.atMs <= atMs).length }, 700).lanes.map(
    ({ value }) => value,
  );
const holdersOf = (trace: StreamTrace, lane: number) =>
  chartOf(trace).lanes[lane]!.spans.map(({ text, fromMs }) => `${text} from ${Math.round(fromMs / 100) / 10}`);
const pressed = (figure: typeof streams, control: ChartControl, atMs: number) =>
  runStream(figure.toggle!(figure.scenario, { control }, atMs).scenario as StreamScenario);

describe("the chart of two workers", () => {
  it("says what its description says", () => {
    expect([13_000, 21_200, 33_300, 34_000, 49_900].map((atMs) => valuesAt(run, atMs))).toEqual([
      ["2 of 2 run", "checkpoint at 18 of 18", "checkpoint at 0 of 1", "checkpoint at 0 of 0", "18 applied"],
      ["1 of 2 run", "read to its end", "checkpoint at 6 of 9", "checkpoint at 6 of 9", "32 applied"],
      ["1 of 2 run", "read to its end", "checkpoint at 15 of 18", "checkpoint at 6 of 18", "41 applied"],
      ["1 of 2 run", "read to its end", "checkpoint at 18 of 18", "checkpoint at 18 of 18", "54 applied, 2 refused"],
      ["2 of 2 run", "read to its end", "checkpoint at 30 of 30", "checkpoint at 30 of 30", "78 applied, 2 refused"],
    ]);
    expect(holdersOf(run, 1)).toEqual(["W1 from 0"]);
    expect(holdersOf(run, 2)).toEqual(["W2 from 13.3"]);
    expect(holdersOf(run, 3)).toEqual(["W1 from 15", "nobody reads from 21.1", "W2 from 33.3"]);
    const behind = chartOf(run)
      .lanes.at(-1)!
      .series[0]!.points.map(({ value }) => value ?? 0);
    expect(Math.floor(Math.max(...behind))).toBe(12);
  });

  it("leads where the lesson says", () => {
    const paused = pressed(streams, "pause-w2", 18_000);
    expect(holdersOf(paused, 2)).toEqual(["W2 from 13.3", "nobody reads from 18", "W1 from 30"]);
    expect(
      chartOf(paused)
        .lanes.at(-1)!
        .marks.map(({ text }) => text),
    ).toEqual(["again", "again", "again", "again"]);
    const split = pressed(streams, "split-shard", 25_000);
    expect(holdersOf(split, 4).concat(holdersOf(split, 5))).toEqual(["W2 from 35.8", "W2 from 38.4"]);
  });

  it("keeps every promise, whatever is pressed and when", () => {
    for (const control of STREAM_CONTROLS)
      for (const atMs of [0, 5_000, 12_400, 21_118, 30_000, 49_000]) {
        const trace = pressed(streams, control, atMs);
        expect(firstStreamViolation(trace), `${control} at ${atMs} ms`).toBeUndefined();
      }
    const twice = streams.toggle!(streams.scenario, { control: "pause-w2" }, 18_000).scenario;
    const both = streams.toggle!(twice, { control: "crash-w1" }, 25_000).scenario as StreamScenario;
    expect([both.pauses.length, both.faults.length]).toEqual([1, 1]);
    expect(firstStreamViolation(runStream(both))).toBeUndefined();
  });
});

describe("the chart of a worker that is away", () => {
  it("says what its description says", () => {
    expect([2.5, 25, 26, 29.9].map((hour) => valuesAt(days, hour * HOUR))).toEqual([
      ["0 of 1 runs", "checkpoint at 2 of 2", "2 applied"],
      ["1 of 1 runs", "checkpoint at 2 of 25", "2 applied"],
      ["1 of 1 runs", "checkpoint at 26 of 26", "26 applied"],
      ["1 of 1 runs", "checkpoint at 30 of 30", "30 applied"],
    ]);
    const behind = chartOf(days)
      .lanes.at(-1)!
      .series[0]!.points.map(({ value }) => value ?? 0);
    expect(Math.round(Math.max(...behind))).toBe(23);
  });

  it.each([
    ["away-23", undefined],
    ["away-25", "1 lost"],
    ["away-30", "6 lost"],
  ] as const)("loses what the lesson says: %s, %s", (control, lost) => {
    const trace = pressed(retention, control, 2 * HOUR - 1);
    const [, , value] = valuesAt(trace, 36 * HOUR);
    expect(/\d+ lost/.exec(value!)?.[0]).toBe(lost);
  });

  it("stands two days at most, however late it is pressed", () => {
    for (const control of STREAM_DAY_CONTROLS) expect(() => pressed(retention, control, 29 * HOUR)).not.toThrow();
  });
});

it("has all words in both languages, and buttons for each kind of run", () => {
  expect(STREAM_CHARTS.controlsOf(run as never)).toEqual(STREAM_CONTROLS);
  expect(STREAM_CHARTS.controlsOf(days as never)).toEqual(STREAM_DAY_CONTROLS);
  expect(Object.keys(streamStrings("ko").controls)).toEqual([...STREAM_CONTROLS, ...STREAM_DAY_CONTROLS]);
  expect(Object.keys(streamStrings("ko").legend)).toEqual(Object.keys(streamStrings("en").legend));
});
