/**
 * A class's answers, found where instructors have them: a folder for each learner, or a progress file that the site has
 * saved. Nothing in there is trusted: symbolic links are not followed, and only plain files up to a size are read.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { progressIn, ProgressFileError } from "../../progress/file.ts";
import { shown, UsageError } from "../answers.ts";
import { ANSWER_LENGTH_MAX } from "../../testing/exercise.ts";
import { findExercise } from "../names.ts";

/** One learner's answer to one exercise. */
export interface Submission {
  readonly exercise: string;
  /** The file that it came from, from the submissions' folder on. */
  readonly file: string;
  /** Reads it. Throws `UnreadableAnswer`. */
  readonly read: () => string;
}

export interface Learner {
  readonly name: string;
  readonly submissions: readonly Submission[];
  /** What was left out, and why, each in a sentence. */
  readonly notes: readonly string[];
}

export interface ClassFolder {
  /** In the order of their names. */
  readonly learners: readonly Learner[];
  /** What lies in the folder itself and was left out. */
  readonly notes: readonly string[];
}

/** An answer that is there and cannot be read; the text says why. */
export class UnreadableAnswer extends Error {
  /** It is as the learner handed it in; otherwise whoever grades can mend it. */
  readonly isTheirs: boolean;

  constructor(message: string, isTheirs: boolean) {
    super(message);
    this.isTheirs = isTheirs;
  }
}

/** In bytes, of which a character takes three at most; a longer file is not even read. */
const ANSWER_BYTES_MAX = 3 * ANSWER_LENGTH_MAX;
/** A progress file has an answer and its shelf for each exercise. */
const PROGRESS_BYTES_MAX = 64 * 1_048_576;

/** Where a learner's folder may have answers: as this project has them, or at its root. */
const PLACES = ["answers", "."];

/**
 * Finds every learner's answers. `asked`: the exercises that are graded; a single `.ts` file is somebody's answer only when
 * it is one. Throws `UsageError` when the folder is missing or holds no learner.
 */
export function findSubmissions(
  asked: readonly string[] | undefined,
  names: readonly string[],
  folder: string,
): ClassFolder {
  const finder: Finder = { root: rootOf(folder), asked, names };
  const learners = new Map<string, Learner>();
  const notes: string[] = [];
  for (const entry of entriesOf(finder.root, ".", notes)) {
    const found = entry.isDirectory()
      ? inFolder(finder, entry.name)
      : entry.isFile()
        ? inFile(finder, entry.name)
        : undefined;
    const stem = entry.name.replace(/\.(json|ts)$/, "");
    const name = entry.isDirectory() || learners.has(stem) ? entry.name : stem;
    if (entry.isSymbolicLink()) notes.push(`${entry.name} is a symbolic link, and is not followed.`);
    else if (found === undefined) notes.push(`${entry.name} is no learner's folder or progress file.`);
    else learners.set(name, { ...found, name });
  }
  if (learners.size === 0)
    throw new UsageError(
      [`${shown(folder)} holds no learner: each has a folder there, with answers/<part>/<exercise>.ts.`, ...notes].join(
        "\n",
      ),
    );
  return { learners: [...learners.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), notes };
}

function rootOf(folder: string): string {
  try {
    const root = realpathSync(folder);
    if (lstatSync(root).isDirectory()) return root;
  } catch (error) {
    throw new UsageError(`There is no folder ${shown(folder)} (${(error as NodeJS.ErrnoException).code}).`);
  }
  throw new UsageError(`${shown(folder)} is not a folder.`);
}

interface Finder {
  readonly root: string;
  readonly asked: readonly string[] | undefined;
  readonly names: readonly string[];
}

function inFolder(finder: Finder, learner: string): Learner {
  const { root, asked, names } = finder;
  const notes: string[] = [];
  const found = new Map<string, Submission>();
  const take = (submission: Submission) => {
    if (asked !== undefined && !asked.includes(submission.exercise)) return;
    const first = found.get(submission.exercise);
    if (first === undefined) found.set(submission.exercise, submission);
    else notes.push(`${submission.file} is left out: ${first.file} is graded.`);
  };
  for (const { file, name, isLink } of filesIn(finder, learner, notes)) {
    if (name.endsWith(".ts") && !/\.(d|kept-\d+)\.ts$/.test(name)) {
      const exercise = findExercise(name, names);
      if (exercise.kind === "unknown") notes.push(`${file} fits no exercise. ${exercise.message}`);
      else take({ exercise: exercise.name, file, read: () => readPlain(path.join(root, file), ANSWER_BYTES_MAX) });
    } else if (isLink) notes.push(`${file} is a symbolic link, and is not followed.`);
    else if (name.endsWith(".json")) {
      const progress = progressAt(finder, file);
      if (typeof progress === "string") notes.push(progress);
      else progress?.forEach(take);
    }
  }
  return { name: learner, submissions: inOrder(found), notes };
}

