/**
 * The Data API over time: a row for each call, from its request to its answer, and a row for each session, from its first
 * statement to its end. In a session that has a transaction, the time that is left without a call runs to a mark.
 */
import type { DataApiAnswered, DataApiAsked, DataApiEvent, DataApiTrace } from "../core/cluster/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { Moment } from "./track.ts";

const ROW_PX = 22;
const HEAD_PX = 20;
const AXIS_PX = 22;
const LABEL_PX = { narrow: 34, wide: 132 } as const;
const BAR_PX = 12;
/** A call that is answered at once is still to be seen. */
const BAR_PX_MIN = 5;
/** For the words about a session. */
const TEXT_PX = 130;
const TICKS_MS = [10_000, 20_000, 60_000, 120_000, 300_000, 600_000, 3_600_000] as const;

export interface CallShape extends Box {
  readonly call: string;
  readonly operation: DataApiAsked["operation"];
  /** The call whose transaction it is in. */
  readonly transaction?: string;
  readonly answered?: DataApiAnswered;
  readonly labelY: number;
  /** Where the answer is written. */
  readonly textX: number;
  readonly isTextBefore: boolean;
}

export interface SessionShape extends Box {
  readonly session: string;
  /** The call that began a transaction in it. */
  readonly transaction?: string;
  readonly statements: readonly Box[];
  readonly isOpen: boolean;
  readonly isUndone: boolean;
  readonly isCommitted: boolean;
  /** Without a call the transaction is rolled back here. */
  readonly deadlineX?: number;
  /** Time without a call so far, and the time that may pass. */
  readonly idleMs?: Millis;
  readonly idleMsMax: Millis;
  readonly labelY: number;
  readonly textX: number;
  readonly isTextInside: boolean;
}

export interface DataApiShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly plotX: number;
  readonly nowX: number;
  readonly calls: readonly CallShape[];
  readonly sessions: readonly SessionShape[];
  readonly heads: { readonly calls: number; readonly sessions: number };
  readonly axis: { readonly y: number; readonly ticks: readonly { readonly x: number; readonly seconds: number }[] };
}

interface Session {
  readonly fromMs: Millis;
  readonly statements: { readonly call: string; readonly fromMs: Millis; untilMs?: Millis }[];
  toMs?: Millis;
  transaction?: string;
  usedMs: Millis;
  isUndone: boolean;
  isCommitted: boolean;
}

/** All that is drawn at a moment of a run. The rows are those of the whole run, so that nothing jumps. */
export function dataApiShapes(trace: DataApiTrace, moment: Moment, widthPx: number): DataApiShapes {
  const width = Math.max(WIDTH_PX_MIN, widthPx);
  const isNarrow = width < NARROW_PX;
  const plotX = isNarrow ? LABEL_PX.narrow : LABEL_PX.wide;
  const opened = trace[0];
  const idleMsMax = opened?.kind === "data-api-opened" ? opened.limits.idleMs : 0;
  const endMs = Math.max(1_000, trace.at(-1)?.atMs ?? 0);
  const xOf = (atMs: Millis) => plotX + (Math.min(atMs, endMs) / endMs) * (width - plotX - 8);

  const past = trace.slice(0, moment.eventCount);
  const nowMs = Math.min(moment.atMs, endMs);
  const rows = [...new Set(trace.flatMap((event) => (event.kind === "called" ? [event.call] : [])))];
  const sessionRows = [...new Set(trace.flatMap((event) => (event.kind === "statement-began" ? [event.session] : [])))];
  const callsY = HEAD_PX;
  const sessionsY = callsY + rows.length * ROW_PX + HEAD_PX + 6;
  const axisY = sessionsY + sessionRows.length * ROW_PX + 4;

  const sessions = sessionsIn(past);
  return {
    width,
    height: axisY + AXIS_PX,
    isNarrow,
    plotX,
    nowX: xOf(nowMs),
    calls: past.flatMap((event): CallShape[] => {
      if (event.kind !== "called") return [];
      const { call, asked } = event;
      const end = past.find((other) => other.kind === "call-answered" && other.call === call);
      const y = callsY + rows.indexOf(call) * ROW_PX;
      const x = xOf(event.atMs);
      const barWidth = Math.max(BAR_PX_MIN, xOf(end?.atMs ?? nowMs) - x);
      const isTextBefore = x + barWidth > plotX + (width - plotX) * 0.5;
      return [
        {
          call,
          operation: asked.operation,
          ...(asked.transaction !== undefined && { transaction: asked.transaction }),
          ...(end?.kind === "call-answered" && { answered: end.answered }),
          x: Math.min(x, width - BAR_PX_MIN),
          y: y + (ROW_PX - BAR_PX) / 2,
          width: Math.min(barWidth, width - Math.min(x, width - BAR_PX_MIN)),
          height: BAR_PX,
          labelY: y + ROW_PX / 2 + 4,
          textX: isTextBefore ? x - 5 : x + barWidth + 5,
          isTextBefore,
        },
      ];
    }),
    sessions: [...sessions].map(([session, one]): SessionShape => {
      const y = sessionsY + sessionRows.indexOf(session) * ROW_PX;
      const bar = { y: y + (ROW_PX - BAR_PX) / 2, height: BAR_PX };
      const x = xOf(one.fromMs);
      const barWidth = Math.max(BAR_PX_MIN, xOf(one.toMs ?? nowMs) - x);
      const isOpen = one.toMs === undefined;
      const isRunning = one.statements.some(({ untilMs }) => untilMs === undefined);
      const isIdle = isOpen && !isRunning && one.transaction !== undefined;
      // Inside the bar where there is room, and where there is none behind it or nothing more will come.
      const isTextInside = barWidth > TEXT_PX && (!isOpen || x + barWidth > plotX + (width - plotX) * 0.55);
      return {
        session,
        ...(one.transaction !== undefined && { transaction: one.transaction }),
        ...bar,
        x: Math.min(x, width - BAR_PX_MIN),
        width: Math.min(barWidth, width - Math.min(x, width - BAR_PX_MIN)),
        statements: one.statements.map(({ fromMs, untilMs }) => ({
          ...bar,
          x: Math.min(xOf(fromMs), width - 3),
          width: Math.max(3, xOf(untilMs ?? one.toMs ?? nowMs) - xOf(fromMs)),
        })),
        isOpen,
        isUndone: one.isUndone,
        isCommitted: one.isCommitted,
        ...(isIdle && { idleMs: Math.max(0, nowMs - one.usedMs), deadlineX: xOf(one.usedMs + idleMsMax) }),
        idleMsMax,
        labelY: y + ROW_PX / 2 + 4,
        textX: isTextInside ? x + barWidth - 9 : x + barWidth + 6,
        isTextInside,
      };
    }),
    heads: { calls: HEAD_PX - 5, sessions: sessionsY - 5 },
    axis: { y: axisY, ticks: ticksTo(endMs).map((atMs) => ({ x: xOf(atMs), seconds: atMs / 1_000 })) },
  };
}

