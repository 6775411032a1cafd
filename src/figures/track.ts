/**
 * Screen time and simulated time. A figure plays on a track: so many milliseconds of screen time, and at each of them
 * a moment of the run. All conversions between the two clocks are in this file; the player knows screen time only.
 */
import type { Millis } from "../core/kernel/index.ts";

/** A moment of a run: its time, and how many events of the trace have happened by then. */
export interface Moment {
  readonly atMs: Millis;
  readonly eventCount: number;
}

export interface Track {
  /** Screen time from the first event to the last, at speed 1. */
  readonly durationMs: number;
  /** Events that the track knows. */
  readonly eventCount: number;
  momentAt(screenMs: number): Moment;
  /** The screen time at which so many events have just happened. */
  screenAt(eventCount: number): number;
}

export interface Pace {
  /** Screen milliseconds per simulated millisecond. */
  readonly screenMsPerMs: number;
  /** A stretch in which nothing happens takes no longer than this on screen. */
  readonly pauseMsMax: number;
}

type AnyEvent = { readonly atMs: Millis; readonly kind: string };

/** What follows at once from the event before it. It gets a moment of its own, or nobody would see cause and effect. */
const CONSEQUENCES: ReadonlySet<string> = new Set([
  "marks-moved",
  "commit-answered",
  "service-changed",
  "read-quorum-met",
  "family-stands",
]);
const CONSEQUENCE_PAUSE_MS = 260;
const EVENT_PAUSE_MS = 40;

/** A track on which simulated time runs evenly, long silences apart. */
export function timeTrack(trace: readonly AnyEvent[], { screenMsPerMs, pauseMsMax }: Pace): Track {
  const pauses = trace.slice(1).map((event, index) => {
    const gapMs = event.atMs - (trace[index] as AnyEvent).atMs;
    const floorMs = CONSEQUENCES.has(event.kind) ? CONSEQUENCE_PAUSE_MS : EVENT_PAUSE_MS;
    return Math.min(pauseMsMax, Math.max(floorMs, gapMs * screenMsPerMs));
  });
  return trackOf(trace, pauses);
}

/** A track of equal steps over the first events of a trace: two runs of different timing can share it. */
export function stepTrack(trace: readonly AnyEvent[], eventCount: number, stepMs: number): Track {
  // A run that ended early stands still at its last event while the other one goes on.
  const last = trace.at(-1);
  const padded = Array.from({ length: eventCount }, (_, index) => trace[index] ?? last ?? { atMs: 0, kind: "" });
  return trackOf(
    padded,
    padded.slice(1).map(() => stepMs),
    trace.length,
  );
}

function trackOf(trace: readonly AnyEvent[], pauses: readonly number[], knownCount = trace.length): Track {
  const screenTimes = [0];
  for (const pauseMs of pauses) screenTimes.push((screenTimes.at(-1) as number) + pauseMs);
  const durationMs = screenTimes.at(-1) as number;
  const timeOf = (index: number) => trace[index]?.atMs ?? 0;

  return {
    durationMs,
    eventCount: trace.length,
    momentAt(screenMs) {
      // The last event at or before this screen time, by bisection.
      let low = 0;
      let high = screenTimes.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((screenTimes[middle] as number) <= screenMs) low = middle;
        else high = middle - 1;
      }
      const fromScreenMs = screenTimes[low] as number;
      const pauseMs = pauses[low] ?? 0;
      const share = pauseMs === 0 ? 0 : Math.min(1, Math.max(0, (screenMs - fromScreenMs) / pauseMs));
      const atMs = timeOf(low) + share * (timeOf(Math.min(low + 1, trace.length - 1)) - timeOf(low));
      return { atMs, eventCount: Math.min(low + 1, knownCount) };
    },
    screenAt: (eventCount) => screenTimes[Math.min(Math.max(eventCount, 1), screenTimes.length) - 1] as number,
  };
}
