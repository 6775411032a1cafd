/**
 * World to shapes: where everything stands, in pixels of a scene of a given width. No DOM, no clock, no colour: a shape
 * says what it is (a zone, a copy, durable, down) and the drawing decides how that looks.
 *
 * From top to bottom: the writer with its log (one cell per record: which copies have acknowledged it, how many that
 * is, and how far VCL and VDL reach), the space that messages cross, three zones with two copies each, and, where a
 * figure is about service, what the copies that are left still allow.
 */
import type { Lsn, ProtectionGroupId, SegmentId } from "../core/aurora/index.ts";
import type { ZoneId } from "../core/kernel/index.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { StorageFilm } from "./storage-film.ts";
import type { CommitWorld, MessageWorld, RecordWorld, SegmentWorld, StorageWorld } from "./storage-world.ts";

export interface SceneOptions {
  readonly widthPx: number;
  /** Draws what the copies that are left allow. */
  readonly showsService: boolean;
}

export interface ZoneShape extends Box {
  readonly zone: ZoneId;
  /** Which of the three hues, 1 to 3. */
  readonly hue: number;
  readonly isDown: boolean;
}

export interface SegmentShape extends Box {
  readonly segment: SegmentId;
  readonly hue: number;
  readonly world: SegmentWorld;
  /** One slot per record of the group, oldest at the bottom. */
  readonly slots: readonly (Box & { readonly lsn: Lsn; readonly isHeld: boolean })[];
}

export interface RecordShape extends Box {
  readonly world: RecordWorld;
  /** One pip per member of the group, standing as the copies do: zones side by side, two copies in each. */
  readonly pips: readonly (Box & { readonly segment: SegmentId; readonly hue: number; readonly isFilled: boolean })[];
}

/** "Everything up to here": a bar along the log. */
export interface MarkShape extends Box {
  readonly name: "VDL" | "VCL" | "PGCL" | "PGMRPL";
  readonly group?: ProtectionGroupId;
  readonly lsn: Lsn;
}

export interface CommitShape extends Box {
  readonly world: CommitWorld;
  /** There is room for a word beside the transaction's name. */
  readonly hasWord: boolean;
}

export interface MessageShape {
  readonly world: MessageWorld;
  readonly hue: number;
  /** The whole way, as an SVG path from the writer's side to the segment. */
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

export interface ServiceShape extends Box {
  readonly group: ProtectionGroupId;
  readonly kind: "writes" | "reads";
  readonly isServed: boolean;
  readonly needed: number;
  readonly copiesLeft: number;
  readonly boxes: readonly (Box & { readonly isLeft: boolean })[];
  /** Where the quorum is reached: right of this many boxes. */
  readonly thresholdX: number;
}

export interface StorageShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly writer: Box;
  readonly writerHue: number;
  /** The left column of the writer's panel, with the names of its rows. */
  readonly rows: readonly {
    readonly name: "commit" | "log" | "acks" | "VCL" | "VDL" | "PGCL" | "PGMRPL" | "read";
    readonly group?: ProtectionGroupId;
    readonly y: number;
  }[];
  readonly rowX: number;
  readonly records: readonly RecordShape[];
  /** Records left of the first cell that is drawn. */
  readonly hiddenCount: number;
  readonly marks: readonly MarkShape[];
  readonly commits: readonly CommitShape[];
  /** Where the writer's last page read is written down, in a run that reads pages. */
  readonly read: { readonly x: number; readonly y: number } | undefined;
  readonly zones: readonly ZoneShape[];
  readonly groupLabels: readonly { readonly group: ProtectionGroupId; readonly x: number; readonly y: number }[];
  readonly segments: readonly SegmentShape[];
  readonly messages: readonly MessageShape[];
  readonly service: readonly ServiceShape[];
}

const LINE_PX = 14;

