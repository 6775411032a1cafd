/**
 * Random histories for backtrack. They shrink towards few, single-record changes, no backtracks, a wide window. Times
 * are said in how long ago, so that whatever is left out, the rest still makes sense.
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

/** What happens next, so many minutes after what came before. */
interface Move {
  readonly afterMin: number;
  readonly what:
    | { readonly kind: "write"; readonly gap: number; readonly recordCount: number }
    | { readonly kind: "window" }
    /** `agoMin` may point before the beginning: then it is the beginning of time. */
    | { readonly kind: "target" | "backtrack"; readonly agoMin: number };
}

const optionsOf = (windowMin: number, storedRecordsMax: number): BacktrackOptions => ({
  openedAt: { lsn: 100, atMs: 2 * HOUR_MS },
  targetWindowMs: windowMin * MINUTE_MS,
  storedRecordsMax,
});

/** Small windows and bounds among the wide ones, so that both are often exceeded. */
const windows = fc.constantFrom(600, 120, 45, 20, 0);
const bounds = fc.constantFrom(100, 8, 4, 1);

export interface ScriptOptions {
  readonly withBacktracks: boolean;
}

/** A log alone: written to, asked, and, if wanted, taken back and forth. */
export function backtrackScripts({ withBacktracks }: ScriptOptions): fc.Arbitrary<BacktrackScript> {
  const write = fc
    .record({ gap: fc.integer({ min: 1, max: 3 }), recordCount: fc.integer({ min: 1, max: 3 }) })
    .map((change): Move["what"] => ({ kind: "write", ...change }));
  const agoMin = fc.nat({ max: 90 });
  const target = agoMin.map((ago): Move["what"] => ({ kind: "target", agoMin: ago }));
  const backtrack = agoMin.map((ago): Move["what"] => ({ kind: "backtrack", agoMin: ago }));
  const move = fc.record({
    // Often at the same time as what came before: then the last of them counts.
    afterMin: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 25 })),
    what: fc.oneof(
      { weight: 5, arbitrary: write },
      { weight: 1, arbitrary: fc.constant<Move["what"]>({ kind: "window" }) },
      { weight: 3, arbitrary: target },
      ...(withBacktracks ? [{ weight: 4, arbitrary: backtrack }] : []),
    ),
  });
  return fc
    .record({
      windowMin: windows,
      storedRecordsMax: bounds,
      moves: fc.array(move, { minLength: 1, maxLength: 16 }),
    })
    .map(({ windowMin, storedRecordsMax, moves }) => {
      const options = optionsOf(windowMin, storedRecordsMax);
      let atMs = options.openedAt.atMs;
      const steps = moves.map(({ afterMin, what }): BacktrackScriptStep => {
        atMs += afterMin * MINUTE_MS;
        if (what.kind === "window") return { ask: "window", atMs };
        if (what.kind === "write") return { tell: "written", atMs, gap: what.gap, recordCount: what.recordCount };
        const timeMs = Math.max(0, atMs - what.agoMin * MINUTE_MS);
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
    afterMin: fc.integer({ min: 0, max: 30 }),
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
      { weight: 4, arbitrary: fc.record({ kind: fc.constant("backtrack" as const), agoMin: fc.nat({ max: 150 }) }) },
    ),
  });
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      windowMin: windows,
      storedRecordsMax: fc.constantFrom(200, 30, 12),
      connectionCount: fc.nat({ max: 3 }),
      moves: fc.array(move, { minLength: 1, maxLength: 14 }),
    })
    .map(({ seed, windowMin, storedRecordsMax, connectionCount, moves }) => {
      const options = optionsOf(windowMin, storedRecordsMax);
      let atMs = options.openedAt.atMs;
      const steps = moves.map(({ afterMin, what }, index): BacktrackStep => {
        atMs += afterMin * MINUTE_MS;
        if (what.kind === "read") return { kind: "read", atMs, row: what.row };
        if (what.kind === "backtrack")
          return { kind: "backtrack", atMs, timeMs: Math.max(0, atMs - what.agoMin * MINUTE_MS) };
        const { rows, everyMin } = what;
        return { kind: "transaction", atMs, transaction: `T${index + 1}`, rows, everyMs: everyMin * MINUTE_MS };
      });
      return { seed, options, rowCount, connectionCount, steps, untilMs: atMs + HOUR_MS };
    });
}
