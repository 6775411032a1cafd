/** The cluster as one system, under thousands of random runs. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstClusterViolation, runCluster } from "../../../src/core/cluster/index.ts";
import { clusterScenarios } from "../../arbitraries/cluster.ts";
import { SEED } from "../seed.ts";

describe("a cluster under faults", () => {
  it.each([0, 1, 2, 3, 4, 5])("keeps every invariant (%d)", (part) => {
    fc.assert(
      fc.property(clusterScenarios(), (scenario) => {
        expect(firstClusterViolation(runCluster(scenario))).toBeUndefined();
      }),
      { seed: SEED + part, numRuns: 500 },
    );
  });

  it.each([0, 1, 2, 3])(
    "ends with a healthy writer behind the cluster endpoint, and readers that follow it, 40 s after the last fault (%d)",
    (part) => {
      fc.assert(
        fc.property(clusterScenarios({ quietMs: 40_000 }), (scenario) => {
          const trace = runCluster(scenario);
          expect(firstClusterViolation(trace)).toBeUndefined();
          const last = trace.filter((event) => "transaction" in event && event.transaction === "T-last");
          expect(last.map(({ kind }) => kind)).toEqual(["write-sent", "write-committed"]);
          const read = trace.findLast((event) => "page" in event && "client" in event && event.client === "last");
          expect(read?.kind).toBe("read-answered");
        }),
        { seed: SEED + part, numRuns: 250 },
      );
    },
  );
});
