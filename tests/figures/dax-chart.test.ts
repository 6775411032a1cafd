import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runDax,
  runItemCacheScript,
  runQueryCacheScript,
  type DaxScenario,
  type DaxTrace,
} from "../../src/core/dax/index.ts";
import { ITEM_CACHE_CONTROLS, QUERY_CACHE_CONTROLS } from "../../src/figures/dax-strings.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { DAX_FIGURES } from "../../src/figures/dax-figures.ts";
import { DAX_CHARTS } from "../../src/figures/dax-charts.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { daxScenarios, itemCacheScripts } from "../arbitraries/item-cache.ts";
import { daxQueryScenarios, queryCacheScripts } from "../arbitraries/query-cache.ts";

const figure = DAX_FIGURES["item-cache"];
const scenario = figure.scenario as DaxScenario;
const run = runDax(scenario);
const momentAt = (trace: DaxTrace, atMs: number) => ({
  atMs,
  eventCount: trace.filter((event) => event.atMs <= atMs).length,
});
const valuesAt = (trace: DaxTrace, atMs: number) =>
  chartShapes(DAX_CHARTS.chartOf(trace as never, "en"), momentAt(trace, atMs), 700).lanes.map(
    ({ title, value }) => `${title}: ${value}`,
  );
const spansOf = (trace: DaxTrace) =>
  DAX_CHARTS.chartOf(trace as never, "en").lanes.map(({ spans }) =>
    spans.map(({ fromMs, untilMs, text }) => `${Math.round(fromMs / 1_000)}–${Math.round(untilMs / 1_000)} ${text}`),
  );
const pressed = (control: string, atMs: number, from: DaxScenario = scenario) =>
  figure.toggle!(from, { control }, atMs).scenario as DaxScenario;

