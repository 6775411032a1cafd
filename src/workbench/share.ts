/** Making a link that carries an answer and the run in which it breaks. */
import type { Report } from "../grader/report.ts";
import { fragmentOf } from "../progress/link.ts";

/** The exercise's version: the hash of its suite, which the file's name carries. */
export function versionOf(suiteUrl: string): string {
  return /\.([^.]+)\.js$/.exec(suiteUrl)?.[1] ?? "";
}

export interface MadeLink {
  readonly url: string;
  /** The check whose run the link carries. */
  readonly check: string | undefined;
}

/** A link to this page with the answer, and with the first run of the report that can be made again. */
export async function makeLink(
  exercise: string,
  suiteUrl: string,
  answer: string,
  report: Report | undefined,
): Promise<MadeLink> {
  const broken = report?.tests.find(({ counterexample }) => counterexample?.run !== undefined);
  const found = broken?.counterexample;
  const fragment = await fragmentOf({
    exercise,
    version: versionOf(suiteUrl),
    answer,
    ...(broken && found?.run && { run: { name: found.run, check: broken.name, scenario: found.scenario } }),
  });
  return { url: `${location.origin}${location.pathname}${fragment}`, check: broken?.name };
}