/** The files of a learner's folder that may be answers, each with its path and what it would be called here. */
function* filesIn(
  { root, names }: Finder,
  learner: string,
  notes: string[],
): Generator<{ readonly file: string; readonly name: string; readonly isLink: boolean }> {
  for (const place of PLACES) {
    for (const entry of entriesOf(root, path.join(learner, place), notes)) {
      const file = path.join(learner, place, entry.name);
      const isPart = entry.isDirectory() && names.some((name) => name.startsWith(`${entry.name}/`));
      if (!isPart) yield { file, name: entry.name, isLink: entry.isSymbolicLink() };
      else
        for (const inner of entriesOf(root, file, notes))
          yield {
            file: path.join(file, inner.name),
            name: `${entry.name}/${inner.name}`,
            isLink: inner.isSymbolicLink(),
          };
    }
  }
}

function inFile(finder: Finder, file: string): Learner | undefined {
  const { asked, root } = finder;
  if (file.endsWith(".ts") && asked?.length === 1) {
    const read = () => readPlain(path.join(root, file), ANSWER_BYTES_MAX);
    return { name: file, submissions: [{ exercise: asked[0] as string, file, read }], notes: [] };
  }
  const progress = file.endsWith(".json") ? progressAt(finder, file) : undefined;
  if (progress === undefined) return undefined;
  if (typeof progress === "string") return { name: file, submissions: [], notes: [progress] };
  const found = new Map(
    progress.filter(({ exercise }) => asked?.includes(exercise) ?? true).map((it) => [it.exercise, it]),
  );
  return { name: file, submissions: inOrder(found), notes: [] };
}

/** The answers of a progress file; undefined where the file is something else, a sentence where it is damaged. */
function progressAt({ root, names }: Finder, file: string): readonly Submission[] | string | undefined {
  const textsOf = () => {
    const { answer } = progressIn(readPlain(path.join(root, file), PROGRESS_BYTES_MAX));
    // While the solution stands in the editor, the learner's own is on the shelf.
    return Object.entries(answer).flatMap(([exercise, { text, isOurs, shelved }]) => {
      const own = isOurs ? shelved.at(-1) : text;
      return own === undefined || !names.includes(exercise) ? [] : [[exercise, own] as const];
    });
  };
  try {
    return textsOf().map(([exercise]) => ({
      exercise,
      file,
      read: () => textsOf().find(([name]) => name === exercise)?.[1] ?? "",
    }));
  } catch (error) {
    if (error instanceof ProgressFileError)
      return error.refusal === "not-ours" ? undefined : `${file}: ${error.message}`;
    if (error instanceof UnreadableAnswer) return `${file}: ${error.message}`;
    throw error;
  }
}

function inOrder(found: ReadonlyMap<string, Submission>): readonly Submission[] {
  return [...found.values()].sort((a, b) => (a.exercise < b.exercise ? -1 : 1));
}

/** A folder's entries in the order of their names, without hidden ones; none where there is no folder. */
function entriesOf(root: string, folder: string, notes: string[]) {
  try {
    const directory = path.join(root, folder);
    // A link to a folder elsewhere would be read as if it were here.
    if (!lstatSync(directory).isDirectory()) return [];
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules")
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") notes.push(`${folder} cannot be read (${code}).`);
    return [];
  }
}

/** Reads a plain file's text: no link is followed, nothing waits for a pipe, no byte over the limit is read. */
export function readPlain(file: string, bytesMax: number): string {
  let descriptor: number | undefined;
  try {
    // Windows has neither flag, and no such links or pipes in a folder that somebody hands in.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new UnreadableAnswer("The answer is not a plain file.", true);
    if (status.size > bytesMax) throw new UnreadableAnswer("The answer is longer than 256 KB, and was not read.", true);
    return readFileSync(descriptor, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ELOOP") throw new UnreadableAnswer("The answer is a symbolic link, and is not followed.", true);
    // A socket cannot even be opened.
    if (code === "ENXIO") throw new UnreadableAnswer("The answer is not a plain file.", true);
    if (code !== undefined) throw new UnreadableAnswer(`The answer cannot be read (${code}).`, false);
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
