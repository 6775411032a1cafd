/**
 * The backtrack scene's film, world and shapes: the log on a time line, with what is visible of it, the window in which
 * a backtrack can lead, the backtracks and restores below it, and the rows as a reader sees them. No DOM, no clock.
 */
import type { BacktrackEvent, BacktrackTrace } from "../core/aurora/backtrack-trace.ts";
import type { Lsn, TransactionId } from "../core/aurora/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { Moment } from "./track.ts";

export type PointState = "visible" | "hidden" | "annulled";

/** A consistency point of the log. */
export interface PointWorld {
  readonly lsn: Lsn;
  readonly firstLsn: Lsn;
  readonly atMs: Millis;
  /** The transaction whose commit ends here. */
  readonly commit: TransactionId | undefined;
  readonly state: PointState;
}

export interface BacktrackWorld {
  readonly nowMs: Millis;
  readonly isClosed: boolean;
  readonly current: PointWorld | undefined;
  readonly points: readonly PointWorld[];
  readonly earliestMs: Millis;
  readonly backtracks: readonly {
    readonly atMs: Millis;
    readonly timeMs: Millis;
    /** When it ended, or now. */
    readonly endMs: Millis;
    readonly isRefused: boolean;
  }[];
  readonly restores: readonly {
    readonly cluster: string;
    readonly atMs: Millis;
    readonly timeMs: Millis;
    /** When it was ready; none while it is being made. */
    readonly readyMs: Millis | undefined;
  }[];
  /** Who wrote each row last, as far as that is visible and committed. */
  readonly rows: readonly (TransactionId | null)[];
  /** The time that somebody last went to, or had something made of. */
  readonly lastTimeMs: Millis | undefined;
}

export interface BacktrackFilm {
  readonly trace: BacktrackTrace;
  readonly opened: Extract<BacktrackEvent, { readonly kind: "cluster-opened" }> | undefined;
  readonly startMs: Millis;
  readonly endMs: Millis;
  readonly hasRestores: boolean;
}

export function backtrackFilm(trace: BacktrackTrace): BacktrackFilm {
  const opened = trace.find((event) => event.kind === "cluster-opened");
  const startMs = opened?.openedAt.atMs ?? trace[0]?.atMs ?? 0;
  // A counterexample may be over in no time, and an axis needs some. A cluster's keeps its scale when a reader's change
  // makes the day shorter.
  const shortestAxisMs = Math.max(HOUR_MS / 2, (opened?.rowCount ?? 0) > 0 ? (opened?.targetWindowMs ?? 0) : 0);
  return {
    trace,
    opened,
    startMs,
    endMs: Math.max(trace.at(-1)?.atMs ?? startMs, startMs + shortestAxisMs),
    hasRestores: trace.some(({ kind }) => kind === "restore-began"),
  };
}

export function backtrackWorldAt(film: BacktrackFilm, { atMs, eventCount }: Moment): BacktrackWorld {
  const points: { -readonly [Name in keyof PointWorld]: PointWorld[Name] }[] = [];
  const changes: { readonly row: number; readonly transaction: TransactionId }[] = [];
  const backtracks: { atMs: Millis; timeMs: Millis; endMs: Millis | undefined; isRefused: boolean }[] = [];
  const restores: { cluster: string; atMs: Millis; timeMs: Millis; readyMs: Millis | undefined }[] = [];
  let currentLsn = -Infinity;
  let isClosed = false;
  let lastTimeMs: Millis | undefined;
  const stand = (firstLsn: Lsn, lsn: Lsn, at: Millis, commit?: TransactionId) => {
    for (const point of points) if (point.lsn > currentLsn) point.state = "annulled";
    points.push({ lsn, firstLsn, atMs: at, commit, state: "visible" });
    currentLsn = lsn;
  };

  for (const event of film.trace.slice(0, eventCount)) {
    switch (event.kind) {
      case "cluster-opened":
        stand(event.openedAt.lsn, event.openedAt.lsn, event.openedAt.atMs);
        break;
      case "changes-written":
        changes.push({ row: event.row, transaction: event.transaction });
        stand(event.firstLsn, event.cpl, event.atMs);
        break;
      case "records-written":
        stand(event.firstLsn, event.cpl, event.atMs);
        break;
      case "transaction-committed":
        stand(event.lsn, event.lsn, event.atMs, event.transaction);
        break;
      case "backtrack-began":
        currentLsn = event.lsn;
        lastTimeMs = event.timeMs;
        backtracks.push({ atMs: event.atMs, timeMs: event.timeMs, endMs: undefined, isRefused: false });
        break;
      case "backtrack-refused":
        lastTimeMs = event.timeMs;
        backtracks.push({ atMs: event.atMs, timeMs: event.timeMs, endMs: event.atMs, isRefused: true });
        break;
      case "connections-closed":
        isClosed = true;
        break;
      case "backtrack-ended": {
        isClosed = false;
        const last = backtracks.at(-1);
        if (last !== undefined) last.endMs = event.atMs;
        break;
      }
      case "restore-began":
        restores.push({ cluster: event.cluster, atMs: event.atMs, timeMs: event.timeMs, readyMs: undefined });
        break;
      case "restore-ended": {
        const restore = restores.find(({ cluster }) => cluster === event.cluster);
        if (restore !== undefined) restore.readyMs = event.atMs;
        break;
      }
      default:
        break;
    }
  }
  for (const point of points)
    if (point.state !== "annulled") point.state = point.lsn <= currentLsn ? "visible" : "hidden";
  const visible = new Set(points.flatMap(({ commit, state }) => (commit && state === "visible" ? [commit] : [])));
  const nowMs = Math.max(atMs, film.startMs);
  return {
    nowMs,
    isClosed,
    current: points.find(({ lsn }) => lsn === currentLsn),
    points,
    earliestMs: earliestOf(film, points, nowMs),
    backtracks: backtracks.map(({ endMs, ...backtrack }) => ({ ...backtrack, endMs: endMs ?? nowMs })),
    restores,
    rows: Array.from({ length: film.opened?.rowCount ?? 0 }, (_, index) => {
      const last = changes.findLast(({ row, transaction }) => row === index + 1 && visible.has(transaction));
      return last?.transaction ?? null;
    }),
    lastTimeMs,
  };
}

