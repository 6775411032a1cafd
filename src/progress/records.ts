/**
 * What a reader's own browser keeps of the course: one record for each answer, each exercise's runs, each lesson and each
 * scenario of the playground, so that two open tabs write beside each other. A record carries the version of its shape; what an older site has kept is
 * brought up to date as it is read, and what a newer one has kept is left alone.
 */

/** What a reader has written for one exercise, as it is typed. */
export interface AnswerRecord {
  /** What stands in the editor. */
  readonly text: string;
  /** That is our solution, word for word, and so not the reader's to keep. */
  readonly isOurs: boolean;
  /** The reader's own texts, put aside while the stub or the solution stands in the editor; the latest last. */
  readonly shelved: readonly string[];
  /** Different after each change: a tab sees by it that another one has written. */
  readonly stamp: string;
}

/** One run of the checks. */
export interface KeptRun {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: "pass" | "fail" | "error";
  readonly passed: number;
  readonly count: number;
  readonly text: string;
}

/** What came of an exercise so far. */
export interface RunsRecord {
  /** When the reader's own answer first passed every check; our solution counts for nothing. */
  readonly solvedAt?: number;
  /** The reader's last answer that passed. */
  readonly passing?: string;
  /** The checks that passed in the last run, by name. */
  readonly lastPassed: readonly string[];
  /** The latest last; at most `RUNS_MAX`. */
  readonly runs: readonly KeptRun[];
}

export const RUNS_MAX = 20;

/** How a reader answered a question: a prediction or one of the quiz. */
export interface AnsweredQuestion {
  readonly isRight: boolean;
  /** The letter that was chosen, and the language of the page: choices stand in another order in the other one. */
  readonly choice: string;
  readonly lang: string;
}

/** What came of a lesson so far. */
export interface LessonRecord {
  /** When the reader reached its end, or said so; milliseconds since 1970. */
  readonly readAt?: number;
  /** How many questions the lesson asks, once it has been opened. */
  readonly questionCount?: number;
  /** By place on the page: `predict-1`, `quiz-3`. */
  readonly questions: Readonly<Record<string, AnsweredQuestion>>;
}

/** A scenario that a reader has written in the playground; its name is `playground/<figure>`. */
export interface ScenarioRecord {
  /** As it is typed, sense or none. */
  readonly text: string;
}

export interface Records {
  readonly answer: AnswerRecord;
  readonly runs: RunsRecord;
  readonly lesson: LessonRecord;
  readonly scenario: ScenarioRecord;
}

export type Kind = keyof Records;

type Fields = Readonly<Record<string, unknown>>;

/** How each kind of record is read: its version now, and what is taken of its fields. Undefined where they make no sense. */
const SHAPES: {
  readonly [K in Kind]: { readonly version: number; readonly take: (fields: Fields) => Records[K] | undefined };
} = {
  // Version 1 had no stamp.
  answer: {
    version: 2,
    take: ({ text, isOurs, shelved, stamp }) =>
      typeof text === "string"
        ? { text, isOurs: isOurs === true, shelved: texts(shelved), stamp: typeof stamp === "string" ? stamp : "" }
        : undefined,
  },
  runs: {
    version: 1,
    take: ({ solvedAt, passing, lastPassed, runs }) => ({
      ...(typeof solvedAt === "number" && { solvedAt }),
      ...(typeof passing === "string" && { passing }),
      lastPassed: texts(lastPassed),
      runs: Array.isArray(runs) ? runs.filter(isRun).slice(-RUNS_MAX) : [],
    }),
  },
  lesson: {
    version: 1,
    take: ({ readAt, questionCount, questions }) => ({
      ...(typeof readAt === "number" && { readAt }),
      ...(typeof questionCount === "number" && { questionCount }),
      questions: isFields(questions)
        ? Object.fromEntries(
            Object.entries(questions).filter((one): one is [string, AnsweredQuestion] => isAnswered(one[1])),
          )
        : {},
    }),
  },
  scenario: {
    version: 1,
    take: ({ text }) => (typeof text === "string" ? { text } : undefined),
  },
};

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
const isRun = (value: unknown): value is KeptRun =>
  isFields(value) &&
  ["at", "passed", "count"].every((name) => typeof value[name] === "number") &&
  ["pass", "fail", "error"].includes(value["status"] as string) &&
  typeof value["text"] === "string";
const isAnswered = (value: unknown): value is AnsweredQuestion =>
  isFields(value) && typeof value["isRight"] === "boolean" && ["choice", "lang"].every((name) => typeof value[name] === "string"); // prettier-ignore

/** A record was written by a newer version of the site. */
export const NEWER = "newer";

/** Reads a record in any version that there has been; undefined where there is none, or none that can be read. */
export function takeRecord<K extends Kind>(kind: K, value: unknown): Records[K] | typeof NEWER | undefined {
  if (!isFields(value) || typeof value["version"] !== "number") return undefined;
  const { version, take } = SHAPES[kind];
  return value["version"] > version ? NEWER : take(value);
}

/** A record as it is kept. */
export function keptRecord<K extends Kind>(kind: K, record: Records[K]): Fields {
  return { version: SHAPES[kind].version, ...record };
}

export const KINDS = Object.keys(SHAPES) as readonly Kind[];

const PREFIX = "four-of-six/";

/** The name under which a record is kept; `name` is `part/slug`. */
export function keyOf(kind: Kind, name: string): string {
  return `${PREFIX}${kind}/${name}`;
}

const NAME = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/** What a key names; undefined for a key that is not ours. */
export function kindAndName(key: string): { readonly kind: Kind; readonly name: string } | undefined {
  if (!key.startsWith(PREFIX)) return undefined;
  const rest = key.slice(PREFIX.length);
  const kind = KINDS.find((one) => rest.startsWith(`${one}/`));
  const name = kind === undefined ? "" : rest.slice(kind.length + 1);
  return kind !== undefined && NAME.test(name) ? { kind, name } : undefined;
}
