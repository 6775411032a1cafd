/** What is wrong with a scenario, as one sentence of the page's language. */
import type { Misfit } from "./misfit.ts";
import { TIME_LIMIT_MS } from "./limits.ts";
import type { NoRun } from "./runner.ts";
import { pathOf, TEXT_LENGTH_MAX, type Path, type ReadScenario, type TextProblem } from "./scenario-text.ts";
import { fill, type Strings } from "./strings.ts";

/** More names than this say less. */
const NAMES_MAX = 16;

export function textTrouble({ kind, line, found }: TextProblem, words: Strings): string {
  return atLine(line, words) + fill(words.problems[kind], { found, max: TEXT_LENGTH_MAX.toLocaleString() });
}

export function misfitTrouble({ path, kind, expected }: Misfit, read: ReadScenario, words: Strings): string {
  const names = expected.map((name) => (Object.hasOwn(words.shapes, name) && kind !== "unknown" ? words.shapes[name as keyof Strings["shapes"]] : name)); // prettier-ignore
  const shown = names.length > NAMES_MAX ? [...names.slice(0, NAMES_MAX), "…"] : names;
  return (
    atLine(read.lineOf(path), words) +
    fill(words.misfits[kind], {
      field: fieldOf(path) || words.whole,
      expected: shown.join(kind === "unknown" ? ", " : words.or),
    })
  );
}

/** Why a scenario that could be read did not run. Nothing to say of a run that the reader has stopped. */
export function runTrouble({ why }: NoRun, read: ReadScenario | undefined, words: Strings): string | undefined {
  switch (why.said) {
    case "refused": {
      const line = read === undefined ? "" : atLine(read.lineOf(pathOf(why.field)), words);
      return line + fill(words.refused, { detail: why.message });
    }
    case "broke":
      return fill(words.broke, { detail: why.message });
    case "too-many":
      return fill(words.tooMany, { count: why.count.toLocaleString() });
    case "too-long":
      return fill(words.tooLong, { seconds: TIME_LIMIT_MS / 1_000 });
    case "not-loaded":
      return words.notLoaded;
    case "stopped":
      return undefined;
    default:
      return why satisfies never;
  }
}

const atLine = (line: number, words: Strings) => fill(words.atLine, { line });

/** A path as the core writes it: `faults[2].zone`. */
function fieldOf(path: Path): string {
  return path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("").replace(/^\./, ""); // prettier-ignore
}