/** How far back a backtrack could lead: what a right log would say, whoever's log is running. */
function earliestOf({ opened, startMs }: BacktrackFilm, points: readonly PointWorld[], nowMs: Millis): Millis {
  if (opened === undefined) return startMs;
  const recordCount = (point: PointWorld) => (point.lsn === opened.openedAt.lsn ? 0 : point.lsn - point.firstLsn + 1);
  let after = 0;
  let oldestMs = nowMs;
  for (const point of [...points].reverse()) {
    if (after > opened.storedRecordsMax) break;
    if (point.state !== "annulled") oldestMs = point.atMs;
    after += recordCount(point);
  }
  return Math.max(nowMs - opened.targetWindowMs, oldestMs);
}

export interface BarShape extends Box {
  readonly world: PointWorld;
}

export interface LabelShape {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly state: PointState;
}

export interface SlotShape extends Box {
  readonly timeMs: Millis;
}

export interface BacktrackShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly panel: Box;
  readonly ticks: readonly {
    readonly x: number;
    readonly labelX: number;
    readonly timeMs: Millis;
    readonly isLabelled: boolean;
  }[];
  readonly axisY: number;
  readonly tickY: number;
  readonly bars: readonly BarShape[];
  readonly labels: readonly LabelShape[];
  /** Where a reader may press to go to a time. */
  readonly slots: readonly SlotShape[];
  readonly lane: Box;
  /** From the earliest possible time to now. */
  readonly window: Box;
  /** The part of the target window that is not there. */
  readonly missing: Box;
  readonly here: { readonly x: number; readonly y: number } | undefined;
  readonly now: { readonly x: number; readonly y: number; readonly height: number };
  readonly arcs: readonly { readonly path: string; readonly isLast: boolean; readonly isRefused: boolean }[];
  readonly backtrackLane: Box;
  readonly backtrackBars: readonly (Box & {
    readonly minutes: number;
    readonly isRefused: boolean;
    readonly timeMs: Millis;
  })[];
  readonly restoreLane: Box | undefined;
  readonly restoreBars: readonly (Box & {
    readonly cluster: string;
    readonly minutes: number;
    readonly isReady: boolean;
  })[];
  readonly rows: readonly (Box & { readonly row: number; readonly value: TransactionId | null })[];
  readonly writeButton: Box;
  readonly restoreButton: Box;
  /** The time that the restore button offers. */
  readonly restoreTimeMs: Millis;
}

const HOUR_MS: Millis = 3_600_000;
/** How wide `13:05` is at the size of a tick's label. */
const CLOCK_PX = 36;

