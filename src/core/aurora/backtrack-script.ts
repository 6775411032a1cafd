import type { Millis, Timed } from "../kernel/index.ts";
import type { BacktrackLog, BacktrackOptions } from "./backtrack.ts";
import type { BacktrackEvent, BacktrackTrace } from "./backtrack-trace.ts";
import type { Lsn } from "./vocabulary.ts";

/** One thing that a backtrack log is told or asked, at a time. */
export type BacktrackScriptStep =
  /** A mini-transaction of so many records, the first `gap` LSNs behind the last one that was given out. */
  | { readonly tell: "written"; readonly atMs: Millis; readonly gap: number; readonly recordCount: number }
  | { readonly ask: "window"; readonly atMs: Millis }
  | { readonly ask: "target"; readonly atMs: Millis; readonly timeMs: Millis }
  | { readonly tell: "backtrack"; readonly atMs: Millis; readonly timeMs: Millis };

/** A backtrack log alone: what it is told and asked, in the order of time. */
export interface BacktrackScript {
  readonly options: BacktrackOptions;
  readonly steps: readonly BacktrackScriptStep[];
}

/** Tells a log the steps one by one. After each that may change it, everything written is asked for: is it visible? */
export function runBacktrackScript(
  { options, steps }: BacktrackScript,
  createLog: (options: BacktrackOptions) => BacktrackLog,
  trace: Timed<BacktrackEvent>[] = [],
): BacktrackTrace {
  trace.push({ atMs: options.openedAt.atMs, kind: "cluster-opened", rowCount: 0, ...options });
  const log = createLog(options);
  const written: Lsn[] = [];
  let lastLsn = options.openedAt.lsn;

  for (const step of steps) {
    const { atMs } = step;
    const record = (event: BacktrackEvent) => trace.push({ atMs, ...event });
    const tellVisible = () =>
      record({ kind: "records-told", visible: [options.openedAt.lsn, ...written].filter((lsn) => log.isVisible(lsn)) });
    if ("ask" in step) {
      if (step.ask === "window") {
        record({ kind: "window-told", earliestMs: log.earliestMs(atMs) });
        continue;
      }
      const target = log.targetFor(step.timeMs, atMs);
      if (target.kind === "target")
        record({ kind: "target-told", timeMs: step.timeMs, lsn: target.lsn, pointMs: target.atMs });
      else record({ kind: "target-refused", timeMs: step.timeMs, earliestMs: target.earliestMs });
      continue;
    }
    if (step.tell === "written") {
      const firstLsn = lastLsn + step.gap;
      const cpl = firstLsn + step.recordCount - 1;
      record({ kind: "records-written", firstLsn, cpl, recordCount: step.recordCount });
      for (let lsn = firstLsn; lsn <= cpl; lsn++) {
        log.recordWritten({ lsn, atMs, isCpl: lsn === cpl });
        written.push(lsn);
      }
      lastLsn = cpl;
      tellVisible();
      continue;
    }
    const target = log.backtrack(step.timeMs, atMs);
    if (target.kind === "target")
      record({ kind: "backtrack-began", timeMs: step.timeMs, lsn: target.lsn, pointMs: target.atMs });
    else record({ kind: "backtrack-refused", timeMs: step.timeMs, earliestMs: target.earliestMs });
    tellVisible();
  }
  return trace;
}
