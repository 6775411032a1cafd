import { transform } from "sucrase";
import { ANSWER_LENGTH_MAX } from "../../testing/exercise.ts";
import { forgetLastMatch } from "../../testing/seam.ts";
import { inSameWords, READ_ONLY, sameName } from "./engine-words.ts";

/** The name that an answer has in stack traces. */
const ANSWER_FILE = "answer.ts";

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
  /** Why an import was refused, by the error that says so: an answer may catch one, but it can make none. */
  const refusals = new WeakMap<WeakKey, string>();
  const require = (asked: unknown) => {
    const module = String(asked);
    if (Object.hasOwn(importable, module)) return { __esModule: true, ...importable[module] };
    const refuse = (what: string): never => {
      const error = new Error(refusedImport(what, importable));
      refusals.set(error, error.message);
      throw error;
    };
    // The course's modules have types as well, and who transpiles one file cannot always tell that only a type is meant:
    // then the import stays, and nothing is taken from it.
    if (!module.startsWith("four-of-six/")) return refuse(`"${module}"`);
    return new Proxy(
      {},
      { get: (_, name) => (name === "__esModule" ? true : refuse(`${String(name)} from "${module}"`)) },
    );
  };
  forgetLastMatch();
  try {
    evaluate(exports, require);
  } catch (error) {
    const refusal = typeof error === "object" && error !== null ? refusals.get(error) : undefined;
    throw new RefusedError(refusal ?? `The answer threw while it was being loaded: ${errorText(error)}`);
  }
  return exports;
}

/** Names of namespaces in the answer: the transpiler leaves them out, with the values in them. */
let namespaces: readonly string[] = [];

function compile(source: string): (exports: object, require: (module: string) => unknown) => void {
  if (source.length > ANSWER_LENGTH_MAX)
    throw new RefusedError(`The answer is longer than ${ANSWER_LENGTH_MAX / 1024} KB; no answer needs that.`);
  namespaces = [...source.matchAll(/^[ \t]*(?:export[ \t]+)?(?:namespace|module)[ \t]+(\w+)/gm)].map(
    ([, name]) => name ?? "",
  );
  let code = "";
  try {
    // A line for a shell is no comment where a function's text is expected.
    ({ code } = transform(source.replace(/^\uFEFF?#!/, "//"), {
      transforms: ["typescript", "imports"],
      production: true,
      disableESTransforms: true,
    }));
    return functionOf(code);
  } catch (error) {
    throw new RefusedError(compileErrorText(error, source, code));
  }
}

function functionOf(code: string): ReturnType<typeof compile> {
  return makeFunction("exports", "require", `"use strict";${code}\n//# sourceURL=${ANSWER_FILE}`) as ReturnType<
    typeof compile
  >;
}

/** What is wrong with the text of an answer, and in which line. */
function compileErrorText(error: unknown, source: string, code: string): string {
  const message = error instanceof Error ? error.message : String(error);
  // The transpiler says where; the engine, which finds what the transpiler lets pass, does not.
  const said = /\((\d+):\d+\)/.exec(message)?.[1];
  const line = said !== undefined ? Number(said) : code === "" ? undefined : brokenLine(code, message);
  const what = inSameWords(message.replace(/^Error transforming [^:]*: /, "").replace(/ ?\(\d+:\d+\)$/, ""));
  const text = line === undefined ? "" : (source.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1] ?? "");
  const explanation = SYNTAX.find(([words, within]) => words.test(what) && within.test(text))?.[2];
  return `The answer does not compile${line === undefined ? "" : `, line ${line}`}: ${explanation ?? what}`;
}

/**
 * The line in which the engine finds its error: the end of the shortest beginning of the text with the same error, since
 * a text is read from its beginning and the first error ends the reading.
 */
function brokenLine(code: string, message: string): number | undefined {
  const lines = code.split("\n");
  const failsAlike = (count: number) => {
    try {
      functionOf(lines.slice(0, count).join("\n"));
      return false;
    } catch (error) {
      return error instanceof Error && error.message === message;
    }
  };
  let good = 0;
  let bad = lines.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (failsAlike(middle)) bad = middle;
    else good = middle;
  }
  return bad;
}

/** Better words than the engine's, by its words and by what stands in the line. */
const SYNTAX: readonly (readonly [words: RegExp, within: RegExp, explanation: string])[] = [
  [
    /^await is only valid|Expected ';' after/,
    /\bawait\b/,
    "await stands outside of an async function. An answer is loaded in one go, and its functions return at once",
  ],
  [/Invalid or unexpected token/, /^\s*@|\s@\w/, "decorators do not run here"],
];

