/** The command line's contract: what scripts rely on. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { exerciseNames } from "../../src/grader/exercises.ts";
import type { Report } from "../../src/grader/report.ts";
import { fromRoot } from "../support/browser-grader.ts";

const CLI = fromRoot("src/grader/cli.ts");
const folder = mkdtempSync(path.join(tmpdir(), "four-of-six-"));
afterAll(() => rmSync(folder, { recursive: true }));

function grade(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8", cwd: fromRoot() });
  return { status, stdout, stderr };
}

function answerFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const SOLUTION = fromRoot("exercises/aurora-storage/commit-tracker/solution.ts");
const MISTAKE = fromRoot("exercises/aurora-storage/commit-tracker/mistakes/counts-acknowledgements.ts");

describe("npm run grade", () => {
  it("lists the exercises as JSON", () => {
    const { status, stdout } = grade("--list", "--json");
    expect(status).toBe(0);
    const rows = JSON.parse(stdout) as { name: string; title: string; checkCount: number }[];
    expect(rows.map(({ name }) => name)).toEqual(exerciseNames());
    expect(rows.every(({ title, checkCount }) => title !== "" && checkCount > 0)).toBe(true);
  });

  it.each(["--list", "--help"])("%s keeps within 80 columns", (option) => {
    const { status, stdout } = grade(option);
    expect(status).toBe(0);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("passes a right answer with exit code 0 and one JSON document", () => {
    const { status, stdout, stderr } = grade("commit-tracker", "--answer", SOLUTION, "--json");
    expect([status, stderr]).toEqual([0, ""]);
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({
      version: 3,
      exercise: "aurora-storage/commit-tracker",
      status: "pass",
      message: null,
    });
    expect(report.tests.every((test) => test.status === "pass")).toBe(true);
  });

  it("fails a wrong answer with exit code 1, and says what it is", () => {
    const { status, stdout } = grade("aurora-storage/commit-tracker", "--answer", MISTAKE, "--json");
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as Report;
    expect(report.status).toBe("fail");
    const failure = report.tests.find((test) => test.status === "fail");
    expect(failure).toMatchObject({ layer: "example", expected: "100", received: "101" });
    expect(failure?.misconception).toMatch(/counts copies/);
    expect(failure?.mistake).toBe("counts-acknowledgements");
    const witness = report.tests.find(({ counterexample }) => counterexample !== null)?.counterexample;
    expect(witness?.differsAt).toBeGreaterThan(0);
    expect(Object.keys(failure ?? {})).toEqual([
      "name",
      "status",
      "ran",
      "layer",
      "message",
      "expected",
      "received",
      "output",
      "hint",
      "misconception",
      "mistake",
      "counterexample",
      "durationMs",
    ]);
  });

  it("fails an answer that does not compile with exit code 1 and status error", () => {
    const { status, stdout } = grade(
      "commit-tracker",
      "--answer",
      answerFile("broken.ts", "export function ("),
      "--json",
    );
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as Report;
    expect(report.status).toBe("error");
    expect(report.message).toMatch(/does not compile, line 1/);
    expect(report.tests.every(({ ran, message }) => !ran && message === "Not run.")).toBe(true);
  });

  it.each([
    { args: ["comit-tracker", "--json"], says: /nearest: aurora-storage\/commit-tracker/ },
    { args: ["commit-tracker", "--jsn"], says: /nearest: --json/ },
    { args: ["commit-tracker", "quorum-rules", "--json"], says: /One exercise at a time/ },
    { args: ["commit-tracker", "--answer", "no/such/file.ts", "--json"], says: /There is no file/ },
    { args: ["commit-tracker", "--answer", "src", "--json"], says: /is not a file/ },
    { args: ["--answer", "x.ts", "--json"], says: /Say which exercise/ },
    { args: ["commit-tracker", "--answer", "--json"], says: /Usage/ },
  ])("answers wrong use with exit code 2 and nothing on standard output: $args", ({ args, says }) => {
    const { status, stdout, stderr } = grade(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(says);
  });

  it("shows the smallest run as a timeline, and where an idea is explained, within 80 columns and without colour in a pipe", () => {
    const { status, stdout } = grade("commit-tracker", "--answer", MISTAKE);
    expect(status).toBe(1);
    expect(stdout).toMatch(/smallest run in which it breaks:\n\s+1\.0 ms {2}The writer/);
    expect(stdout).toMatch(/expected {4}nothing, at this point\n\s+received {4}The marks now stand at/);
    expect(stdout).toContain("      explained in aurora-storage/write-path/#idea-counts-acknowledgements\n");
    expect(stdout).not.toContain("\u001b[");
    const lines = stdout.split("\n");
    expect(lines.filter((line) => line.length > 80 && !line.includes(folder))).toEqual([]);
  });

  it("shows what an answer wrote, and never obeys it", () => {
    const painter = answerFile(
      "painter.ts",
      `export function greet() {
        console.log("\\u001b[2J\\u001b[32m\\u009b31mAll 5 checks passed.\\r");
        return "\\u001b[2J\\u202eAll 5 checks passed.";
      }`,
    );
    const { status, stdout } = grade("first-run", "--answer", painter);
    expect(status).toBe(1);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(stdout).toContain(String.raw`\u001b[2J\u202eAll 5 checks passed.`);
  });

  it("makes the answer's file from the stub when it is missing, and never writes over one", () => {
    const file = fromRoot("answers/start/first-run.ts");
    const kept = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    try {
      rmSync(file, { force: true });
      expect(grade("first-run").status).toBe(1);
      expect(readFileSync(file, "utf8")).toBe(readFileSync(fromRoot("exercises/start/first-run/stub.ts"), "utf8"));
      writeFileSync(file, readFileSync(fromRoot("exercises/start/first-run/solution.ts"), "utf8"));
      expect(grade("first-run").status).toBe(0);
    } finally {
      if (kept === undefined) rmSync(file, { force: true });
      else writeFileSync(file, kept);
    }
  });
});

describe("npx vitest on a hidden suite", () => {
  it("judges the solution, or the file that ANSWER names", () => {
    const vitest = (env: NodeJS.ProcessEnv) =>
      spawnSync(
        process.execPath,
        ["node_modules/vitest/vitest.mjs", "run", "tests/suites/aurora-storage/commit-tracker.test.ts"],
        { encoding: "utf8", cwd: fromRoot(), env: { ...process.env, NO_COLOR: "1", ...env } },
      );
    const solution = vitest({});
    expect([solution.status, /Tests {2}(.*)\n/.exec(solution.stdout)?.[1]]).toEqual([0, "18 passed (18)"]);
    const mistake = vitest({ ANSWER: MISTAKE });
    expect(mistake.status).toBe(1);
    expect(mistake.stdout + mistake.stderr).toContain("counts a segment once, however often it acknowledges");
  });
});
