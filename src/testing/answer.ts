import { AnswerError, type Seam } from "./seam.ts";
import type { AnyRig, Rig } from "./rig.ts";

let provided: Readonly<Record<string, unknown>> | undefined;

/** Called by whoever runs a suite, before the suite is loaded: the module that the learner wrote. */
export function provideAnswer(exports: Readonly<Record<string, unknown>>): void {
  provided = exports;
}

/** The answer under test, taken through the seam of its exercise. */
export function answer<Answer extends object>(
  rig: Rig<Answer, never, never> | { readonly seam: Seam<Answer> },
): Answer {
  if (provided === undefined) throw new Error("No answer was provided before the suite was loaded.");
  return takeAnswer<Answer>(rig.seam, provided);
}

/** Takes a module's exports through a seam. Throws `AnswerError` when one is missing or of the wrong kind. */
export function takeAnswer<Answer extends object>(
  seam: Seam<Answer>,
  exports: Readonly<Record<string, unknown>>,
): Answer {
  const taken: Record<string, unknown> = {};
  for (const name of Object.keys(seam)) {
    if (!Object.hasOwn(exports, name)) throw new AnswerError(missingExport(name, Object.keys(exports)));
    const shape = (seam as AnyRig["seam"])[name];
    if (typeof exports[name] !== "function" && shape?.isData !== true)
      throw new AnswerError(`The answer exports ${name}, but it is no function.`);
    taken[name] = shape?.take(exports[name], name);
  }
  return taken as Answer;
}

function missingExport(name: string, names: readonly string[]): string {
  const instead = names.length === 0 ? "It exports nothing." : `It exports: ${names.join(", ")}.`;
  return `The answer does not export ${name}. ${instead}`;
}
