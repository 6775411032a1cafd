/**
 * The storage engine as one system, under thousands of random runs: writes that make the volume grow, reads at read
 * points, crashes at any point, recoveries that race, segments that are replaced, and whatever fails besides.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copiesAgree, firstViolation, runVolume, type StorageTrace } from "../../../src/core/aurora/index.ts";
import { systemScenarios, type FaultMix, type SystemOptions } from "../../arbitraries/storage.ts";
import { SEED } from "../seed.ts";

const MIXES: readonly FaultMix[] = ["none", "zone-plus-one", "outages", "messages", "anything"];

const WHATS: readonly (readonly [string, SystemOptions, number])[] = [
  ["writes, reads and growth", {}, 300],
  ["crashes and recoveries", { withRecovery: true }, 700],
  ["replaced segments", { withReplacement: true }, 400],
  ["backtracks", { withBacktrack: true }, 300],
  ["clones", { withClones: true }, 400],
  ["clones of what crashes and is repaired", { withClones: true, withRecovery: true, withReplacement: true }, 400],
  ["all of it", { withRecovery: true, withReplacement: true, withBacktrack: true }, 600],
];

describe.each(WHATS)("every invariant holds: %s", (_, options, numRuns) => {
  it.each(MIXES)("under faults of the mix %s", (mix) => {
    fc.assert(
      fc.property(systemScenarios(mix, options), (scenario) => {
        expect(firstViolation(runVolume(scenario))).toBeUndefined();
      }),
      { seed: SEED, numRuns },
    );
  });
});

describe("once nothing fails any more", () => {
  it.each(WHATS)("all six segments come to hold the same log: %s", (_, options) => {
    fc.assert(
      fc.property(systemScenarios("anything", { ...options, quietMs: 400 }), (scenario) => {
        const trace = runVolume(scenario);
        expect(firstViolation(trace)).toBeUndefined();
        expect(copiesAgree(trace)).toBeUndefined();
        if (options.withRecovery === true) {
          expect(trace.filter(({ kind }) => kind === "volume-recovered").length).toBeGreaterThan(0);
          expect(isAnswered(trace, "T-last"), "the last commit is answered").toBe(true);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

function isAnswered(trace: StorageTrace, transaction: string): boolean {
  return trace.some((event) => event.kind === "commit-answered" && event.transaction === transaction);
}

describe("the random runs", () => {
  it("reach what they are meant to reach", () => {
    const counts = new Map<string, number>();
    const lives = [{ withBacktrack: true }, { withClones: true }].flatMap((options) =>
      fc.sample(systemScenarios("anything", { withRecovery: true, withReplacement: true, ...options }), {
        seed: 1,
        numRuns: 300,
      }),
    );
    for (const scenario of lives) {
      const kinds = runVolume(scenario).map((event) =>
        event.kind === "in-clone" ? `in a clone, ${event.event.kind}` : event.kind,
      );
      for (const kind of new Set<string>(kinds)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const rare = KINDS.filter((kind) => (counts.get(kind) ?? 0) < 4);
    expect(rare).toEqual([]);
  });
});

const KINDS = [
  "write-held-back",
  "request-refused",
  "page-asked",
  "page-refused",
  "page-answered",
  "read-failed",
  "view-opened",
  "view-closed",
  "gossip-asked",
  "record-gossiped",
  "page-coalesced",
  "log-staged",
  "garbage-collected",
  "writer-crashed",
  "recovery-began",
  "recovery-decided",
  "truncation-installed",
  "volume-recovered",
  "recovery-superseded",
  "writer-fenced",
  "membership-changed",
  "segment-hydrated",
  "volume-grew",
  "volume-backtracked",
  "clone-made",
  "in a clone, page-answered",
  "in a clone, commit-answered",
  "in a clone, volume-recovered",
  "in a clone, record-gossiped",
];
