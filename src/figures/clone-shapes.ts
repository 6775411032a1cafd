/**
 * A family's world and shapes. One row for each volume, one cell for each page. A copy in storage is drawn solid, once: in
 * the row of the volume that pays for it. Others that see it show a hollow cell, with the payer's name and a line to it.
 * So the solid cells are what is stored.
 */
import type { CloneEvent, CloneTable, CloneTrace, Lsn, PageId, VolumeId } from "../core/aurora/index.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { Moment } from "./track.ts";

/** Where a volume is in its life. */
export type VolumeState = "to-come" | "ordered" | "there" | "leaving" | "deleted";

export interface CloneWorld {
  readonly startLsn: Lsn;
  readonly pageCount: number;
  readonly states: ReadonlyMap<VolumeId, VolumeState>;
  /** Who was made from whom, and how. */
  readonly origins: ReadonlyMap<VolumeId, { readonly source: VolumeId; readonly isFullCopy: boolean }>;
  readonly tables: readonly CloneTable[];
  /** Changes on their way to storage. */
  readonly underWay: readonly { readonly volume: VolumeId; readonly page: PageId }[];
  readonly lastRead: Extract<CloneEvent, { kind: "page-read" }> | undefined;
}

/** The volumes that the run will ever have, oldest first. */
export function volumesOfRun(trace: CloneTrace): readonly VolumeId[] {
  return [
    ...new Set(
      trace.flatMap((event) =>
        event.kind === "family-opened" ? [event.volume] : event.kind === "clone-ordered" ? [event.clone] : [],
      ),
    ),
  ];
}

export function cloneWorldAt(trace: CloneTrace, { eventCount }: Moment): CloneWorld {
  const states = new Map<VolumeId, VolumeState>(volumesOfRun(trace).map((volume) => [volume, "to-come"]));
  const origins = new Map<VolumeId, { source: VolumeId; isFullCopy: boolean }>();
  const underWay: { volume: VolumeId; page: PageId; lsn: Lsn }[] = [];
  let startLsn: Lsn = 0;
  let pageCount = 0;
  let tables: readonly CloneTable[] = [];
  let lastRead: CloneWorld["lastRead"];
  for (const event of trace.slice(0, eventCount)) {
    switch (event.kind) {
      case "family-opened":
        ({ startLsn, pageCount } = event);
        states.set(event.volume, "there");
        break;
      case "page-changed":
        underWay.push(event);
        break;
      case "change-stored": {
        const index = underWay.findIndex(({ volume, lsn }) => volume === event.volume && lsn === event.lsn);
        if (index !== -1) underWay.splice(index, 1);
        break;
      }
      case "clone-ordered":
        states.set(event.clone, "ordered");
        break;
      case "clone-made":
        states.set(event.clone, "there");
        origins.set(event.clone, { source: event.source, isFullCopy: event.how === "full-copy" });
        break;
      case "delete-ordered":
        states.set(event.volume, "leaving");
        break;
      case "volume-deleted":
        states.set(event.volume, "deleted");
        break;
      case "family-stands":
        tables = event.tables;
        break;
      case "page-read":
        lastRead = event;
        break;
      default:
    }
  }
  return { startLsn, pageCount, states, origins, tables, underWay, lastRead };
}

export interface CloneCell extends Box {
  readonly page: PageId;
  /** As the user guide prints it: `1`, or `1A` for page 1 as A changed it. */
  readonly label: string;
  readonly lsn: Lsn | undefined;
  /** Who pays for it; absent where the volume sees nothing. */
  readonly owner: VolumeId | undefined;
  readonly ownerHue: number;
  readonly isOwn: boolean;
  readonly isChanging: boolean;
  readonly isRead: boolean;
}

export interface CloneRow extends Box {
  readonly volume: VolumeId;
  readonly hue: number;
  readonly state: VolumeState;
  readonly source: VolumeId | undefined;
  readonly isFullCopy: boolean;
  readonly billedPages: number | undefined;
  readonly nameX: number;
  readonly nameY: number;
  readonly billX: number;
  readonly billY: number;
  readonly cloneButton: Box;
  readonly deleteButton: Box;
  readonly cells: readonly CloneCell[];
}

export interface CloneShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly sumY: number;
  /** Pages that lie in storage. */
  readonly storedCount: number;
  readonly rows: readonly CloneRow[];
  /** From a hollow cell to the solid one that it stands for. */
  readonly links: readonly {
    readonly volume: VolumeId;
    readonly page: PageId;
    readonly hue: number;
    readonly x: number;
    readonly fromY: number;
    readonly toY: number;
  }[];
}

