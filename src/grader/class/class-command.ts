/**
 * `npm run grade -- --submissions <folder>` and `--merge <folders>`: a class's answers graded on all cores, with reports.
 *
 * Exit codes: 0 every answer has its verdict; 1 something could not be read or judged, and is named; 2 wrong use.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { PARTS } from "../../course/registry.ts";
import { shown, UsageError } from "../answers.ts";
import { exerciseNames, loadExercise, loadSignatures } from "../exercises.ts";
import { nameMisconception } from "../misconceptions.ts";
import { prepared, type Prepared } from "../bundle.ts";
import { judge } from "../node-host.ts";
import { reportOf } from "../report.ts";
import type { Grades, KnownExercise } from "./grades.ts";
import { lineAt, Results, type LearnerLine, type ResultLine } from "./results.ts";
import { findSubmissions, UnreadableAnswer, type Learner, type Submission } from "./submissions.ts";
import { summaryPage } from "./summary.ts";
import { writeUp } from "./write-up.ts";

export interface ClassOptions {
  readonly submissions: string;
  /** Names of exercises; none: everything that was handed in. */
  readonly exercises: readonly string[];
  readonly out: string | undefined;
  /** As in `2/5`. */
  readonly shard: string | undefined;
  readonly jobs: string | undefined;
  /** Grades what has a result already, too. */
  readonly isFresh: boolean;
  readonly json: boolean;
}

/** Grades a class. Returns the exit code. Throws `UsageError`. */
export async function gradeClass(options: ClassOptions): Promise<number> {
  const asked = options.exercises.length === 0 ? undefined : options.exercises;
  const shard = shardIn(options.shard);
  const width = jobsIn(options.jobs);
  const { learners, notes } = findSubmissions(asked, exerciseNames(), options.submissions);
  const mine = shard === undefined ? learners : learners.filter((_, index) => index % shard.of === shard.index - 1);
  const out = path.resolve(
    options.out ??
      `${path.resolve(options.submissions)}-graded${shard === undefined ? "" : `-${shard.index}-of-${shard.of}`}`,
  );
  const release = claim(out);
  try {
    return await writingInto(out, async () => {
      const results = new Results(out);
      results.add({ kind: "run", exercises: asked ?? null, shard: options.shard ?? null });
      for (const { name, submissions, notes } of mine)
        results.add({
          kind: "learner",
          learner: name,
          handedIn: submissions.map(({ exercise }) => exercise),
          notes: [...notes, ...nothingIn(submissions)],
        });
      const problems = await gradeAll(mine, results, width, options.isFresh);
      const grades = writeUp(results, await exercisesOf(results), [...notes, ...results.problems]);
      tell(grades, [...notes, ...results.problems], problems, out, options.json);
      return problems.length === 0 ? 0 : 1;
    });
  } finally {
    release();
  }
}

/** Puts the results of several folders together. Returns the exit code. Throws `UsageError`. */
export async function mergeClasses(
  folders: readonly string[],
  out: string | undefined,
  json: boolean,
): Promise<number> {
  if (folders.length === 0) throw new UsageError("Say which folders to merge: those that --submissions has written.");
  if (out === undefined) throw new UsageError("Say where the merged results go: --out <folder>.");
  const missing = folders.filter((folder) => !Results.isIn(folder));
  if (missing.length > 0)
    throw new UsageError(
      missing.map((folder) => `${shown(folder)} holds no results.jsonl of a graded class.`).join("\n"),
    );
  const target = path.resolve(out);
  if (Results.isIn(target))
    throw new UsageError(`${shown(target)} holds results already. Name a new folder, or delete it.`);
  const release = claim(target);
  try {
    return await writingInto(target, async () => {
      const sources = folders.map((folder) => new Results(folder));
      const results = new Results(target);
      const exercises = sources.every(({ run }) => run !== undefined && run.exercises !== null)
        ? [...new Set(sources.flatMap(({ run }) => run?.exercises ?? []))]
        : null;
      results.add({ kind: "run", exercises, shard: null });
      const problems = sources.flatMap(({ problems }) => problems);
      for (const line of mergedLearners(sources)) results.add(line);
      for (const line of mergedResults(sources, problems)) results.add(line);
      const grades = writeUp(results, await exercisesOf(results), problems);
      tell(grades, [], problems, target, json);
      return problems.length === 0 ? 0 : 1;
    });
  } finally {
    release();
  }
}

function nothingIn(submissions: readonly Submission[]): readonly string[] {
  return submissions.length === 0 ? ["Nothing was handed in."] : [];
}

