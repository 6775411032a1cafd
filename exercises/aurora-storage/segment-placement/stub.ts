import type { GroupHosts, Growth, PageHome, PageId, RepairHost, StorageHost, VolumeGeometry } from "four-of-six/aurora";
import type { NodeId, ZoneId } from "four-of-six/kernel";

/**
 * The protection group that holds the page, or "outside-the-volume". Pages and groups both count from 1, and the groups
 * lie one behind the other.
 */
export function groupOf(geometry: VolumeGeometry, page: PageId): PageHome {
  return "outside-the-volume";
}

/**
 * Makes room for the page: `unchanged` when the volume holds it, `grown` with as many groups as it takes and the next
 * geometry epoch, or `volume-full` when the volume can never reach so far.
 */
export function grow(geometry: VolumeGeometry, page: PageId): Growth {
  return { kind: "unchanged" };
}

/**
 * Two hosts in each zone for the six segments of a new group. With room only, fewest segments first, the first of the
 * list among equals. `no-room` names the first zone that has no two such hosts.
 */
export function place(zones: readonly ZoneId[], hosts: readonly StorageHost[]): GroupHosts {
  return { kind: "placed", hosts: [] };
}

/**
 * A host for one lost segment of the zone. `groupHosts` are the hosts that hold a segment of its group or are being
 * given one, its own old host among them.
 */
export function repairHost(zone: ZoneId, groupHosts: readonly NodeId[], hosts: readonly StorageHost[]): RepairHost {
  return { kind: "no-room", zone };
}
