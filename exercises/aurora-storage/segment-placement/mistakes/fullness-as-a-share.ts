// The idea: a host's load is the share of its room that is taken.
import type { GroupHosts, Growth, PageHome, PageId, RepairHost, StorageHost, VolumeGeometry } from "four-of-six/aurora";
import type { NodeId, ZoneId } from "four-of-six/kernel";

export function groupOf({ groupCount, pagesPerGroup }: VolumeGeometry, page: PageId): PageHome {
  const group = Math.ceil(page / pagesPerGroup);
  return group > groupCount ? "outside-the-volume" : group;
}

export function grow(geometry: VolumeGeometry, page: PageId): Growth {
  const groupCount = Math.ceil(page / geometry.pagesPerGroup);
  if (groupCount <= geometry.groupCount) return { kind: "unchanged" };
  if (groupCount > geometry.groupCountMax) return { kind: "volume-full", groupCountMax: geometry.groupCountMax };
  return { kind: "grown", geometry: { ...geometry, groupCount, geometryEpoch: geometry.geometryEpoch + 1 } };
}

const inOrder = (zone: ZoneId, hosts: readonly StorageHost[]): readonly NodeId[] =>
  hosts
    .filter((host) => host.zone === zone && host.segmentCount < host.segmentCountMax)
    .sort((a, b) => a.segmentCount / a.segmentCountMax - b.segmentCount / b.segmentCountMax)
    .map(({ host }) => host);

export function place(zones: readonly ZoneId[], hosts: readonly StorageHost[]): GroupHosts {
  const chosen: NodeId[] = [];
  for (const zone of zones) {
    const [first, second] = inOrder(zone, hosts);
    if (first === undefined || second === undefined) return { kind: "no-room", zone };
    chosen.push(first, second);
  }
  return { kind: "placed", hosts: chosen };
}

export function repairHost(zone: ZoneId, groupHosts: readonly NodeId[], hosts: readonly StorageHost[]): RepairHost {
  const host = inOrder(zone, hosts).find((name) => !groupHosts.includes(name));
  return host === undefined ? { kind: "no-room", zone } : { kind: "found", host };
}
