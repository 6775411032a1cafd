/** A class's results in the forms that other tools read. Each is written piece by piece, whatever the size of the class. */
import type { CheckResult, Report } from "../report.ts";
import { creditOf } from "../credit.ts";
import { visible } from "../terminal.ts";
import type { GradedLearner, Grades, KnownExercise } from "./grades.ts";

/** One graded answer with its report. */
export interface Graded {
  readonly learner: string;
  readonly known: KnownExercise;
  readonly report: Report;
}

/** A row for each learner, a column for each exercise, in whole per cent: for a gradebook. */
export function* gradesCsv({ exercises, learners }: Grades): Generator<string> {
  yield csvRow(["learner", ...exercises.map(({ name }) => name), "total"]);
  for (const { name, grades, percent } of learners)
    yield csvRow([name, ...grades.map((grade) => (grade === undefined ? "" : grade.percent)), percent]);
}

/** A row for each learner and exercise, with what came of it. */
export function* resultsCsv({ exercises, learners }: Grades): Generator<string> {
  const columns = ["status", "passed", "checks", "points", "of", "percent", "failed_first", "behaves_like", "message"];
  yield csvRow(["learner", "exercise", ...columns]);
  for (const { name, grades } of learners) {
    for (const [
      index,
      {
        name: exercise,
        exercise: { checks },
      },
    ] of exercises.entries()) {
      const grade = grades[index];
      yield grade === undefined
        ? csvRow([name, exercise, "missing", 0, checks.length, 0, "", 0, "", "", ""])
        : csvRow([
            name,
            exercise,
            grade.status,
            grade.passed,
            checks.length,
            grade.earned,
            grade.of,
            grade.percent,
            grade.failedAt ?? "",
            grade.mistake ?? "",
            grade.message ?? "",
          ]);
    }
  }
}