function refusedImport(what: string, importable: Importable): string {
  const allowed = Object.entries(importable).map(
    ([name, values]) => `${Object.keys(values).join(", ")} from "${name}"`,
  );
  const instead =
    allowed.length === 0 ? "This exercise needs no import but types." : `Here it may import ${allowed.join("; ")}.`;
  return `The answer imports ${what}, which is not there where answers run. ${instead}`;
}

const TEXT_MAX = 1_000;

/** An error in one line, with the line of the answer that it came from. Safe for whatever was thrown. */
export function errorText(error: unknown): string {
  try {
    if (!(error instanceof Error)) return printed(error);
    const name = sameName(String(error.name).slice(0, TEXT_MAX));
    const message = inSameWords(String(error.message).slice(0, TEXT_MAX));
    const line = lineOf(error, STACK_FULL.test(message));
    const explanation = explanationOf(name, message);
    const said = explanation === "" || line !== undefined ? message : message.replace(/\.$/, "");
    return `${name}: ${said}${line === undefined ? "" : ` (line ${line})`}${explanation}`;
  } catch {
    return "something that cannot be printed";
  }
}

function printed(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 200));
  if (typeof value === "object" && value !== null) return "an object that is no Error";
  return typeof value === "function" ? "a function" : String(value);
}

let knownWrapperLines: number | undefined;

/** The function that wraps an answer adds two lines before its first, but not in every engine. */
function wrapperLines(): number {
  return (knownWrapperLines ??= linesBeforeFirst());
}

function linesBeforeFirst(): number {
  try {
    makeFunction("a", "b", `"use strict";throw new Error()\n//# sourceURL=probe.ts`)();
  } catch (error) {
    const { stack, line = 1 } = error as Error & { line?: number };
    return Number(/probe\.ts:(\d+)/.exec(String(stack))?.[1] ?? line) - 1;
  }
  return 0;
}

const STACK_FULL = /^Maximum call stack/;

/**
 * The line of the answer from which an error came. Where functions call each other until the stack is full, chance says
 * which of them is the last: then it is the first line of the circle.
 */
function lineOf(error: Error, isStackFull: boolean): number | undefined {
  const stack = String(error.stack);
  const lines = [...stack.matchAll(/^(?: +at |[^@\n]*@).*?\banswer\.ts:(\d+):\d+/gm)].map(
    ([, line]) => Number(line) - wrapperLines(),
  );
  if (lines.length === 0 && !isStackFull) return ownLineOf(error, stack);
  const circle = isStackFull ? lines.filter((line, index) => lines.indexOf(line) !== index) : [];
  return circle.length === 0 ? lines[0] : Math.min(...circle);
}

/**
 * JavaScriptCore does not name the text of a made function in a stack, but an error says its own line. It is the answer's
 * when the innermost frame that is not the engine's has no name.
 */
function ownLineOf(error: Error, stack: string): number | undefined {
  const innermost = stack.split("\n").find((frame) => !frame.endsWith("@[native code]"));
  const { line } = error as { line?: unknown };
  return innermost?.endsWith("@") === true && typeof line === "number" ? line - wrapperLines() : undefined;
}

/** What a learner should know about an error that comes from the walls around an answer. */
function explanationOf(name: string, message: string): string {
  const global = name === "ReferenceError" ? /^(\w+) is not defined/.exec(message)?.[1] : undefined;
  if (global !== undefined && Object.hasOwn(ABSENT, global)) return `. ${ABSENT[global]}`;
  if (global !== undefined && namespaces.includes(global))
    return ". A namespace does not run here; an object or plain functions do";
  if (STACK_FULL.test(message)) return ". Functions call each other, or one itself, without coming to an end";
  if (READ_ONLY.test(message))
    return ". What an answer is given, and the language itself, is read-only here: copy before you change";
  return "";
}

const MACHINE = "An answer runs sealed off: it has the language, and nothing of the machine";
const NETWORK = "An answer runs sealed off: there is no network";
const STORAGE = "An answer runs sealed off: there is no storage";
const MODULE = "An answer is a module of its own: write export in front of what it gives";
const LOCALE = "An answer runs sealed off: it has no locale, because a run must be the same everywhere";
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
  crypto: MACHINE,
  alert: MACHINE,
  prompt: MACHINE,
  URL: MACHINE,
  TextEncoder: MACHINE,
  TextDecoder: MACHINE,
  AbortController: MACHINE,
  EventTarget: MACHINE,
  SharedArrayBuffer: MACHINE,
  Atomics: MACHINE,
  WeakRef: MACHINE,
  FinalizationRegistry: MACHINE,
  __dirname: MACHINE,
  __filename: MACHINE,
  module: MODULE,
  Intl: LOCALE,
  Date: CLOCK,
  setTimeout: CLOCK,
  setInterval: CLOCK,
  setImmediate: CLOCK,
  performance: CLOCK,
  Temporal: CLOCK,
};