/** Grades what has no result yet. Returns what could not be judged, each in a sentence. */
async function gradeAll(
  learners: readonly Learner[],
  results: Results,
  width: number,
  isFresh: boolean,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const judges = new Map<string, Promise<Judge>>();
  const progress = new Progress(learners.reduce((sum, { submissions }) => sum + submissions.length, 0));
  const queue = learners.flatMap(({ name, submissions }) => submissions.map((it) => [name, it] as const)).values();
  const work = async () => {
    for (const [learner, submission] of queue) {
      const { exercise: name } = submission;
      let own = judges.get(name);
      if (own === undefined) judges.set(name, (own = judgeOf(name)));
      const said = await gradeOne(learner, submission, await own, results, isFresh);
      if (said !== undefined) problems.push(said);
      progress.step();
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  progress.end();
  return problems;
}

interface Judge extends KnownExercise {
  readonly given: Prepared;
  /** Changes with anything that may change a report. */
  readonly suite: string;
}

async function judgeOf(name: string): Promise<Judge> {
  const [known, given] = await Promise.all([knownExercise(name), prepared(name)]);
  const { checks, mistakes, timeLimitMs } = known.exercise;
  return {
    ...known,
    given,
    suite: fingerprint(given.hash, JSON.stringify([checks, mistakes, timeLimitMs, known.signatures])),
  };
}

async function knownExercise(name: string): Promise<KnownExercise> {
  return { name, exercise: await loadExercise(name), signatures: loadSignatures(name) };
}

/** Grades one answer, unless its result is there already. Returns why it could not be judged, if it could not. */
async function gradeOne(
  learner: string,
  { exercise: name, file, read }: Submission,
  { exercise, signatures, given, suite }: Judge,
  results: Results,
  isFresh: boolean,
): Promise<string | undefined> {
  const keep = (answer: string, report: ResultLine["report"]) =>
    results.add({ kind: "result", learner, exercise: name, answer, suite, gradedAt: Date.now(), report });
  let source: string;
  try {
    source = read();
  } catch (error) {
    if (!(error instanceof UnreadableAnswer)) throw error;
    keep("", reportOf(name, exercise, [{ kind: "refused", message: error.message }], { kind: "finished" }));
    return error.isTheirs ? undefined : `${file}: ${error.message}`;
  }
  const answer = fingerprint(source);
  const last = results.placeOf(learner, name);
  if (!isFresh && last?.answer === answer && last.suite === suite) return undefined;
  try {
    const { report, end } = await judge(given, name, exercise, source);
    if (end.kind === "no-postgres") return `${file}: ${report.message} Run the same command again.`;
    keep(answer, nameMisconception(report, exercise, signatures));
    return undefined;
  } catch (error) {
    // No process could be started. The next one may have more luck; this answer has no verdict.
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall?.startsWith("spawn") !== true && syscall !== "open") throw error;
    return `${file}: no process could be started for it (${code}). Run the same command again.`;
  }
}

/** The exercises that a run was asked for, or that somebody has handed in; in the order of the course. */
async function exercisesOf(results: Results): Promise<readonly KnownExercise[]> {
  const handedIn = new Set([...results.learners.values()].flatMap(({ handedIn }) => handedIn));
  const lessons = PARTS.flatMap((part) => part.lessons.map(({ slug }) => `${part.slug}/${slug}`));
  const there = exerciseNames();
  const known = await Promise.all(
    [...new Set(results.run?.exercises ?? handedIn)].filter((name) => there.includes(name)).map(knownExercise),
  );
  return known.sort(
    (a, b) => lessons.indexOf(a.exercise.lesson) - lessons.indexOf(b.exercise.lesson) || (a.name < b.name ? -1 : 1),
  );
}

function mergedLearners(sources: readonly Results[]): Iterable<LearnerLine> {
  const learners = new Map<string, LearnerLine>();
  for (const source of sources) {
    for (const [name, line] of source.learners) {
      const first = learners.get(name);
      const both = (key: "handedIn" | "notes") => [...new Set([...(first?.[key] ?? []), ...line[key]])];
      learners.set(name, { ...line, handedIn: both("handedIn"), notes: both("notes") });
    }
  }
  return learners.values();
}

/** Where two folders have a result for the same answer's place, the later one counts, and it is said. */
function* mergedResults(sources: readonly Results[], problems: string[]): Generator<ResultLine> {
  for (const [key, place] of new Map(sources.flatMap(({ places }) => [...places]))) {
    const all = sources.flatMap(({ places }) => places.get(key) ?? []);
    const latest = all.reduce((a, b) => (b.gradedAt > a.gradedAt ? b : a), place);
    const line = lineAt(latest);
    if (all.some(({ answer }) => answer !== latest.answer))
      problems.push(`${line.learner}, ${line.exercise}: graded twice with different answers; the later one counts.`);
    yield line;
  }
}

function shardIn(text: string | undefined): { readonly index: number; readonly of: number } | undefined {
  if (text === undefined) return undefined;
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (Number(index) >= 1 && Number(index) <= Number(of)) return { index: Number(index), of: Number(of) };
  throw new UsageError(`--shard takes which of how many, as in 2/5: from 1/5 to 5/5. "${text}" is none.`);
}

function jobsIn(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`--jobs takes how many answers run at a time, from 1 to 999. "${text}" is none.`);
}

