/** Thousands of random runs of the whole volume: whatever fails, every invariant holds; and once nothing fails, all is answered. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VOLUME_MODEL, firstViolation, runVolume, type VolumeScenario } from "../../../src/core/aurora/index.ts";
import type { Fault } from "../../../src/core/kernel/index.ts";
import { volumeScenarios, type FaultMix } from "../../arbitraries/storage.ts";
import { SEED } from "../seed.ts";

const RUN_COUNTS: Readonly<Record<FaultMix, number>> = {
  none: 300,
  "zone-plus-one": 700,
  outages: 800,
  messages: 800,
  anything: 1_200,
};

const mixes = Object.entries(RUN_COUNTS) as readonly (readonly [FaultMix, number])[];

describe("every invariant holds", () => {
  it.each(mixes)("under faults of the mix %s, %i runs", (mix, numRuns) => {
    fc.assert(
      fc.property(volumeScenarios(mix, { withReads: true }), (scenario) => {
        expect(firstViolation(runVolume(scenario))).toBeUndefined();
      }),
      { seed: SEED, numRuns },
    );
  });

  it("whatever the rule, safe or not: it is the volume that keeps its promises, the rule that may be too weak", () => {
    const quorum = fc.integer({ min: 1, max: 6 });
    const rules = fc.record({ copyCount: fc.constant(6), writeQuorum: quorum, readQuorum: quorum });
    fc.assert(
      fc.property(volumeScenarios("anything", { withReads: true }), rules, (scenario, rule) => {
        expect(firstViolation(runVolume({ ...scenario, rule }))).toBeUndefined();
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});

describe("every commit is answered", () => {
  /** The longest that it can take from the last fault's end: messages that were slowed down, a resend, and there and back. */
  const ANSWERED_WITHIN_MS = 1_000;

  it("that was asked while the writer was up, once all faults have ended", () => {
    fc.assert(
      fc.property(volumeScenarios("anything"), (scenario) => {
        const faults = scenario.faults.map((fault): Fault => ({ ...fault, untilMs: fault.untilMs ?? 60 }));
        const lastMs = Math.max(
          ...faults.map(({ untilMs = 0 }) => untilMs),
          ...scenario.workload.map(({ atMs }) => atMs),
        );
        const healed: VolumeScenario = { ...scenario, faults, untilMs: lastMs + ANSWERED_WITHIN_MS };
        const waiting = new Set<string>();
        for (const event of runVolume(healed)) {
          if (event.kind === "commit-requested") waiting.add(event.transaction);
          if (event.kind === "commit-answered") waiting.delete(event.transaction);
        }
        expect([...waiting]).toEqual([]);
      }),
      { seed: SEED, numRuns: 500 },
    );
    expect(ANSWERED_WITHIN_MS).toBeGreaterThan(5 * VOLUME_MODEL.resendMs);
  });
});
