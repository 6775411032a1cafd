/** A class's grades: for each learner and exercise what came of it, small enough to hold for a whole class. */
import type { Exercise } from "../../testing/exercise.ts";
import { creditOf, percentOf } from "../credit.ts";
import type { Signatures } from "../misconceptions.ts";
import type { Report } from "../report.ts";
import type { Results } from "./results.ts";

/** An exercise with what is needed to judge reports about it. */
export interface KnownExercise {
  readonly name: string;
  readonly exercise: Exercise;
  readonly signatures: Signatures;
}

export interface Grade {
  readonly status: Report["status"];
  readonly message: string | null;
  readonly passed: number;
  readonly earned: number;
  readonly of: number;
  /** Whole per cent of the points. */
  readonly percent: number;
  /** The first check that failed. */
  readonly failedAt: string | null;
  /** The key of the mistake that the answer behaves like. */
  readonly mistake: string | null;
  readonly durationMs: number;
}

export interface GradedLearner {
  readonly name: string;
  readonly notes: readonly string[];
  /** In the order of the class's exercises; undefined where nothing was handed in. */
  readonly grades: readonly (Grade | undefined)[];
  /** The mean over the class's exercises, in whole per cent; what was not handed in counts as none. */
  readonly percent: number;
}

export interface Grades {
  readonly exercises: readonly KnownExercise[];
  readonly learners: readonly GradedLearner[];
}

/** Makes the grades of a folder's last run. `exercises`: the class's, in the order in which they are shown. */
export function gradesOf(results: Results, exercises: readonly KnownExercise[]): Grades {
  const learners = [...results.learners.values()].map(({ learner, notes, handedIn }) => {
    const grades = exercises.map((known) => {
      const report = handedIn.includes(known.name) ? results.reportOf(learner, known.name) : undefined;
      return report === undefined ? undefined : gradeOf(report, known);
    });
    const total = grades.reduce((sum, grade) => sum + (grade?.percent ?? 0), 0);
    return { name: learner, notes, grades, percent: grades.length === 0 ? 0 : Math.floor(total / grades.length) };
  });
  return { exercises, learners: learners.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function gradeOf(report: Report, { exercise, signatures }: KnownExercise): Grade {
  const { earned, of } = creditOf(report, exercise, signatures);
  const failed = report.tests.find(({ status }) => status !== "pass");
  return {
    status: report.status,
    message: report.message,
    passed: report.tests.filter(({ status }) => status === "pass").length,
    earned,
    of,
    percent: percentOf({ earned, of }),
    failedAt: failed?.name ?? null,
    mistake: failed?.mistake ?? null,
    durationMs: report.tests.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

/** The mistakes that answers behave like, the most frequent first. */
export function knownMistakesOf(
  grades: readonly Grade[],
): readonly { readonly mistake: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { mistake } of grades) if (mistake !== null) counts.set(mistake, (counts.get(mistake) ?? 0) + 1);
  return [...counts]
    .map(([mistake, count]) => ({ mistake, count }))
    .sort((a, b) => b.count - a.count || (a.mistake < b.mistake ? -1 : 1));
}
