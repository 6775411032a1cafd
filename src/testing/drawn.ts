/**
 * The runs that a suite's searches make of an answer. Scenarios come from one seed, so every answer meets the same, and a
 * right one says the same in them: they are drawn once, in a rehearsal with the reference, and answers are graded by them.
 * Where there are none a search draws its own, and the report is the same.
 */
import { isSameData } from "../core/kernel/trace.ts";
import type { Circumstance } from "./coverage.ts";
import type { Dialogue } from "./dialogue.ts";

/** One run of a search, of an answer that is right. */
export interface DrawnRun {
  readonly scenario: unknown;
  /** What was said in it, where that can be kept. */
  readonly dialogue: Dialogue | undefined;
  /** What went wrong in it. */
  readonly happened: readonly Circumstance[];
}

/** By the name of a check: its searches in their order, each with the texts of its runs; null where they cannot be kept. */
export type Drawn = Record<string, (readonly string[] | null)[]>;

let drawn: Drawn | undefined;
let isRehearsal = false;
let searches: (readonly string[] | null)[] | undefined;
let searchCount = 0;

/** Called by whoever runs a suite. In a rehearsal all that is drawn is put there. */
export function provideDrawn(given: Drawn | undefined, { isRehearsal: isOne = false } = {}): void {
  drawn = given;
  isRehearsal = isOne;
}

/** A check begins; names of checks are unique in a suite. */
export function beginCheck(name: string): void {
  if (drawn !== undefined && isRehearsal) drawn[name] = [];
  searches = drawn?.[name];
  searchCount = 0;
}

/** Called once by each search: the texts of its runs. Undefined where it has to draw them. */
export function takeDrawn(): readonly string[] | undefined {
  return searches?.[searchCount++] ?? undefined;
}

/** Whether what the latest search draws should be kept. */
export function isDrawnKept(): boolean {
  return isRehearsal;
}

/** Keeps the runs of the latest search. */
export function keepDrawn(runs: readonly DrawnRun[]): void {
  const texts = runs.map((run) => textOf(run) ?? textOf({ ...run, dialogue: undefined }));
  if (searches !== undefined) searches[searchCount - 1] = texts.every((text) => text !== undefined) ? texts : null;
}

/** Where something is: the names and indices on the way there. */
type Path = readonly (string | number)[];

/** As JSON, and beside it where JSON leaves `undefined` out. Undefined if that does not give the run back as it was. */
function textOf(run: DrawnRun): string | undefined {
  const gaps: Path[] = [];
  const filled = (value: unknown, path: Path): unknown => {
    if (value === undefined) gaps.push(path);
    // JSON would make 0 of it.
    if (value === undefined || Object.is(value, -0)) return null;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item, index) => filled(item, [...path, index]));
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, [...path, name])]));
  };
  const text = JSON.stringify([filled(run, []), gaps]);
  return isSameData(runOf(text), run) ? text : undefined;
}

/** The run that was made this text of. */
export function runOf(text: string): DrawnRun {
  const [run, gaps] = JSON.parse(text) as [DrawnRun, Path[]];
  for (const path of gaps) {
    let parent = run as unknown as Record<string | number, unknown>;
    for (const name of path.slice(0, -1)) parent = parent[name] as typeof parent;
    // The name stands there already, in its place among the others.
    parent[path.at(-1) as string] = undefined;
  }
  return run;
}
