/**
 * A storage node's film, world and shapes. The axis is the log: one column for each LSN that the run knows. A page is
 * four cells; a version shows all four, a record only the one that it sets. Records of a page hang together by arcs, from
 * each to the one that its back-link names. Marks reach from the left up to and including their LSN.
 */
import type { PageChange, PageEvent, PageId, PageTrace, PageVersion, Lsn, SegmentId } from "../core/aurora/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { Moment } from "./track.ts";

/** What a trace knows of from beginning to end: the scene's size depends on nothing else. */
export interface PageFilm {
  readonly trace: PageTrace;
  readonly segment: SegmentId;
  readonly startLsn: Lsn;
  readonly pages: readonly PageId[];
  /** Every LSN that has a column, lowest first. */
  readonly lsns: readonly Lsn[];
  /** The event by which an LSN is first heard of; those of the beginning have none. */
  readonly knownFrom: ReadonlyMap<Lsn, number>;
  /** Records on their way: from the event that sent them to the one by which they were there. */
  readonly journeys: readonly {
    readonly lsn: Lsn;
    readonly page: PageId;
    readonly fromMs: Millis;
    readonly toMs: Millis;
    readonly fromIndex: number;
    readonly toIndex: number;
  }[];
}

export type HoldingState = "held" | "collected";

export interface RecordWorld {
  readonly lsn: Lsn;
  readonly previousLsn: Lsn;
  readonly change: PageChange;
  readonly state: HoldingState;
}

export interface VersionWorld {
  readonly version: PageVersion;
  readonly state: HoldingState;
}

/** The last read, and what the page was made of. */
export interface ReadWorld {
  readonly read: number;
  readonly page: PageId;
  readonly readPoint: Lsn;
  readonly outcome: "asked" | "answered" | "missing" | "collected" | "below-pgmrpl" | "beyond-scl";
  readonly version?: PageVersion;
  readonly baseLsn?: Lsn;
  readonly recordLsns: readonly Lsn[];
  /** Where the chain breaks, or what is the oldest version. */
  readonly atLsn?: Lsn;
}

export interface PageWorld {
  readonly versions: ReadonlyMap<PageId, readonly VersionWorld[]>;
  readonly records: ReadonlyMap<PageId, readonly RecordWorld[]>;
  readonly views: readonly { readonly view: string; readonly readPoint: Lsn }[];
  readonly vdl: Lsn;
  readonly pgmrpl: Lsn;
  readonly stagedLsn: Lsn;
  readonly lastRead: ReadWorld | undefined;
  readonly down: ReadonlySet<string>;
  /** How many columns the run has come to know by now. */
  readonly knownCount: number;
  readonly onTheWay: readonly { readonly lsn: Lsn; readonly page: PageId; readonly progress: number }[];
}

export function pageFilm(trace: PageTrace): PageFilm {
  const opened = trace.find((event) => event.kind === "node-opened");
  const startLsn = opened?.startLsn ?? 0;
  const knownFrom = new Map<Lsn, number>();
  const know = (lsn: Lsn, index: number) => {
    if (!knownFrom.has(lsn)) knownFrom.set(lsn, index);
  };
  const sent = new Map<Lsn, { fromMs: Millis; fromIndex: number }>();
  const journeys: PageFilm["journeys"][number][] = [];
  know(startLsn, 0);
  trace.forEach((event, index) => {
    if (event.kind === "version-held") know(event.version.lsn, 0);
    if (event.kind === "record-written" || event.kind === "record-arrived") {
      // A record that only a back-link speaks of has a column of its own.
      know(event.previousLsn, index);
      know(event.lsn, index);
    }
    if (event.kind === "record-written") sent.set(event.lsn, { fromMs: event.atMs, fromIndex: index });
    if (event.kind === "record-lost") sent.delete(event.lsn);
    if (event.kind !== "record-arrived") return;
    const departure = sent.get(event.lsn);
    sent.delete(event.lsn);
    if (departure === undefined) return;
    journeys.push({ lsn: event.lsn, page: event.page, ...departure, toMs: event.atMs, toIndex: index });
  });
  return {
    trace,
    segment: opened?.segment ?? "A",
    startLsn,
    pages: opened?.pages ?? [1],
    lsns: [...knownFrom.keys()].sort((a, b) => a - b),
    knownFrom,
    journeys,
  };
}

