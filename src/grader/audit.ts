/**
 * The audit: does an exercise keep the promises that every exercise makes? `npm run audit [-- <name> …] [--write]`.
 *
 * The stub compiles and fails; the solution and the alternatives pass; each mistake is caught first by the check that it
 * names; the same answer gets the same report twice; what is kept of the mistakes' behaviour is up to date; nothing is left
 * to be written. Whether the suite would notice any small change of the solution takes longer to find out: `mutate.ts`.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Exercise } from "../testing/exercise.ts";
import { ROOT } from "./bundle.ts";
import { exerciseAnswers, exerciseFile, loadExercise, loadSignatures } from "./exercises.ts";
import { STUB, signatureOf, type Signature } from "./misconceptions.ts";
import { gradeInProcess } from "./node-host.ts";
import { withoutTimes, type Report } from "./report.ts";
import { countOf, loadSurvivors } from "./survivors.ts";
import { missingFiles, unfinishedExercise } from "./unfinished.ts";

/** Grades one answer to one exercise in some host. */
export type Grade = (name: string, exercise: Exercise, source: string) => Promise<Report>;

const MISTAKE_COUNT_MIN = 8;
/** Of exercises of two stars or more, nemeses too: a schedule that breaks a mechanism is never the only one. */
const ALTERNATIVE_COUNT_MIN = 2;

export interface AuditOptions {
  /** Which host grades; the command line's by default. */
  readonly grade?: Grade;
  /** Writes the mistakes' signatures instead of comparing them. */
  readonly write?: boolean;
}

/** Everything that is wrong with an exercise, each in a line; nothing when all promises hold. */
export async function auditExercise(
  name: string,
  { grade = gradeInProcess, write = false }: AuditOptions = {},
): Promise<readonly string[]> {
  const missing = missingFiles(name).map((problem) => `${name}: ${problem}`);
  if (missing.length > 0) return missing;
  const exercise = await loadExercise(name);
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string) => void (holds || problems.push(`${name}: ${problem}`));

  const stub = await grade(name, exercise, exerciseFile(name, "stub.ts"));
  expect(stub.status === "fail", `the stub has to run and fail; its report says ${stub.status}${because(stub)}`);

  const solutionText = exerciseFile(name, "solution.ts");
  const solution = await grade(name, exercise, solutionText);
  expect(solution.status === "pass", `the solution has to pass; ${firstFailure(solution)}${because(solution)}`);
  const again = await grade(name, exercise, solutionText);
  expect(sameReport(solution, again), "the solution got two different reports");
  const alternatives = exerciseAnswers(name, "alternatives");
  expect(
    exercise.stars === 1 || alternatives.size >= ALTERNATIVE_COUNT_MIN,
    `at least ${ALTERNATIVE_COUNT_MIN} alternatives are due, there are ${alternatives.size}`,
  );
  for (const [alternative, source] of alternatives) {
    const report = await grade(name, exercise, source);
    expect(
      report.status === "pass",
      `alternatives/${alternative}.ts has to pass; ${firstFailure(report)}${because(report)}`,
    );
  }

  for (const { line } of loadSurvivors(name))
    expect(countOf(line, solutionText) === 1, `survivors.json speaks of what is not once in the solution: ${line}`);

  for (const { name: check, weight = 1 } of exercise.checks)
    expect(Number.isInteger(weight) && weight > 0, `"${check}" weighs ${weight}; a weight is a whole number above 0`);

  const mistakes = exerciseAnswers(name, "mistakes");
  // The part that teaches how to use the course has little to be wrong about.
  const isFirstStep = name.startsWith("start/");
  const described = Object.keys(exercise.mistakes);
  for (const key of described)
    expect(mistakes.has(key), `exercise.ts describes the mistake "${key}", but mistakes/${key}.ts is not there`);
  expect(
    isFirstStep || mistakes.size >= MISTAKE_COUNT_MIN,
    `at least ${MISTAKE_COUNT_MIN} mistakes are due, there are ${mistakes.size}`,
  );

  const signatures: Record<string, Signature> = { [STUB]: signatureOf(stub) };
  for (const [key, source] of mistakes) {
    const mistake = exercise.mistakes[key];
    if (mistake === undefined) {
      expect(false, `mistakes/${key}.ts is not described in exercise.ts`);
      continue;
    }
    const report = await grade(name, exercise, source);
    expect(
      report.status === "fail",
      `mistakes/${key}.ts has to run to the end and fail; its report says ${report.status}${because(report)}`,
    );
    const caughtBy = report.tests.find(({ status }) => status !== "pass")?.name;
    expect(
      caughtBy === mistake.caughtBy,
      `mistakes/${key}.ts is caught first by "${caughtBy}", not by "${mistake.caughtBy}"`,
    );
    signatures[key] = signatureOf(report);
  }
  const twins = Object.entries(signatures).flatMap(([key, signature], index) =>
    Object.entries(signatures)
      .slice(index + 1)
      .filter(([, other]) => JSON.stringify(other) === JSON.stringify(signature))
      .map(([other]) => `${key} and ${other}`),
  );
  expect(twins.length === 0, `no suite can tell these mistakes apart, so neither can be named: ${twins.join("; ")}`);

  const text = `${JSON.stringify(signatures, null, 2)}\n`;
  if (write) writeFileSync(path.join(ROOT, "exercises", name, "signatures.json"), text);
  else
    expect(
      text === `${JSON.stringify(loadSignatures(name), null, 2)}\n`,
      "signatures.json is out of date: npm run audit -- --write",
    );
  for (const problem of unfinishedExercise(name, exercise)) expect(false, problem);
  return problems;
}

function sameReport(a: Report, b: Report): boolean {
  return JSON.stringify(withoutTimes(a)) === JSON.stringify(withoutTimes(b));
}

function because(report: Report): string {
  return report.message === null ? "" : ` (${report.message})`;
}

function firstFailure(report: Report): string {
  const failure = report.tests.find(({ status }) => status !== "pass");
  return failure === undefined
    ? ""
    : `"${failure.name}" said: ${failure.message ?? ""}${failure.expected === null ? "" : ` (expected ${failure.expected}, received ${failure.received})`}`;
}
