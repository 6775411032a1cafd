/**
 * The verdict on one answer, the same in every host. It is a superset of the results format (version 3) that Exercism's
 * test runners write, so tools that read that format can read this one.
 */
import { TIME_LIMIT_MS, type Exercise, type Layer } from "../testing/exercise.ts";
import type { DatabaseAsked } from "../testing/database.ts";
import type { Circumstance, CoverageCell } from "../testing/coverage.ts";
import type { Counterexample, RunName } from "../testing/properties.ts";
import type { Score } from "../testing/score.ts";

export type { Circumstance, Counterexample, CoverageCell, RunName };

export interface CheckResult {
  readonly name: string;
  /** `error`: the answer threw, or the check never ran (then `ran` is false). */
  readonly status: "pass" | "fail" | "error";
  readonly ran: boolean;
  readonly layer: Layer;
  /** What broke, in words; null for a check that passed. */
  readonly message: string | null;
  readonly expected: string | null;
  readonly received: string | null;
  /** What the answer printed while the check ran; null when nothing. At most 2,000 characters. */
  readonly output: string | null;
  readonly hint: string | null;
  /** Set on the first failing check when the whole pattern of failures is that of a known mistake. */
  readonly misconception: string | null;
  /** The key of that mistake in `exercise.ts`; the lesson's paragraph about it stands at `#idea-<key>`. */
  readonly mistake: string | null;
  readonly counterexample: Counterexample | null;
  /** Which operations the check's runs called, and what went wrong meanwhile. */
  readonly coverage: readonly CoverageCell[];
  readonly durationMs: number;
}

export interface Report {
  readonly version: 3;
  /** `part/slug` */
  readonly exercise: string;
  /** `error`: the answer could not be judged to the end: it did not compile, threw on import, never finished, … */
  readonly status: "pass" | "fail" | "error";
  /** Why the status is `error`, in plain words; null otherwise. */
  readonly message: string | null;
  /** One for each check of the suite, in the suite's order. */
  readonly tests: readonly CheckResult[];
  /** How long an answer that passed is, where that is counted, beside the shortest that is known. */
  readonly score?: Score;
}

/** What a run says while it goes on, from the sealed runner to its host. */
export type RunnerMessage =
  /** The answer is about to be evaluated: the clock starts. */
  | { readonly kind: "started" }
  /** The answer could not be made ready to run. */
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "check-started"; readonly name: string }
  | ({ readonly kind: "check-ended" } & CheckVerdict)
  | ({ readonly kind: "scored" } & Score)
  | { readonly kind: "finished" }
  /** The suite asks its host's database, and waits for the reply. Hosts keep this to themselves. */
  | { readonly kind: "asked"; readonly asked: DatabaseAsked }
  /** The answer to a request to run the cluster. */
  | { readonly kind: "simulated"; readonly trace: readonly object[]; readonly thrown: string | null }
  /** The answer to a request to replay one run; without a counterexample the answer did as the reference does. */
  | { readonly kind: "replayed"; readonly counterexample: Counterexample | null; readonly thrown: string | null };

/** The part of a check's result that the runner knows. */
export type CheckVerdict = Pick<
  CheckResult,
  "name" | "status" | "message" | "expected" | "received" | "output" | "counterexample" | "coverage" | "durationMs"
>;

/** How a run came to its end, as its host saw it. */
export type RunEnd =
  | { readonly kind: "finished" }
  | { readonly kind: "timed-out" }
  | { readonly kind: "out-of-memory" }
  /** The suite needs PostgreSQL, and it could not be started. No fault of the answer's. */
  | { readonly kind: "no-postgres"; readonly detail: string }
  /** The process or the worker is gone and has not said why. */
  | { readonly kind: "died"; readonly detail: string };

const NOTHING_SAID = {
  status: "error",
  expected: null,
  received: null,
  output: null,
  counterexample: null,
  coverage: [],
  durationMs: 0,
} as const;

/**
 * Makes the report from what the runner said and how the run ended. Every check of the exercise has a place in it; the
 * report passes only when each of them was said to pass and the run finished.
 */
export function reportOf(name: string, exercise: Exercise, messages: readonly RunnerMessage[], end: RunEnd): Report {
  const verdicts = new Map<string, CheckVerdict>();
  let refusal: string | undefined;
  let running: string | undefined;
  let last: string | undefined;
  let score: Score | undefined;
  for (const message of messages) {
    if (message.kind === "refused") refusal ??= message.message;
    if (message.kind === "scored") score = { length: message.length, shortest: message.shortest };
    if (message.kind === "check-started") running = message.name;
    if (message.kind === "check-ended") {
      verdicts.set(message.name, message);
      last = message.name;
      running = undefined;
    }
  }
  const finished = end.kind === "finished" && messages.some(({ kind }) => kind === "finished");
  const unfinished = finished
    ? undefined
    : endText(end, whenText(running, last), exercise.timeLimitMs ?? TIME_LIMIT_MS);

  const tests = exercise.checks.map(({ name, layer, hint }): CheckResult => {
    // A check that waits for what does not come has not failed.
    const wasRunning = name === running && end.kind !== "no-postgres";
    const verdict = verdicts.get(name);
    const ran = verdict !== undefined || wasRunning;
    const said = verdict ?? {
      ...NOTHING_SAID,
      message: wasRunning && unfinished !== undefined ? unfinished : "Not run.",
    };
    const { status, message, expected, received, output, counterexample, coverage, durationMs } = said;
    return {
      name,
      status,
      ran,
      layer,
      message,
      expected,
      received,
      output,
      hint: status === "pass" || !ran ? null : hint.en,
      misconception: null,
      mistake: null,
      counterexample,
      coverage,
      durationMs,
    };
  });

  const message =
    refusal ?? unfinished ?? (verdicts.size < tests.length ? "Not every check of the suite was run." : undefined);
  const allPassed = tests.every(({ status }) => status === "pass");
  const status = message !== undefined ? "error" : allPassed ? "pass" : "fail";
  return {
    version: 3,
    exercise: name,
    status,
    message: message ?? null,
    tests,
    ...(status === "pass" && score !== undefined ? { score } : {}),
  };
}

function whenText(running: string | undefined, last: string | undefined): string {
  if (running !== undefined) return `during "${running}"`;
  return last === undefined ? "while it was being loaded" : `right after "${last}"`;
}

function endText(end: RunEnd, when: string, timeLimitMs: number): string {
  switch (end.kind) {
    case "timed-out":
      return `The answer was stopped after ${timeLimitMs / 1000} s, ${when}. It loops, or waits for something that never comes.`;
    case "out-of-memory":
      return `The answer used up all the memory that it may have, ${when}.`;
    case "no-postgres":
      return `PostgreSQL could not be loaded (${end.detail}). Check the connection and run the checks again; your answer is kept.`;
    case "died":
      return `The answer ended the run ${when}, before every check had a verdict${end.detail === "" ? "" : ` (${end.detail})`}.`;
    case "finished":
      return "The run ended before every check had a verdict.";
    default:
      return end satisfies never;
  }
}

/** A report without what differs from run to run: for comparing. */
export function withoutTimes(report: Report): Report {
  return { ...report, tests: report.tests.map((test) => ({ ...test, durationMs: 0 })) };
}
