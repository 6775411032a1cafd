import type { Exercise } from "../testing/exercise.ts";
import type { CheckResult, Report } from "./report.ts";

/**
 * What a known mistake does to the suite: each check that fails, and what came where the first one failed. Computed by
 * `npm run audit -- --write` and kept beside the exercise in `signatures.json`; the audit says when it is out of date.
 */
export interface Signature {
  readonly failed: readonly string[];
  readonly received: string | null;
}

export type Signatures = Readonly<Record<string, Signature>>;

export function signatureOf(report: Report): Signature {
  const failed = report.tests.filter(({ status }) => status !== "pass");
  return { failed: failed.map(({ name }) => name), received: failed[0] === undefined ? null : receivedBy(failed[0]) };
}

/**
 * Names the misconception on the first failing check, if the report's failures are exactly those of a known mistake.
 * Where several mistakes fail the same checks, the one whose first failure came out the same is meant; if none did, or
 * more than one, nothing is named: a wrong guess would mislead.
 */
export function nameMisconception(report: Report, exercise: Exercise, signatures: Signatures): Report {
  const mistake = knownMistake(report, signatures);
  const misconception = mistake === undefined ? undefined : exercise.mistakes[mistake]?.misconception.en;
  if (misconception === undefined) return report;
  const firstFailure = report.tests.findIndex(({ status }) => status !== "pass");
  return {
    ...report,
    tests: report.tests.map((test, index) => (index === firstFailure ? { ...test, misconception } : test)),
  };
}

/** The key of the mistake that the report behaves like, if there is just one. */
export function knownMistake(report: Report, signatures: Signatures): string | undefined {
  if (report.status !== "fail") return undefined;
  const { failed, received } = signatureOf(report);
  const sameChecks = Object.entries(signatures).filter(([, signature]) => sameList(signature.failed, failed));
  const sameResult = sameChecks.filter(([, signature]) => signature.received === received);
  return sameResult.length === 1
    ? sameResult[0]?.[0]
    : sameResult.length === 0 && sameChecks.length === 1
      ? sameChecks[0]?.[0]
      : undefined;
}

function receivedBy(check: CheckResult): string | null {
  return check.counterexample?.received ?? check.received ?? check.message;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
