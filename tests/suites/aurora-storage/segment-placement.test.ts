import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  ZONES,
  groupsSurviveAZoneAndAHost,
  hostsHoldWhatFits,
  lostSegmentsAreRepaired,
  pagesStayInTheirGroup,
  segmentsStandApart,
  theVolumeOnlyGrows,
  type StorageHost,
  type VolumeGeometry,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig, volumeRig } from "../../../exercises/aurora-storage/segment-placement/rig.ts";
import { fleetScenarios, hostScripts, volumeScripts } from "../../arbitraries/segment-placement.ts";
import { systemScenarios } from "../../arbitraries/storage.ts";

const { groupOf, grow, place, repairHost } = answer(rig);

const volume = (options: Partial<VolumeGeometry> = {}): VolumeGeometry => ({
  groupCount: 2,
  pagesPerGroup: 4,
  groupCountMax: 5,
  geometryEpoch: 7,
  ...options,
});

/** `h1@1:0/3`: a host in az-1 that holds no segment and has room for three. */
const fleet = (...texts: readonly string[]): readonly StorageHost[] =>
  texts.map((text) => {
    const [, host = "", zone, count, max] = /^(\w+)@(\d):(\d+)\/(\d+)$/.exec(text) ?? [];
    return { host, zone: `az-${zone}`, segmentCount: Number(count), segmentCountMax: Number(max) };
  });
/** Two hosts in az-2 and two in az-3; what is asked about is in az-1. */
const REST = fleet("c@2:0/9", "d@2:0/9", "e@3:0/9", "f@3:0/9");
const GROUP = ["a", "b", "c", "d", "e", "f"];

