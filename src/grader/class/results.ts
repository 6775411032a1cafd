/**
 * What a class's run has found, line by line in `results.jsonl`: only ever added to, so that a run that is stopped goes on
 * where it was, and runs on several machines are put together. The last line about something counts.
 */
import { appendFileSync, closeSync, existsSync, openSync, readSync } from "node:fs";
import path from "node:path";
import type { Report } from "../report.ts";

const FILE = "results.jsonl";
/** Of the lines' form. Raised when older lines can no longer be read. */
const VERSION = 1;

/** A run begins. The learners that follow are those that it is about. */
export interface RunLine {
  readonly kind: "run";
  /** What was asked for; null: everything that was handed in. */
  readonly exercises: readonly string[] | null;
  readonly shard: string | null;
}

export interface LearnerLine {
  readonly kind: "learner";
  readonly learner: string;
  /** The exercises that were handed in. */
  readonly handedIn: readonly string[];
  readonly notes: readonly string[];
}

export interface ResultLine {
  readonly kind: "result";
  readonly learner: string;
  readonly exercise: string;
  /** Fingerprints of the answer and of what judged it: where both are the same, so is the report. */
  readonly answer: string;
  readonly suite: string;
  /** Milliseconds since 1970. */
  readonly gradedAt: number;
  readonly report: Report;
}

export type Line = RunLine | LearnerLine | ResultLine;

/** Where a result stands, and what is needed to decide about it without reading it. */
export interface Place extends Pick<ResultLine, "answer" | "suite" | "gradedAt"> {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** What a folder holds: its last run, the learners of it, and where each result stands. */
export class Results {
  readonly folder: string;
  run: RunLine | undefined;
  learners = new Map<string, LearnerLine>();
  readonly places = new Map<string, Place>();
  /** Lines that could not be read, each in a sentence. */
  readonly problems: string[] = [];
  #size = 0;
  /** The last line lacks its end. */
  #isCut = false;

  constructor(folder: string) {
    this.folder = folder;
    const file = path.join(folder, FILE);
    if (!existsSync(file)) return;
    let number = 0;
    for (const { text, offset, length, isWhole } of linesOf(file)) {
      number++;
      this.#size = offset + length + (isWhole ? 1 : 0);
      this.#isCut = !isWhole;
      const line = isWhole ? lineIn(text) : undefined;
      // A run that was stopped while it wrote leaves half a line. What it was about is graded again.
      if (line === undefined && !isWhole) continue;
      if (line === undefined) this.problems.push(`Line ${number} of ${file} is damaged, and left out.`);
      else if (line === "other-version")
        this.problems.push(`Line ${number} of ${file} is of another version of this command, and left out.`);
      else this.#take(line, { file, offset, length });
    }
  }

  /** There is something in this folder. */
  static isIn(folder: string): boolean {
    return existsSync(path.join(folder, FILE));
  }

  placeOf(learner: string, exercise: string): Place | undefined {
    return this.places.get(keyOf(learner, exercise));
  }

  /** The report of a learner's exercise, read anew each time: a class's reports are more than memory should hold. */
  reportOf(learner: string, exercise: string): Report | undefined {
    const place = this.placeOf(learner, exercise);
    return place === undefined ? undefined : lineAt(place).report;
  }

  /** Adds a line; nobody else writes to the file. Throws what the file system throws. */
  add(line: Line): void {
    const file = path.join(this.folder, FILE);
    const bytes = Buffer.from(`${this.#isCut ? "\n" : ""}${JSON.stringify({ version: VERSION, ...line })}\n`);
    appendFileSync(file, bytes);
    const opening = this.#isCut ? 1 : 0;
    this.#take(line, { file, offset: this.#size + opening, length: bytes.length - opening - 1 });
    this.#size += bytes.length;
    this.#isCut = false;
  }

  #take(line: Line, place: Pick<Place, "file" | "offset" | "length">): void {
    if (line.kind === "run") {
      this.run = line;
      this.learners = new Map();
    } else if (line.kind === "learner") this.learners.set(line.learner, line);
    else {
      const { answer, suite, gradedAt } = line;
      this.places.set(keyOf(line.learner, line.exercise), { ...place, answer, suite, gradedAt });
    }
  }
}

/** The whole line of a result. */
export function lineAt({ file, offset, length }: Pick<Place, "file" | "offset" | "length">): ResultLine {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(length);
    readSync(descriptor, bytes, 0, length, offset);
    return JSON.parse(bytes.toString("utf8")) as ResultLine;
  } finally {
    closeSync(descriptor);
  }
}

function keyOf(learner: string, exercise: string): string {
  return `${exercise} ${learner}`;
}

function lineIn(text: string): Line | "other-version" | undefined {
  try {
    const line = JSON.parse(text) as { version?: unknown; kind?: unknown; learner?: unknown; report?: Partial<Report> };
    if (line.version !== VERSION) return line.version === undefined ? undefined : "other-version";
    if (line.kind === "run") return line as unknown as RunLine;
    if (typeof line.learner !== "string") return undefined;
    if (line.kind === "learner") return line as unknown as LearnerLine;
    if (line.kind !== "result" || !Array.isArray(line.report?.tests)) return undefined;
    return line.report.version === 3 ? (line as unknown as ResultLine) : "other-version";
  } catch {
    return undefined;
  }
}

const NEW_LINE = 0x0a;
const PIECE_BYTES = 1_048_576;

/** The lines of a file with where they stand in it, in bytes; the file is never in memory as a whole. */
function* linesOf(file: string): Generator<{ text: string; offset: number; length: number; isWhole: boolean }> {
  const descriptor = openSync(file, "r");
  try {
    const piece = Buffer.alloc(PIECE_BYTES);
    let rest = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const count = readSync(descriptor, piece, 0, PIECE_BYTES, null);
      if (count === 0) break;
      rest = Buffer.concat([rest, piece.subarray(0, count)]);
      let start = 0;
      for (let end = rest.indexOf(NEW_LINE); end >= 0; end = rest.indexOf(NEW_LINE, start)) {
        if (end > start)
          yield { text: rest.toString("utf8", start, end), offset: offset + start, length: end - start, isWhole: true };
        start = end + 1;
      }
      offset += start;
      rest = rest.subarray(start);
    }
    if (rest.length > 0) yield { text: rest.toString("utf8"), offset, length: rest.length, isWhole: false };
  } finally {
    closeSync(descriptor);
  }
}
