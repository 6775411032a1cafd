import type {
  GroupHosts,
  Growth,
  PageHome,
  PageId,
  ProtectionGroupId,
  RepairHost,
  StorageHost,
  VolumeGeometry,
} from "four-of-six/aurora";
import type { NodeId, ZoneId } from "four-of-six/kernel";

/** Two segments of a group stand in each zone, so that the loss of a zone leaves four. */
const SEGMENTS_PER_ZONE = 2;

/**
 * The group that the page is in, or would be in if the volume reached so far. It depends on the page and on the size of
 * a group, never on how many groups there are: that is why a page stays where it is when the volume grows.
 */
function groupNumber({ pagesPerGroup }: VolumeGeometry, page: PageId): ProtectionGroupId {
  return Math.ceil(page / pagesPerGroup);
}

export function groupOf(geometry: VolumeGeometry, page: PageId): PageHome {
  const group = groupNumber(geometry, page);
  return group <= geometry.groupCount ? group : "outside-the-volume";
}

export function grow(geometry: VolumeGeometry, page: PageId): Growth {
  const { groupCount, groupCountMax, geometryEpoch } = geometry;
  const needed = groupNumber(geometry, page);
  if (needed <= groupCount) return { kind: "unchanged" };
  if (needed > groupCountMax) return { kind: "volume-full", groupCountMax };
  // One change of the volume's shape is one epoch, however many groups it brings.
  return { kind: "grown", geometry: { ...geometry, groupCount: needed, geometryEpoch: geometryEpoch + 1 } };
}

/** Who in the zone could take a segment, best first. `filter` makes a list of its own, and `sort` keeps ties in order. */
function candidates(zone: ZoneId, hosts: readonly StorageHost[]): readonly NodeId[] {
  return hosts
    .filter((host) => host.zone === zone && host.segmentCount < host.segmentCountMax)
    .sort((a, b) => a.segmentCount - b.segmentCount)
    .map(({ host }) => host);
}

export function place(zones: readonly ZoneId[], hosts: readonly StorageHost[]): GroupHosts {
  const chosen: NodeId[] = [];
  for (const zone of zones) {
    const best = candidates(zone, hosts).slice(0, SEGMENTS_PER_ZONE);
    // A group with five segments is no group: all or nothing.
    if (best.length < SEGMENTS_PER_ZONE) return { kind: "no-room", zone };
    chosen.push(...best);
  }
  return { kind: "placed", hosts: chosen };
}

export function repairHost(zone: ZoneId, groupHosts: readonly NodeId[], hosts: readonly StorageHost[]): RepairHost {
  // Two segments of one group on one host would fail together, and count as two only as long as nothing fails.
  const host = candidates(zone, hosts).find((candidate) => !groupHosts.includes(candidate));
  return host === undefined ? { kind: "no-room", zone } : { kind: "found", host };
}