/** Sizes that differ between a phone and a page. */
function measures(widthPx: number) {
  const isNarrow = widthPx < NARROW_PX;
  return isNarrow
    ? {
        isNarrow,
        gutter: 54,
        cellMax: 58,
        cellMin: 36,
        cellGap: 4,
        pipPx: 8,
        air: 60,
        zoneGap: 6,
        zonePad: 8,
        copyMax: 46,
      }
    : {
        isNarrow,
        gutter: 84,
        cellMax: 136,
        cellMin: 48,
        cellGap: 10,
        pipPx: 13,
        air: 92,
        zoneGap: 14,
        zonePad: 18,
        copyMax: 60,
      };
}

export function storageShapes(
  film: StorageFilm,
  world: StorageWorld,
  { widthPx, showsService }: SceneOptions,
): StorageShapes {
  const size = measures(widthPx);
  const { isNarrow, gutter, pipPx, air, zoneGap } = size;
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const zoneIds = zonesOf(film);
  const hueOf = (zone: ZoneId | undefined) => (Math.max(0, zone === undefined ? 0 : zoneIds.indexOf(zone)) % 3) + 1;
  const hueOfSegment = new Map(
    film.groups.flatMap(({ placement }) => placement.map(({ segment, zone }) => [segment, hueOf(zone)])),
  );
  // Groups that the run never writes to would be empty squares; the first one is always there.
  const groups = world.groups.filter(
    ({ group }, index) => index === 0 || film.records.some((record) => record.group === group),
  );

  // The writer's panel: title, commits, log cells, marks.
  const writerTop = 4;
  const commitsTop = writerTop + 30;
  const hasCommits = film.trace.some(({ kind }) => kind === "commit-requested" || kind === "commit-answered");
  const cellsTop = commitsTop + (hasCommits ? 26 : 0);
  // A run may be about faults alone: then the writer has no log to show, or no marks.
  const hasLog = film.records.length > 0;
  const hasMarks = film.trace.some(({ kind }) => kind === "marks-moved" || kind === "record-shipped");
  // Two copies in a zone, or more while one is being replaced.
  const pipRowCount = Math.max(
    2,
    ...film.groups.flatMap(({ placement }) =>
      zoneIds.map((zone) => placement.filter((member) => member.zone === zone).length),
    ),
  );
  const cellHeight = hasLog ? 22 + pipRowCount * (pipPx + 3) + 18 : 0;
  const marksTop = cellsTop + cellHeight + (hasLog ? 8 : 0);
  const markNames = !hasMarks
    ? []
    : [
        ...(groups.length > 1 ? groups.map(({ group }) => ({ name: "PGCL" as const, group })) : []),
        { name: "VCL" as const },
        { name: "VDL" as const },
        ...(film.hasPgmrpl ? [{ name: "PGMRPL" as const }] : []),
      ];
  const markHeight = 18;
  const readTop = marksTop + markNames.length * markHeight + 4;
  const writerBottom = film.hasPageReads ? readTop + 24 : readTop + 2;
  const writer: Box = { x: 0, y: writerTop, width, height: writerBottom - writerTop };

  const cellsX = gutter;
  // The marks' LSNs stand behind the last cell.
  const highestLsn = film.records.at(-1)?.lsn ?? film.startLsn;
  const cellsWidth = width - gutter - (hasMarks ? 10 + 7.2 * String(highestLsn).length : isNarrow ? 6 : 14);
  const cellCountMax = Math.max(1, Math.floor((cellsWidth + size.cellGap) / (size.cellMin + size.cellGap)));
  const shown = windowOf(world.records, cellCountMax);
  const cellPitch = Math.min(
    size.cellMax + size.cellGap,
    (cellsWidth + size.cellGap) / Math.max(1, shown.records.length),
  );
  const cellWidth = cellPitch - size.cellGap;

  const records = shown.records.map((record, index): RecordShape => {
    const x = cellsX + index * cellPitch;
    const pipPitch = pipPx + 3;
    const placement = film.groups.find(({ group }) => group === record.group)?.placement ?? [];
    const pipsWidth = 3 * pipPitch - 3;
    const pips = placement.map(({ segment, zone }) => {
      const row = placement.filter((member) => member.zone === zone).findIndex((member) => member.segment === segment);
      const hue = hueOf(zone);
      return {
        segment,
        hue,
        isFilled: record.acknowledgedBy.includes(segment),
        x: x + (cellWidth - pipsWidth) / 2 + (hue - 1) * pipPitch,
        y: cellsTop + 22 + row * pipPitch,
        width: pipPx,
        height: pipPx,
      };
    });
    return { x, y: cellsTop, width: cellWidth, height: cellHeight, world: record, pips };
  });
  const cellOf = new Map(records.map((record) => [record.world.lsn, record]));

  /** The right edge of the last cell at or below this LSN. */
  const reachOf = (lsn: Lsn) => {
    const reached = records.findLast((record) => record.world.lsn <= lsn);
    return reached === undefined ? cellsX : reached.x + reached.width;
  };
  const marks = markNames.map((mark, index): MarkShape => {
    const lsn =
      mark.name === "PGCL"
        ? (groups.find(({ group }) => group === mark.group)?.pgcl ?? film.startLsn)
        : mark.name === "VCL"
          ? world.vcl
          : mark.name === "VDL"
            ? world.vdl
            : world.pgmrpl;
    return {
      ...mark,
      lsn,
      x: cellsX,
      y: marksTop + index * markHeight,
      width: reachOf(lsn) - cellsX,
      height: markHeight,
    };
  });

  const commits = world.commits.flatMap((commit, index): CommitShape[] => {
    const cell = cellOf.get(commit.commitLsn);
    if (cell === undefined) return [];
    // Two transactions may have the same commit LSN in a suite's trace; the later one stands in for both.
    const isCovered = world.commits.slice(index + 1).some((later) => later.commitLsn === commit.commitLsn);
    return isCovered
      ? []
      : [{ x: cell.x, y: commitsTop, width: cell.width, height: 20, world: commit, hasWord: cell.width >= 62 }];
  });

  // Zones and their copies.
  const zonesTop = writer.y + writer.height + air;
  const zoneWidth = (width - (zoneIds.length - 1) * zoneGap) / Math.max(1, zoneIds.length);
  const copyGap = isNarrow ? 6 : 16;
  const copiesPerRow = 2;
  const copyPx = Math.min(size.copyMax, (zoneWidth - 2 * size.zonePad - copyGap) / copiesPerRow);
  const zoneHead = 28;
  const groupHead = groups.length > 1 ? 18 : 0;
  const rowCountOf = (group: ProtectionGroupId) => {
    const placement = film.groups.find((layout) => layout.group === group)?.placement ?? [];
    const perZone = zoneIds.map((zone) => placement.filter((member) => member.zone === zone).length);
    return Math.max(1, Math.ceil(Math.max(0, ...perZone) / copiesPerRow));
  };
  const copyPitchY = copyPx + 2 * LINE_PX + 10;

  const segments: SegmentShape[] = [];
  const groupLabels: StorageShapes["groupLabels"][number][] = [];
  let groupTop = zonesTop + zoneHead;
  for (const { group, segments: members } of groups) {
    if (groupHead > 0) groupLabels.push({ group, x: size.zonePad / 2, y: groupTop + 12 });
    const groupRecords = film.records.filter((record) => record.group === group);
    for (const [zoneIndex, zone] of zoneIds.entries()) {
      const zoneX = zoneIndex * (zoneWidth + zoneGap);
      // A candidate is not drawn before it joins, though its place is kept; whoever was let go stays where it was.
      const inZone = members.filter((member, place) => {
        return member.zone === zone && (member.standing !== "nobody" || place < film.rule.copyCount);
      });
      inZone.forEach((member, index) => {
        const inRow = Math.min(copiesPerRow, inZone.length);
        const rowWidth = inRow * copyPx + (inRow - 1) * copyGap;
        const x = zoneX + (zoneWidth - rowWidth) / 2 + (index % copiesPerRow) * (copyPx + copyGap);
        const y = groupTop + groupHead + Math.floor(index / copiesPerRow) * copyPitchY;
        const slotHeight = copyPx / Math.max(1, groupRecords.length);
        segments.push({
          segment: member.segment,
          hue: (zoneIndex % 3) + 1,
          world: member,
          x,
          y,
          width: copyPx,
          height: copyPx,
          slots: groupRecords.map(({ lsn }, slot) => ({
            lsn,
            isHeld: member.holds.has(lsn),
            x,
            y: y + copyPx - (slot + 1) * slotHeight,
            width: copyPx,
            height: slotHeight,
          })),
        });
      });
    }
    groupTop += groupHead + rowCountOf(group) * copyPitchY;
  }
  const zonesBottom = groupTop + 2;
  const zones = zoneIds.map((zone, index): ZoneShape => ({
    zone,
    hue: (index % 3) + 1,
    isDown: world.downZones.has(zone),
    x: index * (zoneWidth + zoneGap),
    y: zonesTop,
    width: zoneWidth,
    height: zonesBottom - zonesTop,
  }));

  // What is left of the service.
  const service: ServiceShape[] = [];
  let serviceTop = zonesBottom + 14;
  if (showsService) {
    const boxPx = isNarrow ? 12 : 14;
    const boxPitch = boxPx + 4;
    const boxesX = isNarrow ? 48 : 116;
    for (const { group, writes, reads, copiesLeft, segments } of groups) {
      const members = segments.filter(({ standing }) => standing === "member");
      for (const kind of ["writes", "reads"] as const) {
        const needed = kind === "writes" ? film.rule.writeQuorum : film.rule.readQuorum;
        service.push({
          group,
          kind,
          needed,
          copiesLeft,
          isServed: kind === "writes" ? writes : reads,
          x: 0,
          y: serviceTop,
          width,
          height: 24,
          boxes: members.map((_, index) => ({
            x: boxesX + index * boxPitch,
            y: serviceTop + (24 - boxPx) / 2,
            width: boxPx,
            height: boxPx,
            isLeft: index < copiesLeft,
          })),
          thresholdX: boxesX + needed * boxPitch - 2,
        });
        serviceTop += 26;
      }
    }
  }

  const segmentShapeOf = new Map(segments.map((shape) => [shape.segment, shape]));
  const messages = world.messages.flatMap((message): MessageShape[] => {
    const target = segmentShapeOf.get(message.segment);
    if (target === undefined) return [];
    const peer = message.peer === undefined ? undefined : segmentShapeOf.get(message.peer);
    if (peer !== undefined) {
      // Between two segments: a bow over whatever stands between them, above the zones' names where that is near.
      const [a, b] = message.kind === "gossip" ? [peer, target] : [target, peer];
      const isFirstRow = Math.min(a.y, b.y) < zonesTop + zoneHead + groupHead + copyPx;
      const arc = arcBetween(topOf(a), topOf(b), isFirstRow ? zonesTop - 14 : Math.min(a.y, b.y) - 22);
      return [
        { world: message, hue: hueOfSegment.get(message.peer ?? "") ?? 1, path: arc.path, ...arc.at(message.progress) },
      ];
    }
    const cell = message.lsn === undefined ? undefined : cellOf.get(message.lsn);
    const from = { x: cell === undefined ? gutter / 2 : cell.x + cell.width / 2, y: writer.y + writer.height };
    const to = { x: target.x + target.width / 2, y: target.y };
    const isOutbound = message.kind === "record" || message.kind === "query" || message.kind === "truncation";
    const at = pointBetween(from, to, isOutbound ? message.progress : 1 - message.progress);
    return [{ world: message, hue: hueOfSegment.get(message.segment) ?? 1, path: pathBetween(from, to), ...at }];
  });

  return {
    width,
    height: (showsService ? serviceTop : zonesBottom) + 4,
    isNarrow,
    writer,
    writerHue: hueOf(world.instance.zone),
    rows: [
      ...(hasCommits ? [{ name: "commit" as const, y: commitsTop + 14 }] : []),
      ...(hasLog
        ? [
            { name: "log" as const, y: cellsTop + 15 },
            { name: "acks" as const, y: cellsTop + cellHeight - 7 },
          ]
        : []),
      ...marks.map(({ name, group, y }) => ({ name, y: y + 13, ...(group === undefined ? {} : { group }) })),
      ...(film.hasPageReads ? [{ name: "read" as const, y: readTop + 13 }] : []),
    ],
    rowX: isNarrow ? 6 : 12,
    records,
    hiddenCount: shown.hiddenCount,
    marks,
    commits,
    read: film.hasPageReads ? { x: cellsX, y: readTop + 13 } : undefined,
    zones,
    groupLabels,
    segments,
    messages,
    service,
  };
}

