import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { firstClusterViolation, runCluster, type ClusterTrace } from "../../src/core/cluster/index.ts";
import { toMicros } from "../../src/core/kernel/index.ts";
import { SCENARIOS } from "../../src/scenario/scenarios.ts";
import { COLUMNS, outagesOf, storyOf, timelinePage, wrapped } from "../../src/scenario/timeline.ts";

const SEEDS = [1, 2, 3, 7, 8, 42];

function traceOf(name: string, seed: number, seconds?: number): ClusterTrace {
  const named = SCENARIOS.find((each) => each.name === name)!;
  return runCluster(named.scenario({ seed, ...(seconds === undefined ? {} : { seconds }) }));
}

describe.each(SCENARIOS.flatMap(({ name }) => SEEDS.map((seed) => [name, seed] as const)))(
  "%s, seed %i",
  (name, seed) => {
    const trace = traceOf(name, seed);
    const page = timelinePage(trace);
    const outages = outagesOf(trace);

    it("keeps the cluster's invariants", () => {
      expect(firstClusterViolation(trace)).toBeUndefined();
    });

    it("prints a page of 80 columns, without gaps, the same each time", () => {
      expect(page.filter((line) => line.length > COLUMNS || line !== line.trimEnd())).toEqual([]);
      expect(page.join("\n")).not.toMatch(/undefined|NaN|Infinity|\[object| -\d/);
      expect(timelinePage(JSON.parse(JSON.stringify(trace)) as ClusterTrace)).toEqual(page);
      expect(page.length).toBeLessThan(120);
    });

    it("spends every microsecond of an outage once", () => {
      expect(outages.map(({ client }) => client)).toEqual(["app", "app-jvm"]);
      for (const { fromMs, untilMs, parts } of outages) {
        for (const { ms } of parts) expect(ms).toBeGreaterThanOrEqual(0);
        expect(toMicros(parts.reduce((sum, { ms }) => sum + ms, 0))).toBe(toMicros(untilMs - fromMs));
      }
    });

    it("begins an outage with the last commit before it and ends it with the first one after", () => {
      for (const { client, fromMs, untilMs, isOver } of outages) {
        const commits = trace.filter((event) => event.kind === "write-committed" && event.client === client);
        const times = commits.map(({ atMs }) => atMs);
        expect(times).toContain(fromMs);
        expect(times.filter((atMs) => atMs > fromMs && atMs < untilMs)).toEqual([]);
        expect(times.includes(untilMs)).toBe(isOver);
        expect(untilMs).toBeGreaterThan(5_000);
      }
    });

    it("tells the story in order, and nothing ordinary", () => {
      const story = storyOf(trace);
      const times = story.map(({ event }) => event.atMs);
      expect([...times].sort((a, b) => a - b)).toEqual(times);
      const kinds = story.map(({ event }) => event.kind);
      expect(kinds[0]).toBe("cluster-opened");
      for (const kind of ["lag-measured", "write-sent"] as const) expect(kinds).not.toContain(kind);
      // One success for each client that is well again.
      const wellAgain = story.filter(({ event }) => event.kind === "write-committed").map(({ event }) => event.atMs);
      expect(wellAgain.sort()).toEqual(
        outages
          .filter(({ isOver }) => isOver)
          .map(({ untilMs }) => untilMs)
          .sort(),
      );
      for (const { event } of story) {
        if (event.kind !== "in-volume") continue;
        expect([
          "recovery-began",
          "recovery-decided",
          "volume-recovered",
          "writer-fenced",
          "request-refused",
        ]).toContain(event.event.kind);
      }
    });

    it("counts what it has folded", () => {
      const story = storyOf(trace);
      const count = (kind: string) =>
        story.filter(({ event }) => event.kind === kind).reduce((sum, line) => sum + line.count, 0);
      for (const kind of ["connection-lost", "connection-refused", "write-unknown"] as const)
        expect(count(kind)).toBe(trace.filter((event) => event.kind === kind).length);
      for (const { event, count: times, lastAtMs } of story) {
        if (times === 1) expect(lastAtMs).toBe(event.atMs);
        else expect(lastAtMs).toBeGreaterThan(event.atMs);
      }
    });
  },
);

describe("where the seconds go", () => {
  const partsOf = (trace: ClusterTrace, client: string) => {
    const outage = outagesOf(trace).find((each) => each.client === client)!;
    return Object.fromEntries(outage.parts.map(({ part, ms }) => [part, ms]));
  };

  it("failover: detection and the name change take most of it; who keeps names longer waits longer", () => {
    const trace = traceOf("failover", 7, 80);
    const [app, jvm] = [partsOf(trace, "app"), partsOf(trace, "app-jvm")];
    expect(app["detection"]).toBe(5_500);
    expect(app["name change"]).toBe(15_000);
    expect(app["client: DNS cache"]).toBe(0);
    expect(jvm["client: DNS cache"]).toBeGreaterThan(30_000);
    expect(outagesOf(trace).every(({ isOver }) => isOver)).toBe(true);
  });

  it("failover: a cache of 60 s outlasts a run of 60 s", () => {
    const trace = traceOf("failover", 7);
    expect(outagesOf(trace).map(({ isOver }) => isOver)).toEqual([true, false]);
    expect(partsOf(trace, "app-jvm")).not.toHaveProperty("client: reconnecting");
    expect(timelinePage(trace).join("\n")).toContain(
      "app-jvm, from 4.933 s, and not back when the run ended at 60.000 s",
    );
  });

  it("crash: nobody is promoted, and no name changes", () => {
    const app = partsOf(traceOf("crash", 7), "app");
    expect(Object.keys(app)).toEqual([
      "before the fault",
      "restart",
      "recovery",
      "client: next try",
      "client: reconnecting",
    ]);
    expect(app["restart"]).toBeGreaterThanOrEqual(3_000);
  });

  it("cut-off: the writer goes on until another one has the volume", () => {
    const trace = traceOf("cut-off", 7);
    const [app] = outagesOf(trace);
    expect(app?.fromMs).toBeGreaterThan(10_000);
    expect(partsOf(trace, "app")["name change"]).toBe(15_000);
    expect(timelinePage(trace).join("\n")).toMatch(/Segment . refused db-1/);
  });

  it("switch: nothing has to be detected", () => {
    expect(partsOf(traceOf("switch", 7), "app")["detection"]).toBe(0);
  });

  it("has nothing to say of a run without trouble", () => {
    const { faults: _, ...calm } = SCENARIOS[0]!.scenario({ seed: 7, seconds: 10 });
    const trace = runCluster({ ...calm, faults: [] });
    expect(outagesOf(trace)).toEqual([]);
    expect(timelinePage(trace)).toContain("No write failed.");
    expect(storyOf(trace).map(({ event }) => event.kind)).toEqual([
      "cluster-opened",
      "connection-opened",
      "connection-opened",
      "connection-opened",
    ]);
  });

  it("prints the published figures with their sources, and which of ours are the model's", () => {
    const text = timelinePage(traceOf("failover", 7)).join(" ").replace(/\s+/g, " ");
    for (const figure of [
      "typically under 60 s, often under 30 s",
      "15 to 20 s",
      "for 5 s",
      "Ours is the model's: 15 s",
    ])
      expect(text).toContain(figure);
  });

  it("draws a bar as long as its part", () => {
    const page = timelinePage(traceOf("failover", 7));
    expect(page).toContain("One # is 2 s.");
    expect(page).toContain("  name change               15.000      ########");
  });
});

it("breaks text at 80 columns", () => {
  const lines = wrapped("word ".repeat(40).trim(), "   1.000  ");
  expect(lines.every((line) => line.length <= COLUMNS)).toBe(true);
  expect(lines[1]).toMatch(/^ {10}word/);
  expect(lines.join(" ").match(/word/g)).toHaveLength(40);
});

describe("npm run scenario", () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [fileURLToPath(new URL("../../src/scenario/cli.ts", import.meta.url)), ...args], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });

  it("prints a page of 80 columns", () => {
    const { status, stdout, stderr } = run("failover", "--seed", "7");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^failover, seed 7, 60 s\n/);
    expect(stdout).toContain(timelinePage(traceOf("failover", 7)).join("\n"));
    expect(stdout.split("\n").filter((line) => line.length > COLUMNS)).toEqual([]);
  });

  it("prints the trace as JSON lines and nothing else", () => {
    const { status, stdout } = run("switch", "--seed=-3", "--json");
    expect(status).toBe(0);
    expect(stdout.endsWith("}\n")).toBe(true);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(traceOf("switch", -3));
  });

  it.each([[["--list"]], [[]], [["crash", "--list"]]])("lists the scenarios: %j", (args) => {
    const { status, stdout } = run(...args);
    expect(status).toBe(0);
    for (const { name } of SCENARIOS) expect(stdout).toMatch(new RegExp(`^${name} `, "m"));
    expect(stdout.split("\n").filter((line) => line.length > COLUMNS)).toEqual([]);
  });

  it("says how it is used", () => {
    const { status, stdout } = run("--help");
    expect([status, stdout.split("\n").every((line) => line.length <= COLUMNS)]).toEqual([0, true]);
    expect(stdout).toContain("--seconds");
  });

  it.each([
    [["failovr"], 'There is no scenario "failovr". There are: failover, crash, zone-down, cut-off, switch.'],
    [["failover", "crash"], "One scenario at a time, not failover and crash."],
    [["--seed", "7"], "Say which scenario: failover, crash, zone-down, cut-off, switch."],
    [["failover", "--sed", "7"], "There is no option --sed. There are: --help, --json, --list, --seconds, --seed."],
    [["failover", "--seed", "x"], '--seed takes a whole number, not "x": --seed 1.'],
    [["failover", "--seed", "1.5"], '--seed takes a whole number, not "1.5": --seed 1.'],
    [["failover", "--seed", "9".repeat(20)], `--seed takes a whole number, not "${"9".repeat(20)}": --seed 1.`],
    [["failover", "--seed", ""], '--seed takes a whole number, not "": --seed 1.'],
    [["failover", "--seed"], "--seed takes a whole number: --seed=20."],
    [["failover", "--seconds", "5"], "--seconds takes a whole number from 10 to 300, not 5."],
    [["failover", "--json=1"], "--json takes no value."],
  ])("refuses %j in one line", (args, line) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout, stderr]).toEqual([2, "", `${line}\n`]);
  });
});
