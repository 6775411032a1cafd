/** A class's run: what instructors and their CI rely on. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { JSDOM } from "jsdom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileNamesOf } from "../../src/grader/class/write-up.ts";
import { creditOf } from "../../src/grader/credit.ts";
import { loadExercise } from "../../src/grader/exercises.ts";
import { reportOf, type Report } from "../../src/grader/report.ts";
import { fileOf } from "../../src/progress/file.ts";
import { fromRoot } from "../support/browser-grader.ts";

const CLI = fromRoot("src/grader/cli.mjs");
const FIRST = "start/first-run";
const SOLUTION = readFileSync(fromRoot(`exercises/${FIRST}/solution.ts`), "utf8");
const STUB = readFileSync(fromRoot(`exercises/${FIRST}/stub.ts`), "utf8");
const hostile = (name: string) => readFileSync(fromRoot(`tests/grader/hostile/${name}.ts`), "utf8");

const home = mkdtempSync(path.join(tmpdir(), "four-of-six-class-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function grade(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8", cwd: home });
  return { status, stdout, stderr };
}

/** Lays down files below `folder`, by path. */
function laidDown(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(home, folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return path.join(home, folder);
}

const read = (...parts: readonly string[]) => readFileSync(path.join(home, ...parts), "utf8");

/** The rows of a CSV file without quoted cells. */
function rowsIn(csv: string): readonly Record<string, string>[] {
  const [head = [], ...rows] = csv
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""])));
}