/** The zones of the run in their order; every zone that holds a copy or the writer. */
function zonesOf(film: StorageFilm): readonly ZoneId[] {
  const zones = film.groups.flatMap(({ placement }) => placement.map(({ zone }) => zone));
  if (film.writerZone !== undefined) zones.push(film.writerZone);
  return [...new Set(zones)].sort();
}

/** As many records as there is room for: the newest shipped ones, with what is still to come behind them. */
function windowOf(
  records: readonly RecordWorld[],
  countMax: number,
): { records: readonly RecordWorld[]; hiddenCount: number } {
  const shippedCount = records.findLastIndex(({ isShipped }) => isShipped) + 1;
  const hiddenCount = Math.max(0, Math.min(shippedCount, records.length) - countMax);
  return { records: records.slice(hiddenCount, hiddenCount + countMax), hiddenCount };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Messages leave and arrive upright: a curve whose ends are vertical. */
function pathBetween(from: Point, to: Point): string {
  const bend = (to.y - from.y) / 2;
  return `M${round(from.x)} ${round(from.y)}C${round(from.x)} ${round(from.y + bend)} ${round(to.x)} ${round(to.y - bend)} ${round(to.x)} ${round(to.y)}`;
}

/** The point at this share of that curve. */
function pointBetween(from: Point, to: Point, share: number): Point {
  const rest = 1 - share;
  const bend = (to.y - from.y) / 2;
  const nearFrom = rest * rest * rest + 3 * rest * rest * share;
  const y =
    rest ** 3 * from.y +
    3 * rest * rest * share * (from.y + bend) +
    3 * rest * share * share * (to.y - bend) +
    share ** 3 * to.y;
  return { x: round(nearFrom * from.x + (1 - nearFrom) * to.x), y: round(y) };
}

function topOf({ x, y, width }: Box): Point {
  return { x: x + width / 2, y };
}

/** A bow from one copy to another that leaves and arrives upright and is highest at `topY`; and the point at a share of it. */
function arcBetween(from: Point, to: Point, topY: number): { readonly path: string; at(share: number): Point } {
  // A cubic curve between two heights reaches three quarters of the way to the height of its handles.
  const handleY = (from.y + to.y) / 2 + ((topY - (from.y + to.y) / 2) * 4) / 3;
  return {
    path: `M${round(from.x)} ${round(from.y)}C${round(from.x)} ${round(handleY)} ${round(to.x)} ${round(handleY)} ${round(to.x)} ${round(to.y)}`,
    at(share) {
      const rest = 1 - share;
      const along = (a: number, b: number, c: number, d: number) =>
        round(rest ** 3 * a + 3 * rest * rest * share * b + 3 * rest * share * share * c + share ** 3 * d);
      return { x: along(from.x, from.x, to.x, to.x), y: along(from.y, handleY, handleY, to.y) };
    },
  };
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