describe("the chart of an item cache", () => {
  it("shows how long each entry lasts, and where it is stale", () => {
    expect(spansOf(run)).toEqual([
      ["5–40 v1", "40–40 v1, stale", "40–120 v2", "120–340 v2, stale", "345–432 v3", "435–508 v3"],
      ["8–90 none", "90–308 none, stale", "328–435 v1", "448–508 v1"],
      [],
    ]);
  });

  it("says in numbers what it draws", () => {
    expect(valuesAt(run, 130_000)).toEqual([
      "product#1: served v2, table v3",
      "product#2: served none, table v1",
      "Entries of dax-1: 2; 18 of 20 reads from memory",
    ]);
    expect(valuesAt(run, 350_000)).toEqual([
      "product#1: served v3, table v3",
      "product#2: served v1, table v1",
      "Entries of dax-1: 2; 49 of 53 reads from memory",
    ]);
  });

  it("keeps everything inside its lane at every width, whatever the run", () => {
    const anyRun = fc.oneof(
      daxScenarios().map((each) => runDax(each)),
      itemCacheScripts.map((script) => runItemCacheScript(script)),
      daxQueryScenarios().map((each) => runDax(each)),
      queryCacheScripts.map((script) => runQueryCacheScript(script)),
    );
    fc.assert(
      fc.property(anyRun, fc.constantFrom(WIDTH_PX_MIN, 380, SCENE_PX_MAX), (trace, width) => {
        const chart = DAX_CHARTS.chartOf(trace as never, "ko");
        for (const share of [0, 0.5, 1]) {
          const index = Math.floor((trace.length - 1) * share);
          const shapes = chartShapes(chart, { atMs: trace[index]!.atMs, eventCount: index + 1 }, width);
          expect(shapes.lanes.length).toBeLessThanOrEqual(4);
          for (const { plot, paths, spans } of shapes.lanes) {
            for (const { d } of paths) expect(d).not.toMatch(/NaN|undefined|Infinity/);
            for (const span of spans) {
              expect(span.width).toBeGreaterThan(0);
              expect(span.x + span.width).toBeLessThanOrEqual(plot.x + plot.width + 0.01);
            }
          }
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("has a word for every series, in both languages", () => {
    for (const locale of ["en", "ko"] as const)
      for (const { series } of DAX_CHARTS.chartOf(run as never, locale).lanes)
        for (const { id } of series) expect(DAX_CHARTS.words(locale).legend[id], id).toMatch(/\S/);
  });
});

const queries = DAX_FIGURES["query-cache"];
const queryScenario = queries.scenario as DaxScenario;
const queryRun = runDax(queryScenario);
const pressedQueries = (control: string, atMs: number, from: DaxScenario = queryScenario) =>
  queries.toggle!(from, { control }, atMs).scenario as DaxScenario;

describe("the chart of a query cache beside an item cache", () => {
  it("shows that the item is new at once, and the list a TTL later", () => {
    expect(spansOf(queryRun)).toEqual([
      ["6–10 v1", "10–10 v1, stale", "10–310 v2", "318–398 v2"],
      ["4–10 v1", "10–304 v1, stale", "308–398 v2"],
      [],
    ]);
  });

  it("says in numbers what it draws", () => {
    expect(valuesAt(queryRun, 20_000)).toEqual([
      "GetItem camera#anna: served v2, table v2",
      "Query, camera#anna in it: served v1, table v2",
      "Read units of the table: 1; 2 of 4 answers from memory",
    ]);
    expect(valuesAt(queryRun, 400_000)).toEqual([
      "GetItem camera#anna: served v2, table v2",
      "Query, camera#anna in it: served v2, table v2",
      "Read units of the table: 2; 96 of 100 answers from memory",
    ]);
  });

  it("does not say of a result with a filter that it is stale", () => {
    const [step] = queryScenario.steps;
    const request = { operation: "Scan", TableName: "Offers", FilterExpression: "price < :m", ExpressionAttributeValues: { ":m": { N: "97" } } } as const; // prettier-ignore
    const steps = [{ ...step, request } as DaxScenario["steps"][number], ...queryScenario.steps.slice(1)];
    expect(spansOf(runDax({ ...queryScenario, steps }))[1]).toContain("4–304 in memory");
  });

  it.each(QUERY_CACHE_CONTROLS)("%s leaves the past as it is, and changes what follows", (control) => {
    const atMs = 200_000;
    const { notice } = queries.toggle!(queryScenario, { control }, atMs);
    const forked = runDax(pressedQueries(control, atMs));
    const past = (trace: DaxTrace) => trace.filter((event) => event.atMs <= atMs);
    expect(past(forked)).toEqual(past(queryRun));
    expect(forked).not.toEqual(queryRun);
    expect(notice?.en).toContain("3:20");
    expect(notice?.ko).toContain("3:20");
  });

  it("leads where the lesson says", () => {
    // Both TTLs can be changed, one after the other.
    const both = pressedQueries("item-ttl-minute", 30_000, pressedQueries("query-ttl-zero", 20_000));
    expect(both.steps.at(-1)).toMatchObject({ itemCache: { ttlMs: 60_000 }, queryCache: { ttlMs: 0 } });
    // Without a query TTL the list is as new as the table, and costs half a unit each time.
    expect(valuesAt(runDax(pressedQueries("query-ttl-zero", 20_000)), 100_000).slice(1)).toEqual([
      "Query, camera#anna in it: served v2, table v2",
      "Read units of the table: 6.5; 11 of 24 answers from memory",
    ]);
    // Past the node neither is told; a strongly consistent query sees it, and mends nothing.
    const strong = runDax(pressedQueries("ask-strong", 50_000, pressedQueries("offer-past", 40_000)));
    expect(strong).toContainEqual(expect.objectContaining({ kind: "query-answered", mode: "strong", from: "table" }));
    expect(valuesAt(strong, 100_000).slice(0, 2)).toEqual([
      "GetItem camera#anna: served v2, table v3",
      "Query, camera#anna in it: served v1, table v3",
    ]);
  });

  it("does nothing for anything else", () => {
    expect(queries.toggle!(queryScenario, { control: "one-entry" }, 1).scenario).toBe(queryScenario);
    expect(queries.toggle!(queryScenario, { zone: "az-1" }, 1).scenario).toBe(queryScenario);
  });
});

describe("what a reader can press", () => {
  it.each(ITEM_CACHE_CONTROLS)("%s leaves the past as it is, and changes what follows", (control) => {
    const atMs = 200_000;
    const { notice } = figure.toggle!(scenario, { control }, atMs);
    const forked = runDax(pressed(control, atMs));
    const past = (trace: DaxTrace) => trace.filter((event) => event.atMs <= atMs);
    expect(past(forked)).toEqual(past(run));
    expect(forked).not.toEqual(run);
    expect(notice?.en).toContain("3:20");
    expect(notice?.ko).toContain("3:20");
  });

  it("leads where the lesson says: with a TTL of 0 a write past the node is not served", () => {
    const zero = pressed("ttl-zero", 450_000);
    const written = pressed("write-past", 460_000, zero);
    expect(written.untilMs).toBeGreaterThan(780_000);
    expect(valuesAt(runDax(written), written.untilMs)[0]).toBe("product#1: served v3, table v4");
    expect(valuesAt(runDax(pressed("ttl-minute", 470_000, written)), 480_000)[0]).toBe("product#1: served v4, table v4"); // prettier-ignore
  });

  it("keeps what was set before: a TTL of 60 s, and room for one entry", () => {
    const both = pressed("one-entry", 20_000, pressed("ttl-minute", 10_000));
    const last = both.steps.at(-1);
    expect(last).toMatchObject({ kind: "restart", itemCache: { capacity: 1, ttlMs: 60_000 } });
  });

  it("does nothing for anything else", () => {
    expect(figure.toggle!(scenario, { control: "failover" }, 1).scenario).toBe(scenario);
    expect(figure.toggle!(scenario, { zone: "az-1" }, 1).scenario).toBe(scenario);
  });
});
