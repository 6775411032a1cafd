/**
 * The scenarios that a suite's searches draw. They come from one seed, so every answer meets the same: a host that grades
 * many answers has them drawn once, while it grades our own solution, and gives them to the runner of each. Where none are
 * given a search draws its own, and the report is the same.
 */
import { isSameData } from "../core/kernel/trace.ts";

/** By the name of a check: what each of its searches draws, in their order. Null where JSON cannot keep it. */
export type Drawn = Record<string, (readonly unknown[] | null)[]>;

let drawn: Drawn | undefined;
let searches: Drawn[string] | undefined;
let searchCount = 0;

/** Called by whoever runs a suite. What is not in there yet is put there. */
export function provideDrawn(given: Drawn | undefined): void {
  drawn = given;
}

/** A check begins; names of checks are unique in a suite. */
export function beginCheck(name: string): void {
  searches = drawn && (drawn[name] ??= []);
  searchCount = 0;
}

/** Called once by each search: what it draws. Undefined where it has to draw it. */
export function takeDrawn(): readonly unknown[] | undefined {
  return searches?.[searchCount++] ?? undefined;
}

/** Keeps what the latest search has drawn, unless that is known. */
export function keepDrawn(scenarios: readonly unknown[]): void {
  if (searches === undefined || searches.length >= searchCount) return;
  searches[searchCount - 1] = isSameData(JSON.parse(JSON.stringify(scenarios)), scenarios) ? scenarios : null;
}
