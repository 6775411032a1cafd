/** What the command line shows a person: 80 columns, and colour only where the terminal wants it. */
import { styleText } from "node:util";
import { structuredPatch } from "diff";
import { ideaIdOf, type Exercise } from "../testing/exercise.ts";
import type { CheckResult, Counterexample, Report } from "./report.ts";

export const WIDTH = 80;
const STEPS_SHOWN_MAX = 12;

type Style = Parameters<typeof styleText>[0];

// styleText looks at the stream: nothing is coloured in a pipe, in a file, or under NO_COLOR.
export const styled = (style: Style, text: string) => styleText(style, text, { stream: process.stdout });

/** A report as a page: every check in a line, the first failing one opened. */
export function reportPage(unsafe: Report, exercise: Exercise, answerPath: string): string {
  const report = visible(unsafe);
  const passedCount = report.tests.filter(({ status }) => status === "pass").length;
  // The first failure says what to look at first; the first smallest run shows it happening.
  const failures = report.tests.filter(({ status, ran }) => status !== "pass" && ran);
  const opened = [failures[0], failures.find(({ counterexample }) => counterexample !== null)];
  const lines = [
    `${styled("bold", exercise.title.en)}  ${styled("dim", report.exercise)}`,
    styled("dim", answerPath),
    "",
    ...(report.message === null ? [] : [...wrap(styled("red", report.message), ""), ""]),
    ...report.tests.flatMap((test) => [...checkLine(test), ...(opened.includes(test) ? failure(test, exercise) : [])]),
    "",
    report.status === "pass"
      ? styled("green", `All ${passedCount} checks passed. ${scoreText(report)}`)
      : `${passedCount} of ${report.tests.length} checks passed.`,
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * The same data with every control character as a sign that can be seen. An answer's texts are in a report, and what a
 * terminal takes for a command could paint over its verdict.
 */
export function visible<T>(value: T): T {
  if (typeof value === "string") return value.replace(UNSEEN, seen) as T;
  if (Array.isArray(value)) return value.map((item) => visible<unknown>(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visible<unknown>(inner)])) as T;
}

/** Control characters but tab and line feed, marks that turn the direction of writing, lone halves of characters. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/gu;

function seen(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function scoreText({ score }: Report): string {
  if (score === undefined) return "Your code may run the cluster: see the lesson.";
  const { length, shortest } = score;
  return `It has ${length} ${length === 1 ? "line" : "lines"}; the shortest known has ${shortest}.`;
}

function checkLine({ name, status, ran }: CheckResult): string[] {
  if (status === "pass") return wrap(name, `  ${styled("green", "✓")} `, "    ");
  if (!ran) return wrap(styled("dim", name), `  ${styled("dim", "·")} `, "    ");
  return wrap(name, `  ${styled("red", "✗")} `, "    ");
}

/** What a failing check has to say, under its line. */
function failure(test: CheckResult, { lesson }: Exercise): string[] {
  const { message, expected, received, output, hint, misconception, mistake, counterexample } = test;
  const isTold = counterexample === null;
  return [
    "",
    ...(message === null ? [] : wrap(message, "      ")),
    ...(isTold && expected !== null ? wrap(expected, `        ${styled("dim", "expected")}  `, " ".repeat(18)) : []),
    ...(isTold && received !== null ? wrap(received, `        ${styled("dim", "received")}  `, " ".repeat(18)) : []),
    ...(counterexample === null ? [] : timeline(counterexample)),
    ...(output === null
      ? []
      : [
          "",
          styled("dim", "      it printed:"),
          ...output
            .split("\n")
            .slice(0, 10)
            .map((line) => `        ${line}`),
        ]),
    ...(misconception === null
      ? []
      : ["", ...wrap(misconception, `      ${styled("yellow", "behaves like")}  `, "      ")]),
    // The site's address is the reader's own: `npm start` serves it, and so may others.
    ...(mistake === null ? [] : wrap(`${styled("dim", "explained in")} ${lesson}/#${ideaIdOf(mistake)}`, "      ")),
    ...(hint === null ? [] : ["", ...wrap(hint, `      ${styled("cyan", "hint")}  `, "            ")]),
    "",
  ];
}

/** A counterexample as a few lines of time and event, ending where the answer parts from the reference. */
function timeline({ reference, steps, times, expected, received }: Counterexample): string[] {
  const left = Math.max(0, steps.length - STEPS_SHOWN_MAX);
  const timeOf = (index: number) =>
    (times?.[index - 1] ?? `${(reference[index]?.atMs ?? 0).toFixed(1)} ms`).padStart(14);
  const rows = steps
    .slice(left)
    .flatMap((step, index) => wrap(step, `${styled("dim", timeOf(left + index + 1))}  `, " ".repeat(16)));
  return [
    "",
    styled("dim", "      The smallest run in which it breaks:"),
    ...(left === 0 ? [] : [styled("dim", `      (${left} ${left === 1 ? "event" : "events"} before)`)]),
    ...rows,
    ...wrap(expected, `${styled("green", "      expected")}    `, " ".repeat(18)),
    ...wrap(received, `${styled("red", "      received")}    `, " ".repeat(18)),
  ];
}

/** A run that was kept, made again: where the answer parts from the reference, or that it does not. */
export function replayPage(
  name: string,
  exercise: Exercise,
  check: string,
  found: Counterexample | null,
  note: string | undefined,
): string {
  const lines = [
    `${styled("bold", exercise.title.en)}  ${styled("dim", name)}`,
    ...(note === undefined ? [] : wrap(styled("yellow", note), "")),
    "",
    ...(check === "" ? [] : [...wrap(visible(check), `  ${styled(found === null ? "green" : "red", found === null ? "✓" : "✗")} `, "    ")]), // prettier-ignore
    ...(found === null
      ? ["", ...wrap("In this run the answer does what the reference does.", "    ")]
      : timeline(visible(found))),
  ];
  return `${lines.join("\n")}\n`;
}

/** What stands of an answer's file beside the solution's. */
export function diffPage(own: string, solution: string): string {
  const lines = structuredPatch("yours", "the solution", own, solution, "", "", { context: 3 }).hunks.flatMap(
    (hunk) => [
      styled("dim", `@@ line ${hunk.oldStart} of yours, line ${hunk.newStart} of the solution @@`),
      ...hunk.lines.map((line) => (line.startsWith("+") ? styled("green", line) : line.startsWith("-") ? styled("yellow", line) : line)), // prettier-ignore
    ],
  );
  return lines.length === 0 ? "Your answer is the solution, line for line.\n" : `${lines.join("\n")}\n`;
}

/** How far a learner is with an exercise, in one word or two. */
export function stateText({ isBegun, passed, count, solvedAt }: ExerciseState): string {
  if (solvedAt !== undefined) return "solved";
  if (passed !== undefined && count !== undefined) return `${passed}/${count}`;
  return isBegun ? "begun" : "";
}

/** What a list says of an exercise. */
export interface ExerciseState {
  readonly isBegun: boolean;
  readonly passed?: number;
  readonly count?: number;
  readonly solvedAt?: number;
}

export interface ListedExercise extends ExerciseState {
  readonly name: string;
  readonly title: string;
  readonly stars: number;
}

/** The exercises, one in a line; `current` is pointed at. */
export function listRows(rows: readonly ListedExercise[], current?: string): readonly string[] {
  const slugOf = (name: string) => name.slice(name.indexOf("/") + 1);
  const slugWidth = Math.max(...rows.map(({ name }) => slugOf(name).length));
  const lines: string[] = [];
  let part = "";
  for (const row of rows) {
    const next = row.name.slice(0, row.name.indexOf("/"));
    if (next !== part) lines.push(...(part === "" ? [] : [""]), styled("bold", next));
    part = next;
    const state = stateText(row);
    const told = row.solvedAt === undefined ? state.padEnd(6) : styled("green", state.padEnd(6));
    const columns = [slugOf(row.name).padEnd(slugWidth), "*".repeat(row.stars).padEnd(3), told];
    lines.push(`${row.name === current ? ">" : " "} ${columns.join("  ")}  ${styled("dim", row.title)}`.trimEnd());
  }
  return lines;
}

export function listPage(rows: readonly ListedExercise[]): string {
  return `${listRows(rows).join("\n")}\n\nGrade one with: npm run grade -- <name>\n`;
}

/** The report of a watching session: what passed is counted, what failed is shown, the first failure opened. */
export function watchedPage(unsafe: Report, exercise: Exercise): readonly string[] {
  const report = visible(unsafe);
  const passed = report.tests.filter(({ status }) => status === "pass");
  const failed = report.tests.filter(({ status, ran }) => status !== "pass" && ran);
  const first = failed[0];
  return [
    report.status === "pass"
      ? styled("green", `All ${passed.length} checks passed. ${scoreText(report)}`)
      : `${passed.length} of ${report.tests.length} checks passed.`,
    ...(report.message === null ? [] : ["", ...wrap(styled("red", report.message), "")]),
    ...(first === undefined ? [] : ["", ...checkLine(first), ...failure(first, exercise)]),
    ...failed.slice(1).flatMap(checkLine),
  ];
}

/** Breaks a text into lines of at most 80 columns; `first` opens the first line, `indent` the others. */
export function wrap(text: string, first: string, indent = first): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && visibleLength(line) + 1 + visibleLength(word) > WIDTH) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

function visibleLength(text: string): number {
  return text.replace(/\u001b\[\d+m/g, "").length;
}
