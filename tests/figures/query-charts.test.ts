import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  queryPager,
  runQueries,
  runQueryScript,
  type QueryRunTrace,
  type QueryScenario,
} from "../../src/core/dynamodb/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { QUERY_CONTROLS } from "../../src/figures/query-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { QUERY_CHARTS } from "../../src/figures/query-charts.ts";
import { QUERY_FIGURES } from "../../src/figures/query-figures.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { queryScenarios, queryScripts } from "../arbitraries/query-pager.ts";

const figure = QUERY_FIGURES.queries;
const own = figure.scenario as QueryScenario;
const run = runQueries(own);
const chartOf = (trace: unknown) => QUERY_CHARTS.chartOf(trace as never, "en");

/** What the lanes say when so much time has passed. */
function valuesAt(trace: QueryRunTrace, atMs: number): readonly string[] {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  return chartShapes(chartOf(trace), { atMs, eventCount }, 700).lanes.map(({ value }) => value);
}
/** What the caller has when the last read of a run is over. */
function lastMark(trace: QueryRunTrace): string | undefined {
  return chartOf(trace).lanes[0]!.marks.at(-1)?.text;
}

describe("the chart of the figure", () => {
  it("shows what each page returned, and what all of them cost, as its description says", () => {
    const [pages] = chartOf(run).lanes;
    expect(pages!.spans.map(({ fromMs, text, tone }) => [fromMs, text, tone])).toEqual([
      [1_500, "50", "good"],
      ...[4, 5, 6, 7, 8].map((second) => [second * 1_000, "0", "lost"]),
      [9_000, "8", "good"],
      [10_000, "0", "lost"],
      [11_000, "0", "rest"],
    ]);
    expect(pages!.marks.map(({ atMs, text }) => [atMs, text])).toEqual([
      [2_500, "50 items, 6.5 units"],
      [12_000, "8 items, 52 units"],
    ]);
    expect(valuesAt(run, 1_500)).toEqual(["50 of 50 returned", "6.5"]);
    expect(valuesAt(run, 4_000)).toEqual(["0 of 50 returned", "6.5"]);
    expect(valuesAt(run, 9_000)).toEqual(["8 of 50 returned", "39"]);
    expect(valuesAt(run, 13_000)).toEqual(["", "52"]);
  });

  it("has words for each series and each event, in both languages", () => {
    const script = runQueryScript(
      { keeps: [true, false, false], itemBytes: 262_144, steps: [{ kind: "pages", limit: 2 }, { kind: "collect" }] },
      queryPager,
    );
    for (const trace of [run, script])
      for (const locale of ["en", "ko"] as const) {
        for (const { id } of QUERY_CHARTS.chartOf(trace as never, locale).lanes.flatMap(({ series }) => series))
          expect(QUERY_CHARTS.words(locale).legend[id], id).toMatch(/\S/);
        for (const event of trace) expect(figure.eventText(event as never, locale), event.kind).toMatch(/\S.*\.$/);
      }
  });

  it("draws every run and every script within its size", () => {
    const drawn = (trace: readonly { readonly atMs: number }[]) => {
      const moment = { atMs: trace.at(-1)?.atMs ?? 0, eventCount: trace.length };
      for (const width of [WIDTH_PX_MIN, SCENE_PX_MAX]) {
        const shapes = chartShapes(chartOf(trace), moment, width);
        for (const { paths, spans } of shapes.lanes) {
          for (const { d } of paths) expect(d).not.toContain("NaN");
          for (const span of spans) expect(span.x + span.width).toBeLessThanOrEqual(shapes.width + 0.01);
        }
      }
    };
    fc.assert(
      fc.property(queryScenarios, (scenario) => drawn(runQueries(scenario))),
      { numRuns: 40 },
    );
    fc.assert(
      fc.property(queryScripts, (script) => drawn(runQueryScript(script, queryPager))),
      { numRuns: 100 },
    );
  });
});

describe("the buttons", () => {
  const pressed = (control: ChartControl, atMs: number) => {
    const { scenario, notice } = figure.toggle!(own, { control } as never, atMs);
    expect(notice?.en, control).toContain("the query was begun anew");
    return runQueries(scenario as QueryScenario);
  };

  it("begin the query anew, and each shows something else", () => {
    expect(QUERY_CONTROLS.map((control) => [control, lastMark(pressed(control, 12_500))])).toEqual([
      ["stop-at-empty", "0 items, 6.5 units"],
      ["oldest-first", "8 items, 52 units"],
      ["no-limit", "8 items, 50 units"],
      ["key-condition", "8 items, 1 unit"],
      ["orders-8k", "8 items, 400 units"],
    ]);
  });

  it("end a read that is under way, and leave what was before it", () => {
    const again = pressed("key-condition", 5_200);
    const before = run.filter(({ atMs, kind }) => atMs <= 5_200 && kind !== "query-run-opened");
    expect(again.slice(1, before.length + 1)).toEqual(before);
    expect(again.filter((event) => event.kind === "page-answered" && event.read === 2)).toHaveLength(2);
    // Pressed while the history is read, nothing asks for the open ones later.
    expect(pressed("no-limit", 1_000).filter(({ kind }) => kind === "read-began")).toHaveLength(2);
  });
});
