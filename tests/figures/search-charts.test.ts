import { describe, expect, it } from "vitest";
import { runSearch, searchConverges, type SearchScenario, type SearchTrace } from "../../src/core/dynamodb/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { SEARCH_CHARTS } from "../../src/figures/search-charts.ts";
import { SEARCH_FIGURES } from "../../src/figures/search-figures.ts";

type Name = keyof typeof SEARCH_FIGURES;
const own = (name: Name) => SEARCH_FIGURES[name].scenario as SearchScenario;
const press = (name: Name, controls: readonly ChartControl[], atMs: number) =>
  controls.reduce(
    (scenario, control) => SEARCH_FIGURES[name].toggle!(scenario, { control }, atMs).scenario as SearchScenario,
    own(name),
  );

function shapesAt(trace: SearchTrace, atMs: number) {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  return chartShapes(SEARCH_CHARTS.chartOf(trace as never, "en"), { atMs, eventCount }, 700);
}
const valuesAt = (trace: SearchTrace, atMs: number) => shapesAt(trace, atMs).lanes.map(({ value }) => value);

/** What searches find other than the table has, at the end. */
function atTheEnd(scenario: SearchScenario) {
  const end = runSearch(scenario).at(-1);
  if (end?.kind !== "index-compared") return undefined;
  const names = (keys: typeof end.missing) => keys.map(({ seller, item }) => [seller, item].map((value) => (value as { S: string }).S).join("/")); // prettier-ignore
  return { missing: names(end.missing), outdated: names(end.outdated), deleted: names(end.deleted) };
}
const NOTHING = { missing: ["kim/4"], outdated: [], deleted: [] };

describe("the chart of an index that follows a table", () => {
  const run = runSearch(own("search-indexer"));

  it("says what its description says", () => {
    expect([1_500, 5_000, 6_700, 8_000, 10_900, 13_900, 15_500, 18_000, 26_000].map((atMs) => valuesAt(run, atMs))).toEqual([
      ["4 differ", "4 waiting"],
      ["as the table has it", "0 waiting"],
      ["3 differ", "2 waiting"],
      ["as the table has it", "2 waiting"],
      ["as the table has it", "0 waiting"],
      ["3 differ", "1 waiting"],
      ["1 differs", "1 waiting"],
      ["as the table has it", "0 waiting"],
      ["1 differs", "0 waiting"],
    ]); // prettier-ignore
  });

  it("draws each item as searches find it, and each batch until it is done, turned away or lost", () => {
    const [items, waiting] = shapesAt(run, 26_000).lanes;
    const tones = (row: number) =>
      items!.bands.filter(({ y }) => Math.floor((y - items!.plot.y) / 18) === row).map(({ tone }) => tone);
    expect(items!.rows.map(({ text }) => text)).toEqual(["kim/4", "kim/3", "kim/2", "ann/2", "ann/1"]);
    expect(tones(0), "ann/1").toEqual(["hot", "calm", "hot", "calm"]);
    expect(tones(1), "ann/2, which is removed").toEqual(["hot", "calm", "hot", "calm", "over"]);
    expect(tones(4), "kim/4, which cannot be indexed").toEqual(["hot"]);
    const count = (tone: string) => waiting!.spans.filter((span) => span.tone === tone).length;
    expect(["good", "wait", "lost"].map(count)).toEqual([7, 2, 1]);
  });

  it.each<[ChartControl]>([["crash-function"], ["index-busy"], ["put-poison"], ["late-request"]])(
    "%s breaks no promise",
    (control) => {
      for (const atMs of [3_000, 6_550, 13_500, 24_000]) {
        const scenario = press("search-indexer", [control], atMs);
        expect(searchConverges(runSearch(scenario)), `at ${atMs} ms`).toBeUndefined();
        expect(runSearch(scenario).slice(1, 10), "what was before stays").toEqual(run.slice(1, 10));
      }
    },
  );

  it("brings a removed item back where versions are not sent, and only there", () => {
    for (const atMs of [2_000, 4_000, 9_000, 18_000])
      expect(atTheEnd(press("search-indexer", ["late-request"], atMs)), `at ${atMs} ms`).toEqual(NOTHING);
    for (const atMs of [2_000, 4_000, 9_000, 18_000])
      expect(atTheEnd(press("search-indexer", ["no-versions", "late-request"], atMs))?.deleted, `at ${atMs} ms`).toContain("ann/7"); // prettier-ignore
  });

  it("keeps records waiting for ever where nothing is given up", () => {
    const scenario = press("search-indexer", ["never-give-up"], 18_000);
    expect(valuesAt(runSearch(scenario), scenario.untilMs)[1]).toBe("2 waiting");
  });
});

describe("the chart of an index that is built anew", () => {
  const run = runSearch(own("search-rebuild"));

  it("says what its description says", () => {
    expect([10_000, 25_000, 40_000, 70_000, 120_000].map((atMs) => valuesAt(run, atMs)[0])).toEqual([
      "as the table has it",
      "8 differ",
      "6 differ",
      "2 differ",
      "1 differs",
    ]);
    expect(atTheEnd(own("search-rebuild"))).toEqual({ missing: [], outdated: [], deleted: ["ann/7"] });
  });

  it.each<[ChartControl]>([["keep-deletes"], ["rebuild-waiting"], ["put-back"]])("%s helps", (control) => {
    expect(atTheEnd(press("search-rebuild", [control], 50_000))).toEqual({ missing: [], outdated: [], deleted: [] });
  });
});
