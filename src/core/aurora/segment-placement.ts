/**
 * Segment placement: where a page of the volume lives, how the volume grows, and which machines hold its copies.
 *
 * The volume is cut into slices of one size. A slice is kept as six segments, two in each of three zones; the six
 * together are its protection group. Groups are concatenated: the first holds the first pages, the second the next
 * ones, and when the last is full another is added behind it. Example, with 4 pages to a group:
 *
 *   page     1 2 3 4 | 5 6 7 8 | 9 …
 *   group       1    |    2    | outside the volume, until it grows by group 3 (geometry epoch + 1)
 *
 * A segment is small (10 GB) so that a lost one is copied in seconds, and the copies of one machine's groups are on
 * many other machines, so that all of them are repaired at the same time. Aurora 2017 §2.2; Aurora 2018 §4.1.
 *
 * Simplified: the papers do not say how a storage node is chosen. The choice here (fewest segments first, then the order
 * of the list) is the model's; a real fleet also looks at heat, racks and disks.
 */
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, invariant, type NodeId, type ZoneId } from "../kernel/index.ts";
import { AURORA_LIMITS } from "./limits.ts";
import type { PageId, ProtectionGroupId } from "./vocabulary.ts";

/** The shape of a volume at one moment. It only ever grows. */
export interface VolumeGeometry {
  /** Protection groups that the volume has: 1, 2, … up to this number. From 1 on. */
  readonly groupCount: number;
  /** Pages that one protection group holds. From 1 on, the same for every group and for good. */
  readonly pagesPerGroup: number;
  /** Protection groups that the volume can have at most. At least `groupCount`. */
  readonly groupCountMax: number;
  /** Goes up by 1 whenever the volume grows, so that a request made for an older shape is noticed. Aurora 2018 §4.1. */
  readonly geometryEpoch: number;
}

/** The group that holds a page, or the fact that the volume does not reach so far yet. */
export type PageHome = ProtectionGroupId | "outside-the-volume";

/** What comes of wanting to write a page. */
export type Growth =
  /** The page is inside already: the geometry stays as it is. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "grown"; readonly geometry: VolumeGeometry }
  /** The page is behind the last group that the volume may ever have: nothing grows. */
  | { readonly kind: "volume-full"; readonly groupCountMax: number };

/** A storage node of the fleet, up and reachable. It holds segments of many volumes. */
export interface StorageHost {
  readonly host: NodeId;
  readonly zone: ZoneId;
  /** Segments that it holds now. From 0 on. */
  readonly segmentCount: number;
  /** Segments for which it has room. A host with `segmentCount` at this number takes no more. */
  readonly segmentCountMax: number;
}

/** The hosts of a new group, or the first zone in which two cannot be found. */
export type GroupHosts =
  { readonly kind: "placed"; readonly hosts: readonly NodeId[] } | { readonly kind: "no-room"; readonly zone: ZoneId };

/** The host that takes over a lost segment, or the fact that its zone has none. */
export type RepairHost =
  { readonly kind: "found"; readonly host: NodeId } | { readonly kind: "no-room"; readonly zone: ZoneId };

