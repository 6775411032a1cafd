import type { CheckResult, CheckVerdict, Report } from "../grader/report.ts";
import type { Exercise, Layer } from "../testing/exercise.ts";

export const LAYERS: readonly Layer[] = ["example", "property", "cluster"];

export type CheckState = "passed" | "failed" | "not-run";

/** A check as the page knows it before anything is fetched. */
export interface CheckName {
  readonly name: string;
  /** The name in the page's language. */
  readonly text: string;
  readonly layer: Layer;
}

/** A check as it is shown: its name, and what is known of it now. */
export interface ShownCheck extends CheckName {
  /** Unique on the page. */
  readonly id: string;
  readonly state: CheckState;
  readonly result?: CheckResult;
  /** In the page's language, once the exercise's texts are there. */
  readonly hint?: string | undefined;
  readonly misconception?: string | undefined;
}

/** The checks with the verdicts of a finished run, or with those that have come in so far. */
export function shownChecks(
  id: string,
  checks: readonly CheckName[],
  report: Report | undefined,
  soFar: readonly Pick<CheckVerdict, "name" | "status">[],
): ShownCheck[] {
  return checks.map((check, index): ShownCheck => {
    const base = { ...check, id: `${id}-${index}` };
    const result = report?.tests.find(({ name }) => name === check.name);
    if (result !== undefined) return { ...base, result, state: stateOf(result.status, result.ran) };
    const status = soFar.find(({ name }) => name === check.name)?.status;
    return { ...base, state: status === undefined ? "not-run" : stateOf(status, true) };
  });
}

function stateOf(status: CheckVerdict["status"], ran: boolean): CheckState {
  if (!ran) return "not-run";
  return status === "pass" ? "passed" : "failed";
}

/** Adds what the exercise says about failing checks; its texts are in the page's language. */
export function withTexts(checks: readonly ShownCheck[], exercise: Exercise): ShownCheck[] {
  return checks.map((check) => {
    if (check.result === undefined) return check;
    const hint = exercise.checks.find(({ name }) => name === check.name)?.hint;
    const mistake = exercise.mistakes[check.result.mistake ?? ""];
    return {
      ...check,
      hint: hint?.en,
      misconception: mistake?.misconception.en,
    };
  });
}
