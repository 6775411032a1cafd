import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCommitTracker, placementOf, runVolume, type VolumeScenario } from "../../src/core/aurora/index.ts";
import { Simulation, traceText } from "../../src/core/kernel/index.ts";
import { runRollCall } from "../../src/core/start/index.ts";
import { volumeScenarios } from "../arbitraries/storage.ts";
import { launchChromium } from "../support/chromium.ts";
import { digests } from "./digest-scenarios.ts";
import { SEED } from "./seed.ts";

const stored = JSON.parse(readFileSync(new URL("digests.json", import.meta.url), "utf8")) as Record<string, string>;

/** A scenario as a page or a file would give it: the same data, no object shared. */
const retold = <T>(scenario: T): T => JSON.parse(JSON.stringify(scenario)) as T;

describe("the same scenario", () => {
  it("gives the same text, however often it runs and wherever it comes from", () => {
    fc.assert(
      fc.property(volumeScenarios("anything", { withReads: true }), (scenario) => {
        const text = traceText(runVolume(scenario));
        expect(traceText(runVolume(scenario))).toBe(text);
        expect(traceText(runVolume(retold(scenario)))).toBe(text);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it("is left as it was", () => {
    fc.assert(
      fc.property(volumeScenarios("anything"), (scenario) => {
        const before = retold(scenario);
        runVolume(scenario);
        expect(retold(scenario)).toEqual(before);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });
});

describe("two runs at once", () => {
  const scenario = (seed: number): VolumeScenario => ({
    seed,
    groupCount: 2,
    workload: [1, 2, 3].map((atMs) => ({ kind: "write", atMs, pages: [1, 5], commits: `T${atMs}` })),
    faults: [{ kind: "messages-lost", probability: 0.3, fromMs: 0, untilMs: 40 }],
    untilMs: 120,
  });

  it("do not meet: a volume inside another one's tracker leaves both as they are alone", () => {
    const [outerAlone, innerAlone] = [scenario(1), scenario(2)].map((it) => traceText(runVolume(it)));
    const inner: string[] = [];
    const outer = runVolume(scenario(1), {
      createCommitTracker(options) {
        const tracker = createCommitTracker(options);
        return {
          ...tracker,
          segmentAcknowledged(acknowledgement) {
            if (inner.length < 20) inner.push(traceText(runVolume(scenario(2))));
            tracker.segmentAcknowledged(acknowledgement);
          },
        };
      },
    });
    expect(traceText(outer)).toBe(outerAlone);
    expect(inner).toHaveLength(20);
    expect(new Set(inner)).toEqual(new Set([innerAlone]));
  });

  it("do not meet when they take turns", () => {
    const started = (seed: number) => {
      const simulation = new Simulation<{ kind: "drew"; number: number }>({ seed });
      const draw = () => {
        simulation.record({ kind: "drew", number: simulation.random.uint32() });
        simulation.after(simulation.random.fraction(), draw);
      };
      draw();
      return simulation;
    };
    const alone = [1, 2].map((seed) => {
      const simulation = started(seed);
      simulation.runUntil(50);
      return traceText(simulation.trace);
    });
    const [one, other] = [started(1), started(2)];
    for (let atMs = 0; atMs <= 50; atMs++) for (const simulation of [one, other]) simulation.runUntil(atMs);
    expect([one, other].map(({ trace }) => traceText(trace))).toEqual(alone);
  });

  it("do not meet in a roll call either", () => {
    const alone = traceText(runRollCall({ seed: 2, placement: placementOf(1) }));
    runRollCall(
      { seed: 1, placement: placementOf(1) },
      {
        greet() {
          expect(traceText(runRollCall({ seed: 2, placement: placementOf(1) }))).toBe(alone);
          return "hello";
        },
      },
    );
  });
});

describe("the stored digests", () => {
  it("are more than twenty, each of another run", () => {
    expect(Object.keys(stored).length).toBeGreaterThan(20);
    expect(new Set(Object.values(stored)).size).toBe(Object.keys(stored).length);
  });

  it("are those of Node. If a run was meant to change: node tests/core/write-digests.ts", () => {
    expect(digests()).toEqual(stored);
  });

  it("are those of a browser", { timeout: 30_000 }, async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL("digest-scenarios.ts", import.meta.url))],
      bundle: true,
      write: false,
      format: "iife",
      globalName: "core",
      target: "es2022",
      minify: true,
    });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const found = await page.evaluate(`${outputFiles[0]?.text ?? ""};core.digests()`);
      expect(found).toEqual(stored);
    } finally {
      await browser.close();
    }
  });
});
