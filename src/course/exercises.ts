import type { Exercise } from "../testing/exercise.ts";

const files = import.meta.glob<Exercise>("../../exercises/*/*/exercise.ts", { eager: true, import: "default" });

/** An exercise with its name, `part/slug`. */
export interface NamedExercise extends Exercise {
  readonly name: string;
}

const all: readonly NamedExercise[] = Object.entries(files).map(([file, exercise]) => ({
  ...exercise,
  name: /([^/]+\/[^/]+)\/exercise\.ts$/.exec(file)?.[1] ?? "",
}));

/** The exercises of a lesson (`part/slug`): its own mechanism first, then what goes beyond it. */
export function exercisesOf(lesson: string): readonly NamedExercise[] {
  return all.filter((exercise) => exercise.lesson === lesson).toSorted((a, b) => a.stars - b.stars);
}