/** A result for each graded answer, without what differs from run to run. */
function resultsIn(folder: string): readonly { learner: string; exercise: string; report: Report }[] {
  const lines = read(folder, "results.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { kind: string; learner: string; exercise: string; report: Report });
  return lines.filter(({ kind }) => kind === "result");
}

describe("a class", () => {
  const record = (text: string) => ({ text, isOurs: false, shelved: [], stamp: "" });
  let run: ReturnType<typeof grade>;

  beforeAll(() => {
    laidDown("class", {
      "ada/answers/start/first-run.ts": SOLUTION,
      "bela/start/first-run.ts": STUB,
      "chen/first-run.ts": SOLUTION,
      "dora.json": fileOf({ answer: { [FIRST]: record(SOLUTION) }, runs: {}, lesson: {}, scenario: {} }),
      "eve/answers/start/first-run.ts": hostile("endless-loop"),
      "fred/answers/start/first-run.ts": hostile("exits-the-process"),
      "gil/answers/start/first-run.ts": hostile("speaks-on-every-channel"),
      "hal/answers/start/first-run.ts": "x".repeat(800_000),
      "ivo/answers/start/first-ran.ts": SOLUTION,
      "jan/notes.txt": "I did not get to it.",
      '=1+1,"<b>\n/answers/start/first-run.ts': SOLUTION,
      "김민수/answers/start/first-run.ts": SOLUTION,
      "syllabus.pdf": "%PDF",
    });
    mkdirSync(path.join(home, "class/kim/answers/start"), { recursive: true });
    symlinkSync(fromRoot(`exercises/${FIRST}/solution.ts`), path.join(home, "class/kim/answers/start/first-run.ts"));
    mkdirSync(path.join(home, "class/lin"), { recursive: true });
    symlinkSync(path.join(home, "class/ada/answers"), path.join(home, "class/lin/answers"));
    symlinkSync(path.join(home, "class/ada"), path.join(home, "class/max"));
    if (process.platform !== "win32") {
      mkdirSync(path.join(home, "class/nia/answers/start"), { recursive: true });
      spawnSync("mkfifo", [path.join(home, "class/nia/answers/start/first-run.ts")]);
    }
    run = grade("--submissions", "class", "--exercise", "first-run");
  });

  const rowOf = (learner: string) => rowsIn(read("class-graded/results.csv")).find((row) => row["learner"] === learner);

  it("gives everyone a verdict, whatever the others have handed in", () => {
    expect(run.status, run.stderr).toBe(0);
    expect(rowOf("ada")).toMatchObject({ status: "pass", percent: "100", points: "5", of: "5" });
    expect(rowOf("chen")).toMatchObject({ status: "pass" });
    expect(rowOf("dora")).toMatchObject({ status: "pass" });
    expect(rowOf("김민수")).toMatchObject({ status: "pass" });
    expect(rowOf("bela")).toMatchObject({ status: "fail", percent: "0" });
    expect(rowOf("gil")).toMatchObject({ status: "fail" });
    expect(rowOf("jan")).toMatchObject({ status: "missing", percent: "0" });
    expect(rowOf("eve")?.["status"]).toBe("error");
    expect(rowOf("fred")).toMatchObject({ status: "fail", percent: "0" });
  });

  it("says of each answer that could not be judged why", () => {
    const reasons = new Map(resultsIn("class-graded").map(({ learner, report }) => [learner, report.message]));
    expect(reasons.get("eve")).toMatch(/^The answer was stopped after/);
    expect(reasons.get("hal")).toBe("The answer is longer than 256 KB, and was not read.");
    expect(reasons.get("kim")).toBe("The answer is a symbolic link, and is not followed.");
    if (process.platform !== "win32") expect(reasons.get("nia")).toBe("The answer is not a plain file.");
    expect(run.stdout).toContain("lin/answers is a symbolic link");
    expect(run.stdout).toContain("max is a symbolic link");
    expect(run.stdout).toMatch(/first-ran\.ts fits no exercise[^]*first-run/);
  });

  it("keeps within 80 columns", () => {
    expect(run.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(read("class-graded/summary.txt")).toBe(run.stdout.slice(0, run.stdout.indexOf("\nReports, CSV")));
  });

  it("writes a report for each learner, under a name that no learner can misuse", () => {
    const files = readdirSync(path.join(home, "class-graded/learners"));
    expect(files).toContain("ada.txt");
    expect(files).toContain("김민수.txt");
    expect(files).toContain("%3D1%2B1%2C%22%3Cb%3E%0A.txt");
    expect(read("class-graded/learners/bela.txt")).toMatch(
      /^bela: 0 %\n[^]*0 of 5 points[^]*The smallest run in which it breaks:/,
    );
    expect(fileNamesOf(["Kim", "kim", "..", "a/b", "con", "x".repeat(300)])).toEqual([
      "Kim",
      "kim~2",
      "%2E%2E",
      "a%2Fb",
      "_con",
      "x".repeat(80),
    ]);
  });

  it("writes no cell that a spreadsheet would run", () => {
    const csv = read("class-graded/grades.csv");
    expect(csv).toContain(`"'=1+1,""<b>\n",100,100\r\n`);
    expect(csv).not.toMatch(/^=/m);
  });

  it("writes JUnit XML that says the same", () => {
    const dom = new JSDOM(read("class-graded/junit.xml"), { contentType: "text/xml" }).window.document;
    const suites = [...dom.querySelectorAll("testsuite")];
    expect(suites).toHaveLength(resultsIn("class-graded").length);
    const of = (learner: string) => suites.find((suite) => suite.getAttribute("name") === `${learner} ${FIRST}`);
    expect(of("ada")?.querySelectorAll("failure, error, skipped")).toHaveLength(0);
    expect(of("bela")?.querySelectorAll("failure").length).toBe(Number(of("bela")?.getAttribute("failures")));
    expect(of("kim")?.querySelector("error")?.getAttribute("message")).toContain("symbolic link");
    for (const suite of suites) expect(suite.querySelectorAll("testcase")).toHaveLength(5);
  });

  it("writes CTRF whose counts add up", () => {
    const { reportFormat, specVersion, results } = JSON.parse(read("class-graded/ctrf.json")) as {
      reportFormat: string;
      specVersion: string;
      results: { summary: Record<string, number>; tests: { status: string; duration: number; suite: string[] }[] };
    };
    expect([reportFormat, specVersion]).toEqual(["CTRF", "1.0.0"]);
    const { summary, tests } = results;
    for (const status of ["passed", "failed", "skipped"])
      expect(tests.filter((test) => test.status === status)).toHaveLength(summary[status] as number);
    expect(summary["tests"]).toBe(tests.length);
    expect(summary["start"]).toBeLessThanOrEqual(summary["stop"] as number);
    expect(tests.every(({ duration, suite }) => Number.isInteger(duration) && suite.length === 2)).toBe(true);
  });

  it("writes what GitHub Classroom's reporter adds up", () => {
    const result = (learner: string) =>
      JSON.parse(read(`class-graded/classroom/${learner}.json`)) as {
        status: string;
        max_score: number;
        tests: { score: number; status: string; message: string }[];
      };
    const total = (learner: string) => result(learner).tests.reduce((sum, { score }) => sum + score, 0);
    expect(result("ada")).toMatchObject({ status: "pass", max_score: 5 });
    expect(total("ada")).toBe(5);
    expect(total("bela")).toBe(0);
    expect(result("jan")).toMatchObject({ status: "fail", tests: [{ message: "Not handed in." }, {}, {}, {}, {}] });
  });
});

describe("a run on several machines", () => {
  const files = Object.fromEntries(
    ["a", "b", "c", "d", "e"].map((name, index) => [`${name}/first-run.ts`, index % 2 === 0 ? SOLUTION : STUB]),
  );

  it("comes to the same grades, put together", () => {
    laidDown("school", files);
    for (const shard of ["1/2", "2/2"]) expect(grade("--submissions", "school", "--shard", shard).status).toBe(0);
    expect(grade("--submissions", "school", "--out", "whole").status).toBe(0);
    expect(
      resultsIn("school-graded-1-of-2")
        .map(({ learner }) => learner)
        .toSorted(),
    ).toEqual(["a", "c", "e"]);
    expect(grade("--merge", "school-graded-1-of-2", "school-graded-2-of-2", "--out", "both").status).toBe(0);
    for (const file of ["grades.csv", "results.csv", "summary.txt"])
      expect(read("both", file)).toBe(read("whole", file));
  });

  it("leaves out what it cannot read, and says so", () => {
    laidDown("old", {
      "results.jsonl":
        [
          { version: 1, kind: "run", exercises: null, shard: null },
          { version: 0, kind: "learner", learner: "z", handedIn: [], notes: [] },
        ]
          .map((line) => JSON.stringify(line))
          .join("\n") + "\nnonsense\n",
    });
    const { status, stderr, stdout } = grade("--merge", "whole", "old", "--out", "with-old");
    expect(status).toBe(1);
    expect(stderr).toMatch(/Line 2 of .*old.*another version/);
    expect(stderr).toMatch(/Line 3 of .*old.*damaged/);
    expect(stdout).toContain("5 learners");
    expect(read("with-old/grades.csv")).toBe(read("whole/grades.csv"));
  });

  it("goes on where it was stopped", () => {
    rmSync(path.join(home, "whole/learners"), { recursive: true });
    const file = path.join(home, "whole/results.jsonl");
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    const results = lines.filter((line) => line.includes('"kind":"result"'));
    // Stopped while it wrote the third of five results.
    const kept = [...lines.slice(0, lines.length - results.length), ...results.slice(0, 2)].join("\n");
    writeFileSync(file, `${kept}\n${results[2]}`);
    truncateSync(file, Buffer.byteLength(kept) + 100);
    expect(grade("--submissions", "school", "--out", "whole").status).toBe(0);
    const whole = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.startsWith('{"version":1,"kind":"result"'));
    // Two stand there, the cut one, and three that were graded now.
    expect(whole).toHaveLength(2 + 1 + 3);
    expect(read("whole/grades.csv")).toBe(read("both/grades.csv"));
    // A changed answer is graded again, the others are not.
    appendFileSync(path.join(home, "school/a/first-run.ts"), "\n// once more\n");
    expect(grade("--submissions", "school", "--out", "whole").status).toBe(0);
    expect(readFileSync(file, "utf8").match(/"kind":"result"/g)).toHaveLength(2 + 1 + 3 + 1);
  });

  it("stops at a signal, with its processes", async () => {
    laidDown("slow", { "a/first-run.ts": SOLUTION, "b/first-run.ts": hostile("endless-loop") });
    const child = spawn(process.execPath, [CLI, "--submissions", "slow", "--jobs", "1"], { cwd: home });
    const code = await new Promise((resolve) => {
      child.stderr.on("data", (text: Buffer) => {
        if (String(text).includes("1 of 2")) child.kill("SIGTERM");
      });
      child.on("close", resolve);
    });
    expect(code).toBe(143);
    expect(existsSync(path.join(home, "slow-graded/running"))).toBe(false);
    writeFileSync(path.join(home, "slow/b/first-run.ts"), SOLUTION);
    expect(grade("--submissions", "slow").status).toBe(0);
    expect(resultsIn("slow-graded").map(({ learner }) => learner)).toEqual(["a", "b"]);
  });
});

describe("wrong use", () => {
  it.each([
    ["a folder that is not there", ["--submissions", "nowhere"], "There is no folder nowhere (ENOENT)."],
    ["an empty folder", ["--submissions", "empty"], "empty holds no learner"],
    ["a file", ["--submissions", "class/syllabus.pdf"], "is not a folder"],
    ["a shard that is none", ["--submissions", "class", "--shard", "3/2"], '"3/2" is none'],
    ["no number of jobs", ["--submissions", "class", "--jobs", "many"], '"many" is none'],
    [
      "an exercise that is not there",
      ["--submissions", "class", "--exercise", "first-ran"],
      "The nearest: start/first-run",
    ],
    ["nothing to merge", ["--merge", "--out", "x"], "Say which folders to merge"],
    ["nowhere to merge to", ["--merge", "class-graded"], "--out <folder>"],
    ["a folder without results", ["--merge", "class", "--out", "x"], "class holds no results.jsonl"],
    ["results in the way", ["--merge", "class-graded", "--out", "class-graded"], "holds results already"],
    ["an option for a class without one", ["first-run", "--shard", "1/2"], "--shard goes with --submissions"],
  ])("%s ends with a line that says what to do, and exit code 2", (_, args, words) => {
    mkdirSync(path.join(home, "empty"), { recursive: true });
    const { status, stdout, stderr } = grade(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain("    at ");
  });

  it("two runs into the same folder", () => {
    writeFileSync(path.join(home, "class-graded/running"), String(process.pid));
    const { status, stderr } = grade("--submissions", "class", "--exercise", "first-run");
    rmSync(path.join(home, "class-graded/running"));
    expect(status).toBe(2);
    expect(stderr).toContain(`Another run (process ${process.pid})`);
  });

  it.runIf(process.platform === "linux")("a run that was killed, and whose parent has not noticed", async () => {
    // The shell becomes a program that never asks after its children.
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
    const [pid] = (await once(parent.stdout, "data")) as [Buffer];
    const isGone = () => readFileSync(`/proc/${String(pid).trim()}/stat`, "utf8").includes(") Z ");
    while (!isGone()) await new Promise((resolve) => setTimeout(resolve, 10));
    writeFileSync(path.join(home, "class-graded/running"), String(pid));
    const { status, stderr } = grade("--submissions", "class", "--exercise", "first-run");
    parent.kill("SIGKILL");
    expect(stderr).not.toContain("Another run");
    expect(status).not.toBe(2);
    expect(existsSync(path.join(home, "class-graded/running"))).toBe(false);
  });
});

describe("credit", () => {
  it("follows the checks' weights, and gives nothing for what the stub has", async () => {
    const exercise = await loadExercise(FIRST);
    const weighted = { ...exercise, checks: exercise.checks.map((check, index) => ({ ...check, weight: index + 1 })) };
    const passing = (...indexes: readonly number[]) =>
      reportOf(
        FIRST,
        weighted,
        weighted.checks.flatMap(({ name }, index) => [
          {
            kind: "check-ended",
            name,
            status: indexes.includes(index) ? "pass" : "fail",
            message: null,
            expected: null,
            received: null,
            output: null,
            counterexample: null,
            coverage: [],
            durationMs: 0,
          } as const,
        ]),
        { kind: "finished" },
      );
    const stub = { "(stub)": { failed: weighted.checks.slice(1).map(({ name }) => name), received: null, digest: "" } };
    expect(creditOf(passing(0), weighted, stub)).toMatchObject({ earned: 0, of: 15 });
    expect(creditOf(passing(0, 3), weighted, stub)).toMatchObject({ earned: 5, of: 15, points: [1, 0, 0, 4, 0] });
    expect(creditOf(passing(0, 1, 2, 3, 4), weighted, stub)).toMatchObject({ earned: 15, of: 15 });
  });
});
