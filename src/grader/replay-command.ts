/** `--replay`: one run again, from a link that the site has made, or from a report of this command. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { carriesAnswer, LinkError, sharedIn } from "../progress/link.ts";
import { UsageError } from "./answers.ts";
import { suiteBundle } from "./bundle.ts";
import { exerciseNames, loadExercise } from "./exercises.ts";
import { gradeInProcess, replayInProcess } from "./node-host.ts";
import { reportPage, replayPage } from "./terminal.ts";
import type { Counterexample, Report } from "./report.ts";

/** What came of a replay, and whether the answer did as the reference does. */
export interface Replayed {
  readonly page: string;
  readonly agrees: boolean;
  readonly data: { readonly exercise: string; readonly check: string; readonly counterexample: Counterexample | null };
}

/** Replays a link, a file that holds one, or a report; `ownAnswer` gives the text that a report was about. */
export async function replay(asked: string, ownAnswer: (name: string) => string): Promise<Replayed> {
  const text = carriesAnswer(asked) ? asked : textOf(asked);
  if (carriesAnswer(text)) return replayLink(text);
  const report = reportIn(text, asked);
  const broken = report.tests.find(({ counterexample }) => counterexample?.run !== undefined);
  const found = broken?.counterexample;
  if (broken === undefined || found?.run === undefined)
    throw new UsageError(`${asked} holds no run that can be made again: nothing failed in it, or an example did.`);
  return replayRun(report.exercise, ownAnswer(report.exercise), { ...found, name: found.run, check: broken.name });
}

async function replayLink(text: string): Promise<Replayed> {
  try {
    const { exercise, answer, version, run } = await sharedIn(text);
    knownExercise(exercise);
    const note =
      version === (await suiteBundle(exercise)).hash
        ? undefined
        : "This link was made with another version of the exercise: what it shows may differ.";
    if (run !== undefined) return await replayRun(exercise, answer, run, note);
    const definition = await loadExercise(exercise);
    const report = await gradeInProcess(exercise, definition, answer);
    return {
      page: reportPage(report, definition, "the answer of the link"),
      agrees: report.status === "pass",
      data: { exercise, check: "", counterexample: null },
    };
  } catch (error) {
    if (error instanceof LinkError) throw new UsageError(error.message);
    throw error;
  }
}

async function replayRun(
  name: string,
  source: string,
  run: { readonly name: "unit" | "cluster"; readonly check: string; readonly scenario: unknown },
  note?: string,
): Promise<Replayed> {
  knownExercise(name);
  const exercise = await loadExercise(name);
  const outcome = await replayInProcess(name, exercise, { source, replay: run.name, scenario: run.scenario });
  if (typeof outcome === "string") throw new UsageError(`The run could not be made again. ${outcome}`);
  return {
    page: replayPage(name, exercise, run.check, outcome, note),
    agrees: outcome === null,
    data: { exercise: name, check: run.check, counterexample: outcome },
  };
}

function knownExercise(name: string): void {
  if (!exerciseNames().includes(name)) throw new UsageError(`There is no exercise ${name} here.`);
}

function textOf(file: string): string {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new UsageError(`${file} is neither a link with an answer in it nor a file.`);
  return readFileSync(file, "utf8");
}

function reportIn(text: string, file: string): Report {
  try {
    const report = JSON.parse(text) as Partial<Report>;
    if (report.version === 3 && typeof report.exercise === "string" && Array.isArray(report.tests))
      return report as Report;
  } catch {
    // No JSON at all.
  }
  throw new UsageError(`${file} holds neither a link with an answer in it nor a report of --json.`);
}