export function pageWorldAt(film: PageFilm, { atMs, eventCount }: Moment): PageWorld {
  const versions = new Map<PageId, Map<Lsn, VersionWorld>>();
  const records = new Map<PageId, Map<Lsn, RecordWorld>>();
  const views = new Map<string, Lsn>();
  const down = new Set<string>();
  let vdl = film.startLsn;
  let pgmrpl = film.startLsn;
  let stagedLsn = film.startLsn;
  let lastRead: ReadWorld | undefined;
  for (const page of film.pages) {
    versions.set(page, new Map());
    records.set(page, new Map());
  }
  const versionsOf = (page: PageId) => versions.get(page) ?? new Map<Lsn, VersionWorld>();
  const recordsOf = (page: PageId) => records.get(page) ?? new Map<Lsn, RecordWorld>();
  const keep = (page: PageId, version: PageVersion) => versionsOf(page).set(version.lsn, { version, state: "held" });

  // A script lays out its own versions; a node begins with an empty one of each page.
  const isScript = film.trace.some((event) => event.kind === "version-held");
  for (const event of film.trace.slice(0, eventCount)) {
    switch (event.kind) {
      case "node-opened":
        if (!isScript) for (const page of event.pages) keep(page, { lsn: event.startLsn, slots: [0, 0, 0, 0] });
        break;
      case "version-held":
        keep(event.page, event.version);
        break;
      case "record-arrived": {
        const { page, lsn, previousLsn, change } = event;
        recordsOf(page).set(lsn, { lsn, previousLsn, change, state: "held" });
        break;
      }
      case "page-coalesced":
        if (event.result.status === "materialised") keep(event.page, event.result.version);
        break;
      case "garbage-collected":
        for (const lsn of event.versionLsns) {
          const gone = versionsOf(event.page).get(lsn);
          if (gone !== undefined) versionsOf(event.page).set(lsn, { ...gone, state: "collected" });
        }
        for (const lsn of event.lsns) {
          const gone = recordsOf(event.page).get(lsn);
          if (gone !== undefined) recordsOf(event.page).set(lsn, { ...gone, state: "collected" });
        }
        break;
      case "vdl-moved":
        vdl = event.vdl;
        break;
      case "marks-heard":
        vdl = Math.max(vdl, event.vdl);
        pgmrpl = event.pgmrpl;
        break;
      case "log-staged":
        stagedLsn = event.stagedLsn;
        break;
      case "view-opened":
        views.set(event.view, event.readPoint);
        break;
      case "view-closed":
        views.delete(event.view);
        break;
      case "page-asked":
      case "page-refused":
      case "page-answered":
        lastRead = readOf(event, [...versionsOf(event.page).values()], [...recordsOf(event.page).values()]);
        break;
      case "fault-began":
        if (event.fault.kind === "node-down") down.add(event.fault.node);
        break;
      case "fault-ended":
        if (event.fault.kind === "node-down") down.delete(event.fault.node);
        break;
      default:
    }
  }
  const inOrder = <T>(byLsn: ReadonlyMap<Lsn, T>) => [...byLsn].sort(([a], [b]) => a - b).map(([, world]) => world);
  return {
    versions: new Map([...versions].map(([page, byLsn]) => [page, inOrder(byLsn)])),
    records: new Map([...records].map(([page, byLsn]) => [page, inOrder(byLsn)])),
    views: [...views].map(([view, readPoint]) => ({ view, readPoint })),
    vdl,
    pgmrpl,
    stagedLsn,
    lastRead,
    down,
    knownCount: film.lsns.filter((lsn) => (film.knownFrom.get(lsn) ?? 0) < eventCount).length,
    onTheWay: film.journeys
      .filter(({ fromIndex, toIndex }) => fromIndex < eventCount && eventCount <= toIndex)
      .map(({ lsn, page, fromMs, toMs }) => ({
        lsn,
        page,
        progress: toMs > fromMs ? Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs))) : 1,
      })),
  };
}

