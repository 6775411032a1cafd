/** A learner's own files: `answers/<part>/<slug>.ts`, and what is remembered of them beside. Git ignores all of it. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./bundle.ts";
import { exerciseFile } from "./exercises.ts";

/** The command was used wrongly, or a file is in the way; the text says how to go on. */
export class UsageError extends Error {}

/** Where the learner writes; a class or a test may say another place. */
const FOLDER = process.env["FOUR_OF_SIX_ANSWERS"] ?? path.join(ROOT, "answers");

export function answerPathOf(name: string): string {
  return path.join(FOLDER, `${name}.ts`);
}

/** A path as a person in this folder would write it. */
export function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === "" || relative.startsWith("..") ? file : relative;
}

export function isBegun(name: string): boolean {
  return existsSync(answerPathOf(name));
}

/** The learner's file, made from the stub where there is none. True if it had to be made. */
export function makeFromStub(name: string): boolean {
  if (isBegun(name)) return false;
  write(answerPathOf(name), exerciseFile(name, "stub.ts"));
  return true;
}

export function readAnswer(file: string): string {
  if (!existsSync(file)) throw new UsageError(`There is no file ${shown(file)}.`);
  if (!statSync(file).isFile()) throw new UsageError(`${shown(file)} is not a file.`);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${shown(file)} cannot be read: ${(error as Error).message}.`);
  }
}

/** Writes an answer; what stood there is kept beside it under a name of its own. Returns that name, if there was one. */
export function replaceAnswer(name: string, text: string): string | undefined {
  const file = answerPathOf(name);
  if (!existsSync(file)) {
    write(file, text);
    return undefined;
  }
  if (readFileSync(file, "utf8") === text) return undefined;
  let count = 1;
  const copyOf = () => path.join(FOLDER, `${name}.kept-${count}.ts`);
  while (existsSync(copyOf())) count++;
  const copy = copyOf();
  try {
    renameSync(file, copy);
  } catch (error) {
    throw new UsageError(`${shown(file)} could not be put aside: ${(error as Error).message}. Nothing has changed.`);
  }
  write(file, text);
  return copy;
}

function write(file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${shown(file)} could not be written: ${(error as Error).message}.`);
  }
}

/** What is remembered of an exercise between two calls of the command. */
export interface Remembered {
  /** How the last grading of the learner's own file ended. */
  readonly passed?: number;
  readonly count?: number;
  /** When it first passed every check; milliseconds since 1970. */
  readonly solvedAt?: number;
  /** Hints that were shown. */
  readonly hints?: number;
  /** The solution was asked for once already, before it was earned. */
  readonly askedForDiff?: boolean;
}

const MEMORY = path.join(FOLDER, "memory.json");

/** Everything that is remembered, by exercise. A file that cannot be read remembers nothing. */
export function remembered(): Readonly<Record<string, Remembered>> {
  try {
    const kept = JSON.parse(readFileSync(MEMORY, "utf8")) as { version?: unknown; exercises?: unknown };
    return kept.version === 1 ? ((kept.exercises ?? {}) as Record<string, Remembered>) : {};
  } catch {
    return {};
  }
}

/** Remembers more of an exercise. Forgetting is no failure: a full disk stops nobody from being graded. */
export function remember(name: string, more: Remembered): void {
  const exercises = remembered();
  const all = { version: 1, exercises: { ...exercises, [name]: { ...exercises[name], ...more } } };
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${MEMORY}.new`, `${JSON.stringify(all, null, 1)}\n`);
    renameSync(`${MEMORY}.new`, MEMORY);
  } catch {
    // Said by nobody: the verdict is what was asked for.
  }
}
