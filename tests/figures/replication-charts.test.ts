import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runLeaderLeaseScript,
  runReplication,
  type ReplicationScenario,
  type ReplicationTrace,
} from "../../src/core/dynamodb/index.ts";
import { judgeHistory } from "../../src/core/history/index.ts";
import type { ChartControl } from "../../src/figures/chart-controls.ts";
import { REPLICATION_CONTROLS } from "../../src/figures/replication-strings.ts";
import { chartShapes, type ChartLane } from "../../src/figures/chart-shapes.ts";
import { REPLICATION_CHARTS } from "../../src/figures/replication-charts.ts";
import { REPLICATION_FIGURES } from "../../src/figures/replication-figures.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN } from "../../src/figures/scene-sizes.ts";
import { leaderLeaseScripts, replicationScenarios } from "../arbitraries/leader-lease.ts";

const figure = REPLICATION_FIGURES["replication-inside"];
const own = figure.scenario as ReplicationScenario;
const run = runReplication(own);
const lanesOf = (trace: ReplicationTrace) => REPLICATION_CHARTS.chartOf(trace as never, "en").lanes;
const spansOf = (lane: ChartLane | undefined) =>
  lane?.spans.map(({ fromMs, untilMs, text }) => `${text} ${(fromMs / 1_000).toFixed(1)}-${(untilMs / 1_000).toFixed(1)}`); // prettier-ignore

function valuesAt(trace: ReplicationTrace, atMs: number): readonly string[] {
  const eventCount = trace.filter((event) => event.atMs <= atMs).length;
  const { lanes } = chartShapes(REPLICATION_CHARTS.chartOf(trace as never, "en"), { atMs, eventCount }, 700);
  return lanes.map(({ value }) => value);
}

