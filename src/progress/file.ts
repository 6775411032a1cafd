/**
 * Everything that is kept, as one file: made on the site and read there or by `npm run grade -- --import`. An import
 * takes nothing away: where both sides have an answer, the reader's own texts of both stay.
 */
import {
  keptRecord,
  keyOf,
  kindAndName,
  NEWER,
  RUNS_MAX,
  takeRecord,
  type AnswerRecord,
  type Kind,
  type LessonRecord,
  type Records,
  type RunsRecord,
} from "./records.ts";
import { UnreadableError, type Refusal } from "./unreadable.ts";

const FORMAT = "four-of-six/progress";
const VERSION = 1;

/** The records by kind and name. */
export type Progress = { readonly [K in Kind]: Readonly<Record<string, Records[K]>> };

const SENTENCES = {
  "not-ours": "This file is no progress file of Four of Six.",
  newer: "This file was made by a newer version of the course. Update this one, then import it again.",
  damaged: "This file is damaged: it ends too early, or was changed.",
} as const;

export class ProgressFileError extends UnreadableError {
  override readonly name = "ProgressFileError";

  constructor(refusal: Refusal) {
    super(refusal, SENTENCES);
  }
}

/** The records that a storage holds; records of a newer version are left out. */
export function progressOf(storage: Iterable<readonly [key: string, value: string]>): Progress {
  const progress = { answer: {}, runs: {}, lesson: {}, scenario: {} } as { [K in Kind]: Record<string, Records[K]> };
  for (const [key, value] of storage) put(progress, key, parsed(value));
  return progress;
}

function put(into: { [K in Kind]: Record<string, Records[K]> }, key: string, value: unknown): void {
  const place = kindAndName(key);
  if (place === undefined) return;
  const record = takeRecord(place.kind, value);
  if (record !== undefined && record !== NEWER) into[place.kind][place.name] = record as never;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a file with all of it. */
export function fileOf(progress: Progress): string {
  const records: Record<string, unknown> = {};
  for (const kind of Object.keys(progress) as Kind[]) {
    for (const [name, record] of Object.entries(progress[kind])) records[keyOf(kind, name)] = keptRecord(kind, record as never);
  } // prettier-ignore
  return `${JSON.stringify({ format: FORMAT, version: VERSION, records }, null, 1)}\n`;
}

/** Reads a file. Throws `ProgressFileError`. */
export function progressIn(text: string): Progress {
  const file = parsed(text) as { format?: unknown; version?: unknown; records?: unknown } | null | undefined;
  if (file === undefined) throw new ProgressFileError(text.includes(FORMAT) ? "damaged" : "not-ours");
  if (file === null || file.format !== FORMAT) throw new ProgressFileError("not-ours");
  if (typeof file.version === "number" && file.version > VERSION) throw new ProgressFileError("newer");
  if (typeof file.records !== "object" || file.records === null) throw new ProgressFileError("damaged");
  const progress = { answer: {}, runs: {}, lesson: {}, scenario: {} } as { [K in Kind]: Record<string, Records[K]> };
  for (const [key, value] of Object.entries(file.records)) put(progress, key, value);
  return progress;
}

/** What is kept after an import: `theirs` comes in, and nothing of `ours` is lost. */
export function merged(ours: Progress, theirs: Progress): Progress {
  return {
    answer: mergedBy(ours.answer, theirs.answer, mergedAnswer),
    runs: mergedBy(ours.runs, theirs.runs, mergedRuns),
    lesson: mergedBy(ours.lesson, theirs.lesson, mergedLesson),
    // There is no shelf for a scenario: the one that is here stays.
    scenario: mergedBy(ours.scenario, theirs.scenario, (our) => our),
  };
}

function mergedBy<T>(
  ours: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  merge: (our: T, their: T) => T,
): Readonly<Record<string, T>> {
  const all: Record<string, T> = { ...ours };
  for (const [name, their] of Object.entries(theirs)) {
    const our = ours[name];
    all[name] = our === undefined ? their : merge(our, their);
  }
  return all;
}

/** The imported text comes into the editor; what stood there goes to the shelf. */
function mergedAnswer(our: AnswerRecord, their: AnswerRecord): AnswerRecord {
  const own = [...(our.isOurs ? [] : [our.text]), ...our.shelved];
  const shelved = [...their.shelved, ...own.filter((text) => text !== their.text && !their.shelved.includes(text))];
  return { ...their, shelved };
}

function mergedRuns(our: RunsRecord, their: RunsRecord): RunsRecord {
  const both = [...our.runs, ...their.runs].toSorted((a, b) => a.at - b.at);
  const runs = both.filter(
    (run, index) => both.findIndex(({ at, text }) => at === run.at && text === run.text) === index,
  );
  const later = (their.runs.at(-1)?.at ?? 0) >= (our.runs.at(-1)?.at ?? 0) ? their : our;
  const solvedAt = Math.min(our.solvedAt ?? Infinity, their.solvedAt ?? Infinity);
  const passing = later.passing ?? our.passing ?? their.passing;
  return {
    ...(solvedAt !== Infinity && { solvedAt }),
    ...(passing !== undefined && { passing }),
    lastPassed: later.lastPassed,
    runs: runs.slice(-RUNS_MAX),
  };
}

function mergedLesson(our: LessonRecord, their: LessonRecord): LessonRecord {
  const readAt = Math.min(our.readAt ?? Infinity, their.readAt ?? Infinity);
  const questionCount = their.questionCount ?? our.questionCount;
  return {
    ...(readAt !== Infinity && { readAt }),
    ...(questionCount !== undefined && { questionCount }),
    questions: { ...our.questions, ...their.questions },
  };
}
