import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZONES, placementOf } from "../../../src/core/aurora/index.ts";
import { ScenarioError, type Timed } from "../../../src/core/kernel/index.ts";
import { rollCall, runRollCall, type RollCallEvent } from "../../../src/core/start/index.ts";
import { rollCalls } from "../../arbitraries/start.ts";
import { SEED } from "../seed.ts";

describe("a roll call", () => {
  it("starts the segments in their order, 1 ms apart, and hears each greeting later", () => {
    const trace = runRollCall({ seed: 1, placement: placementOf(1) });
    const started = trace.filter((event) => event.kind === "segment-started");
    expect(started.map(({ atMs, segment }) => `${atMs} ${segment}`)).toEqual([
      "1 A",
      "2 B",
      "3 C",
      "4 D",
      "5 E",
      "6 F",
    ]);
    for (const { segment, zone, atMs } of started) {
      const heard = trace.find((event) => event.kind === "greeting-heard" && event.segment === segment);
      expect(heard).toMatchObject({ greeting: `Segment ${segment} in ${zone}: hello` });
      expect(heard?.atMs).toBeGreaterThan(atMs);
    }
  });

  it("hears every segment once, whoever they are and wherever they stand", () => {
    fc.assert(
      fc.property(rollCalls, (scenario) => {
        const heard = runRollCall(scenario).filter((event) => event.kind === "greeting-heard");
        expect(heard.map(({ segment }) => segment).sort()).toEqual(
          scenario.placement.map(({ segment }) => segment).sort(),
        );
        for (const { segment, greeting } of heard) {
          const { zone } = scenario.placement.find((placed) => placed.segment === segment)!;
          expect(greeting).toBe(rollCall.greet(segment, zone));
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it.each([
    [[{ segment: "A", zone: "az-4" }], "placement[0].zone"],
    [
      [
        { segment: "A", zone: ZONES[0]! },
        { segment: "A", zone: ZONES[1]! },
      ],
      "placement[1].segment",
    ],
    [[{ segment: "writer", zone: ZONES[0]! }], "placement[0].segment"],
  ])("refuses %j, naming %s", (placement, field) => {
    expect(() => runRollCall({ seed: 1, placement })).toThrow(ScenarioError);
    expect(() => runRollCall({ seed: 1, placement })).toThrow(`Scenario field ${field}: `);
  });

  it("leaves behind what came before an answer threw", () => {
    const into: Timed<RollCallEvent>[] = [];
    const greet = () => {
      throw new Error("not written yet");
    };
    expect(() => runRollCall({ seed: 1, placement: placementOf(1) }, { greet }, into)).toThrow("not written yet");
    expect(into.map(({ kind }) => kind)).toEqual(["roll-call-began", "segment-started"]);
  });
});