export function cloneShapes(trace: CloneTrace, world: CloneWorld, widthPx: number): CloneShapes {
  const isNarrow = widthPx < NARROW_PX;
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const volumes = volumesOfRun(trace);
  const hueOf = (volume: VolumeId) => (Math.max(0, volumes.indexOf(volume)) % 3) + 1;
  const pageCount = Math.max(1, world.pageCount);

  // On a page the name stands left of the cells, on a phone above them.
  const headWidth = isNarrow ? 0 : 258;
  const headHeight = isNarrow ? 34 : 0;
  const gap = isNarrow ? 6 : 10;
  const cellWidth = Math.min(150, (width - headWidth - (pageCount + 1) * gap) / pageCount);
  const cellHeight = 44;
  const rowHeight = headHeight + cellHeight + 14;
  const rowGap = isNarrow ? 8 : 10;
  const top = 28;
  const buttonHeight = 26;
  const buttonWidth = isNarrow ? 58 : 62;

  const rows = volumes.map((volume, index): CloneRow => {
    const y = top + index * (rowHeight + rowGap);
    const state = world.states.get(volume) ?? "to-come";
    const table = world.tables.find((candidate) => candidate.volume === volume);
    const origin = world.origins.get(volume);
    const cellsY = y + headHeight + 7;
    const cells = Array.from({ length: pageCount }, (_, place): CloneCell => {
      const page = place + 1;
      const seen = table?.pages[place];
      const isFirst = seen?.lsn === world.startLsn;
      return {
        page,
        x: headWidth + gap + place * (cellWidth + gap),
        y: cellsY,
        width: cellWidth,
        height: cellHeight,
        label: seen === undefined ? "" : isFirst ? `${page}` : `${page}${seen.writtenBy}`,
        lsn: seen?.lsn,
        owner: seen?.owner,
        ownerHue: seen === undefined ? 1 : hueOf(seen.owner),
        isOwn: seen?.owner === volume,
        isChanging: world.underWay.some((change) => change.volume === volume && change.page === page),
        isRead: world.lastRead?.volume === volume && world.lastRead.page === page,
      };
    });
    const buttonsX = isNarrow ? width - 2 * buttonWidth - 12 : headWidth - 2 * buttonWidth - 10;
    const buttonsY = isNarrow ? y + 5 : y + (rowHeight - buttonHeight) / 2;
    return {
      volume,
      hue: hueOf(volume),
      state,
      source: origin?.source,
      isFullCopy: origin?.isFullCopy ?? false,
      billedPages: table?.billedPages,
      x: 0,
      y,
      width,
      height: rowHeight,
      nameX: 10,
      nameY: y + (isNarrow ? 22 : 25),
      billX: isNarrow ? 32 : 12,
      billY: y + (isNarrow ? 22 : 46),
      cloneButton: { x: buttonsX, y: buttonsY, width: buttonWidth, height: buttonHeight },
      deleteButton: { x: buttonsX + buttonWidth + 6, y: buttonsY, width: buttonWidth, height: buttonHeight },
      cells,
    };
  });

  const links = rows.flatMap((row) =>
    row.cells.flatMap((cell) => {
      if (cell.owner === undefined || cell.isOwn) return [];
      const owner = rows.find(({ volume }) => volume === cell.owner)?.cells[cell.page - 1];
      if (owner === undefined) return [];
      const isBelow = owner.y < cell.y;
      return [
        {
          volume: row.volume,
          page: cell.page,
          hue: cell.ownerHue,
          // Side by side, so that two lines to one copy stay apart.
          x: cell.x + cell.width - 8 - 5 * (volumes.indexOf(row.volume) % 3),
          fromY: isBelow ? cell.y : cell.y + cell.height,
          toY: isBelow ? owner.y + owner.height : owner.y,
        },
      ];
    }),
  );
  const storedCount = world.tables.reduce((sum, { billedPages }) => sum + billedPages, 0);
  const height = top + volumes.length * (rowHeight + rowGap);
  return { width, height, isNarrow, sumY: 16, storedCount, rows, links };
}

/** Frames around what an event is about. */
export function cloneFramesAround(shapes: CloneShapes, event: CloneEvent): readonly Box[] {
  const around = ({ x, y, width, height }: Box): Box => ({ x: x + 1, y: y + 1, width: width - 2, height: height - 2 });
  const rowOf = (volume: VolumeId) => shapes.rows.filter((row) => row.volume === volume);
  switch (event.kind) {
    case "page-changed":
    case "change-stored":
    case "page-asked":
    case "page-read":
      return rowOf(event.volume)
        .flatMap(({ cells }) => cells.filter(({ page }) => page === event.page))
        .map(({ x, y, width, height }) => ({ x: x - 2, y: y - 2, width: width + 4, height: height + 4 }));
    case "clone-ordered":
    case "clone-made":
      return rowOf(event.clone).map(around);
    case "delete-ordered":
    case "volume-deleted":
    case "order-refused":
      return rowOf(event.volume).map(around);
    case "family-stands":
      return shapes.rows.filter(({ state }) => state === "there" || state === "leaving").map(around);
    default:
      return [];
  }
}
