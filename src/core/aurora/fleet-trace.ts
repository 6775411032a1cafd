import type { Fault, Millis, NodeId, Trace, ZoneId } from "../kernel/index.ts";
import type { QuorumRule } from "./quorum-rules.ts";
import type { PageHome, StorageHost, VolumeGeometry } from "./segment-placement.ts";
import type { PageId, Placement, ProtectionGroupId, SegmentId } from "./vocabulary.ts";

/** A segment and the storage node that holds it. */
export interface HostedSegment extends Placement {
  readonly host: NodeId;
}

/** What can happen while a fleet keeps a volume. */
export type FleetEvent =
  /** The first event of every run. */
  | {
      readonly kind: "fleet-opened";
      readonly zones: readonly ZoneId[];
      readonly hosts: readonly StorageHost[];
      readonly geometry: VolumeGeometry;
      readonly rule: QuorumRule;
      readonly segmentGb: number;
      readonly linkGbps: number;
    }
  /** Where placement says the page is, or that the volume does not reach so far. */
  | { readonly kind: "page-found"; readonly page: PageId; readonly home: PageHome }
  | { readonly kind: "page-written"; readonly page: PageId; readonly group: ProtectionGroupId }
  /** The page's group has no write quorum: the write stays pending. */
  | { readonly kind: "write-waits"; readonly page: PageId; readonly group: ProtectionGroupId }
  /** Placement was asked to make room for a page that the volume holds. */
  | { readonly kind: "growth-unneeded"; readonly page: PageId }
  /** The page is behind the last group that the volume may have: the write is refused. */
  | { readonly kind: "volume-full"; readonly page: PageId; readonly groupCountMax: number }
  | { readonly kind: "volume-grew"; readonly page: PageId; readonly geometry: VolumeGeometry }
  | { readonly kind: "group-placed"; readonly group: ProtectionGroupId; readonly segments: readonly HostedSegment[] }
  /** No two hosts in this zone have room: the volume does not grow, the write is refused. */
  | { readonly kind: "group-unplaced"; readonly group: ProtectionGroupId; readonly zone: ZoneId }
  /** The segment's host has been silent for so long that the segment counts as lost. */
  | {
      readonly kind: "segment-lost";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly host: NodeId;
    }
  /** Placement has chosen the host that takes over. */
  | {
      readonly kind: "repair-assigned";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly host: NodeId;
    }
  /** Placement finds no host in the segment's zone. It is asked again when something has changed. */
  | {
      readonly kind: "repair-blocked";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly zone: ZoneId;
    }
  /** The segment is copied from a whole one of its group. */
  | {
      readonly kind: "copy-began";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly host: NodeId;
      readonly source: SegmentId;
      readonly sourceHost: NodeId;
      readonly endsMs: Millis;
    }
  /** One of the two hosts went down; what had been copied is worth nothing. */
  | {
      readonly kind: "copy-broke";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly host: NodeId;
      readonly because: "source-down" | "target-down";
    }
  /** The lost segment's host is back before the copy was whole: the repair is given up. */
  | {
      readonly kind: "repair-dropped";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly host: NodeId;
    }
  | {
      readonly kind: "segment-repaired";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly host: NodeId;
      /** From the moment at which its host went down. */
      readonly afterMs: Millis;
    }
  /** What the copies that are left of a group allow. */
  | {
      readonly kind: "service-changed";
      readonly group: ProtectionGroupId;
      readonly writes: boolean;
      readonly reads: boolean;
    }
  | { readonly kind: "fault-began"; readonly fault: Fault }
  | { readonly kind: "fault-ended"; readonly fault: Fault };

/** A run of the fleet. */
export type FleetTrace = Trace<FleetEvent>;
