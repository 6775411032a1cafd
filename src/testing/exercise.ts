/** The three layers of a suite, in the order in which their feedback helps. */
export type Layer = "example" | "property" | "cluster";

/** A text in the course's languages; where there is no Korean yet, English is shown. */
export interface Localized {
  readonly en: string;
  readonly ko?: string;
}

/** One named check of the hidden suite. */
export interface Check {
  /** A plain fact about behaviour; exactly the name of the test in the suite. */
  readonly name: string;
  readonly nameKo?: string;
  readonly layer: Layer;
  /** Shown under the check when it fails: a nudge, never the answer. */
  readonly hint: Localized;
  /** Points for passing it in a class's grades; a whole number above 0. Default 1. */
  readonly weight?: number;
}

/** A known wrong answer: `mistakes/<its key>.ts`. No two exercises of a lesson share a key. */
export interface Mistake {
  /** The name of the check that fails first. */
  readonly caughtBy: string;
  /** The idea that it behaves like, and why that idea is not enough. */
  readonly misconception: Localized;
}

/** What an exercise says about itself: `exercises/<part>/<slug>/exercise.ts`. */
export interface Exercise {
  readonly title: Localized;
  /** The path of its lesson, as in `aurora-storage/write-path`. */
  readonly lesson: string;
  /** 1: ten lines; 2: twenty to sixty; 3: more. */
  readonly stars: 1 | 2 | 3;
  /** All checks of the suite, in the suite's order. */
  readonly checks: readonly Check[];
  /** Nudges for the whole exercise, one shown at a time, each bigger than the last. */
  readonly hints: readonly Localized[];
  readonly mistakes: Readonly<Record<string, Mistake>>;
  /** What the answer may import at run time, by module: names. Types may be imported from anywhere. */
  readonly mayImport?: Readonly<Record<string, readonly string[]>>;
  /** What the suite asks of its host. Nothing of it can be reached from an answer. */
  readonly needs?: readonly Need[];
  /** Wall-clock time that an answer may take for the whole suite. Default 5,000. */
  readonly timeLimitMs?: number;
}

/** A service of the host's: `postgres` is `openDatabase()`, and costs the first run on a page 5 MB. */
export type Need = "postgres";

export const TIME_LIMIT_MS = 5_000;

/** Characters that an answer may have. */
export const ANSWER_LENGTH_MAX = 262_144;

/** The anchor of the paragraph that explains why a mistake's idea fails. `<Idea of="<its key>" />` puts it into the lesson. */
export function ideaIdOf(mistake: string): string {
  return `idea-${mistake}`;
}

/** Gives the exercise its type; nothing else. */
export function defineExercise(exercise: Exercise): Exercise {
  return exercise;
}
