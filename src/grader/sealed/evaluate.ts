import { transform } from "sucrase";
import { AnswerError } from "../../testing/seam.ts";

/** The name that an answer has in stack traces. */
const ANSWER_FILE = "answer.ts";
const LENGTH_MAX = 262_144;

/** An answer could not be made ready to run. The text is for the learner. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** What an answer may import at run time, by module. */
export type Importable = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

// Taken before anything is closed: an answer that reaches the Function constructor later gets it from the language.
const makeFunction = Function;

/** Strips the types from an answer, keeping its lines, and evaluates it. Throws `RefusedError` in plain words. */
export function evaluateAnswer(source: string, importable: Importable): Readonly<Record<string, unknown>> {
  const evaluate = compile(source);
  const exports: Record<string, unknown> = {};
  const require = (module: string) => importModule(module, importable);
  try {
    evaluate(exports, require);
  } catch (error) {
    if (error instanceof AnswerError) throw new RefusedError(error.message);
    throw new RefusedError(`The answer threw while it was being loaded: ${errorText(error)}`);
  }
  return exports;
}

function compile(source: string): (exports: object, require: (module: string) => unknown) => void {
  if (source.length > LENGTH_MAX)
    throw new RefusedError(`The answer is longer than ${LENGTH_MAX / 1024} KB; no answer needs that.`);
  let code: string;
  try {
    ({ code } = transform(source, {
      transforms: ["typescript", "imports"],
      production: true,
      disableESTransforms: true,
    }));
    return makeFunction("exports", "require", `"use strict";${code}\n//# sourceURL=${ANSWER_FILE}`) as ReturnType<
      typeof compile
    >;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = /\((\d+):\d+\)/.exec(message);
    const what = message.replace(/^Error transforming [^:]*: /, "").replace(/ ?\(\d+:\d+\)$/, "");
    throw new RefusedError(`The answer does not compile${place === null ? "" : `, line ${place[1]}`}: ${what}`);
  }
}

function importModule(module: string, importable: Importable): unknown {
  const exports = importable[module];
  if (exports !== undefined) return { __esModule: true, ...exports };
  const allowed = Object.entries(importable).map(
    ([name, values]) => `${Object.keys(values).join(", ")} from "${name}"`,
  );
  const instead =
    allowed.length === 0 ? "This exercise needs no import but types." : `Here it may import ${allowed.join("; ")}.`;
  throw new AnswerError(`The answer imports "${module}", which is not there where answers run. ${instead}`);
}

/** An error in one line, with the line of the answer that it came from. Safe for whatever was thrown. */
export function errorText(error: unknown): string {
  try {
    if (!(error instanceof Error)) return printed(error);
    const name = String(error.name);
    const message = String(error.message);
    const line = lineOf(String(error.stack));
    return `${name}: ${message}${line === undefined ? "" : ` (line ${line})`}${explanationOf(name, message)}`;
  } catch {
    return "something that cannot be printed";
  }
}

function printed(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 200));
  if (typeof value === "object" && value !== null) return "an object that is no Error";
  return typeof value === "function" ? "a function" : String(value);
}

// The function that wraps an answer adds two lines before its first in V8, and none elsewhere.
const WRAPPER_LINES = (() => {
  try {
    makeFunction("a", "b", `"use strict";throw new Error()\n//# sourceURL=probe.ts`)();
  } catch (error) {
    return Number(/probe\.ts:(\d+)/.exec(String((error as Error).stack))?.[1] ?? 1) - 1;
  }
  return 0;
})();

function lineOf(stack: string): number | undefined {
  const place = /answer\.ts:(\d+):\d+/.exec(stack);
  return place === null ? undefined : Number(place[1]) - WRAPPER_LINES;
}

/** What a learner should know about an error that comes from the walls around an answer. */
function explanationOf(name: string, message: string): string {
  const missing = name === "ReferenceError" ? /^(\w+) is not defined|Can't find variable: (\w+)/.exec(message) : null;
  const global = missing?.[1] ?? missing?.[2];
  if (global !== undefined && ABSENT[global] !== undefined) return `. ${ABSENT[global]}`;
  if (/read only property|object is not extensible|Cannot (add|delete|redefine) property/.test(message)) {
    return ". What an answer is given, and the language itself, is read-only here: copy before you change";
  }
  return "";
}

const MACHINE = "An answer runs sealed off: it has the language, and nothing of the machine";
const NETWORK = "An answer runs sealed off: there is no network";
const STORAGE = "An answer runs sealed off: there is no storage";
const CLOCK = "An answer has no clock of its own: time is what the simulator tells it";

const ABSENT: Readonly<Record<string, string>> = {
  process: MACHINE,
  require: MACHINE,
  Buffer: MACHINE,
  window: MACHINE,
  document: MACHINE,
  self: MACHINE,
  global: MACHINE,
  postMessage: MACHINE,
  Worker: MACHINE,
  WebAssembly: MACHINE,
  fetch: NETWORK,
  XMLHttpRequest: NETWORK,
  WebSocket: NETWORK,
  EventSource: NETWORK,
  importScripts: NETWORK,
  localStorage: STORAGE,
  sessionStorage: STORAGE,
  indexedDB: STORAGE,
  caches: STORAGE,
  navigator: MACHINE,
  location: MACHINE,
  Date: CLOCK,
  setTimeout: CLOCK,
  setInterval: CLOCK,
  setImmediate: CLOCK,
  performance: CLOCK,
};
