import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ZONES,
  checkVolumeGeometry,
  groupCountFor,
  runPlacementScript,
  segmentPlacement,
  type StorageHost,
  type VolumeGeometry,
} from "../../../src/core/aurora/index.ts";
import { AURORA_LIMITS } from "../../../src/core/aurora/limits.ts";
import { ScenarioError, traceText, type NodeId } from "../../../src/core/kernel/index.ts";
import { hostScripts } from "../../arbitraries/segment-placement.ts";
import { SEED } from "../seed.ts";

const { groupOf, grow, place, repairHost } = segmentPlacement;

const geometry = (options: Partial<VolumeGeometry> = {}): VolumeGeometry => ({
  groupCount: 2,
  pagesPerGroup: 4,
  groupCountMax: 5,
  geometryEpoch: 7,
  ...options,
});

/** `h1@1:0/3` is a host in az-1 that holds no segment and has room for three. */
const fleet = (...texts: readonly string[]): readonly StorageHost[] =>
  texts.map((text) => {
    const [, host = "", zone, count, max] = /^(\w+)@(\d):(\d+)\/(\d+)$/.exec(text) ?? [];
    return { host, zone: `az-${zone}`, segmentCount: Number(count), segmentCountMax: Number(max) };
  });
const ROOMY = fleet("a@1:0/9", "b@1:0/9", "c@2:0/9", "d@2:0/9", "e@3:0/9", "f@3:0/9");

describe("the size of a volume", () => {
  const { segmentSize, volumeSizeOfPaper, volumeSegmentsOfPaper, volumeSizeBefore, volumeSize, copies } = AURORA_LIMITS;

  it("of 64 TB is 6,400 groups and the 38,400 segments that the paper prints", () => {
    const groups = groupCountFor(volumeSizeOfPaper.value * 1_000, segmentSize.value);
    expect(groups).toBe(6_400);
    expect(groups * copies.value).toBe(volumeSegmentsOfPaper.value);
  });

  it.each([
    [volumeSizeBefore.value, 13_108, 78_648],
    [volumeSize.value, 26_215, 157_290],
  ])("of %i TiB is %i groups and %i segments of 10 GiB: the last group is not full", (tebibytes, groups, segments) => {
    expect(groupCountFor(tebibytes * 1_024, segmentSize.value)).toBe(groups);
    expect(groups * copies.value).toBe(segments);
    expect((tebibytes * 1_024) % segmentSize.value).not.toBe(0);
  });
});

describe("the group of a page", () => {
  it.each([
    [1, 1],
    [4, 1],
    [5, 2],
    [8, 2],
    [9, "outside-the-volume"],
    [1_000_000, "outside-the-volume"],
  ])("page %i is in %s, with two groups of four", (page, home) => {
    expect(groupOf(geometry(), page)).toBe(home);
  });

  it("is found by laying the groups out one behind the other", () => {
    for (let pagesPerGroup = 1; pagesPerGroup <= 7; pagesPerGroup++) {
      for (let groupCount = 1; groupCount <= 5; groupCount++) {
        const laidOut = Array.from({ length: groupCount }, (_, index) => Array(pagesPerGroup).fill(index + 1)).flat();
        for (let page = 1; page <= laidOut.length + 3; page++) {
          expect(groupOf(geometry({ pagesPerGroup, groupCount }), page)).toBe(
            laidOut[page - 1] ?? "outside-the-volume",
          );
        }
      }
    }
  });

  it.each([0, -1, 1.5, NaN])("is not asked for page %s", (page) => {
    expect(() => groupOf(geometry(), page)).toThrow("a page is a whole number from 1 on");
  });
});

