import type { Millis } from "../kernel/index.ts";
import type { ConsistencyBreak, ConsistencyModel, HistoryOperation } from "./consistency.ts";

/** What the models are called in English. */
export const CONSISTENCY_IN_ENGLISH: Readonly<Record<ConsistencyModel, string>> = Object.freeze({
  eventual: "Eventual",
  "monotonic-reads": "Monotonic reads",
  "read-your-writes": "Read your writes",
  strong: "Strong",
});

/** Which read breaks a model, and because of what, in one sentence. `timeText` prints a time of the run. */
export function consistencyBreakInEnglish(
  { read, because }: ConsistencyBreak,
  timeText: (atMs: Millis) => string,
): string {
  const what = `At ${timeText(read.untilMs)} ${read.session} read ${versionText(read)}`;
  if (because === undefined) return `${what}, which nobody had written.`;
  if (because.fromMs > read.untilMs)
    return `${what}, which ${because.session} wrote only at ${timeText(because.fromMs)}.`;
  const isOwn = because.session === read.session;
  const verb = because.kind === "write" ? "written" : "read";
  const who = isOwn
    ? `It had ${verb} ${versionText(because)} itself`
    : `${because.session} had ${verb} ${versionText(because)}`;
  return `${what}. ${who} at ${timeText(because.untilMs)}.`;
}

function versionText({ key, version }: HistoryOperation): string {
  return version === 0 ? `the old ${key}` : `version ${version} of ${key}`;
}
