import { describe, expect, it } from "vitest";
import { oneReadForEachMiss, runAside, type AsideScenario, type AsideTrace } from "../../src/core/dax/index.ts";
import { endedWritesAreSeen } from "../../src/core/dax/aside-invariants.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { chartShapes } from "../../src/figures/chart-shapes.ts";
import { ASIDE_CHARTS } from "../../src/figures/aside-charts.ts";
import { ASIDE_FIGURES } from "../../src/figures/aside-figures.ts";
import { asideStory } from "../../src/figures/aside-story.ts";

const figure = ASIDE_FIGURES["cache-aside"];
const own = figure.scenario as AsideScenario;
const press = (controls: readonly ChartControl[], atMs: number) =>
  controls.reduce((scenario, control) => figure.toggle!(scenario, { control }, atMs).scenario as AsideScenario, own);

function valuesAt(trace: AsideTrace, atMs: number): readonly string[] {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  const { lanes } = chartShapes(ASIDE_CHARTS.chartOf(trace as never, "en"), { atMs, eventCount }, 700);
  return lanes.map(({ value }) => value);
}
const readsAfter = (trace: AsideTrace, atMs: number) =>
  trace.filter((event) => event.kind === "table-read" && event.atMs >= atMs && event.atMs < atMs + 1_000).length;

describe("the chart of an application beside a cache", () => {
  const run = asideStory(runAside(own));

  it("says what its description says", () => {
    const current = "total: as the table has it";
    const states = [3_500, 4_030, 5_000, 9_000, 12_900, 13_030, 14_000, 19_000].map((atMs) => valuesAt(run, atMs)[0]);
    const old = "total: older than the table";
    expect(states).toEqual([current, "total: nothing", current, old, old, "total: a lease", current, current]);
    expect([0, 4_000, 8_000, 13_000, 17_000].map((atMs) => readsAfter(run, atMs))).toEqual([11, 11, 11, 1, 2]);
    expect([3_000, 7_000, 12_000, 16_000, 20_000].map((atMs) => valuesAt(run, atMs)[1])).toEqual(["11 reads", "22 reads", "33 reads", "34 reads", "36 reads"]); // prettier-ignore
  });

  it.each<[ChartControl]>([["write-once"], ["write-twice"], ["crash-holder"], ["cache-empty"]])(
    "%s breaks no promise where leases are taken",
    (control) => {
      for (const atMs of [1_000, 13_060, 18_500]) {
        const scenario = press(["with-leases"], 0);
        const pressed = figure.toggle!(scenario, { control }, atMs).scenario as AsideScenario;
        const trace = runAside(pressed);
        expect(oneReadForEachMiss(trace), `at ${atMs} ms`).toBeUndefined();
        expect(endedWritesAreSeen(trace), `at ${atMs} ms`).toBeUndefined();
        expect(asideStory(trace).some(({ kind }) => kind === "table-read")).toBe(true);
      }
    },
  );

  it("keeps what was before a press, and changes what comes after it", () => {
    for (const control of ["without-leases", "delete-first", "cache-down"] as const) {
      const trace = asideStory(runAside(press([control], 14_000)));
      const before = (events: AsideTrace) => events.slice(1).filter(({ atMs }) => atMs <= 14_000);
      expect(before(trace), control).toEqual(before(run));
      expect(readsAfter(trace, control === "cache-down" ? 14_000 : 17_000), control).toBeGreaterThan(5);
    }
    expect(readsAfter(asideStory(runAside(press(["with-leases"], 2_000))), 4_000)).toBe(1);
  });

  it("has everybody wait for a lease whose holder crashed, and then one read", () => {
    const trace = asideStory(runAside(press(["crash-holder"], 15_000)));
    expect(valuesAt(trace, 16_000)[0]).toBe("total: a lease");
    expect(readsAfter(trace, 17_000)).toBeLessThanOrEqual(3);
    expect(valuesAt(trace, 20_000)[0]).toBe("total: as the table has it");
  });
});
