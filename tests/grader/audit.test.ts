/** The promises of every exercise, in both hosts. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditExercise, type Grade } from "../../src/grader/audit.ts";
import { exerciseAnswers, exerciseFile, exerciseNames, loadExercise } from "../../src/grader/exercises.ts";
import { gradeInProcess } from "../../src/grader/node-host.ts";
import { withoutTimes, type Report } from "../../src/grader/report.ts";
import { openBrowserGrader, type BrowserGrader } from "../support/browser-grader.ts";

let browser: BrowserGrader;

beforeAll(async () => {
  browser = await openBrowserGrader();
});
afterAll(() => browser.close());

describe.each(exerciseNames())("%s", (name) => {
  /** The command line's reports, by answer: graded for the audit, compared with the browser's afterwards. */
  const reports = new Map<string, Report>();

  it("keeps every promise on the command line", async () => {
    const grade: Grade = async (...asked) => {
      const report = await gradeInProcess(...asked);
      reports.set(asked[2], report);
      return report;
    };
    expect(await auditExercise(name, { grade })).toEqual([]);
  });

  it("gives the same report in the browser, word for word", async () => {
    const exercise = await loadExercise(name);
    const sources = [
      exerciseFile(name, "stub.ts"),
      exerciseFile(name, "solution.ts"),
      ...exerciseAnswers(name, "alternatives").values(),
      ...exerciseAnswers(name, "mistakes").values(),
    ];
    for (const source of sources) {
      const here = reports.get(source) ?? (await gradeInProcess(name, exercise, source));
      const there = await browser.grade(name, exercise, source);
      expect(withoutTimes(there)).toEqual(withoutTimes(here));
    }
  });

  it("takes far less than its time limit for the solution", async () => {
    // Not a benchmark: a suite that is ten times too slow for its own limit is a fault on any machine.
    const { timeLimitMs = 5_000, ...exercise } = await loadExercise(name);
    const report = await gradeInProcess(name, { ...exercise, timeLimitMs }, exerciseFile(name, "solution.ts"));
    const totalMs = report.tests.reduce((sum, { durationMs }) => sum + durationMs, 0);
    expect(totalMs).toBeLessThan(timeLimitMs / 4);
  });
});
