// One ranking of the whole fleet by (segments, place in the list), asked with sets and maps; geometry by page ranges.
import type { GroupHosts, Growth, PageHome, PageId, RepairHost, StorageHost, VolumeGeometry } from "four-of-six/aurora";
import type { NodeId, ZoneId } from "four-of-six/kernel";

class Ranking {
  readonly #byZone = new Map<ZoneId, NodeId[]>();

  constructor(hosts: readonly StorageHost[]) {
    const ranked = [...hosts.entries()].sort(
      ([placeA, a], [placeB, b]) => a.segmentCount - b.segmentCount || placeA - placeB,
    );
    for (const [, { host, zone, segmentCount, segmentCountMax }] of ranked) {
      const room = segmentCountMax - segmentCount;
      if (room < 1) continue;
      const inZone = this.#byZone.get(zone);
      if (inZone) inZone.push(host);
      else this.#byZone.set(zone, [host]);
    }
  }

  *best(zone: ZoneId, without: ReadonlySet<NodeId> = new Set()): Generator<NodeId, void> {
    for (const host of this.#byZone.get(zone) ?? []) if (!without.has(host)) yield host;
  }
}

/** The last page of the volume as it is, and as it may ever be. */
const endOf = ({ pagesPerGroup, groupCount }: VolumeGeometry) => pagesPerGroup * groupCount;
const limitOf = ({ pagesPerGroup, groupCountMax }: VolumeGeometry) => pagesPerGroup * groupCountMax;

export const groupOf = (geometry: VolumeGeometry, page: PageId): PageHome =>
  page > endOf(geometry)
    ? "outside-the-volume"
    : 1 + (page - 1 - ((page - 1) % geometry.pagesPerGroup)) / geometry.pagesPerGroup;

export const grow = (geometry: VolumeGeometry, page: PageId): Growth => {
  switch (true) {
    case page <= endOf(geometry):
      return { kind: "unchanged" };
    case page > limitOf(geometry):
      return { kind: "volume-full", groupCountMax: geometry.groupCountMax };
    default: {
      const missing = Math.ceil((page - endOf(geometry)) / geometry.pagesPerGroup);
      const changes = { groupCount: geometry.groupCount + missing, geometryEpoch: geometry.geometryEpoch + 1 };
      return { kind: "grown", geometry: Object.assign({}, geometry, changes) };
    }
  }
};

export const place = (zones: readonly ZoneId[], hosts: readonly StorageHost[]): GroupHosts => {
  const ranking = new Ranking(hosts);
  const pairs = zones.map((zone) => ({ zone, pair: [...ranking.best(zone)].slice(0, 2) }));
  const short = pairs.find(({ pair }) => pair.length !== 2);
  return short ? { kind: "no-room", zone: short.zone } : { kind: "placed", hosts: pairs.flatMap(({ pair }) => pair) };
};

export const repairHost = (zone: ZoneId, groupHosts: readonly NodeId[], hosts: readonly StorageHost[]): RepairHost => {
  const next = new Ranking(hosts).best(zone, new Set(groupHosts)).next();
  return next.done ? { kind: "no-room", zone } : { kind: "found", host: next.value };
};
