/** What is kept of an exercise's runs. */
import { RUNS_MAX, type KeptRun, type RunsRecord } from "./records.ts";
import { readRecord, writeRecord } from "./store.ts";

/** A run that has come to its end. */
export interface EndedRun extends Omit<KeptRun, "passed"> {
  /** By name. */
  readonly passed: readonly string[];
  /** Our solution was run: kept as a run of nobody's. */
  readonly isOurs: boolean;
}

export function readRuns(name: string): RunsRecord {
  const kept = readRecord("runs", name);
  return kept === undefined || kept === "newer" ? { lastPassed: [], runs: [] } : kept;
}

/** Keeps a run beside those before. Returns what was kept before it. */
export function noteRun(name: string, { isOurs, passed, ...run }: EndedRun): RunsRecord {
  const before = readRuns(name);
  if (isOurs || readRecord("runs", name) === "newer") return before;
  const isPass = run.status === "pass";
  const solvedAt = before.solvedAt ?? (isPass ? run.at : undefined);
  const passing = isPass ? run.text : before.passing;
  // The same text again is the same run again: only its time is new.
  const others = before.runs.at(-1)?.text === run.text ? before.runs.slice(0, -1) : before.runs;
  writeRecord("runs", name, {
    ...(solvedAt !== undefined && { solvedAt }),
    ...(passing !== undefined && { passing }),
    lastPassed: passed,
    runs: [...others, { ...run, passed: passed.length }].slice(-RUNS_MAX),
  });
  return before;
}
