/** Everything that a class's run leaves beside `results.jsonl`. Each file is whole or is not there. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Report } from "../report.ts";
import { reportPage, visible } from "../terminal.ts";
import { classroomResult, ctrfJson, gradesCsv, junitXml, resultsCsv, type Graded } from "./formats.ts";
import { gradesOf, type GradedLearner, type Grades, type KnownExercise } from "./grades.ts";
import type { Results } from "./results.ts";
import { summaryPage } from "./summary.ts";

/** Writes all files into the results' folder, and says what the grades are. Throws what the file system throws. */
export function writeUp(results: Results, exercises: readonly KnownExercise[], notes: readonly string[]): Grades {
  const { folder } = results;
  const grades = gradesOf(results, exercises);
  write(folder, "grades.csv", gradesCsv(grades));
  write(folder, "results.csv", resultsCsv(grades));
  write(folder, "junit.xml", junitXml(grades, gradedOf(grades, results)));
  write(folder, "ctrf.json", ctrfJson(grades, gradedOf(grades, results), timesOf(results)));
  write(folder, "summary.txt", [stripVTControlCharacters(summaryPage(grades, notes))]);
  const fileNames = fileNamesOf(grades.learners.map(({ name }) => name));
  // Reports of learners who are gone would look like this run's.
  for (const kind of ["learners", "classroom"]) {
    rmSync(path.join(folder, kind), { recursive: true, force: true });
    mkdirSync(path.join(folder, kind), { recursive: true });
  }
  for (const [index, learner] of grades.learners.entries()) {
    const fileName = fileNames[index] as string;
    const reportOf = (exercise: string) => reportIn(results, learner, grades, exercise);
    write(folder, `learners/${fileName}.txt`, learnerPages(learner, grades, reportOf));
    const object = classroomResult(learner, grades.exercises, reportOf);
    write(folder, `classroom/${fileName}.json`, [`${JSON.stringify(object, null, 1)}\n`]);
  }
  return grades;
}

function reportIn(results: Results, learner: GradedLearner, grades: Grades, exercise: string): Report | undefined {
  const index = grades.exercises.findIndex(({ name }) => name === exercise);
  return learner.grades[index] === undefined ? undefined : results.reportOf(learner.name, exercise);
}

/** Every graded answer with its report, one after the other. */
function* gradedOf(grades: Grades, results: Results): Generator<Graded> {
  for (const learner of grades.learners) {
    for (const known of grades.exercises) {
      const report = reportIn(results, learner, grades, known.name);
      if (report !== undefined) yield { learner: learner.name, known, report };
    }
  }
}

function timesOf(results: Results): readonly [number, number] {
  let [first, last] = [Infinity, 0];
  for (const { gradedAt } of results.places.values()) {
    first = Math.min(first, gradedAt);
    last = Math.max(last, gradedAt);
  }
  return [Math.min(first, last), last];
}

/** A learner's own report: the marks, then each exercise as `npm run grade` shows it. */
function* learnerPages(
  { name, notes, grades, percent }: GradedLearner,
  { exercises }: Grades,
  reportOf: (exercise: string) => Report | undefined,
): Generator<string> {
  yield `${visible(name).replace(/\s/g, " ")}: ${percent} %\n\n`;
  for (const [index, { name: exercise }] of exercises.entries()) {
    const grade = grades[index];
    const told = grade === undefined ? "not handed in" : `${grade.earned} of ${grade.of} points`;
    yield `  ${exercise.padEnd(44)} ${String(grade?.percent ?? 0).padStart(3)} %  ${told}\n`;
  }
  if (notes.length > 0)
    yield `\n${visible(notes)
      .map((note) => `  Note: ${note}\n`)
      .join("")}`;
  for (const known of exercises) {
    const report = reportOf(known.name);
    if (report === undefined) continue;
    yield `\n${"-".repeat(80)}\n\n`;
    yield stripVTControlCharacters(reportPage(report, known.exercise, `answers/${known.name}.ts`));
  }
}

const NAME_LENGTH_MAX = 80;

/**
 * File names for learners' names, which may hold anything that a folder's name may: letters and digits of any script stay,
 * everything else becomes its code. Two names never share a file, not even where case makes no difference.
 */
export function fileNamesOf(learners: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return learners.map((learner) => {
    const safe = [...learner.normalize("NFC")]
      .map((character) => (/[\p{L}\p{N}_-]|(?<!^)\./u.test(character) ? character : codeOf(character)))
      .join("")
      .replace(/^\.|\.$/g, "%2E");
    const stem = [...safe].slice(0, NAME_LENGTH_MAX).join("");
    let name = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem) ? `_${stem}` : stem;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}~${count}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function codeOf(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function write(folder: string, name: string, pieces: Iterable<string>): void {
  const file = path.join(folder, name);
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, "w");
  try {
    for (const piece of pieces) writeSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}
