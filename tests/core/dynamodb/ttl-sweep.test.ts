import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TTL_INVARIANTS, runTtl, ttlSweep, type TtlSweep } from "../../../src/core/dynamodb/index.ts";
import { ttlScenarios } from "../../arbitraries/ttl-sweep.ts";

const violations = (sweep: TtlSweep, runCount: number) => {
  const broken = new Set<string>();
  fc.assert(
    fc.property(ttlScenarios, (scenario) => {
      const trace = runTtl(scenario, sweep);
      for (const invariant of TTL_INVARIANTS) {
        const violation = invariant(trace);
        if (violation !== undefined) broken.add(violation.invariant);
      }
    }),
    { numRuns: runCount, seed: 11 },
  );
  return [...broken].sort();
};

describe("time to live", () => {
  it("keeps every invariant over thousands of runs", () => {
    expect(violations(ttlSweep, 2_000)).toEqual([]);
  });

  it.each<[string, Partial<TtlSweep>, string]>([
    ["what was found and has been extended", { mayDelete: (found, current, name, now) => current !== undefined && ttlSweep.isExpired(found, name, now) }, "the service deletes nothing whose time is not past"], // prettier-ignore
    ["nothing", { mayDelete: () => false }, "what has expired is gone two passes later"],
    ["what it should, to readers that do not filter", { unexpired: (items) => items }, "readers are shown what has not expired, and nothing else"], // prettier-ignore
    ["what it should, to a consumer that archives all", { isExpiry: () => true }, "the archive gets what the service deleted, and no more"], // prettier-ignore
  ])("breaks one when the process deletes %s", (_, change, invariant) => {
    expect(violations({ ...ttlSweep, ...change }, 300)).toContain(invariant);
  });

  it("costs nothing, and counts the seconds of the attribute", () => {
    const trace = runTtl({
      steps: [
        { atMs: 0, kind: "put", key: "a", expires: { inSeconds: 90 } },
        { atMs: 0, kind: "put", key: "b", expires: { inMilliseconds: 90 } },
        { atMs: 0, kind: "put", key: "c", expires: { yearsAgo: 6 } },
        { atMs: 100_000, kind: "read" },
        { atMs: 400_000, kind: "read" },
      ],
      passMs: 60_000,
      untilMs: 500_000,
    });
    expect(trace.filter(({ kind }) => kind === "sessions-read")).toMatchObject([
      { shown: ["b"], stored: ["a", "b", "c"] },
      { shown: ["b"], stored: ["b", "c"] },
    ]);
    expect(trace.find(({ kind }) => kind === "session-deleted")).toMatchObject({ key: "a", byService: true, atMs: 180_000 }); // prettier-ignore
  });
});
