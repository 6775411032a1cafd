/** `--import` and `--export`: a learner's files and what the site has kept, one to the other. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileOf, progressIn, ProgressFileError, type Progress } from "../progress/file.ts";
import type { AnswerRecord, RunsRecord } from "../progress/records.ts";
import {
  answerPathOf,
  isBegun,
  readAnswer,
  remember,
  remembered,
  replaceAnswer,
  shown,
  UsageError,
} from "./answers.ts";
import { exerciseFile, exerciseNames } from "./exercises.ts";

/** Writes the answers of a file that the site has saved. Returns what was done, line by line. */
export function importProgress(file: string): readonly string[] {
  const progress = progressFrom(file);
  const names = exerciseNames();
  const lines: string[] = [];
  for (const [name, { text, isOurs, shelved }] of Object.entries(progress.answer)) {
    // While the solution stands in the editor, the learner's own is on the shelf.
    const own = isOurs ? shelved.at(-1) : text;
    if (own === undefined) continue;
    if (!names.includes(name)) {
      lines.push(`${name}: there is no such exercise here; left out.`);
      continue;
    }
    const wasThere = isBegun(name);
    const kept = replaceAnswer(name, own);
    if (kept !== undefined) lines.push(`${name}: written. What stood there is kept as ${shown(kept)}.`);
    else lines.push(wasThere ? `${name}: the same already.` : `${name}: written.`);
  }
  for (const [name, { solvedAt }] of Object.entries(progress.runs)) {
    if (solvedAt !== undefined && names.includes(name) && remembered()[name]?.solvedAt === undefined)
      remember(name, { solvedAt });
  }
  return lines.length === 0 ? [`${shown(file)} holds no answers.`] : lines;
}

function progressFrom(file: string): Progress {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${shown(file)} cannot be read: ${(error as Error).message}.`);
  }
  try {
    return progressIn(text);
  } catch (error) {
    if (error instanceof ProgressFileError) throw new UsageError(`${shown(file)}: ${error.message}`);
    throw error;
  }
}

/** Writes the learner's answers into a file that the site reads. Returns how many there are. */
export function exportProgress(file: string): number {
  const answer: Record<string, AnswerRecord> = {};
  const runs: Record<string, RunsRecord> = {};
  const memory = remembered();
  for (const name of exerciseNames().filter(isBegun)) {
    const text = readAnswer(answerPathOf(name));
    if (text !== exerciseFile(name, "stub.ts")) answer[name] = { text, isOurs: false, shelved: [], stamp: "" };
    const solvedAt = memory[name]?.solvedAt;
    if (solvedAt !== undefined) runs[name] = { solvedAt, lastPassed: [], runs: [] };
  }
  try {
    writeFileSync(file, fileOf({ answer, runs, lesson: {}, scenario: {} }));
  } catch (error) {
    throw new UsageError(`${shown(file)} could not be written: ${(error as Error).message}.`);
  }
  return Object.keys(answer).length;
}
