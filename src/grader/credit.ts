/** What an answer earns in a class: the points of the checks that it passes. */
import type { Exercise } from "../testing/exercise.ts";
import { STUB, type Signatures } from "./misconceptions.ts";
import type { Report } from "./report.ts";

export interface Credit {
  /** For each check in the suite's order. */
  readonly points: readonly number[];
  readonly earned: number;
  readonly of: number;
}

/**
 * The points of each check that passes. An answer that passes no check beyond those that the untouched stub passes has
 * earned nothing yet, and gets nothing.
 */
export function creditOf(report: Report, exercise: Exercise, signatures: Signatures): Credit {
  const failedByStub = new Set(signatures[STUB]?.failed ?? exercise.checks.map(({ name }) => name));
  const passed = new Set(report.tests.filter(({ status }) => status === "pass").map(({ name }) => name));
  const isOwn = [...passed].some((name) => failedByStub.has(name));
  const points = exercise.checks.map(({ name, weight = 1 }) => (isOwn && passed.has(name) ? weight : 0));
  return { points, earned: sum(points), of: sum(exercise.checks.map(({ weight = 1 }) => weight)) };
}

/** Whole per cent, rounded down: 100 is kept for everything. */
export function percentOf({ earned, of }: Pick<Credit, "earned" | "of">): number {
  return of === 0 ? 0 : Math.floor((100 * earned) / of);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