function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe: learners choose their folders' names. */
function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** JUnit's XML, as CI services read it: a suite for each learner's exercise, a case for each check. */
export function* junitXml({ exercises, learners }: Grades, graded: Iterable<Graded>): Generator<string> {
  const suites = learners.flatMap(({ grades }) =>
    grades.flatMap((grade, index) =>
      grade === undefined ? [] : [{ grade, checks: exercises[index]?.exercise.checks.length ?? 0 }],
    ),
  );
  const testCount = suites.reduce((sum, { checks }) => sum + checks, 0);
  const passed = suites.reduce((sum, { grade }) => sum + grade.passed, 0);
  const seconds = suites.reduce((sum, { grade }) => sum + grade.durationMs, 0) / 1000;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: "four-of-six", tests: testCount, failures: testCount - passed, time: seconds.toFixed(3) })}>\n`;
  for (const { learner, known, report } of graded) {
    const cases = report.tests.map((test) => junitCase(learner, known.name, test, report));
    const ended = (tag: string) => cases.filter((text) => text.includes(`<${tag}`)).length;
    const time = report.tests.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
    yield `  <testsuite${attributes({ name: `${learner} ${known.name}`, tests: cases.length, failures: ended("failure"), errors: ended("error"), skipped: ended("skipped"), time: time.toFixed(3) })}>\n${cases.join("")}  </testsuite>\n`;
  }
  yield "</testsuites>\n";
}

function junitCase(learner: string, exercise: string, test: CheckResult, report: Report): string {
  const open = `    <testcase${attributes({ classname: `${learner}.${exercise}`, name: test.name, time: (test.durationMs / 1000).toFixed(3) })}`;
  if (test.status === "pass") return `${open}/>\n`;
  // An answer that could not be run at all would be a suite of skipped cases, which no service shows in red.
  const isCause = report.message !== null && test === report.tests.find(({ status }) => status !== "pass");
  if (!test.ran && !isCause) return `${open}><skipped/></testcase>\n`;
  const tag = isCause || test.status === "error" ? "error" : "failure";
  const message = (isCause ? report.message : test.message) ?? "";
  return `${open}><${tag}${attributes({ message })}>${escapeXml(detailOf(test))}</${tag}></testcase>\n`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};

function escapeXml(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
}

/** What a failure has to say beside its message. */
function detailOf({ expected, received, counterexample, misconception, hint }: CheckResult): string {
  return [
    ...(counterexample?.steps ?? []),
    ...(expected === null ? [] : [`expected: ${expected}`]),
    ...(received === null ? [] : [`received: ${received}`]),
    ...(misconception === null ? [] : [`behaves like: ${misconception}`]),
    ...(hint === null ? [] : [`hint: ${hint}`]),
  ].join("\n");
}

/** The Common Test Report Format (ctrf.io), 1.0.0. `startedAt` and `stoppedAt`: milliseconds since 1970. */
export function* ctrfJson(
  grades: Grades,
  graded: Iterable<Graded>,
  [startedAt, stoppedAt]: readonly [startedAt: number, stoppedAt: number],
): Generator<string> {
  const tests = { passed: 0, failed: 0, skipped: 0 };
  yield `{"reportFormat":"CTRF","specVersion":"1.0.0","generatedBy":"four-of-six","results":{"tool":{"name":"four-of-six"},"tests":[`;
  let isFirst = true;
  for (const { learner, known, report } of graded) {
    for (const test of report.tests) {
      const status = test.status === "pass" ? "passed" : test.ran || report.message !== null ? "failed" : "skipped";
      tests[status]++;
      const message = test.ran ? test.message : report.message;
      const row = {
        name: test.name,
        status,
        duration: Math.round(test.durationMs),
        suite: [learner, known.name],
        rawStatus: test.ran ? test.status : "not run",
        ...(message !== null && status !== "passed" && { message }),
        ...(status === "failed" && { trace: detailOf(test) }),
        ...(test.output !== null && { stdout: test.output.split("\n") }),
        tags: [test.layer],
      };
      yield `${isFirst ? "" : ","}\n${JSON.stringify(row)}`;
      isFirst = false;
    }
  }
  const count = tests.passed + tests.failed + tests.skipped;
  const suites = grades.learners.reduce(
    (sum, learner) => sum + learner.grades.filter((it) => it !== undefined).length,
    0,
  );
  const summary = { tests: count, ...tests, pending: 0, other: 0, suites, start: startedAt, stop: stoppedAt };
  yield `\n],"summary":${JSON.stringify(summary)}}}\n`;
}

/**
 * What GitHub Classroom's autograding reporter takes from a grader (there in base64): points for each check, which it adds
 * up. An exercise that was not handed in has its checks too, for none.
 */
export function classroomResult(
  learner: GradedLearner,
  exercises: readonly KnownExercise[],
  reportOf: (exercise: string) => Report | undefined,
) {
  const tests = exercises.flatMap((known) => {
    const report = reportOf(known.name);
    const credit = report === undefined ? undefined : creditOf(report, known.exercise, known.signatures);
    return known.exercise.checks.map(({ name }, index) => {
      const test = report?.tests[index];
      const message = report === undefined ? "Not handed in." : test?.ran === false ? report.message : test?.message;
      return {
        name: `${known.exercise.title.en}: ${name}`,
        status: test?.status ?? "fail",
        score: credit?.points[index] ?? 0,
        message: message ?? "",
        test_code: "",
        filename: "",
        line_no: 0,
        execution_time: `${((test?.durationMs ?? 0) / 1000).toFixed(3)}s`,
      };
    });
  });
  const of = exercises.flatMap(({ exercise }) => exercise.checks).reduce((sum, { weight = 1 }) => sum + weight, 0);
  const isError = learner.grades.some((grade) => grade?.status === "error");
  const status = learner.grades.every((grade) => grade?.status === "pass") ? "pass" : isError ? "error" : "fail";
  return { version: 1, status, max_score: of, tests };
}
