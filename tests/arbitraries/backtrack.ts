/**
 * Random histories for backtrack. They shrink towards few, single-record changes, no backtracks, a wide window. Times to
 * go to are said by what happened around them, so that whatever is left out, the rest still makes sense.
 */
import * as fc from "fast-check";
import type {
  BacktrackOptions,
  BacktrackScenario,
  BacktrackScript,
  BacktrackScriptStep,
  BacktrackStep,
} from "four-of-six/aurora";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A time: so many minutes after the last thing that was written, the one before it, and so on back to the opening. */
interface When {
  readonly back: number;
  readonly plusMin: number;
}

const when: fc.Arbitrary<When> = fc.record({
  back: fc.nat({ max: 7 }),
  // Most often the very time, or a little later; sometimes just before.
  plusMin: fc.constantFrom(0, 0, 2, 5, -1),
});

function timeOf({ back, plusMin }: When, times: readonly number[], nowMs: number): number {
  const aroundMs = times[Math.max(0, times.length - 1 - back)] as number;
  return Math.min(nowMs, Math.max(0, aroundMs + plusMin * MINUTE_MS));
}

/** What happens next, so many minutes after what came before. */
interface Move {
  readonly afterMin: number;
  readonly what:
    | { readonly kind: "write"; readonly gap: number; readonly recordCount: number }
    | { readonly kind: "window" }
    | ({ readonly kind: "target" | "backtrack" } & When);
}

const optionsOf = (windowMin: number, storedRecordsMax: number): BacktrackOptions => ({
  openedAt: { lsn: 100, atMs: 2 * HOUR_MS },
  targetWindowMs: windowMin * MINUTE_MS,
  storedRecordsMax,
});

/** Mostly wide enough to go somewhere; now and then so small that both edges are met. */
const windows = fc.constantFrom(600, 600, 600, 90, 30, 0);
const bounds = fc.constantFrom(100, 100, 12, 6, 3, 1);

export interface ScriptOptions {
  readonly withBacktracks: boolean;
}

/** A log alone: written to, asked, and, if wanted, taken back and forth. */
export function backtrackScripts({ withBacktracks }: ScriptOptions): fc.Arbitrary<BacktrackScript> {
  const write = fc
    .record({ gap: fc.integer({ min: 1, max: 3 }), recordCount: fc.integer({ min: 1, max: 3 }) })
    .map((change): Move["what"] => ({ kind: "write", ...change }));
  const target = when.map((time): Move["what"] => ({ kind: "target", ...time }));
  const backtrack = when.map((time): Move["what"] => ({ kind: "backtrack", ...time }));
  const move = fc.record({
    // Often at the same time as what came before: then the last of them counts.
    afterMin: fc.constantFrom(0, 0, 1, 4, 20),
    what: fc.oneof(
      { weight: 5, arbitrary: write },
      { weight: 1, arbitrary: fc.constant<Move["what"]>({ kind: "window" }) },
      { weight: 3, arbitrary: target },
      ...(withBacktracks ? [{ weight: 3, arbitrary: backtrack }] : []),
    ),
  });
  return fc
    .record({
      windowMin: windows,
      storedRecordsMax: bounds,
      moves: fc.array(move, { minLength: 1, maxLength: 18, size: "max" }),
    })
    .map(({ windowMin, storedRecordsMax, moves }) => {
      const options = optionsOf(windowMin, storedRecordsMax);
      let atMs = options.openedAt.atMs;
      const times = [atMs];
      const steps = moves.map(({ afterMin, what }): BacktrackScriptStep => {
        atMs += afterMin * MINUTE_MS;
        if (what.kind === "window") return { ask: "window", atMs };
        if (what.kind === "write") {
          times.push(atMs);
          return { tell: "written", atMs, gap: what.gap, recordCount: what.recordCount };
        }
        const timeMs = timeOf(what, times, atMs);
        return what.kind === "target" ? { ask: "target", atMs, timeMs } : { tell: "backtrack", atMs, timeMs };
      });
      return { options, steps };
    });
}

/** A cluster's hours: transactions, some of them under way for long, reads, backtracks back and forth. */
export function backtrackScenarios(): fc.Arbitrary<BacktrackScenario> {
  const rowCount = 4;
  const row = fc.integer({ min: 1, max: rowCount });
  const move = fc.record({
    // Within the minutes of a backtrack, or well after it.
    afterMin: fc.constantFrom(10, 1, 25),
    what: fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          kind: fc.constant("transaction" as const),
          rows: fc.array(row, { minLength: 1, maxLength: 3 }),
          everyMin: fc.constantFrom(0, 1, 12),
        }),
      },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant("read" as const), row }) },
      { weight: 4, arbitrary: when.map((time) => ({ kind: "backtrack" as const, ...time })) },
    ),
  });
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      windowMin: windows,
      storedRecordsMax: fc.constantFrom(200, 200, 30, 12),
      connectionCount: fc.nat({ max: 3 }),
      moves: fc.array(move, { minLength: 1, maxLength: 14, size: "max" }),
    })
    .map(({ seed, windowMin, storedRecordsMax, connectionCount, moves }) => {
      const options = optionsOf(windowMin, storedRecordsMax);
      let atMs = options.openedAt.atMs;
      const times = [atMs];
      const steps = moves.map(({ afterMin, what }, index): BacktrackStep => {
        atMs += afterMin * MINUTE_MS;
        if (what.kind === "read") return { kind: "read", atMs, row: what.row };
        if (what.kind === "backtrack") return { kind: "backtrack", atMs, timeMs: timeOf(what, times, atMs) };
        const { rows, everyMin } = what;
        times.push(atMs);
        return { kind: "transaction", atMs, transaction: `T${index + 1}`, rows, everyMs: everyMin * MINUTE_MS };
      });
      return { seed, options, rowCount, connectionCount, steps, untilMs: atMs + HOUR_MS };
    });
}