describe("growing", () => {
  it("leaves a volume alone that holds the page", () => {
    expect(grow(geometry(), 8)).toEqual({ kind: "unchanged" });
  });

  it("adds the group that the page needs, one epoch later", () => {
    expect(grow(geometry(), 9)).toEqual({ kind: "grown", geometry: geometry({ groupCount: 3, geometryEpoch: 8 }) });
  });

  it("adds as many as it takes in one step", () => {
    expect(grow(geometry(), 20)).toEqual({ kind: "grown", geometry: geometry({ groupCount: 5, geometryEpoch: 8 }) });
  });

  it("refuses the first page behind the limit, and changes nothing", () => {
    const full = geometry();
    expect(grow(full, 21)).toEqual({ kind: "volume-full", groupCountMax: 5 });
    expect(full).toEqual(geometry());
  });

  it("moves no page, and holds the page it grew for", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }),
        (pagesPerGroup, groupCount, pages) => {
          let volume = geometry({ pagesPerGroup, groupCount, groupCountMax: 6 });
          const homes = new Map<number, unknown>();
          for (const page of pages) {
            const growth = grow(volume, page);
            if (growth.kind === "grown") volume = growth.geometry;
            const isHeld = groupOf(volume, page) !== "outside-the-volume";
            expect(isHeld).toBe(growth.kind !== "volume-full");
            homes.set(page, groupOf(volume, page));
            for (const [earlier, home] of homes) expect(groupOf(volume, earlier)).toBe(home);
          }
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe("placing a group", () => {
  it("takes two hosts in each zone, in the zones' order", () => {
    expect(place(ZONES, ROOMY)).toEqual({ kind: "placed", hosts: ["a", "b", "c", "d", "e", "f"] });
    expect(place([...ZONES].reverse(), ROOMY)).toEqual({ kind: "placed", hosts: ["e", "f", "c", "d", "a", "b"] });
  });

  it("takes the hosts with the fewest segments, however full they are in their own measure", () => {
    const hosts = [...fleet("x@1:5/100", "y@1:4/5", "z@1:3/4"), ...ROOMY.slice(2)];
    expect(place(ZONES, hosts)).toEqual({ kind: "placed", hosts: ["z", "y", "c", "d", "e", "f"] });
  });

  it("takes the first in the list among equals", () => {
    const hosts = [...ROOMY.slice(2), ...fleet("z@1:1/9", "m@1:1/9", "a@1:1/9")];
    expect(place(ZONES, hosts)).toEqual({ kind: "placed", hosts: ["z", "m", "c", "d", "e", "f"] });
  });

  it.each([
    ["two with room and one without", fleet("x@1:9/9", "y@1:8/9", "z@1:8/9"), "placed"],
    ["one with room for two", fleet("x@1:9/9", "y@1:7/9"), "no-room"],
  ])("needs two hosts with room in a zone: %s", (_, inFirstZone, kind) => {
    expect(place(ZONES, [...inFirstZone, ...ROOMY.slice(2)]).kind).toBe(kind);
  });

  it("names the first zone without room", () => {
    expect(place(ZONES, fleet("a@1:0/9", "b@1:0/9"))).toEqual({ kind: "no-room", zone: "az-2" });
    expect(place([...ZONES].reverse(), fleet("a@1:0/9", "b@1:0/9"))).toEqual({ kind: "no-room", zone: "az-3" });
  });
});

describe("the host of a repair", () => {
  const hosts = fleet("a@1:0/9", "b@1:0/9", "g@1:6/9", "h@1:5/9", "i@1:5/9", "full@1:2/2", "c@2:0/9");
  const group: readonly NodeId[] = ["a", "b", "c", "d", "e", "f"];

  it("is the least loaded of the zone that holds none of the group", () => {
    expect(repairHost("az-1", group, hosts)).toEqual({ kind: "found", host: "h" });
  });

  it("is not the lost segment's own, although that is empty and up", () => {
    expect(repairHost("az-1", group, fleet("a@1:0/9"))).toEqual({ kind: "no-room", zone: "az-1" });
  });

  it("is in no other zone", () => {
    expect(repairHost("az-2", group, fleet("c@2:0/9", "free@1:0/9"))).toEqual({ kind: "no-room", zone: "az-2" });
  });

  it("agrees with trying every host", () => {
    const names = ["a", "b", "c", "d", "e"];
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            zone: fc.constantFrom(...ZONES),
            segmentCount: fc.nat({ max: 3 }),
            segmentCountMax: fc.integer({ min: 1, max: 3 }),
          }),
          { maxLength: 5 },
        ),
        fc.subarray(names),
        (drawn, taken) => {
          const all = drawn.map((host, index) => ({ host: names[index] as string, ...host }));
          let best: StorageHost | undefined;
          for (const host of all) {
            if (host.zone !== "az-1" || host.segmentCount >= host.segmentCountMax || taken.includes(host.host))
              continue;
            if (best === undefined || host.segmentCount < best.segmentCount) best = host;
          }
          expect(repairHost("az-1", taken, all)).toEqual(
            best === undefined ? { kind: "no-room", zone: "az-1" } : { kind: "found", host: best.host },
          );
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("a placement script", () => {
  it("is the same run whenever it runs, and ends", () => {
    fc.assert(
      fc.property(hostScripts(), (script) => {
        const trace = runPlacementScript(script, segmentPlacement);
        expect(traceText(runPlacementScript(script, segmentPlacement))).toBe(traceText(trace));
        expect(trace.length).toBeLessThanOrEqual(1 + 4 * script.steps.length);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});

describe("a geometry that makes no sense", () => {
  it.each([
    [{ groupCount: 0 }, "volume.groupCount"],
    [{ pagesPerGroup: 1.5 }, "volume.pagesPerGroup"],
    [{ geometryEpoch: 0 }, "volume.geometryEpoch"],
    [{ groupCountMax: 1 }, "volume.groupCountMax"],
  ])("%j is refused at %s", (options, field) => {
    expect(() => checkVolumeGeometry(geometry(options), "volume")).toThrow(ScenarioError);
    expect(() => checkVolumeGeometry(geometry(options), "volume")).toThrow(field);
  });

  it("does not include a volume that is full", () => {
    expect(() => checkVolumeGeometry(geometry({ groupCount: 5 }), "volume")).not.toThrow();
  });
});
