/**
 * Answers that mean harm, or went badly wrong: each must end as a failing report that says in plain words what happened,
 * in both hosts, within the time limit, and never as a pass. The files in `hostile/` open with the words to expect, and
 * name their exercise if it is not the first.
 */
import { readFileSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadExercise } from "../../src/grader/exercises.ts";
import { gradeInProcess } from "../../src/grader/node-host.ts";
import { withoutTimes, type Report } from "../../src/grader/report.ts";
import type { Exercise } from "../../src/testing/exercise.ts";
import { fromRoot, openBrowserGrader, type BrowserGrader } from "../support/browser-grader.ts";

const FIRST = "start/first-run";
const TIME_LIMIT_MS = 1_500;
const FOLDER = fromRoot("tests/grader/hostile");

/** A file's `// says:` line: words that the report must contain. */
function expectedWords(source: string): string {
  const words = /^\/\/ says: (.+)$/m.exec(source)?.[1];
  if (words === undefined) throw new Error("A hostile answer opens with a line `// says: …`.");
  return words;
}

function exerciseOf(source: string): string {
  return /^\/\/ exercise: (.+)$/m.exec(source)?.[1] ?? FIRST;
}

const answers = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, source: readFileSync(`${FOLDER}/${file}`, "utf8") }));

const made = [
  {
    file: "(a text that doubles for ever)",
    source: `// says: memory or stopped\nlet text = "x"; export function greet(): string { for (;;) text += text + String(text.length); }`,
  },
  { file: "(256 KB and more)", source: `// says: longer than 256 KB\nexport const filler = "${"x".repeat(262_144)}";` },
  {
    file: "(names with odd characters)",
    source: `// says: does not export greet\nexport const gr\u0435et = () => "hello"; // a Cyrillic letter`,
  },
  {
    file: "(nulls, half characters and marks that turn lines)",
    source: `// says: hello\nexport const greet = () => "\0\ud800\u2028\u202e";`,
  },
  {
    file: "(the wrapper's own bracket)",
    source: `// says: does not compile, line 3\nexport const greet = () => "";\n}); globalThis.x = (function () {`,
  },
  {
    file: "(brackets without end)",
    source: `// says: does not compile\nexport const greet = ${"[".repeat(50_000)};`,
  },
];

/** Some ends differ by host: one that caps memory says so, one that does not stops the clock. */
const EITHER: Readonly<Record<string, readonly string[]>> = {
  memory: ["memory", "stopped after", "RangeError", "ended the run"],
  "memory or stopped": ["memory", "stopped after", "RangeError", "ended the run"],
};

function textOf(report: Report): string {
  const failures = report.tests.filter(({ status }) => status !== "pass");
  return [report.message, ...failures.flatMap(({ message, expected, received }) => [message, expected, received])].join(
    "\n",
  );
}

function expectFailure(report: Report, exercise: Exercise, source: string): void {
  expect(report.status).not.toBe("pass");
  expect(report.tests.map(({ name }) => name)).toEqual(exercise.checks.map(({ name }) => name));
  expect(report.tests.some(({ status }) => status !== "pass")).toBe(true);
  const words = expectedWords(source);
  const text = textOf(report);
  expect(
    EITHER[words]?.some((either) => text.includes(either)) ?? text.includes(words),
    `${words}\n--- in ---\n${text}`,
  ).toBe(true);
}

let browser: BrowserGrader;

beforeAll(async () => {
  browser = await openBrowserGrader();
});
afterAll(() => browser.close());

it.each([...answers, ...made])("$file fails in both hosts, which say why", async ({ source }) => {
  const name = exerciseOf(source);
  const exercise = { ...(await loadExercise(name)), timeLimitMs: TIME_LIMIT_MS };
  const [here, there] = await Promise.all([
    gradeInProcess(name, exercise, source),
    browser.grade(name, exercise, source),
  ]);
  expectFailure(here, exercise, source);
  expectFailure(there, exercise, source);
  if (!(expectedWords(source) in EITHER)) expect(withoutTimes(there)).toEqual(withoutTimes(here));
});

it("leaves the browser with no request but for the host's own files", () => {
  const foreign = browser.requests.filter(
    (url) =>
      !/^(http:\/\/127\.0\.0\.1:\d+\/(host\.js|frame\.html|runner\.js|suite\.js\?.*|(postgres|pglite|initdb)\.[0-9a-f]{12}\.\w+)?|data:,|blob:.*|about:srcdoc)$/.test(
        url,
      ),
  );
  expect(foreign).toEqual([]);
});
