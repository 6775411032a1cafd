/**
 * The fleet's film, world and shapes: the volume as a row of groups, below it three zones as columns of hosts, each host
 * a row of places for segments. No DOM, no clock, no colour.
 */
import type { FleetEvent, FleetTrace, ProtectionGroupId, SegmentId, VolumeGeometry } from "../core/aurora/index.ts";
import { FleetBooks, type SegmentState } from "../core/aurora/fleet-state.ts";
import type { Millis, NodeId, ZoneId } from "../core/kernel/index.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { ZoneShape } from "./storage-shapes.ts";
import type { Moment } from "./track.ts";

/** What stands in one place of a host. */
export type SlotWorld =
  | { readonly kind: "free" }
  | { readonly kind: "other" }
  | {
      readonly kind: "segment";
      readonly group: ProtectionGroupId;
      readonly segment: SegmentId;
      readonly state: "whole" | "lost" | "incoming";
    };

export interface HostWorld {
  readonly host: NodeId;
  readonly zone: ZoneId;
  readonly isUp: boolean;
  readonly slots: readonly SlotWorld[];
}

export interface GroupWorld {
  readonly group: ProtectionGroupId;
  /** In the group's order: whether it is whole on a host that is up. */
  readonly members: readonly { readonly segment: SegmentId; readonly zone: ZoneId; readonly isLeft: boolean }[];
}

/** A copy under way. */
export interface CopyWorld {
  readonly group: ProtectionGroupId;
  readonly segment: SegmentId;
  readonly source: SegmentId;
  readonly sourceHost: NodeId;
  readonly host: NodeId;
  readonly beganMs: Millis;
  readonly endsMs: Millis;
}

/** What became of the page that was asked for last. */
export type PageWorld =
  | { readonly kind: "in-group" | "waits"; readonly page: number; readonly group: ProtectionGroupId }
  | { readonly kind: "outside" | "refused"; readonly page: number };

/** The fleet right after an event. */
export interface FleetFrame {
  readonly geometry: VolumeGeometry | undefined;
  readonly hosts: readonly HostWorld[];
  readonly groups: readonly GroupWorld[];
  readonly copies: readonly CopyWorld[];
  /** Lost segments that have a host and wait for a link. */
  readonly waitingCount: number;
  /** Lost segments for which their zone has no host. */
  readonly blockedCount: number;
  /** Hosts that are down and hold segments which nobody misses yet. */
  readonly silentHosts: readonly NodeId[];
  readonly downZones: readonly ZoneId[];
  readonly page: PageWorld | undefined;
}

export interface FleetFilm {
  readonly zones: readonly ZoneId[];
  /** The frame after so many events, from none on. */
  readonly frames: readonly FleetFrame[];
  /** Places that the fullest host has in the whole run. */
  readonly slotCount: number;
  /** Cells of the volume's row: as many as it may ever have. */
  readonly groupCountMax: number;
}

/** A place of a host, as the film keeps it from event to event, so that nothing moves without cause. */
type Place = SegmentId | "other" | undefined;

export function fleetFilm(trace: FleetTrace): FleetFilm {
  const books = new FleetBooks();
  const places = new Map<NodeId, Place[]>();
  let page: PageWorld | undefined;
  const frames = [frameOf(books, places, page)];
  for (const event of trace) {
    books.follow(event);
    page = pageAfter(event, page);
    if (event.kind === "fleet-opened")
      for (const { host, segmentCount } of event.hosts)
        places.set(
          host,
          Array.from({ length: segmentCount }, () => "other"),
        );
    settle(books, places);
    frames.push(frameOf(books, places, page));
  }
  const opened = trace[0];
  const slotCounts = frames.flatMap(({ hosts }) => hosts.map(({ slots }) => slots.length));
  const groupCounts = frames.map(({ groups, geometry }) => Math.max(groups.length, geometry?.groupCount ?? 0));
  return {
    zones: opened?.kind === "fleet-opened" ? opened.zones : ["az-1", "az-2", "az-3"],
    frames,
    slotCount: Math.max(1, ...slotCounts),
    groupCountMax: Math.min(
      GROUP_CELLS_MAX,
      Math.max(1, frames[1]?.geometry?.groupCountMax ?? 1, ...groupCounts.filter(Number.isFinite)),
    ),
  };
}

/** An answer may claim any number of groups; nobody draws thousands. */
const GROUP_CELLS_MAX = 64;

function pageAfter(event: FleetEvent, before: PageWorld | undefined): PageWorld | undefined {
  switch (event.kind) {
    case "page-found":
      return event.home === "outside-the-volume"
        ? { kind: "outside", page: event.page }
        : { kind: "in-group", page: event.page, group: event.home };
    case "page-written":
      return { kind: "in-group", page: event.page, group: event.group };
    case "write-waits":
      return { kind: "waits", page: event.page, group: event.group };
    case "volume-full":
      return { kind: "refused", page: event.page };
    default:
      return before;
  }
}

