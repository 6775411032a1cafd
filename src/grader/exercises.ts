/** The exercises that there are, found where they lie: `exercises/<part>/<slug>/exercise.ts`. For Node only. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Exercise } from "../testing/exercise.ts";
import { ROOT } from "./bundle.ts";
import type { Signatures } from "./misconceptions.ts";

const FOLDER = path.join(ROOT, "exercises");

/** All names, `part/slug`, in the order of parts and slugs. */
export function exerciseNames(): readonly string[] {
  return folders(FOLDER)
    .flatMap((part) => folders(path.join(FOLDER, part)).map((slug) => `${part}/${slug}`))
    .filter((name) => existsSync(path.join(FOLDER, name, "exercise.ts")))
    .sort();
}

export async function loadExercise(name: string): Promise<Exercise> {
  const file = path.join(FOLDER, name, "exercise.ts");
  return ((await import(pathToFileURL(file).href)) as { default: Exercise }).default;
}

/** A file of an exercise's folder, as text. */
export function exerciseFile(name: string, file: string): string {
  return readFileSync(path.join(FOLDER, name, file), "utf8");
}

/** The answers in a subfolder (`mistakes`, `alternatives`), by name without ending. */
export function exerciseAnswers(name: string, folder: string): ReadonlyMap<string, string> {
  const directory = path.join(FOLDER, name, folder);
  if (!existsSync(directory)) return new Map();
  const files = readdirSync(directory)
    .filter((file) => file.endsWith(".ts"))
    .sort();
  return new Map(files.map((file) => [file.slice(0, -".ts".length), readFileSync(path.join(directory, file), "utf8")]));
}

/** What is known of the exercise's mistakes; empty until the audit has written it. */
export function loadSignatures(name: string): Signatures {
  const file = path.join(FOLDER, name, "signatures.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Signatures) : {};
}

function folders(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
