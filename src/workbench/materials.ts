/** What the workbench fetches only when it is wanted: each file of an exercise is a chunk of its own. */
import type { Signatures } from "../grader/misconceptions.ts";
import type { Exercise } from "../testing/exercise.ts";

const exercises = import.meta.glob<Exercise>("../../exercises/*/*/exercise.ts", { import: "default" });
const solutions = import.meta.glob<string>("../../exercises/*/*/solution.ts", { query: "?raw", import: "default" });
const signatures = import.meta.glob<Signatures>("../../exercises/*/*/signatures.json", { import: "default" });

export function loadExercise(name: string): Promise<Exercise> {
  return loaderOf(exercises, name, "exercise.ts")();
}

export function loadSolution(name: string): Promise<string> {
  return loaderOf(solutions, name, "solution.ts")();
}

/** How known mistakes fail; empty where none were recorded. */
export async function loadSignatures(name: string): Promise<Signatures> {
  return (await signatures[`../../exercises/${name}/signatures.json`]?.()) ?? {};
}

function loaderOf<T>(loaders: Record<string, () => Promise<T>>, name: string, file: string): () => Promise<T> {
  const loader = loaders[`../../exercises/${name}/${file}`];
  if (loader === undefined) throw new Error(`The exercise ${name} has no ${file}.`);
  return loader;
}
