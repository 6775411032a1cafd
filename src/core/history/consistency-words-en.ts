import type { Millis } from "../kernel/index.ts";
import type { ConsistencyBreak, ConsistencyModel } from "./consistency.ts";

/** What the models are called in English. */
export const CONSISTENCY_IN_ENGLISH: Readonly<Record<ConsistencyModel, string>> = Object.freeze({
  eventual: "Eventual",
  "monotonic-reads": "Monotonic reads",
  "read-your-writes": "Read your writes",
  strong: "Strong",
});

/**
 * Which read breaks a model, and because of what. `timeText` prints a time of the run. Versions have no numbers here: those
 * of a history begin with its run, and a figure may count otherwise.
 */
export function consistencyBreakInEnglish(
  { read, because }: ConsistencyBreak,
  timeText: (atMs: Millis) => string,
): string {
  const what = `At ${timeText(read.untilMs)} ${read.session} read`;
  if (because === undefined) return `${what} a version of ${read.key} that nobody had written.`;
  if (because.fromMs > read.untilMs)
    return `${what} a version of ${read.key} that ${because.session} wrote only at ${timeText(because.fromMs)}.`;
  const verb = because.kind === "write" ? "written" : "read";
  const who = because.session === read.session ? `It had ${verb} a newer one itself` : `${because.session} had ${verb} a newer one`; // prettier-ignore
  return `${what} an old version of ${read.key}. ${who} at ${timeText(because.untilMs)}.`;
}