/** Puts every segment that is new on a host into its first free place, and clears the places of those that left. */
function settle(books: FleetBooks, places: Map<NodeId, Place[]>): void {
  const here = new Map<NodeId, SegmentId[]>();
  for (const { segment, host, target } of books.segments) {
    for (const id of target === undefined || target === host ? [host] : [host, target]) {
      here.set(id, [...(here.get(id) ?? []), segment]);
    }
  }
  for (const { host } of books.hosts) {
    const list = places.get(host) ?? [];
    const now = here.get(host) ?? [];
    const kept = list.map((place) =>
      place === "other" || (place !== undefined && now.includes(place)) ? place : undefined,
    );
    for (const segment of now) {
      if (kept.includes(segment)) continue;
      const free = kept.indexOf(undefined);
      if (free === -1) kept.push(segment);
      else kept[free] = segment;
    }
    places.set(host, kept);
  }
}

function frameOf(books: FleetBooks, places: ReadonlyMap<NodeId, Place[]>, page: PageWorld | undefined): FleetFrame {
  const isUp = (id: NodeId) => books.hostOf(id)?.isUp === true;
  const isLeft = ({ isLost, host }: SegmentState) => !isLost && isUp(host);
  const hosts = books.hosts.map(({ host, zone, isUp: up, segmentCountMax }): HostWorld => {
    const list = places.get(host) ?? [];
    return {
      host,
      zone,
      isUp: up,
      slots: Array.from({ length: Math.max(segmentCountMax, list.length) }, (_, index): SlotWorld => {
        const place = list[index];
        if (place === undefined) return { kind: "free" };
        if (place === "other") return { kind: "other" };
        const state = books.segments.find(
          ({ segment, host: at, target }) => segment === place && (at === host || target === host),
        );
        if (state === undefined) return { kind: "free" };
        return {
          kind: "segment",
          group: state.group,
          segment: state.segment,
          state: state.host !== host ? "incoming" : state.isLost ? "lost" : "whole",
        };
      }),
    };
  });
  const groupIds = [...new Set(books.segments.map(({ group }) => group))];
  return {
    geometry: books.geometry === undefined ? undefined : { ...books.geometry },
    hosts,
    groups: groupIds.map((group) => ({
      group,
      members: books.membersOf(group).map((member) => {
        return { segment: member.segment, zone: member.zone, isLeft: isLeft(member) };
      }),
    })),
    copies: books.segments.flatMap(({ group, segment, target, copy }): CopyWorld[] =>
      copy === undefined || target === undefined ? [] : [{ group, segment, host: target, ...copy }],
    ),
    waitingCount: books.segments.filter(({ target, copy }) => target !== undefined && copy === undefined).length,
    blockedCount: books.segments.filter(({ isLost, target }) => isLost && target === undefined).length,
    silentHosts: books.hosts
      .filter(({ host, isUp: up }) => !up && books.segments.some((state) => state.host === host && !state.isLost))
      .map(({ host }) => host),
    downZones: [...books.downZones],
    page,
  };
}

export interface SlotShape extends Box {
  readonly world: SlotWorld;
  /** Something is being copied from here. */
  readonly isSource: boolean;
  /** How much of what comes here has come, from 0 to 1. */
  readonly progress: number;
}

export interface HostShape extends Box {
  readonly world: HostWorld;
  readonly hue: number;
  readonly nameX: number;
  readonly nameY: number;
  readonly slots: readonly SlotShape[];
}

export interface GroupShape extends Box {
  readonly group: ProtectionGroupId;
  /** The volume has it. */
  readonly isThere: boolean;
  readonly leftCount: number;
  readonly isPointedAt: boolean;
  readonly pips: readonly (Box & { readonly hue: number; readonly isLeft: boolean })[];
}

export interface CopyShape {
  readonly world: CopyWorld;
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

export interface FleetShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly frame: FleetFrame;
  readonly volume: Box;
  readonly groups: readonly GroupShape[];
  readonly zones: readonly ZoneShape[];
  readonly hosts: readonly HostShape[];
  readonly copies: readonly CopyShape[];
  readonly statusY: number;
}

/** Sizes that differ between a phone and a page. */
function measures(widthPx: number) {
  const isNarrow = widthPx < NARROW_PX;
  return isNarrow
    ? {
        isNarrow,
        zoneGap: 6,
        slotGap: 3,
        slotHeight: 20,
        nameWidth: 0,
        nameHeight: 16,
        cellHeight: 42,
        cellMin: 34,
        pad: 5,
      }
    : {
        isNarrow,
        zoneGap: 14,
        slotGap: 4,
        slotHeight: 24,
        nameWidth: 40,
        nameHeight: 0,
        cellHeight: 46,
        cellMin: 40,
        pad: 8,
      };
}

