import { traceDigest } from "../core/kernel/trace.ts";
import type { Exercise } from "../testing/exercise.ts";
import type { CheckResult, Report } from "./report.ts";

/**
 * How a known wrong answer fails. Computed by `npm run audit -- --write` and kept beside the exercise in
 * `signatures.json`; the audit says when it is out of date.
 */
export interface Signature {
  /** The checks that fail, in order. */
  readonly failed: readonly string[];
  /** What came where the first of them failed. */
  readonly received: string | null;
  /** A fingerprint of everything that came, in every failing check, with the runs that were found. */
  readonly digest: string;
}

/** By mistake; the stub's own is kept under `STUB`, because it behaves like no idea at all. */
export type Signatures = Readonly<Record<string, Signature>>;

export const STUB = "(stub)";

export function signatureOf(report: Report): Signature {
  const failures = report.tests.filter(({ status }) => status !== "pass");
  return {
    failed: failures.map(({ name }) => name),
    received: failures[0] === undefined ? null : receivedBy(failures[0]),
    digest: traceDigest(
      failures.map(({ name, message, received, counterexample }) => ({
        name,
        message,
        received,
        run: counterexample?.answer ?? null,
      })),
    ),
  };
}

/** Names the misconception on the first failing check, if the report's failures are those of a known mistake. */
export function nameMisconception(report: Report, exercise: Exercise, signatures: Signatures): Report {
  const mistake = knownMistake(report, signatures);
  const misconception = mistake === undefined ? undefined : exercise.mistakes[mistake]?.misconception.en;
  if (mistake === undefined || misconception === undefined) return report;
  const firstFailure = report.tests.findIndex(({ status }) => status !== "pass");
  const named = (test: CheckResult, index: number) =>
    index === firstFailure ? { ...test, misconception, mistake } : test;
  return { ...report, tests: report.tests.map(named) };
}

/**
 * The key of the mistake that the report behaves like. An answer that does in every failing check exactly what a known
 * mistake does is that mistake, however it is written. Short of that, the same checks must fail and the first must come
 * out the same, for one mistake only: a wrong guess would mislead.
 */
export function knownMistake(report: Report, signatures: Signatures): string | undefined {
  if (report.status !== "fail") return undefined;
  const { failed, received, digest } = signatureOf(report);
  const exact = Object.entries(signatures).filter(([, signature]) => signature.digest === digest);
  if (exact.length > 0) return exact.length === 1 && exact[0]?.[0] !== STUB ? exact[0]?.[0] : undefined;
  const alike = Object.entries(signatures).filter(
    ([, signature]) => signature.received === received && sameList(signature.failed, failed),
  );
  return alike.length === 1 && alike[0]?.[0] !== STUB ? alike[0]?.[0] : undefined;
}

function receivedBy(check: CheckResult): string | null {
  return check.counterexample?.received ?? check.received ?? check.message;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
