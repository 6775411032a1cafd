/** A class's run as a whole process: time, memory, and the same twenty answers by `vitest run`. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../../src/grader/bundle.ts";
import { exerciseAnswers, exerciseFile } from "../../src/grader/exercises.ts";
import { residentMb } from "../../src/grader/postgres/node.ts";

/** Suites of every part, none of which waits for a database. */
const TWENTY = [
  "start/first-run",
  "aurora-storage/backtrack",
  "aurora-storage/commit-tracker",
  "aurora-storage/copy-on-write-clone",
  "aurora-storage/crash-recovery",
  "aurora-storage/gossip-repair",
  "aurora-storage/quorum-sets",
  "aurora-storage/segment-placement",
  "aurora-cluster/acu-scaler",
  "aurora-cluster/endpoint-router",
  "aurora-cluster/failover-target",
  "aurora-cluster/reader-balancer",
  "caching/item-cache",
  "caching/query-cache",
  "dynamodb/capacity-units",
  "dynamodb/partition-router",
  "dynamodb/query-pager",
  "dynamodb/secondary-index",
  "dynamodb/token-bucket",
  "dynamodb/ttl-sweep",
] as const;

export interface ClassRun {
  readonly ms: number;
  /** Of the process that grades, not of those in which answers run. */
  readonly peakMb: number;
}

/** Grades `count` answers of one exercise: right ones and wrong ones in turn, no two alike. */
export async function benchClass(exercise: string, count: number): Promise<ClassRun> {
  const right = [exerciseFile(exercise, "solution.ts"), ...exerciseAnswers(exercise, "alternatives").values()];
  const wrong = [...exerciseAnswers(exercise, "mistakes").values()];
  return inFolder((folder) => {
    for (let index = 0; index < count; index++) {
      const place = path.join(folder, "class", `learner-${index}`);
      mkdirSync(place, { recursive: true });
      const texts = index % 2 === 0 ? right : wrong;
      const name = exercise.slice(exercise.indexOf("/") + 1);
      writeFileSync(path.join(place, `${name}.ts`), `${texts[(index >> 1) % texts.length]}\n// ${index}\n`);
    }
    return timed(["src/grader/cli.mjs", "--submissions", path.join(folder, "class"), "--json"]);
  });
}

/** One learner's answers to twenty exercises, and `vitest run` on the same twenty suites. */
export async function benchTwenty(): Promise<{ readonly ours: ClassRun; readonly theirs: ClassRun }> {
  const ours = await inFolder(async (folder) => {
    for (const name of TWENTY) {
      const file = path.join(folder, "class/learner/answers", `${name}.ts`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, readFileSync(path.join(ROOT, "exercises", name, "solution.ts")));
    }
    const args = ["src/grader/cli.mjs", "--submissions", path.join(folder, "class"), "--fresh", "--json"];
    // What has not been built yet is built by a run that does not count; vitest keeps what it has transformed, too.
    await timed(args);
    return timed(args);
  });
  const suites = TWENTY.map((name) => `tests/suites/${name}.test.ts`);
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/bench/vitest.config.ts", ...suites];
  await timed(vitest);
  const theirs = await timed(vitest);
  return { ours, theirs };
}

/** What starting a process costs here, `count` times on all cores. */
export async function benchBareProcesses(count: number): Promise<number> {
  const began = performance.now();
  const numbers = Array.from({ length: count }, (_, index) => index).values();
  const work = async () => {
    for (const _ of numbers) await timed(["-e", "0"]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return performance.now() - began;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "four-of-six-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timed(args: readonly string[]): Promise<ClassRun> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, residentMb(child.pid))), 100);
  let complaint = "";
  child.stderr.on("data", (text: Buffer) => (complaint = String(text).slice(-2000)));
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ ms: performance.now() - began, peakMb });
      else reject(new Error(`${args.join(" ")} ended with ${code}: ${complaint}`));
    });
  });
}
