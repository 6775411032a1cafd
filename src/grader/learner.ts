/** What a learner is told of the exercises and of an own answer: how far, the verdict, hints, the solution beside it. */
import { PARTS } from "../course/registry.ts";
import type { Exercise } from "../testing/exercise.ts";
import { answerPathOf, isBegun, readAnswer, remember, remembered } from "./answers.ts";
import { exerciseFile, exerciseNames, loadExercise, loadSignatures } from "./exercises.ts";
import { nameMisconception } from "./misconceptions.ts";
import { gradeInProcess } from "./node-host.ts";
import type { Report } from "./report.ts";
import { diffPage, wrap, type ListedExercise } from "./terminal.ts";

/** Every exercise with how far this learner is, in the order of the course. */
export async function listedExercises(): Promise<readonly ListedExercise[]> {
  const memory = remembered();
  const rows = await Promise.all(
    exerciseNames().map(async (name) => {
      const { title, stars, lesson } = await loadExercise(name);
      return { name, title: title.en, stars, lesson, isBegun: isBegun(name), ...memory[name] };
    }),
  );
  const lessons = PARTS.flatMap((part) => part.lessons.map(({ slug }) => `${part.slug}/${slug}`));
  return rows.toSorted((a, b) => lessons.indexOf(a.lesson) - lessons.indexOf(b.lesson) || a.stars - b.stars);
}

/** Grades the learner's own file, and remembers what came of it. */
export async function gradeOwn(name: string, exercise: Exercise): Promise<Report> {
  const source = readAnswer(answerPathOf(name));
  const report = nameMisconception(await gradeInProcess(name, exercise, source), exercise, loadSignatures(name));
  const passed = report.tests.filter(({ status }) => status === "pass").length;
  const { solvedAt } = remembered()[name] ?? {};
  remember(name, {
    passed,
    count: report.tests.length,
    ...(report.status === "pass" && { solvedAt: solvedAt ?? Date.now() }),
  });
  return report;
}

/** The solution beside the learner's answer: after passing, or when it is asked for twice. */
export function diffWithSolution(name: string): string {
  const { solvedAt, askedForDiff } = remembered()[name] ?? {};
  if (solvedAt === undefined && askedForDiff !== true) {
    remember(name, { askedForDiff: true });
    return "You have not passed yet. Ask once more, and you see the solution all the same.\n";
  }
  return diffPage(readAnswer(answerPathOf(name)), exerciseFile(name, "solution.ts"));
}

/** The next hint; those before stay shown. */
export async function hintsShown(name: string, isNext: boolean): Promise<readonly string[]> {
  const { hints } = await loadExercise(name);
  const count = Math.min(hints.length, (remembered()[name]?.hints ?? 0) + (isNext ? 1 : 0));
  if (isNext) remember(name, { hints: count });
  return hints
    .slice(0, count)
    .flatMap(({ en }, index) => wrap(en, `hint ${index + 1} of ${hints.length}  `, "             "));
}
