/** The command line's contract: what scripts rely on. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { suiteBundle } from "../../src/grader/bundle.ts";
import { exerciseNames } from "../../src/grader/exercises.ts";
import type { Report } from "../../src/grader/report.ts";
import { fragmentOf } from "../../src/progress/link.ts";
import { fromRoot } from "../support/browser-grader.ts";

const CLI = fromRoot("src/grader/cli.mjs");
const folder = mkdtempSync(path.join(tmpdir(), "four-of-six-"));
afterAll(() => rmSync(folder, { recursive: true }));

function grade(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: "utf8",
    cwd: fromRoot(),
    // A learner's own files stay as they are.
    env: { ...process.env, FOUR_OF_SIX_ANSWERS: path.join(folder, "answers") },
  });
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
    // In the order of the course.
    expect(rows[0]?.name).toBe("start/first-run");
    expect(rows.map(({ name }) => name).toSorted()).toEqual(exerciseNames());
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
      "coverage",
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

describe("a learner's own file", () => {
  const own = path.join(folder, "answers/start/first-run.ts");
  const stub = readFileSync(fromRoot("exercises/start/first-run/stub.ts"), "utf8");

  it("is made from the stub, graded, and its state listed", () => {
    expect(grade("first-run").stdout).toMatch(/^Made .*first-run\.ts from the stub[\s\S]*0 of 5 checks passed/);
    expect(readFileSync(own, "utf8")).toBe(stub);
    expect(grade("first-run").stdout).not.toContain("Made");
    expect(grade("--list").stdout).toMatch(/first-run .* 0\/5/);
  });

  it("gets one hint after the other, and none is the solution", () => {
    expect(grade("first-run", "--hint").stdout).toMatch(/^hint 1 of 3/);
    expect(grade("first-run", "--hint").stdout).toMatch(/hint 2 of 3/);
    expect(grade("--hint")).toMatchObject({ status: 2, stderr: expect.stringMatching(/Say which exercise/) });
  });

  it("is shown beside the solution once it passes, or when that is asked for twice", () => {
    expect(grade("first-run", "--diff").stdout).toMatch(/not passed yet/);
    expect(grade("first-run", "--diff").stdout).toMatch(/^@@ line 1 of yours[\s\S]*^\+/m);
  });

  it("goes to another browser and comes back, and what stood in its place is kept", () => {
    writeFileSync(own, readFileSync(fromRoot("exercises/start/first-run/solution.ts"), "utf8"));
    expect(grade("first-run").status).toBe(0);
    const file = path.join(folder, "progress.json");
    expect(grade("--export", file).stdout).toMatch(/^1 answer written/);
    writeFileSync(own, "// newer");
    expect(grade("--import", file).stdout).toMatch(/written\. What stood there is kept as .*first-run\.kept-1\.ts/);
    expect(readFileSync(own.replace(".ts", ".kept-1.ts"), "utf8")).toBe("// newer");
    expect(grade("--import", file).stdout).toMatch(/the same already/);
    expect(grade("--import", answerFile("not-ours.json", "{}"))).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no progress file/),
    });
  });

  it("is put back to the stub only when somebody says yes, and a copy is kept", () => {
    expect(grade("first-run", "--reset")).toMatchObject({ status: 2, stderr: expect.stringMatching(/add --yes/) });
    expect(grade("first-run", "--reset", "--yes").stdout).toMatch(/kept as .*first-run\.kept-2\.ts/);
    expect(readFileSync(own, "utf8")).toBe(stub);
  });
});

describe("--replay", () => {
  it("makes the run of a link again, and says where the answer parts from the reference", async () => {
    const { status, stdout } = grade("commit-tracker", "--answer", MISTAKE, "--json");
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as Report;
    const broken = report.tests.find(({ counterexample }) => counterexample?.run !== undefined);
    const found = broken?.counterexample;
    const link = await fragmentOf({
      exercise: report.exercise,
      version: (await suiteBundle(report.exercise)).hash,
      answer: readFileSync(MISTAKE, "utf8"),
      run: { name: found?.run ?? "unit", check: broken?.name ?? "", scenario: found?.scenario },
    });
    const replayed = grade("--replay", `https://example.org/${link}`);
    expect([replayed.status, replayed.stderr]).toEqual([1, ""]);
    for (const words of [found?.expected, found?.received])
      expect(replayed.stdout.replaceAll(/\s+/g, " ")).toContain(words?.replaceAll(/\s+/g, " "));
    expect(replayed.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(replayed.stdout).not.toContain("another version");

    // The report holds the same run; the answer is then the one that is named.
    const file = answerFile("report.json", stdout);
    expect(grade("--replay", file, "--answer", MISTAKE).stdout).toContain("expected");
    expect(grade("--replay", file, "--answer", SOLUTION)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("the answer does what the reference does"),
    });
  });

  it("refuses what is no link, a cut one and a missing file, each in a line", async () => {
    const whole = await fragmentOf({ exercise: "start/nowhere", version: "", answer: "" });
    for (const [asked, words] of [
      [whole.slice(0, -8), /damaged/],
      [whole, /no exercise start\/nowhere/],
      ["nowhere.txt", /neither a link .* nor a file/],
      [answerFile("prose.txt", "hello"), /neither a link .* nor a report/],
    ] as const)
      expect(grade("--replay", asked)).toMatchObject({ status: 2, stderr: expect.stringMatching(words) });
  });
});