function sessionsIn(past: readonly (DataApiEvent & { readonly atMs: Millis })[]): ReadonlyMap<string, Session> {
  const sessions = new Map<string, Session>();
  const asked = new Map<string, DataApiAsked>();
  const use = (call: string | undefined, atMs: Millis) => {
    for (const session of sessions.values())
      if (session.transaction === call && call !== undefined) session.usedMs = atMs;
  };
  for (const event of past) {
    if (event.kind === "called") {
      asked.set(event.call, event.asked);
      use(event.asked.transaction, event.atMs);
    }
    if (event.kind === "statement-began") {
      const session: Session = sessions.get(event.session) ?? { fromMs: event.atMs, statements: [], usedMs: event.atMs, isUndone: false, isCommitted: false }; // prettier-ignore
      session.statements.push({ call: event.call, fromMs: event.atMs });
      sessions.set(event.session, session);
    }
    if (event.kind === "statement-ended") {
      const session = sessions.get(event.session);
      const statement = session?.statements.at(-1);
      if (session === undefined || statement === undefined) continue;
      statement.untilMs = event.atMs;
      session.usedMs = event.atMs;
      const operation = asked.get(event.call)?.operation;
      if (operation === "BeginTransaction" && event.end.kind === "ran") session.transaction = event.call;
      if (operation === "CommitTransaction" && event.end.kind === "ran") session.isCommitted = true;
    }
    if (event.kind === "session-closed") {
      const session = sessions.get(event.session);
      if (session === undefined) continue;
      session.toMs = event.atMs;
      session.isUndone = event.undid !== undefined || event.stopped !== undefined;
    }
  }
  return sessions;
}

function ticksTo(endMs: Millis): readonly Millis[] {
  const step = TICKS_MS.find((tick) => endMs / tick <= 6) ?? TICKS_MS.at(-1)!;
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, index) => index * step);
}

/** The row that an event is about; the whole scene where it is about none. */
export function frameAroundDataApi(shapes: DataApiShapes, event: DataApiEvent): Box {
  const row =
    ("call" in event ? shapes.calls.find(({ call }) => call === event.call) : undefined) ??
    ("session" in event ? shapes.sessions.find(({ session }) => session === event.session) : undefined);
  if (row === undefined) return { x: 1, y: 1, width: shapes.width - 2, height: shapes.height - 2 };
  return { x: 1, y: row.y - 4, width: shapes.width - 2, height: row.height + 8 };
}
