import { describe, expect, it } from "vitest";
import { groupSources } from "../../../src/course/sources.ts";
import { AURORA_RULE, VOLUME_MODEL, ZONES, placementOf, quorumRules } from "../../../src/core/aurora/index.ts";
import { AURORA_LIMITS } from "../../../src/core/aurora/limits.ts";
import type { ServiceLimit } from "../../../src/core/kernel/service-limit.ts";

describe("Aurora's constants", () => {
  it("are the papers' own", () => {
    const values = Object.fromEntries(Object.entries(AURORA_LIMITS).map(([name, { value }]) => [name, value]));
    expect(values).toMatchObject({
      copies: 6,
      writeQuorum: 4,
      readQuorum: 3,
      zones: 3,
      copiesPerZone: 2,
      segmentSize: 10,
      segmentRepair: 10,
      segmentRepairLink: 10,
      lsnAllocationLimit: 10_000_000,
      volumeSize: 256,
      backupRetention: 35,
      latestRestorable: 5,
      copyOnWriteClones: 15,
      volumeSizeBefore: 128,
      volumeSizeOfPaper: 64,
      volumeSegmentsOfPaper: 38_400,
      backtrackWindow: 72,
      readers: 15,
      lastPromotionTier: 15,
      tieredFailovers: 5,
      customEndpoints: 5,
      zoneTtl: 5,
    });
  });

  it.each(Object.entries<ServiceLimit>(AURORA_LIMITS))("%s has a unit, a year and a source", (_, limit) => {
    expect(limit.unit).not.toBe("");
    expect(limit.year).toBeGreaterThanOrEqual(2017);
    // A paper and its section, or a guide and its page, under the titles that lessons cite.
    expect(limit.source).toMatch(/^Aurora (2017|2018) §\d|^[A-Z][\w ]+(Guide|Reference|Wrapper), \S/);
    expect(groupSources([limit.source])).toHaveLength(1);
  });

  it("are what the simulator runs on", () => {
    expect(AURORA_RULE).toEqual({ copyCount: 6, writeQuorum: 4, readQuorum: 3 });
    expect(quorumRules.brokenOverlaps(AURORA_RULE)).toEqual([]);
    expect(ZONES).toEqual(["az-1", "az-2", "az-3"]);
    expect(ZONES).toContain(VOLUME_MODEL.writerZone);
  });
});

describe("a protection group's segments", () => {
  it("stand two by two in three zones", () => {
    expect(placementOf(1)).toEqual([
      { segment: "A", zone: "az-1" },
      { segment: "B", zone: "az-1" },
      { segment: "C", zone: "az-2" },
      { segment: "D", zone: "az-2" },
      { segment: "E", zone: "az-3" },
      { segment: "F", zone: "az-3" },
    ]);
  });

  it("are named as in the paper's second group", () => {
    expect(placementOf(2).map(({ segment }) => segment)).toEqual(["A2", "B2", "C2", "D2", "E2", "F2"]);
  });

  it("are the caller's own list", () => {
    expect(placementOf(1)).not.toBe(placementOf(1));
  });
});
