/** Changes of a solution that its suite lets pass, and may: `exercises/<part>/<slug>/survivors.json`. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./bundle.ts";

/** Small changes of one line for which there is one reason why nobody can tell them from the solution. */
export interface SurvivorRecord {
  /** The line of the solution in which they begin, as `placeOf` tells it from others. */
  readonly line: string;
  /** What the line becomes, once for each change. */
  readonly becomes: readonly string[];
  /** What is true of this mechanism that makes them no change at all. */
  readonly because: string;
}

/** What is recorded of an exercise's solution; nothing where there is no such file. */
export function loadSurvivors(name: string): readonly SurvivorRecord[] {
  const file = path.join(ROOT, "exercises", name, "survivors.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly SurvivorRecord[]) : [];
}

/** A line without its indentation. Where it stands more than once, as many lines as tell it apart stand before it. */
export function placeOf(source: string, index: number): string {
  const lines = trimmedLines(source);
  for (let first = index; ; first--) {
    const place = lines.slice(first, index + 1).join("\n");
    if (first === 0 || countOf(place, source) === 1) return place;
  }
}

/** How often a place is to be found in a solution. */
export function countOf(place: string, source: string): number {
  const lines = trimmedLines(source);
  const length = place.split("\n").length;
  return lines.filter((_, index) => lines.slice(index, index + length).join("\n") === place).length;
}

function trimmedLines(source: string): readonly string[] {
  return source.split("\n").map((line) => line.trim());
}
