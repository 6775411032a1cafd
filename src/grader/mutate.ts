/**
 * Mutation testing: would a suite notice if its solution were a little different? `npm run audit -- --mutate [<name> …]`.
 *
 * Stryker's mutators change a solution in one place at a time; our own host grades what comes out, as it would grade a
 * learner's answer. A change that passes every check is a gap in the suite, or it makes no difference that anybody can
 * see. Then `survivors.json` beside the solution says why.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { noopLogger } from "@stryker-mutator/util";
import { TIME_LIMIT_MS } from "../testing/exercise.ts";
import { CACHE, hashOf, prepared } from "./bundle.ts";
import { exerciseFile, loadExercise } from "./exercises.ts";
import { gradeToFirstFailure } from "./node-host.ts";
import { loadSurvivors, placeOf, type SurvivorRecord } from "./survivors.ts";

/** One change of a solution. */
export interface Mutant {
  /** The whole text after the change. */
  readonly source: string;
  /** Where it begins, counted from 1. */
  readonly lineNumber: number;
  /** That line, as `placeOf` tells it from others. */
  readonly line: string;
  /** What the line becomes; the lines that the change goes over are one. */
  readonly becomes: string;
}

/** Every change that Stryker's mutators make of a text in TypeScript. Types have none. */
export async function mutantsOf(source: string): Promise<readonly Mutant[]> {
  const { mutants } = await new Instrumenter(noopLogger).instrument(
    [{ name: "solution.ts", content: source, mutate: true }],
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  const lines = source.split("\n");
  const all = mutants.map(({ location: { start, end }, mutatorName, replacement = "" }): Mutant => {
    const line = lines[start.line] ?? "";
    const before = line.slice(0, start.column);
    const after = (lines[end.line] ?? "").slice(end.column);
    const changed = before + asOperand(mutatorName, replacement) + after;
    return {
      source: [...lines.slice(0, start.line), changed, ...lines.slice(end.line + 1)].join("\n"),
      lineNumber: start.line + 1,
      line: placeOf(source, start.line),
      becomes: changed.replace(/\s+/g, " ").trim(),
    };
  });
  return [...new Map(all.map((mutant) => [mutant.source, mutant])).values()];
}

/** These put an expression of any kind where one of a certain kind stood: what is around must not take it apart. */
const LOOSE = new Set(["BooleanLiteral", "LogicalOperator", "MethodExpression"]);

function asOperand(mutatorName: string, replacement: string): string {
  return LOOSE.has(mutatorName) && /\s/.test(replacement) ? `(${replacement})` : replacement;
}

/** What came of all changes of one solution. */
export interface MutationReport {
  readonly mutantCount: number;
  readonly killedCount: number;
  readonly recordedCount: number;
  /** Survivors without a record, as a small diff each, and records that fit no survivor. */
  readonly problems: readonly string[];
}

/** Compares the changes that pass with those that are known to. `passes` is the suite's verdict on a text. */
export async function judgeMutants(
  file: string,
  source: string,
  records: readonly SurvivorRecord[],
  passes: (source: string) => Promise<boolean>,
): Promise<MutationReport> {
  const mutants = await mutantsOf(source);
  const survivors: Mutant[] = [];
  const queue = mutants.values();
  const work = async () => {
    for (const mutant of queue) if (await passes(mutant.source)) survivors.push(mutant);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  survivors.sort((a, b) => mutants.indexOf(a) - mutants.indexOf(b));

  const isOf = (record: SurvivorRecord, becomes: string) => (mutant: Mutant) =>
    mutant.line === record.line && mutant.becomes === becomes;
  const isRecorded = (mutant: Mutant) =>
    records.some((record) => record.becomes.some((becomes) => isOf(record, becomes)(mutant)));
  const unknown = survivors.filter((mutant) => !isRecorded(mutant));
  const stale = records.flatMap((record) =>
    record.becomes
      .filter((becomes) => !survivors.some(isOf(record, becomes)))
      .map((becomes) => `survivors.json: no change that passes is\n${diffOf({ line: record.line, becomes })}`),
  );
  return {
    mutantCount: mutants.length,
    killedCount: mutants.length - survivors.length,
    recordedCount: survivors.length - unknown.length,
    problems: [
      ...unknown.map((mutant) => `${file}:${mutant.lineNumber}: every check passes with\n${diffOf(mutant)}`),
      ...stale,
    ],
  };
}

/** The line goes and the other comes; lines before it only say which line it is. */
function diffOf({ line, becomes }: Pick<Mutant, "line" | "becomes">): string {
  const lines = line.split("\n");
  return [...lines.slice(0, -1).map((before) => `    ${before}`), `  - ${lines.at(-1)}`, `  + ${becomes}`].join("\n");
}

/** Changes a solution in every way, one at a time, and grades what comes out. */
export async function mutateExercise(name: string): Promise<MutationReport> {
  const exercise = await loadExercise(name);
  const source = exerciseFile(name, "solution.ts");
  const beganMs = performance.now();
  const { status } = await gradeToFirstFailure(name, exercise, source);
  if (status !== "pass") {
    const problems = [`${name}: the solution itself does not pass: npm run audit -- ${name}`];
    return { mutantCount: 0, killedCount: 0, recordedCount: 0, problems };
  }
  // A change that makes a loop endless would take all the time that a learner has.
  const enoughMs = Math.max(TIME_LIMIT_MIN_MS, TIME_LIMIT_FACTOR * (performance.now() - beganMs));
  const hurried = { ...exercise, timeLimitMs: Math.min(exercise.timeLimitMs ?? TIME_LIMIT_MS, enoughMs) };

  const kept = await keptVerdicts(name);
  const passes = async (mutant: string) => {
    const key = hashOf(mutant);
    return (kept.passes[key] ??= (await gradeToFirstFailure(name, hurried, mutant)).status === "pass");
  };
  const report = await judgeMutants(`exercises/${name}/solution.ts`, source, loadSurvivors(name), passes);
  kept.write();
  return report;
}

const TIME_LIMIT_MIN_MS = 1_000;
/** Times what the solution takes. Generous: a verdict must not hang on how busy the machine is. */
const TIME_LIMIT_FACTOR = 5;

/** Verdicts of earlier runs of the same suite, by the changed text: whoever adds a reason need not wait for all again. */
async function keptVerdicts(name: string): Promise<{ readonly passes: Record<string, boolean>; write(): void }> {
  const { hash: judge } = await prepared(name);
  const file = path.join(CACHE, `mutants-${name.replace("/", "-")}.json`);
  let passes: Record<string, boolean> = {};
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as { judge: string; passes: typeof passes };
    if (kept.judge === judge) ({ passes } = kept);
  } catch {
    // There is none yet.
  }
  return { passes, write: () => writeFileSync(file, JSON.stringify({ judge, passes })) };
}