export function fleetShapes(film: FleetFilm, { atMs, eventCount }: Moment, widthPx: number): FleetShapes {
  const size = measures(widthPx);
  const { isNarrow, zoneGap, slotGap, slotHeight, nameWidth, nameHeight, pad } = size;
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const frame = film.frames[Math.min(eventCount, film.frames.length - 1)] as FleetFrame;
  const hueOf = (zone: ZoneId) => (Math.max(0, film.zones.indexOf(zone)) % 3) + 1;

  // The volume: one cell for each group that it has or may get, over as many rows as it takes.
  const cellGap = 4;
  const inner = width - 2 * pad;
  const perRow = Math.max(1, Math.min(film.groupCountMax, Math.floor((inner + cellGap) / (size.cellMin + cellGap))));
  const rowCount = Math.ceil(film.groupCountMax / perRow);
  const cellWidth = Math.min(64, (inner + cellGap) / perRow - cellGap);
  const head = isNarrow ? 48 : 32;
  const volume: Box = { x: 0, y: 4, width, height: head + rowCount * (size.cellHeight + cellGap) + 4 };
  const groupCount = frame.geometry?.groupCount ?? 0;
  const groups = Array.from({ length: film.groupCountMax }, (_, index): GroupShape => {
    const group = index + 1;
    const members = frame.groups.find((world) => world.group === group)?.members ?? [];
    const x = pad + (index % perRow) * (cellWidth + cellGap);
    const y = volume.y + head + Math.floor(index / perRow) * (size.cellHeight + cellGap);
    const pipPx = 7;
    const pipPitch = pipPx + 2;
    return {
      group,
      x,
      y,
      width: cellWidth,
      height: size.cellHeight,
      isThere: group <= groupCount,
      leftCount: members.filter(({ isLeft }) => isLeft).length,
      isPointedAt: frame.page !== undefined && "group" in frame.page && frame.page.group === group,
      pips: members.map(({ zone, isLeft }, place) => {
        const row = members.slice(0, place).filter((member) => member.zone === zone).length;
        const column = hueOf(zone) - 1;
        return {
          hue: column + 1,
          isLeft,
          x: x + (cellWidth - (3 * pipPitch - 2)) / 2 + column * pipPitch,
          y: y + 20 + row * pipPitch,
          width: pipPx,
          height: pipPx,
        };
      }),
    };
  });

  // Zones, hosts, places.
  const zonesTop = volume.y + volume.height + 14;
  const zoneWidth = (width - (film.zones.length - 1) * zoneGap) / film.zones.length;
  const zoneHead = 28;
  const slotsWidth = zoneWidth - 2 * pad - nameWidth;
  const slotMin = isNarrow ? 22 : 24;
  const slotsPerRow = Math.max(1, Math.min(film.slotCount, Math.floor((slotsWidth + slotGap) / (slotMin + slotGap))));
  const slotRows = Math.ceil(film.slotCount / slotsPerRow);
  const slotWidth = Math.min(34, (slotsWidth + slotGap) / slotsPerRow - slotGap);
  const hostHeight = nameHeight + slotRows * (slotHeight + slotGap) - slotGap + 8;
  const hostPitch = hostHeight + (isNarrow ? 5 : 6);
  const hostCounts = film.zones.map((zone) => frame.hosts.filter((host) => host.zone === zone).length);
  // A counterexample may begin before the fleet is known; the scene keeps one height all the same.
  const rows = Math.max(
    ...film.zones.map((zone) =>
      Math.max(...film.frames.map(({ hosts }) => hosts.filter((host) => host.zone === zone).length)),
    ),
    ...hostCounts,
    0,
  );
  const zoneHeight = zoneHead + rows * hostPitch + 4;
  const zones = film.zones.map((zone, index): ZoneShape => ({
    zone,
    hue: hueOf(zone),
    isDown: frame.downZones.includes(zone),
    x: index * (zoneWidth + zoneGap),
    y: zonesTop,
    width: zoneWidth,
    height: zoneHeight,
  }));
  const hosts = frame.hosts.map((host): HostShape => {
    const zone = zones.find((shape) => shape.zone === host.zone) ?? (zones[0] as ZoneShape);
    const row = frame.hosts.filter((other) => other.zone === host.zone).indexOf(host);
    const x = zone.x + pad - 3;
    const y = zonesTop + zoneHead + row * hostPitch;
    return {
      world: host,
      hue: zone.hue,
      x,
      y,
      width: zoneWidth - 2 * pad + 6,
      height: hostHeight,
      nameX: x + 5,
      nameY: isNarrow ? y + 13 : y + 4 + slotHeight / 2 + 4,
      slots: host.slots.map((slot, index): SlotShape => {
        const copy =
          slot.kind === "segment" && slot.state === "incoming"
            ? frame.copies.find(({ segment, host: target }) => segment === slot.segment && target === host.host)
            : undefined;
        return {
          world: slot,
          isSource:
            slot.kind === "segment" &&
            frame.copies.some(({ source, sourceHost }) => source === slot.segment && sourceHost === host.host),
          progress: copy === undefined ? 0 : progressOf(copy, atMs),
          x: x + 3 + nameWidth + (index % slotsPerRow) * (slotWidth + slotGap),
          y: y + 4 + nameHeight + Math.floor(index / slotsPerRow) * (slotHeight + slotGap),
          width: slotWidth,
          height: slotHeight,
        };
      }),
    };
  });

  const slotOf = (host: NodeId, segment: SegmentId) =>
    hosts
      .find(({ world }) => world.host === host)
      ?.slots.find(({ world }) => world.kind === "segment" && world.segment === segment);
  const copies = frame.copies.flatMap((world): CopyShape[] => {
    const from = slotOf(world.sourceHost, world.source);
    const to = slotOf(world.host, world.segment);
    if (from === undefined || to === undefined) return [];
    const [fromX, fromY] = edgeOf(from, to);
    const [toX, toY] = edgeOf(to, from);
    // What is being sent passes again and again: each round is a second of the copy.
    const round = ((atMs - world.beganMs) / 1_000) % 1;
    const share = round < 0 ? 0 : round;
    return [
      {
        world,
        path: `M${fromX} ${fromY}L${toX} ${toY}`,
        x: fromX + (toX - fromX) * share,
        y: fromY + (toY - fromY) * share,
      },
    ];
  });

  const statusY = zonesTop + zoneHeight + 20;
  return { width, height: statusY + 6, isNarrow, frame, volume, groups, zones, hosts, copies, statusY };
}