type ReadEvent = Extract<PageEvent, { kind: "page-asked" | "page-refused" | "page-answered" }>;

/** The read as the scene shows it, and which of the node's holdings went into its page. */
function readOf(event: ReadEvent, versions: readonly VersionWorld[], records: readonly RecordWorld[]): ReadWorld {
  const { read, page, readPoint } = event;
  const plain = { read, page, readPoint, recordLsns: [] };
  if (event.kind === "page-asked") return { ...plain, outcome: "asked" };
  if (event.kind === "page-refused") return { ...plain, outcome: event.because };
  const { result } = event;
  if (result.status === "missing") return { ...plain, outcome: "missing", atLsn: result.afterLsn };
  if (result.status === "collected") return { ...plain, outcome: "collected", atLsn: result.oldestLsn };
  const bases = versions.filter(({ version, state }) => state === "held" && version.lsn <= result.version.lsn);
  const baseLsn = bases.reduce((newest, { version }) => Math.max(newest, version.lsn), -Infinity);
  return {
    ...plain,
    outcome: "answered",
    version: result.version,
    ...(bases.length > 0 ? { baseLsn } : {}),
    recordLsns: records
      .filter(({ lsn, state }) => state === "held" && lsn > baseLsn && lsn <= result.version.lsn)
      .map(({ lsn }) => lsn),
  };
}

/** Four cells; a value stands in those that are said. */
export interface Glyph extends Box {
  readonly lsn: Lsn;
  readonly page: PageId;
  readonly cells: readonly (Box & { readonly slot: number; readonly value: number | undefined })[];
  readonly isCollected: boolean;
  /** It went into the page of the last read. */
  readonly isUsed: boolean;
}

export interface LinkShape {
  readonly lsn: Lsn;
  readonly page: PageId;
  readonly path: string;
  readonly isUsed: boolean;
  /** The record it leads to is not here. */
  readonly isBroken: boolean;
  readonly isCollected: boolean;
}

export interface PageShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly viewBox: Box;
  readonly backupBox: Box;
  readonly result: {
    readonly x: number;
    readonly y: number;
    readonly textY: number;
    readonly cells: readonly (Box & { readonly value: number })[];
  };
  readonly columns: readonly (Box & { readonly lsn: Lsn; readonly isKnown: boolean })[];
  readonly hiddenCount: number;
  readonly pages: readonly (Box & { readonly page: PageId; readonly labelY: number })[];
  readonly versions: readonly Glyph[];
  readonly records: readonly Glyph[];
  readonly travelling: readonly Glyph[];
  /** Where a record is missing that a back-link names. */
  readonly holes: readonly (Box & { readonly lsn: Lsn; readonly page: PageId })[];
  readonly links: readonly LinkShape[];
  readonly marks: readonly {
    readonly name: "VDL" | "PGMRPL" | "backup";
    readonly lsn: Lsn;
    readonly x: number;
    readonly toX: number;
    readonly y: number;
    readonly textY: number;
  }[];
  /** The read point of the last read, right of everything that it may see. */
  readonly readLine: { readonly x: number; readonly fromY: number; readonly toY: number } | undefined;
}

const COLUMN_PX_MIN = 25;
const COLUMN_PX_MAX = 75;
/** Pages beyond these are not drawn: a run of a suite may have more. */
const PAGE_COUNT_MAX = 3;