export function backtrackShapes(film: BacktrackFilm, world: BacktrackWorld, widthPx: number): BacktrackShapes {
  const isNarrow = widthPx < NARROW_PX;
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const pad = isNarrow ? 8 : 12;
  const panel: Box = { x: 0, y: 4, width, height: isNarrow ? 66 : 32 };

  // The time line.
  const left = pad;
  const right = width - pad;
  const span = Math.max(1, film.endMs - film.startMs);
  const xOf = (ms: Millis) => left + (right - left) * Math.min(1, Math.max(0, (ms - film.startMs) / span));
  const arcTop = panel.y + panel.height + 8;
  const arcHeight = isNarrow ? 34 : 40;
  const lane: Box = { x: 0, y: arcTop + arcHeight, width, height: 66 };
  const axisY = lane.y + lane.height;
  const hourPx = (right - left) * (HOUR_MS / span);
  // Ticks at whole hours of the clock, labelled as far as there is room.
  const tickHours = hourPx >= 20 ? 1 : Math.ceil(20 / hourPx);
  const firstTick = Math.ceil(film.startMs / HOUR_MS);
  const tickCount = Math.max(0, Math.min(80, Math.floor(film.endMs / HOUR_MS) - firstTick + 1));
  let labelledTo = -Infinity;
  const ticks = Array.from({ length: tickCount }, (_, index) => firstTick + index)
    .filter((hour) => (hour - firstTick) % tickHours === 0)
    .map((hour) => {
      const x = xOf(hour * HOUR_MS);
      const labelX = Math.max(CLOCK_PX / 2, x);
      const isLabelled = labelX - CLOCK_PX / 2 > labelledTo + 4 && labelX + CLOCK_PX / 2 <= width;
      if (isLabelled) labelledTo = labelX + CLOCK_PX / 2;
      return { x, labelX, timeMs: hour * HOUR_MS, isLabelled };
    });

  // What is at one place on the axis is drawn side by side, so that nothing hides anything.
  const barPx = isNarrow ? 3 : 4;
  let lastX = -Infinity;
  const bars = world.points.map((point): BarShape => {
    const x = Math.min(Math.max(xOf(point.atMs) - barPx / 2, lastX + barPx + 1), width - barPx);
    lastX = x;
    const height = point.commit === undefined ? 14 : 28;
    return { world: point, x, y: axisY - height, width: barPx, height };
  });
  const labels: LabelShape[] = [];
  const ends = [-Infinity, -Infinity, -Infinity];
  for (const bar of bars) {
    const { commit, state } = bar.world;
    if (commit === undefined) continue;
    const text = state === "annulled" ? `✕${commit}` : commit;
    const half = (text.length * 7.2) / 2;
    const x = Math.min(Math.max(bar.x + barPx / 2, half), width - half);
    const row = Math.max(
      0,
      ends.findIndex((end) => x - half > end),
    );
    ends[row] = x + half + 3;
    labels.push({ x, y: bar.y - 4 - row * 12, text, state });
  }

  const slotMs = [0.5, 1, 2, 4, 8, 16].map((hours) => hours * HOUR_MS).find((ms) => (right - left) * (ms / span) >= 24);
  const pitchMs = slotMs ?? span;
  const firstSlot = Math.floor(film.startMs / pitchMs);
  const slotCount = Math.max(0, Math.min(100, Math.floor((world.nowMs - 1) / pitchMs) - firstSlot + 1));
  const slots = Array.from({ length: slotCount }, (_, index): SlotShape => {
    const timeMs = (firstSlot + index) * pitchMs;
    const x = xOf(timeMs);
    return {
      timeMs,
      x,
      y: lane.y,
      width: Math.max(0, xOf(Math.min(timeMs + pitchMs, film.endMs)) - x),
      height: lane.height,
    };
  }).filter((slot) => slot.width > 0);

  const windowY = axisY + 30;
  const window: Box = {
    x: xOf(world.earliestMs),
    y: windowY,
    width: Math.max(0, xOf(world.nowMs) - xOf(world.earliestMs)),
    height: 8,
  };
  const wantedX = xOf(Math.max(film.startMs, world.nowMs - (film.opened?.targetWindowMs ?? 0)));
  const missing: Box = {
    x: Math.min(wantedX, window.x),
    y: windowY,
    width: Math.max(0, window.x - wantedX),
    height: 8,
  };

  const currentBar = bars.find((bar) => bar.world.lsn === world.current?.lsn);
  const arcs = world.backtracks.map(({ atMs, timeMs, isRefused }, index) => {
    const [fromX, toX] = [xOf(atMs), xOf(timeMs)];
    const y = lane.y + 2;
    return {
      path: `M${fromX} ${y}C${fromX} ${arcTop} ${toX} ${arcTop} ${toX} ${y}`,
      isLast: index === world.backtracks.length - 1,
      isRefused,
    };
  });

  // What takes how long.
  const laneHeight = 26;
  const backtrackLane: Box = { x: 0, y: windowY + 26, width, height: laneHeight };
  const barOf = (fromMs: Millis, toMs: Millis, y: number): Box => ({
    x: xOf(fromMs),
    y,
    width: Math.max(2, xOf(toMs) - xOf(fromMs)),
    height: 12,
  });
  const minutesOf = (ms: Millis) => Math.round(ms / 60_000);
  const backtrackBars = world.backtracks.map(({ atMs, endMs, isRefused, timeMs }) => ({
    ...barOf(atMs, isRefused ? atMs : endMs, backtrackLane.y + 13),
    minutes: minutesOf(endMs - atMs),
    isRefused,
    timeMs,
  }));
  const restoreLane: Box | undefined = film.hasRestores
    ? { x: 0, y: backtrackLane.y + laneHeight + 4, width, height: laneHeight }
    : undefined;
  const restoreBars = world.restores.map(({ cluster, atMs, readyMs }) => ({
    ...barOf(atMs, readyMs ?? world.nowMs, (restoreLane?.y ?? backtrackLane.y) + 13),
    cluster,
    minutes: minutesOf((readyMs ?? world.nowMs) - atMs),
    isReady: readyMs !== undefined,
  }));
  const lanesBottom = (restoreLane ?? backtrackLane).y + laneHeight;

  // The rows, and what a reader can do besides going to a time.
  const rowsTop = lanesBottom + 12;
  const rowGap = 6;
  const rowWidth = (width - (world.rows.length - 1) * rowGap) / Math.max(1, world.rows.length);
  const rows = world.rows.map((value, index) => ({
    row: index + 1,
    value,
    x: index * (rowWidth + rowGap),
    y: rowsTop,
    width: rowWidth,
    height: 40,
  }));
  const buttonsTop = rowsTop + (rows.length > 0 ? 50 : 0);
  const buttonHeight = 32;
  const writeButton: Box = { x: 0, y: buttonsTop, width: isNarrow ? width : 180, height: buttonHeight };
  const restoreButton: Box = isNarrow
    ? { x: 0, y: buttonsTop + buttonHeight + 6, width, height: buttonHeight }
    : { x: 192, y: buttonsTop, width: Math.min(320, width - 192), height: buttonHeight };
  const height = rows.length > 0 ? restoreButton.y + buttonHeight + 4 : lanesBottom + 4;

  return {
    width,
    height,
    isNarrow,
    panel,
    ticks,
    axisY,
    tickY: axisY + 24,
    bars,
    labels,
    slots,
    lane,
    window,
    missing,
    here: currentBar === undefined ? undefined : { x: currentBar.x + barPx / 2, y: axisY },
    now: { x: xOf(world.nowMs), y: lane.y, height: windowY + 8 - lane.y },
    arcs,
    backtrackLane,
    backtrackBars,
    restoreLane,
    restoreBars,
    rows,
    writeButton,
    restoreButton,
    restoreTimeMs: Math.min(world.lastTimeMs ?? film.startMs, world.nowMs),
  };
}

