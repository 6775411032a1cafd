import type { Circumstance, Report } from "../grader/report.ts";

/** Runs of one function under one circumstance. */
export interface GridCell {
  readonly runs: number;
  readonly failed: number;
}

/** What all checks of a report went through, by function and circumstance. */
export interface CoverageGrid {
  /** In the order in which the suite first calls them. */
  readonly rows: readonly (readonly [operation: string, cells: ReadonlyMap<Circumstance, GridCell>])[];
  /** Those that were met. */
  readonly columns: readonly Circumstance[];
}

const COLUMNS: readonly Circumstance[] = [
  "example",
  "none",
  "zone-down",
  "node-down",
  "node-slow",
  "zones-parted",
  "messages-lost",
  "messages-doubled",
  "crash",
  "busy",
];

export function coverageGrid(report: Report | undefined): CoverageGrid {
  const rows = new Map<string, Map<Circumstance, GridCell>>();
  const met = new Set<Circumstance>();
  for (const { operation, circumstance, runs, failed } of report?.tests.flatMap(({ coverage }) => coverage) ?? []) {
    met.add(circumstance);
    const row = rows.get(operation) ?? new Map<Circumstance, GridCell>();
    const cell = row.get(circumstance) ?? { runs: 0, failed: 0 };
    row.set(circumstance, { runs: cell.runs + runs, failed: cell.failed + failed });
    rows.set(operation, row);
  }
  return { rows: [...rows], columns: COLUMNS.filter((one) => met.has(one)) };
}
