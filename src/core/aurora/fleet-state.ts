import type { Millis, NodeId, Timed, ZoneId } from "../kernel/index.ts";
import type { FleetEvent, FleetTrace } from "./fleet-trace.ts";
import type { PageHome, VolumeGeometry } from "./segment-placement.ts";
import type { PageId, ProtectionGroupId, SegmentId } from "./vocabulary.ts";

/** A storage node as a trace shows it. */
export interface HostState {
  readonly host: NodeId;
  readonly zone: ZoneId;
  readonly segmentCountMax: number;
  /** Segments of all volumes, those on their way to it included. */
  readonly segmentCount: number;
  readonly isUp: boolean;
}

/** A segment of the volume as a trace shows it. */
export interface SegmentState {
  readonly group: ProtectionGroupId;
  readonly segment: SegmentId;
  readonly zone: ZoneId;
  readonly host: NodeId;
  readonly isLost: boolean;
  /** Where it is being repaired, once placement has chosen. */
  readonly target: NodeId | undefined;
  readonly copy: CopyState | undefined;
}

/** A copy under way. */
export interface CopyState {
  readonly source: SegmentId;
  readonly sourceHost: NodeId;
  readonly beganMs: Millis;
  readonly endsMs: Millis;
}

/** A fleet and its volume after the first events of a trace. */
export interface FleetState {
  readonly geometry: VolumeGeometry | undefined;
  readonly hosts: readonly HostState[];
  /** In the order of groups, six by six. */
  readonly segments: readonly SegmentState[];
  readonly pages: ReadonlyMap<PageId, PageHome>;
  readonly pendingPages: readonly PageId[];
  readonly downZones: readonly ZoneId[];
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** Follows a fleet's events one by one: what figures draw and invariants look at. Believes whatever it is told. */
export class FleetBooks {
  geometry: VolumeGeometry | undefined;
  readonly hosts: Mutable<HostState>[] = [];
  readonly segments: Mutable<SegmentState>[] = [];
  readonly pages = new Map<PageId, PageHome>();
  readonly pendingPages: PageId[] = [];
  readonly #downCounts = new Map<NodeId, number>();
  readonly #downZones: ZoneId[] = [];

  get downZones(): readonly ZoneId[] {
    return this.#downZones;
  }

  hostOf(id: NodeId): Mutable<HostState> | undefined {
    return this.hosts.find(({ host }) => host === id);
  }

  /** The group's segments, in their order. */
  membersOf(group: ProtectionGroupId): readonly SegmentState[] {
    return this.segments.filter((segment) => segment.group === group);
  }

  follow(event: Timed<FleetEvent>): void {
    switch (event.kind) {
      case "fleet-opened":
        this.geometry = event.geometry;
        for (const { host, zone, segmentCount, segmentCountMax } of event.hosts)
          this.hosts.push({ host, zone, segmentCount, segmentCountMax, isUp: true });
        return;
      case "page-found":
        if (event.home !== "outside-the-volume") this.pages.set(event.page, event.home);
        return;
      case "page-written": {
        const index = this.pendingPages.indexOf(event.page);
        if (index !== -1) this.pendingPages.splice(index, 1);
        return;
      }
      case "write-waits":
        this.pendingPages.push(event.page);
        return;
      case "volume-grew":
        this.geometry = event.geometry;
        return;
      case "group-placed":
        for (const hosted of event.segments) {
          this.segments.push({ group: event.group, ...hosted, isLost: false, target: undefined, copy: undefined });
          this.#countAt(hosted.host, 1);
        }
        return;
      case "segment-lost":
        for (const segment of this.#segment(event)) segment.isLost = true;
        return;
      case "repair-assigned":
        for (const segment of this.#segment(event)) {
          segment.target = event.host;
          this.#countAt(event.host, 1);
        }
        return;
      case "copy-began": {
        const { source, sourceHost, atMs, endsMs } = event;
        for (const segment of this.#segment(event)) segment.copy = { source, sourceHost, beganMs: atMs, endsMs };
        return;
      }
      case "copy-broke":
        for (const segment of this.#segment(event)) segment.copy = undefined;
        return;
      case "repair-dropped":
        for (const segment of this.#segment(event)) {
          if (segment.target !== undefined) this.#countAt(segment.target, -1);
          segment.isLost = false;
          segment.target = undefined;
          segment.copy = undefined;
        }
        return;
      case "segment-repaired":
        for (const segment of this.#segment(event)) {
          this.#countAt(segment.host, -1);
          segment.host = event.host;
          segment.isLost = false;
          segment.target = undefined;
          segment.copy = undefined;
        }
        return;
      case "fault-began":
      case "fault-ended":
        this.#fault(event.fault, event.kind === "fault-began");
        return;
      case "growth-unneeded":
      case "volume-full":
      case "group-unplaced":
      case "repair-blocked":
      case "service-changed":
        return;
      default:
        event satisfies never;
    }
  }

  #segment({ group, segment }: { group: ProtectionGroupId; segment: SegmentId }): readonly Mutable<SegmentState>[] {
    return this.segments.filter((state) => state.group === group && state.segment === segment);
  }

  #countAt(host: NodeId, by: 1 | -1): void {
    const known = this.hostOf(host);
    if (known !== undefined) known.segmentCount += by;
  }

  #fault(fault: Extract<FleetEvent, { kind: "fault-began" }>["fault"], began: boolean): void {
    if (fault.kind === "zone-down") {
      const index = this.#downZones.indexOf(fault.zone);
      if (began) this.#downZones.push(fault.zone);
      else if (index !== -1) this.#downZones.splice(index, 1);
    }
    for (const host of this.hosts) {
      const isConcerned =
        (fault.kind === "zone-down" && fault.zone === host.zone) ||
        (fault.kind === "node-down" && fault.node === host.host);
      if (!isConcerned) continue;
      const downCount = (this.#downCounts.get(host.host) ?? 0) + (began ? 1 : -1);
      this.#downCounts.set(host.host, downCount);
      host.isUp = downCount <= 0;
      // A copy to a host that went down is told of as broken; the place that was kept there is free again.
      if (host.isUp) continue;
      for (const segment of this.segments) {
        if (segment.target !== host.host) continue;
        this.#countAt(host.host, -1);
        segment.target = undefined;
      }
    }
  }
}

/** The fleet after the first `eventCount` events. */
export function fleetAfter(trace: FleetTrace, eventCount: number): FleetState {
  const books = new FleetBooks();
  for (let index = 0; index < Math.min(eventCount, trace.length); index++)
    books.follow(trace[index] as Timed<FleetEvent>);
  return books;
}