export function pageShapes(film: PageFilm, world: PageWorld, widthPx: number): PageShapes {
  const isNarrow = widthPx < NARROW_PX;
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const room = Math.max(1, Math.floor(width / COLUMN_PX_MIN));
  const shownCount = Math.min(room, film.lsns.length);
  const columnPx = Math.min(COLUMN_PX_MAX, width / shownCount);
  // Where not all have room, the newest that the run knows of are shown.
  const lastShown = Math.max(shownCount, Math.min(world.knownCount, film.lsns.length));
  const shown = film.lsns.slice(lastShown - shownCount, lastShown);
  const left = (width - columnPx * shownCount) / 2;
  const columnX = (lsn: Lsn) => left + shown.indexOf(lsn) * columnPx;
  /** The right edge of the last column at or below this LSN. */
  const edgeOf = (lsn: Lsn) => left + shown.filter((other) => other <= lsn).length * columnPx;

  // Above the log: who holds the past, where the log goes, and what the last read got.
  const boxHeight = 32;
  const boxGap = isNarrow ? 6 : 14;
  const viewBox: Box = { x: 0, y: 2, width: Math.round((width - boxGap) * (isNarrow ? 0.6 : 0.66)), height: boxHeight };
  const backupBox: Box = {
    x: viewBox.width + boxGap,
    y: 2,
    width: width - viewBox.width - boxGap,
    height: boxHeight,
  };
  const resultY = viewBox.y + boxHeight + 12;
  const cellPx = 24;
  const resultCells = (world.lastRead?.version?.slots ?? []).map((value, index) => ({
    x: index * (cellPx + 2),
    y: resultY + 20,
    width: cellPx,
    height: cellPx,
    value,
  }));

  const axisY = resultY + 58;
  const axisHeight = 26;
  const columns = shown.map((lsn) => ({
    lsn,
    x: columnX(lsn),
    y: axisY,
    width: columnPx,
    height: axisHeight,
    isKnown: film.lsns.indexOf(lsn) < world.knownCount,
  }));

  const glyphPx = Math.min(40, columnPx - 2);
  const arcPx = isNarrow ? 11 : 16;
  const labelPx = 18;
  const lanePx = glyphPx + 5;
  const pageHeight = labelPx + 2 * lanePx + arcPx + 4;
  const pagesTop = axisY + axisHeight + 6;
  const pageGap = 8;
  const drawn = film.pages.slice(0, PAGE_COUNT_MAX);
  const pages = drawn.map((page, index) => ({
    page,
    x: 0,
    y: pagesTop + index * (pageHeight + pageGap),
    width,
    height: pageHeight,
    labelY: pagesTop + index * (pageHeight + pageGap) + 14,
  }));

  const cellsAt = (x: number, y: number, valueOf: (slot: number) => number | undefined) => {
    const half = glyphPx / 2;
    return [1, 2, 3, 4].map((slot) => ({
      slot,
      x: x + ((slot - 1) % 2) * half,
      y: y + Math.floor((slot - 1) / 2) * half,
      width: half,
      height: half,
      value: valueOf(slot),
    }));
  };
  const glyph = (lsn: Lsn, page: PageId, y: number, valueOf: (slot: number) => number | undefined): Glyph => {
    const x = columnX(lsn) + (columnPx - glyphPx) / 2;
    return {
      lsn,
      page,
      x,
      y,
      width: glyphPx,
      height: glyphPx,
      cells: cellsAt(x, y, valueOf),
      isCollected: false,
      isUsed: false,
    };
  };

  const versions: Glyph[] = [];
  const records: Glyph[] = [];
  const travelling: Glyph[] = [];
  const holes: (Box & { lsn: Lsn; page: PageId })[] = [];
  const links: LinkShape[] = [];
  const last = world.lastRead;
  for (const { page, y } of pages) {
    const versionY = y + labelPx;
    const recordY = versionY + lanePx;
    const isOfRead = last?.page === page;
    for (const { version, state } of world.versions.get(page) ?? []) {
      if (!shown.includes(version.lsn)) continue;
      versions.push({
        ...glyph(version.lsn, page, versionY, (slot) => version.slots[slot - 1]),
        isCollected: state === "collected",
        isUsed: isOfRead && last?.baseLsn === version.lsn,
      });
    }
    const own = world.records.get(page) ?? [];
    const known = new Set([
      ...own.map(({ lsn }) => lsn),
      ...(world.versions.get(page) ?? []).map((v) => v.version.lsn),
    ]);
    for (const { lsn, previousLsn, change, state } of own) {
      if (!shown.includes(lsn)) continue;
      const isUsed = isOfRead && (last?.recordLsns.includes(lsn) ?? false);
      const isCollected = state === "collected";
      records.push({
        ...glyph(lsn, page, recordY, (slot) => (slot === change.slot ? change.value : undefined)),
        isCollected,
        isUsed,
      });
      const isBroken = !known.has(previousLsn);
      if (
        isBroken &&
        shown.includes(previousLsn) &&
        !holes.some((hole) => hole.page === page && hole.lsn === previousLsn)
      ) {
        const { x, width: holePx, height } = glyph(previousLsn, page, recordY, () => undefined);
        holes.push({ lsn: previousLsn, page, x, y: recordY, width: holePx, height });
      }
      const fromX = columnX(lsn) + columnPx / 2 - 2;
      // A link to a column that is no longer shown leads out of the picture on the left.
      const toX = shown.includes(previousLsn) ? columnX(previousLsn) + columnPx / 2 + 2 : 0;
      const bottom = recordY + glyphPx;
      const dip = bottom + 2 * arcPx - 6;
      const bend = Math.min(14, (fromX - toX) / 3);
      const path = `M${round(fromX)} ${round(bottom)}C${round(fromX - bend)} ${round(dip)} ${round(toX + bend)} ${round(dip)} ${round(toX)} ${round(bottom + 1)}`;
      links.push({ lsn, page, path, isUsed, isBroken, isCollected });
    }
    for (const { lsn, page: of, progress } of world.onTheWay) {
      if (of !== page || !shown.includes(lsn) || own.some((record) => record.lsn === lsn)) continue;
      travelling.push(
        glyph(lsn, page, axisY + axisHeight + (recordY - axisY - axisHeight) * progress, () => undefined),
      );
    }
  }

  const marksTop = pagesTop + drawn.length * (pageHeight + pageGap);
  const markPx = 19;
  const marks = (
    [
      ["VDL", world.vdl],
      ["PGMRPL", world.pgmrpl],
      ["backup", world.stagedLsn],
    ] as const
  ).map(([name, lsn], index) => ({
    name,
    lsn,
    x: left,
    toX: edgeOf(lsn),
    y: marksTop + index * markPx + 15,
    textY: marksTop + index * markPx + 11,
  }));
  const height = marksTop + 3 * markPx + 4;
  return {
    width,
    height,
    isNarrow,
    viewBox,
    backupBox,
    result: { x: 0, y: resultY, textY: resultY + 12, cells: resultCells },
    columns,
    hiddenCount: lastShown - shownCount,
    pages,
    versions,
    records,
    travelling,
    holes,
    links,
    marks,
    readLine:
      last === undefined ? undefined : { x: edgeOf(last.readPoint), fromY: axisY - 2, toY: marksTop - pageGap + 4 },
  };
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}

/** Frames around what an event is about. */
export function pageFramesAround(shapes: PageShapes, event: PageEvent): readonly Box[] {
  const around = ({ x, y, width, height }: Box): Box => ({ x: x - 2, y: y - 2, width: width + 4, height: height + 4 });
  const pageOf = (page: PageId) => shapes.pages.filter((shape) => shape.page === page);
  switch (event.kind) {
    case "record-arrived":
      return shapes.records.filter(({ lsn }) => lsn === event.lsn).map(around);
    case "page-coalesced":
      if (event.result.status === "materialised") {
        const { lsn } = event.result.version;
        return shapes.versions.filter((shape) => shape.page === event.page && shape.lsn === lsn).map(around);
      }
      return pageOf(event.page);
    case "garbage-collected":
      return pageOf(event.page);
    case "page-asked":
    case "page-answered":
    case "page-refused":
      return [{ x: 0, y: shapes.result.y - 2, width: shapes.width, height: 50 }];
    default:
      return [];
  }
}
