import type { NodeId, Timed } from "../kernel/index.ts";
import type { FleetEvent, FleetTrace } from "./fleet-trace.ts";
import { AURORA_RULE } from "./quorum-rules.ts";
import type { SegmentPlacement, StorageHost, VolumeGeometry } from "./segment-placement.ts";
import { FLEET_MODEL, hostedSegments } from "./storage-fleet.ts";
import { ZONES, placementOf, type PageId, type ProtectionGroupId } from "./vocabulary.ts";

/** One thing that placement is asked. */
export type PlacementStep =
  /** Where the page is; if it is outside, the volume is to grow for it. */
  | { readonly ask: "page"; readonly page: PageId }
  /** Hosts for one more group, on the fleet as it then is. */
  | { readonly ask: "place" }
  /** A host for one segment of the last group that was placed: the first member, the second, … `isHostGone`: its host failed too. */
  | { readonly ask: "repair"; readonly member: number; readonly isHostGone: boolean };

/** Placement alone, without time: a volume, a fleet, and what is asked, in order. */
export interface PlacementScript {
  readonly geometry: VolumeGeometry;
  readonly hosts: readonly StorageHost[];
  readonly steps: readonly PlacementStep[];
}

/** Asks the steps one by one, one simulated millisecond apart, and notes the answers; what was chosen fills the hosts. */
export function runPlacementScript(
  { geometry: opened, hosts: fleet, steps }: PlacementScript,
  placement: SegmentPlacement,
  trace: Timed<FleetEvent>[] = [],
): FleetTrace {
  let atMs = 0;
  const record = (event: FleetEvent) => trace.push({ atMs, ...event });
  const { segmentGb, linkGbps } = FLEET_MODEL;
  record({
    kind: "fleet-opened",
    zones: ZONES,
    hosts: fleet,
    geometry: opened,
    rule: AURORA_RULE,
    segmentGb,
    linkGbps,
  });

  let geometry = opened;
  let hosts = [...fleet];
  let group: ProtectionGroupId = 0;
  /** The hosts of the last group, in the order of its members. */
  let groupHosts: NodeId[] = [];
  const count = (id: NodeId, by: 1 | -1) => {
    hosts = hosts.map((host) => (host.host === id ? { ...host, segmentCount: host.segmentCount + by } : host));
  };

  for (const step of steps) {
    atMs++;
    switch (step.ask) {
      case "page": {
        const { page } = step;
        const home = placement.groupOf(geometry, page);
        record({ kind: "page-found", page, home });
        const growth = placement.grow(geometry, page);
        if (growth.kind === "unchanged") record({ kind: "growth-unneeded", page });
        else if (growth.kind === "volume-full")
          record({ kind: "volume-full", page, groupCountMax: growth.groupCountMax });
        else {
          geometry = growth.geometry;
          record({ kind: "volume-grew", page, geometry });
        }
        break;
      }
      case "place": {
        const placed = placement.place(ZONES, hosts);
        if (placed.kind === "no-room") {
          record({ kind: "group-unplaced", group: group + 1, zone: placed.zone });
          break;
        }
        group++;
        groupHosts = [...placed.hosts];
        record({ kind: "group-placed", group, segments: hostedSegments(group, groupHosts) });
        for (const host of groupHosts) count(host, 1);
        break;
      }
      case "repair": {
        const member = placementOf(group)[step.member];
        const lost = groupHosts[step.member];
        if (member === undefined || lost === undefined) break;
        const { segment, zone } = member;
        if (step.isHostGone) {
          record({ kind: "fault-began", fault: { kind: "node-down", node: lost, fromMs: atMs } });
          hosts = hosts.filter(({ host }) => host !== lost);
        }
        record({ kind: "segment-lost", group, segment, host: lost });
        const found = placement.repairHost(zone, groupHosts, hosts);
        if (found.kind === "no-room") {
          record({ kind: "repair-blocked", group, segment, zone: found.zone });
          break;
        }
        record({ kind: "repair-assigned", group, segment, host: found.host });
        record({ kind: "segment-repaired", group, segment, host: found.host, afterMs: 0 });
        groupHosts = groupHosts.map((host, index) => (index === step.member ? found.host : host));
        count(lost, -1);
        count(found.host, 1);
        break;
      }
      default:
        step satisfies never;
    }
  }
  return trace;
}