describe("examples", () => {
  it("lays the groups one behind the other: the first pages in group 1, the next in group 2", () => {
    const wide = volume({ groupCount: 3, pagesPerGroup: 100 });
    expect(groupOf(wide, 1), "group of page 1, with 100 pages a group").toBe(1);
    expect(groupOf(wide, 2), "group of page 2").toBe(1);
    expect(groupOf(wide, 100), "group of page 100").toBe(1);
    expect(groupOf(wide, 101), "group of page 101").toBe(2);
    expect(groupOf(wide, 200), "group of page 200").toBe(2);
    expect(groupOf(volume({ groupCount: 3, pagesPerGroup: 1 }), 2), "group of page 2, with 1 page a group").toBe(2);
  });

  it("finds the last page of the volume, and calls the one behind it outside", () => {
    expect(groupOf(volume(), 8), "group of page 8, with two groups of four").toBe(2);
    expect(groupOf(volume(), 9), "group of page 9, with two groups of four").toBe("outside-the-volume");
    expect(groupOf(volume(), 5_000), "group of page 5000, with two groups of four").toBe("outside-the-volume");
  });

  it("leaves a page in its group when the volume grows", () => {
    const groups = [2, 3, 5].map((groupCount) => groupOf(volume({ groupCount }), 6));
    expect(groups, "group of page 6 with two, three and five groups of four").toEqual([2, 2, 2]);
  });

  it("grows by as many groups as the page needs, in one step of the geometry epoch", () => {
    expect(grow(volume(), 9), "grow for page 9, two groups of four, epoch 7").toEqual({
      kind: "grown",
      geometry: volume({ groupCount: 3, geometryEpoch: 8 }),
    });
    expect(grow(volume(), 12), "grow for page 12, the last of group 3").toEqual({
      kind: "grown",
      geometry: volume({ groupCount: 3, geometryEpoch: 8 }),
    });
    expect(grow(volume(), 13), "grow for page 13, the first of group 4").toEqual({
      kind: "grown",
      geometry: volume({ groupCount: 4, geometryEpoch: 8 }),
    });
  });

  it("leaves a volume as it is that holds the page already", () => {
    expect(grow(volume(), 1), "grow for page 1").toEqual({ kind: "unchanged" });
    expect(grow(volume(), 8), "grow for page 8, the last one").toEqual({ kind: "unchanged" });
    expect(grow(volume({ groupCount: 5 }), 20), "grow for page 20 of a volume at its limit").toEqual({
      kind: "unchanged",
    });
  });

  it("grows up to its limit, and refuses the first page behind it", () => {
    expect(grow(volume(), 20), "grow for page 20, with at most five groups of four").toEqual({
      kind: "grown",
      geometry: volume({ groupCount: 5, geometryEpoch: 8 }),
    });
    expect(grow(volume(), 21), "grow for page 21").toEqual({ kind: "volume-full", groupCountMax: 5 });
    expect(grow(volume({ groupCount: 5 }), 21), "grow for page 21 of a volume at its limit").toEqual({
      kind: "volume-full",
      groupCountMax: 5,
    });
  });

  it("places two segments in each zone, on hosts of their own", () => {
    const hosts = fleet("e@3:4/9", "a@1:0/9", "c@2:6/9", "f@3:7/9", "b@1:5/9", "d@2:8/10");
    expect(place(ZONES, hosts), "hosts for a group, two candidates in each zone").toEqual({
      kind: "placed",
      hosts: ["a", "b", "c", "d", "e", "f"],
    });
    expect(place(["az-3", "az-1", "az-2"], hosts), "the same, asked for az-3, az-1, az-2").toEqual({
      kind: "placed",
      hosts: ["e", "f", "a", "b", "c", "d"],
    });
  });

  it("takes the hosts with the fewest segments, and the first of the list among equals", () => {
    expect(
      place(ZONES, [...fleet("x@1:3/5", "y@1:5/90", "z@1:4/6"), ...REST]),
      "hosts, where az-1 has x with 3 of 5 segments, y with 5 of 90, z with 4 of 6",
    ).toEqual({ kind: "placed", hosts: ["x", "z", "c", "d", "e", "f"] });
    expect(
      place(ZONES, [...REST, ...fleet("z@1:2/9", "k@1:2/9", "a@1:2/9")]),
      "hosts, where az-1 has z, k and a in this order, all with 2 segments",
    ).toEqual({ kind: "placed", hosts: ["z", "k", "c", "d", "e", "f"] });
  });

  it("gives nothing to a host without room, and fills one up to its last place", () => {
    expect(
      place(ZONES, [...fleet("x@1:0/0", "y@1:2/2", "z@1:8/9", "w@1:7/9"), ...REST]),
      "hosts, where az-1 has x with 0 of 0 segments, y with 2 of 2, z with 8 of 9, w with 7 of 9",
    ).toEqual({ kind: "placed", hosts: ["w", "z", "c", "d", "e", "f"] });
  });

  it("places nothing when a zone has no two hosts with room, and names the first such zone", () => {
    expect(place(ZONES, [...fleet("a@1:0/9"), ...REST]), "hosts, where az-1 has one").toEqual({
      kind: "no-room",
      zone: "az-1",
    });
    const onlyFirst = fleet("a@1:0/9", "b@1:0/9", "e@3:0/9", "f@3:9/9");
    expect(place(ZONES, onlyFirst), "hosts, where az-2 has none and az-3 one with room").toEqual({
      kind: "no-room",
      zone: "az-2",
    });
    expect(place(["az-3", "az-2", "az-1"], onlyFirst), "the same, asked for az-3, az-2, az-1").toEqual({
      kind: "no-room",
      zone: "az-3",
    });
  });

  it("repairs a segment in its own zone, on the host with room and the fewest segments", () => {
    const hosts = fleet("free@2:0/9", "full@1:1/1", "x@1:6/9", "y@1:4/9", "z@1:4/9", "b@1:5/9");
    expect(
      repairHost("az-1", GROUP, hosts),
      "host for a segment of az-1, among free in az-2 (0), full (1 of 1), x (6), y (4), z (4), b (5)",
    ).toEqual({ kind: "found", host: "y" });
  });

  it("repairs no segment on a host that has one of the group, nor on its own old one", () => {
    const hosts = fleet("a@1:0/9", "b@1:1/9", "x@1:8/9");
    expect(repairHost("az-1", GROUP, hosts), "host for a segment of az-1, where a and b are the group's").toEqual({
      kind: "found",
      host: "x",
    });
    expect(
      repairHost("az-1", ["a", "b", "c", "d", "e", "f", "x"], fleet("a@1:0/9", "x@1:0/9", "z@1:3/9")),
      "host for a segment of az-1, where x is already being given the group's other lost segment",
    ).toEqual({ kind: "found", host: "z" });
  });

  it("says so when the zone has no host for a lost segment", () => {
    expect(
      repairHost("az-3", GROUP, fleet("e@3:0/9", "full@3:4/4", "free@1:0/9")),
      "host for a segment of az-3, among e of the group, full (4 of 4), and free in az-1",
    ).toEqual({ kind: "no-room", zone: "az-3" });
    expect(repairHost("az-3", GROUP, []), "host for a segment of az-3, with no healthy host").toEqual({
      kind: "no-room",
      zone: "az-3",
    });
  });
});

describe("properties", () => {
  it("finds pages and grows as the reference does, whatever the volume's shape", () => {
    agreesWithReference(rig, rig.unit, answer(rig), volumeScripts(), { runCount: 40 });
  });

  it("chooses hosts as the reference does, in any fleet", () => {
    agreesWithReference(rig, rig.unit, answer(rig), hostScripts(), { runCount: 25 });
  });
});

describe("the cluster", () => {
  it("leaves every group a write quorum without a zone, and a read quorum without a zone and a host", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      fleetScenarios("a-zone-and-a-host"),
      [segmentsStandApart, groupsSurviveAZoneAndAHost, hostsHoldWhatFits],
      { runCount: 5 },
    );
  });

  it("keeps every page in one group while the volume grows", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      fleetScenarios("none"),
      [pagesStayInTheirGroup, theVolumeOnlyGrows],
      {
        runCount: 8,
      },
    );
  });

  it("repairs every lost segment for which its zone has a host", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      fleetScenarios("anything", { quietMs: 400_000 }),
      [segmentsStandApart, lostSegmentsAreRepaired],
      { runCount: 7 },
    );
  });

  it("runs the fleet event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), fleetScenarios("anything"), { runCount: 7 });
  });

  it("runs a whole volume, with everything else that happens to one, as the reference does", () => {
    agreesWithReference(
      volumeRig,
      volumeRig.cluster,
      answer(volumeRig),
      systemScenarios("messages", { withRecovery: true, isShort: true }),
      {
        runCount: 2,
      },
    );
  });
});