/** Where to point when a replay stands at this event. */
export function backtrackFramesAround(shapes: BacktrackShapes, event: BacktrackEvent): readonly Box[] {
  const around = (box: Box, by = 3): Box => ({
    x: box.x - by,
    y: box.y - by,
    width: box.width + 2 * by,
    height: box.height + 2 * by,
  });
  const barsOf = (...lsns: readonly Lsn[]) =>
    shapes.bars.filter(({ world }) => lsns.includes(world.lsn)).map((bar) => around(bar));
  switch (event.kind) {
    case "cluster-opened":
    case "connections-closed":
    case "transaction-dropped":
    case "request-refused":
      return [around(shapes.panel, -1)];
    case "changes-written":
    case "records-written":
      return barsOf(event.cpl);
    case "transaction-committed":
    case "backtrack-began":
    case "backtrack-ended":
    case "target-told":
      return barsOf(event.lsn);
    case "window-told":
    case "target-refused":
    case "backtrack-refused":
      return [around(shapes.window)];
    case "records-told":
      return barsOf(...event.visible);
    case "visible-told": {
      const named = new Set(event.transactions);
      const bars = shapes.bars.filter(({ world }) => world.commit !== undefined && named.has(world.commit));
      return bars.length > 0 ? bars.map((bar) => around(bar)) : [around(shapes.lane, -2)];
    }
    case "row-read":
      return shapes.rows.filter(({ row }) => row === event.row).map((row) => around(row, -1));
    case "restore-began":
    case "restore-ended":
      return shapes.restoreBars.filter(({ cluster }) => cluster === event.cluster).map((bar) => around(bar));
    default:
      return event satisfies never;
  }
}
