/** What is drawn in a rehearsal changes no report: of whoever comes after one, amid one, or without any. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CACHE, prepared } from "../../src/grader/bundle.ts";
import { exerciseAnswers, exerciseFile, loadExercise } from "../../src/grader/exercises.ts";
import { gradeInProcess, judge } from "../../src/grader/node-host.ts";
import { withoutTimes } from "../../src/grader/report.ts";
import { runOf } from "../../src/testing/drawn.ts";
import { openBrowserGrader, type BrowserGrader } from "../support/browser-grader.ts";

const name = "aurora-storage/commit-tracker";
const exercise = await loadExercise(name);
const mistakes = exerciseAnswers(name, "mistakes");
const answers = [
  exerciseFile(name, "solution.ts"),
  exerciseFile(name, "stub.ts"),
  // What is left of one run it takes into the next.
  mistakes.get("state-outside-the-function") as string,
  mistakes.get("fourth-highest-scl") as string,
];

let browser: BrowserGrader;
beforeAll(async () => {
  browser = await openBrowserGrader();
  await browser.grade(name, exercise, answers[0] as string);
});
afterAll(() => browser.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it("leaves every run of a suite with what is said in it", async () => {
  const [counts, ...runs] = readFileSync((await prepared(name)).drawn, "utf8").split("\n");
  expect(Object.values(JSON.parse(counts as string) as object).flat()).toEqual([40, 40, 9, 9, 7]);
  expect(runs).toHaveLength(105);
  for (const run of runs) expect(runOf(run).dialogue?.length).toBeGreaterThan(0);
});

it("gives the same reports on the command line with a rehearsal and without", async () => {
  const given = await prepared(name);
  const nothing = path.join(CACHE, "nothing-drawn.txt");
  writeFileSync(nothing, "{}");
  for (const source of [...answers, ...exerciseAnswers(name, "alternatives").values()]) {
    const [drawn, now] = await Promise.all([
      judge(given, name, exercise, source),
      judge({ ...given, drawn: nothing }, name, exercise, source),
    ]);
    expect(withoutTimes(drawn.report)).toEqual(withoutTimes(now.report));
  }
});

it("gives the same reports in a browser to those who come after a rehearsal", async () => {
  for (const source of answers) {
    await browser.rehearses();
    // It takes tenths of a second; what is not through by now an answer waits for.
    await pause(400);
    const there = await browser.grade(name, exercise, source);
    expect(withoutTimes(there)).toEqual(withoutTimes(await gradeInProcess(name, exercise, source)));
  }
});

it("gives the same reports in a browser to those who come amid a rehearsal", async () => {
  for (const [index, source] of answers.entries()) {
    await browser.rehearses();
    await pause(15 * index);
    const there = await browser.grade(name, exercise, source);
    expect(withoutTimes(there)).toEqual(withoutTimes(await gradeInProcess(name, exercise, source)));
  }
});