/** Where the straight way from one box's centre to another's leaves the first: the numbers inside stay readable. */
function edgeOf(from: Box, to: Box): readonly [x: number, y: number] {
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  const [dx, dy] = [to.x + to.width / 2 - x, to.y + to.height / 2 - y];
  const share = Math.min(
    dx === 0 ? Infinity : from.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : from.height / 2 / Math.abs(dy),
    1,
  );
  return [x + dx * share, y + dy * share];
}

function progressOf({ beganMs, endsMs }: CopyWorld, atMs: Millis): number {
  return endsMs > beganMs ? Math.min(1, Math.max(0, (atMs - beganMs) / (endsMs - beganMs))) : 1;
}

/** Where to point when a replay stands at this event: boxes around what it is about. */
export function fleetFramesAround(shapes: FleetShapes, event: FleetEvent): readonly Box[] {
  const around = (box: Box, by = 4): Box => ({
    x: box.x - by,
    y: box.y - by,
    width: box.width + 2 * by,
    height: box.height + 2 * by,
  });
  const hostsNamed = (...ids: readonly NodeId[]) =>
    shapes.hosts.filter(({ world }) => ids.includes(world.host)).map((shape) => around(shape, 2));
  switch (event.kind) {
    case "page-found":
    case "page-written":
    case "write-waits": {
      const group = event.kind === "page-found" ? event.home : event.group;
      const cells = shapes.groups.filter((shape) => shape.group === group && shape.isThere);
      return cells.length > 0 ? cells.map((cell) => around(cell, 3)) : [around(shapes.volume, -2)];
    }
    case "volume-grew":
    case "volume-full":
    case "growth-unneeded":
      return [around(shapes.volume, -2)];
    case "group-placed":
      return hostsNamed(...event.segments.map(({ host }) => host));
    case "group-unplaced":
      return shapes.zones.filter(({ zone }) => zone === event.zone).map((zone) => around(zone, -2));
    case "repair-blocked":
      return shapes.zones.filter(({ zone }) => zone === event.zone).map((zone) => around(zone, -2));
    case "segment-lost":
    case "repair-assigned":
    case "copy-broke":
    case "repair-dropped":
    case "segment-repaired":
      return hostsNamed(event.host);
    case "copy-began":
      return hostsNamed(event.host, event.sourceHost);
    case "service-changed":
      return shapes.groups.filter((shape) => shape.group === event.group).map((cell) => around(cell, 3));
    case "fleet-opened":
    case "fault-began":
    case "fault-ended":
      return [];
    default:
      return event satisfies never;
  }
}
