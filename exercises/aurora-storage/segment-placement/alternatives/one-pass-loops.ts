// No sorting and no list methods: each choice is the smallest seen in one pass, taken again for the second host.
import type { GroupHosts, Growth, PageHome, PageId, RepairHost, StorageHost, VolumeGeometry } from "four-of-six/aurora";
import type { NodeId, ZoneId } from "four-of-six/kernel";

function leastLoaded(zone: ZoneId, hosts: readonly StorageHost[], without: readonly NodeId[]): NodeId | null {
  let best: StorageHost | null = null;
  for (const host of hosts) {
    if (host.zone !== zone || host.segmentCount === host.segmentCountMax) continue;
    let isTaken = false;
    for (const taken of without) if (taken === host.host) isTaken = true;
    if (!isTaken && (best === null || host.segmentCount < best.segmentCount)) best = host;
  }
  return best === null ? null : best.host;
}

export function groupOf(geometry: VolumeGeometry, page: PageId): PageHome {
  let group = 1;
  for (let lastPage = geometry.pagesPerGroup; lastPage < page; lastPage += geometry.pagesPerGroup) group++;
  if (group > geometry.groupCount) return "outside-the-volume";
  return group;
}

export function grow(geometry: VolumeGeometry, page: PageId): Growth {
  let { groupCount } = geometry;
  while (groupCount * geometry.pagesPerGroup < page) {
    groupCount++;
    if (groupCount > geometry.groupCountMax) return { kind: "volume-full", groupCountMax: geometry.groupCountMax };
  }
  if (groupCount === geometry.groupCount) return { kind: "unchanged" };
  const { pagesPerGroup, groupCountMax, geometryEpoch } = geometry;
  return { kind: "grown", geometry: { groupCount, pagesPerGroup, groupCountMax, geometryEpoch: geometryEpoch + 1 } };
}

export function place(zones: readonly ZoneId[], hosts: readonly StorageHost[]): GroupHosts {
  const chosen: NodeId[] = [];
  for (const zone of zones) {
    for (let copy = 0; copy < 2; copy++) {
      const host = leastLoaded(zone, hosts, chosen);
      if (host === null) return { kind: "no-room", zone };
      chosen.push(host);
    }
  }
  return { kind: "placed", hosts: chosen };
}

export function repairHost(zone: ZoneId, groupHosts: readonly NodeId[], hosts: readonly StorageHost[]): RepairHost {
  const host = leastLoaded(zone, hosts, groupHosts);
  return host === null ? { kind: "no-room", zone } : { kind: "found", host };
}
