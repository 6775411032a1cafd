import { describe, expect, it } from "vitest";
import { runDax, type DaxScenario, type DaxTrace } from "../../src/core/dax/index.ts";
import { DAX_CLUSTER_CHARTS } from "../../src/figures/dax-cluster-charts.ts";
import { DAX_CLUSTER_CONTROLS } from "../../src/figures/dax-cluster-strings.ts";
import { DAX_CLUSTER_FIGURES } from "../../src/figures/dax-cluster-figures.ts";
import { daxClusterStory } from "../../src/figures/dax-cluster-story.ts";

const figure = DAX_CLUSTER_FIGURES["dax-cluster"];
const scenario = figure.scenario as DaxScenario;
const storyOf = (of: DaxScenario) => daxClusterStory(runDax(of));
const run = storyOf(scenario);
const valuesAt = (trace: DaxTrace, atMs: number, locale: "en" | "ko" = "en") => {
  const moment = { atMs, eventCount: trace.filter((event) => event.atMs <= atMs).length };
  return DAX_CLUSTER_CHARTS.chartOf(trace as never, locale).lanes.map((lane) => lane.valueText(moment));
};
const pressed = (control: string, atMs: number, from: DaxScenario = scenario) =>
  figure.toggle!(from, { control }, atMs).scenario as DaxScenario;
/** The table's worst second from a time on. */
const worst = (trace: DaxTrace, fromMs: number) =>
  Math.max(...trace.flatMap((event) => (event.kind === "load-counted" && event.atMs > fromMs ? [event.wantedUnits] : []))); // prettier-ignore

describe("the chart of a DAX cluster", () => {
  it("says what the table gives, what each node serves and is, and what clients get", () => {
    expect(valuesAt(run, 3_000)).toEqual([
      "3,000 of 3,763 given, 61 reads throttled",
      "primary: 0 from memory, 0 from the table",
      "read replica: 0 from memory, 0 from the table",
      "read replica: 0 from memory, 0 from the table",
      "240 answered, 61 failed",
    ]);
    expect(valuesAt(run, 13_000).slice(1, 3)).toEqual([
      "down: 0 from memory, 0 from the table",
      "read replica: 109 from memory, 0 from the table",
    ]);
    expect(valuesAt(run, 17_000)[2]).toContain("primary: 186");
    expect(valuesAt(run, 13_000, "ko")[1]).toBe("중단: 메모리 0회, 테이블 0회");
    expect(run.length).toBeLessThan(120);
  });

  it("shows when each node is what, and which writes come to nothing", () => {
    const [table, ...lanes] = DAX_CLUSTER_CHARTS.chartOf(run as never, "en").lanes;
    expect(lanes.map(({ spans }) => spans.map(({ fromMs, untilMs, text }) => `${fromMs}–${untilMs} ${text}`))).toEqual([
      ["0–12000 primary", "12000–24000 down"],
      ["0–14000 read replica", "14000–24000 primary"],
      ["0–24000 read replica"],
      [],
    ]);
    expect(table?.marks.map(({ text }) => text)).toEqual(["written", "written", "write unknown", "write unknown", "written"]); // prettier-ignore
  });

  it("has nothing to show of no run", () => {
    expect(DAX_CLUSTER_CHARTS.chartOf([] as never, "en").lanes).toHaveLength(2);
  });
});

describe("what a reader can press", () => {
  it.each(DAX_CLUSTER_CONTROLS)("%s leaves the past as it is", (control) => {
    const atMs = 9_000;
    const { notice } = figure.toggle!(scenario, { control }, atMs);
    const forked = storyOf(pressed(control, atMs));
    const past = (trace: DaxTrace) => trace.filter((event) => event.atMs <= atMs);
    expect(past(forked)).toEqual(past(run));
    expect(notice?.en).toContain("0:09");
    expect(notice?.ko).toContain("0:09");
    // The shops read through three nodes as it is.
    if (control !== "read-through" && control !== "nodes-3") expect(forked).not.toEqual(run);
  });

  it("leads where the lesson says", () => {
    expect(worst(run, 12_000)).toBeLessThan(100);
    expect(worst(storyOf(pressed("read-past", 8_000)), 9_000)).toBeGreaterThan(3_500);
    expect(worst(storyOf(pressed("read-strong", 8_000)), 9_000)).toBeGreaterThan(7_000);
    const short = worst(storyOf(pressed("ttl-short", 8_000)), 9_000);
    expect(short).toBeGreaterThan(150);
    expect(short).toBeLessThan(600);
    // One node, and it fails: nobody serves anything.
    expect(valuesAt(storyOf(pressed("nodes-1", 8_000)), 14_000).at(-1)).toBe("0 answered, 0 failed");
    expect(DAX_CLUSTER_CHARTS.chartOf(storyOf(pressed("nodes-5", 8_000)) as never, "en").lanes).toHaveLength(7);
  });

  it("takes down who is the primary then, and keeps what was set before", () => {
    const faultsOf = (of: DaxScenario) => of.faults.map((fault) => ("node" in fault ? `${fault.node} ${fault.fromMs}` : "")); // prettier-ignore
    expect(faultsOf(pressed("crash-primary", 8_000))).toEqual(["dax-1 8000.001"]);
    const twice = pressed("crash-primary", 17_000);
    expect(faultsOf(twice)).toEqual(["dax-1 12000", "dax-2 17000.001"]);
    expect(valuesAt(storyOf(twice), 26_000)[3]).toContain("primary");
    const strong = pressed("nodes-5", 9_000, pressed("read-strong", 8_000));
    expect(worst(storyOf(strong), 10_000)).toBeGreaterThan(7_000);
    const back = pressed("read-through", 10_000, strong);
    expect(worst(storyOf(back), 12_000)).toBeLessThan(200);
  });

  it("does nothing for anything else", () => {
    expect(figure.toggle!(scenario, { control: "one-entry" }, 1).scenario).toBe(scenario);
    expect(figure.toggle!(scenario, { zone: "az-1" }, 1).scenario).toBe(scenario);
  });
});