describe("the chart of the figure", () => {
  it("says who serves and for how long, what the others have promised, and who waits", () => {
    expect(lanesOf(run).map(({ title }) => title)).toEqual([
      "R1 in az-1",
      "R2 in az-2",
      "R3 in az-3",
      "Requests: time to the answer",
    ]);
    expect(valuesAt(run, 1_900)).toEqual(["serves, lease 1.78 s", "has promised 1.80 s", "has promised 1.80 s", "none waits"]); // prettier-ignore
    expect(valuesAt(run, 3_000)).toEqual(["down", "elected, waits 0.70 s", "has promised 1.92 s", "2 wait"]);
    expect(valuesAt(run, 3_800)[1]).toMatch(/^serves, lease 1\.\d\d s$/);
    expect(valuesAt(run, 6_999)[0]).toMatch(/^has promised 1\.\d\d s$/);
  });

  it("has the leaders, the wait between them, and who waits for it, as bars", () => {
    const [r1, r2, r3, requests] = lanesOf(run);
    expect([r1, r2, r3].map(spansOf)).toEqual([
      ["serves 0.0-2.0", "down 2.0-6.0"],
      ["waits 2.9-3.7", "serves 3.7-6.9"],
      [],
    ]);
    expect(spansOf(requests)).toHaveLength(1);
    expect(requests?.marks.map(({ text }) => text)).toEqual(["unknown", "unknown"]);
  });

  it("shows eventual reads that take milliseconds while the others take up to two seconds", () => {
    const requests = lanesOf(run).at(-1);
    const most = (id: string) => Math.max(...(requests?.series.find((each) => each.id === id)?.points ?? []).map(({ value = 0 }) => value)); // prettier-ignore
    expect(most("eventual")).toBeLessThan(0.1);
    expect(most("strong")).toBeGreaterThan(1.5);
    expect(requests?.top).toBe(2);
  });

  it("has words for each series, in both languages", () => {
    for (const locale of ["en", "ko"] as const)
      for (const { id } of REPLICATION_CHARTS.chartOf(run as never, locale).lanes.flatMap(({ series }) => series))
        expect(REPLICATION_CHARTS.words(locale).legend[id], id).toMatch(/\S/);
  });

  it("gives a history in which only eventual reads are weak", async () => {
    const history = (await figure.history?.(run)) ?? [];
    const broken = judgeHistory(history).flatMap(({ model, breaks }) => (breaks.length > 0 ? [model] : []));
    expect(broken).toEqual(["read-your-writes", "strong"]);
    expect(history.length).toBeGreaterThan(30);
  });

  it("draws any run of a group, and of leases alone, within its lanes", () => {
    fc.assert(
      fc.property(
        fc.oneof(replicationScenarios(9_000, 16).map((scenario) => runReplication(scenario)), leaderLeaseScripts.map((script) => runLeaderLeaseScript(script))), // prettier-ignore
        fc.constantFrom(WIDTH_PX_MIN, 380, SCENE_PX_MAX),
        fc.nat({ max: 1_000 }),
        (trace, widthPx, place) => {
          const index = place % trace.length;
          const moment = { atMs: trace[index]!.atMs, eventCount: index + 1 };
          const { lanes, width } = chartShapes(REPLICATION_CHARTS.chartOf(trace as never, "en"), moment, widthPx);
          expect(lanes.length).toBeGreaterThanOrEqual(3);
          for (const { plot, paths, value } of lanes) {
            expect(value).not.toMatch(/NaN|undefined|-\d/);
            for (const { d } of paths)
              for (const [, x, y] of d.matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)) {
                expect(Number(x)).toBeLessThanOrEqual(width);
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

describe("a countdown", () => {
  const points = [
    { atMs: 0, eventCount: 1, value: 2 },
    { atMs: 1_000, eventCount: 2, value: 4 },
  ];
  const lane = { id: "a", title: "", unit: "", top: 4, thresholds: [], spans: [], marks: [], valueText: () => "" };
  const pathAt = (atMs: number, eventCount: number) =>
    chartShapes({ untilMs: 4_000, lanes: [{ ...lane, series: [{ id: "s", style: "countdown", tone: "main", points }] }] }, { atMs, eventCount }, 444).lanes[0]?.paths[0]?.d; // prettier-ignore

  // 100 px are a second here, and so are 21 px of 84 downwards.
  it.each([
    ["falls by one a second", 500, 1, "M34 69L84 79.5"],
    ["ends at 0", 3_000, 1, "M34 69L234 111"],
    ["begins anew from the next value", 2_000, 2, "M34 69L134 90M134 27L234 48"],
    ["falls as fast where 0 is beyond the end", 4_000, 2, "M34 69L134 90M134 27L434 90"],
  ])("%s", (_, atMs, eventCount, d) => {
    const shown = pathAt(atMs, eventCount)?.replaceAll(/(?<= )[\d.]+/g, (y) => String(Math.round(Number(y) * 10) / 10));
    expect(shown).toBe(d);
  });
});

describe("what a reader presses", () => {
  const press = (control: ChartControl, atMs: number, scenario = own) =>
    figure.toggle?.(scenario, { control }, atMs).scenario as ReplicationScenario;
  const after = (control: ChartControl) => lanesOf(runReplication(press(control, 1_000)));

  it("keeps the past, and changes what follows", () => {
    for (const control of REPLICATION_CONTROLS) {
      const trace = runReplication(press(control, 1_650));
      const until = (all: ReplicationTrace) => all.filter(({ atMs }) => atMs <= 1_650);
      expect(until(trace)).toEqual(until(run));
      expect(trace, control).not.toEqual(run);
    }
  });

  it("lets a leader that is cut off serve until its lease ends, and another one begin after that", () => {
    const [r1, r2] = after("cut-off");
    expect(spansOf(r1)).toEqual(["serves 0.0-2.5"]);
    expect(spansOf(r2)?.slice(0, 2)).toEqual(["waits 1.7-2.5", "serves 2.5-6.9"]);
  });

  it("makes nobody wait where the leader gives up", () => {
    const [r1, r2, , requests] = after("give-up");
    expect(spansOf(r1)).toEqual(["serves 0.0-1.0"]);
    expect(spansOf(r2)).toEqual(["serves 1.0-6.9"]);
    expect(requests?.spans).toEqual([]);
  });

  it("elects nobody where one link is cut, or a follower is down", () => {
    const [r1, r2] = after("cut-link");
    expect(spansOf(r1)).toEqual(["serves 0.0-6.9"]);
    expect(new Set(r2?.marks.map(({ text }) => text))).toEqual(new Set(["suspects", "R3 hears it"]));
    const [leader, , gone, requests] = after("follower-down");
    expect([spansOf(leader), spansOf(gone), requests?.spans]).toEqual([["serves 0.0-6.9"], ["down 1.0-5.0"], []]);
  });

  it("can be pressed twice, and leaves time to see what comes of it", () => {
    const twice = press("cut-off", 5_000, press("give-up", 1_000));
    expect(twice.untilMs).toBeGreaterThanOrEqual(11_000);
    expect(
      runReplication(twice)
        .filter(({ kind }) => kind === "operation-asked")
        .at(-1)?.atMs,
    ).toBeGreaterThan(10_000);
    expect(twice.relinquish).toHaveLength(1);
  });

  it("does nothing for what it does not know", () => {
    expect(press("spike", 1_000)).toBe(own);
    expect(figure.toggle?.(own, { zone: "az-1" }, 1_000).scenario).toBe(own);
  });
});