/** The seam: what the exercise `segment-placement` asks for, and what the volume and the storage fleet run on. */
export interface SegmentPlacement {
  /** The protection group that holds the page. `page` is a whole number from 1 on. */
  groupOf(geometry: VolumeGeometry, page: PageId): PageHome;
  /**
   * Makes room for the page: as many groups as it takes and no more, all of them in one step of the geometry epoch.
   * A page that the volume holds already changes nothing.
   */
  grow(geometry: VolumeGeometry, page: PageId): Growth;
  /**
   * Six hosts for the six segments of a new protection group: two different ones in each zone.
   *
   * In every zone: hosts with room only, those with the fewest segments first, and among equals the one that stands
   * first in `hosts`. The result goes zone by zone in the order of `zones`, within a zone in the order of choosing.
   *
   * @param zones the three zones
   * @param hosts the fleet's healthy storage nodes, each once, zones mixed
   * @returns `no-room` with the first of `zones` that has fewer than two hosts with room
   */
  place(zones: readonly ZoneId[], hosts: readonly StorageHost[]): GroupHosts;
  /**
   * A host for one lost segment: in the zone where it stood, with room, and holding none of the group's segments. Among
   * several: as in `place`.
   *
   * @param zone where the lost segment stood
   * @param groupHosts the hosts that hold a segment of the group or are being given one, the lost segment's own among
   *   them
   * @param hosts the fleet's healthy storage nodes; the lost segment's host may be among them (a disk can fail alone)
   */
  repairHost(zone: ZoneId, groupHosts: readonly NodeId[], hosts: readonly StorageHost[]): RepairHost;
}

/** The reference implementation. */
export const segmentPlacement: SegmentPlacement = frozen({
  groupOf(geometry, page) {
    const group = groupNumber(geometry, page);
    return group <= geometry.groupCount ? group : "outside-the-volume";
  },

  grow(geometry, page) {
    const group = groupNumber(geometry, page);
    if (group <= geometry.groupCount) return { kind: "unchanged" };
    if (group > geometry.groupCountMax) return { kind: "volume-full", groupCountMax: geometry.groupCountMax };
    return {
      kind: "grown",
      geometry: { ...geometry, groupCount: group, geometryEpoch: geometry.geometryEpoch + 1 },
    };
  },

  place(zones, hosts) {
    const chosen: NodeId[] = [];
    for (const zone of zones) {
      const candidates = leastLoadedFirst(hosts, zone).slice(0, AURORA_LIMITS.copiesPerZone.value);
      if (candidates.length < AURORA_LIMITS.copiesPerZone.value) return { kind: "no-room", zone };
      chosen.push(...candidates);
    }
    return { kind: "placed", hosts: chosen };
  },

  repairHost(zone, groupHosts, hosts) {
    const host = leastLoadedFirst(hosts, zone).find((candidate) => !groupHosts.includes(candidate));
    return host === undefined ? { kind: "no-room", zone } : { kind: "found", host };
  },
});

/** The group in which the page is, or would be. Pages and groups both count from 1. */
function groupNumber({ pagesPerGroup }: VolumeGeometry, page: PageId): ProtectionGroupId {
  invariant(Number.isInteger(page) && page >= 1, "a page is a whole number from 1 on");
  return Math.floor((page - 1) / pagesPerGroup) + 1;
}

/** The zone's hosts with room, fewest segments first; `sort` keeps the order of the list among equals. */
function leastLoadedFirst(hosts: readonly StorageHost[], zone: ZoneId): readonly NodeId[] {
  return hosts
    .filter((host) => host.zone === zone && host.segmentCount < host.segmentCountMax)
    .sort((a, b) => a.segmentCount - b.segmentCount)
    .map(({ host }) => host);
}

/** Protection groups that a volume of this size needs: a last slice that is not full needs one too. Sizes in one unit. */
export function groupCountFor(volumeSize: number, segmentSize: number): number {
  return Math.ceil(volumeSize / segmentSize);
}

/** Throws `ScenarioError` unless the numbers can be a volume's geometry. */
export function checkVolumeGeometry(geometry: VolumeGeometry, field: string): void {
  for (const name of ["groupCount", "pagesPerGroup", "groupCountMax", "geometryEpoch"] as const) {
    const count = geometry[name];
    if (!Number.isInteger(count) || count < 1)
      throw new ScenarioError(`${field}.${name}`, "a whole number from 1 on", count);
  }
  const { groupCount, groupCountMax } = geometry;
  if (groupCountMax < groupCount)
    throw new ScenarioError(`${field}.groupCountMax`, `at least groupCount (${groupCount})`, groupCountMax);
}