function fingerprint(...texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** Nobody else may add to the same results meanwhile. */
function claim(out: string): () => void {
  const lock = path.join(out, "running");
  try {
    mkdirSync(out, { recursive: true });
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(readFileSync(lock, "utf8"));
      if (isRunning(holder)) throw new UsageError(`Another run (process ${holder}) is writing to ${shown(out)}.`);
      writeFileSync(lock, String(process.pid));
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown(out)} cannot be written to: ${(error as Error).message}.`);
  }
  const stop = (signal: NodeJS.Signals) => {
    process.stderr.write(`\nStopped. What has been graded is kept: the same command goes on from there.\n`);
    rmSync(lock, { force: true });
    process.exit(128 + (signal === "SIGINT" ? 2 : signal === "SIGHUP" ? 1 : 15));
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
    rmSync(lock, { force: true });
  };
}

/** Whether this other process is at work. A container that is started anew gives out the same numbers again. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  // Killed, and not yet taken away by its parent: in many containers nobody ever does.
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    // Behind the program's name, which may hold anything, stands the state.
    return /\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** A disk that is full ends the run with a sentence, and nothing that was graded is lost. */
async function writingInto(out: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const { code, path: place } = error as NodeJS.ErrnoException;
    if (code === undefined || !["ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO", "EMFILE"].includes(code)) throw error;
    process.stderr.write(
      `${shown(place ?? out)} could not be written (${code}). What has been graded is kept: mend it, and the same command goes on from there.\n`,
    );
    return 1;
  }
}

function tell(grades: Grades, notes: readonly string[], problems: readonly string[], out: string, json: boolean): void {
  if (json) {
    const learners = grades.learners.map(({ name, percent, notes, grades: marks }) => ({
      name,
      percent,
      notes,
      exercises: Object.fromEntries(grades.exercises.map(({ name }, index) => [name, marks[index] ?? null])),
    }));
    process.stdout.write(`${JSON.stringify({ version: 1, folder: out, problems, learners }, null, 2)}\n`);
  } else {
    process.stdout.write(`${summaryPage(grades, notes)}\nReports, CSV, JUnit XML and CTRF are in ${shown(out)}.\n`);
  }
  for (const problem of problems) process.stderr.write(`${problem}\n`);
}

/** How far a run is, on standard error: a bar where somebody looks on, a line for each tenth elsewhere. */
class Progress {
  readonly #count: number;
  readonly #beganAt = performance.now();
  #done = 0;
  #drawnAt = 0;

  constructor(count: number) {
    this.#count = count;
  }

  step(): void {
    this.#done++;
    if (process.stderr.isTTY === true) {
      const now = performance.now();
      if (now - this.#drawnAt < 100 && this.#done < this.#count) return;
      this.#drawnAt = now;
      process.stderr.write(`\r${this.#text(now)}\u001b[K`);
      return;
    }
    const tenth = (done: number) => Math.floor((10 * done) / this.#count);
    if (tenth(this.#done) > tenth(this.#done - 1)) process.stderr.write(`${this.#done} of ${this.#count} answers\n`);
  }

  #text(now: number): string {
    const share = this.#done / this.#count;
    const leftS = Math.ceil((((now - this.#beganAt) / this.#done) * (this.#count - this.#done)) / 1000);
    const left = leftS >= 120 ? `${Math.ceil(leftS / 60)} min` : `${leftS} s`;
    const bar = "#".repeat(Math.round(30 * share)).padEnd(30, ".");
    return `${bar} ${this.#done} of ${this.#count}${this.#done < this.#count ? `, ${left} left` : ""}`;
  }

  end(): void {
    if (process.stderr.isTTY === true && this.#count > 0) process.stderr.write("\r\u001b[K");
  }
}
