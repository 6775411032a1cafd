/**
 * The wall between a suite and an answer. Whatever an answer returns is copied, value by value, into the shape that its
 * seam promises, and whatever it is given is a frozen copy: an answer can neither keep hold of a suite's objects nor
 * hand it objects that only pretend to be data. A value of the wrong shape becomes an `AnswerError` in plain words.
 */

import { noteCall } from "./coverage.ts";

/** The answer is at fault in a way that no single check is about. The text is for the learner. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
}

/** Takes a value out of an answer. `where` says in words where it came from, as in `vdl()`. */
export interface Shape<T> {
  take(value: unknown, where: string): T;
  /** What the answer exports is data and no function. */
  readonly isData?: true;
}

type Implementation = (...args: never[]) => unknown;

/** The shape of an answer: what it must export. */
export type Seam<Answer> = { readonly [Name in keyof Answer]: Shape<Answer[Name]> };

/** A finite number: a trace is data, and data has no word for the others. There is one zero. */
export const number: Shape<number> = {
  take: (value, where) =>
    typeof value === "number" && Number.isFinite(value) ? value + 0 : fail(where, "a finite number", value),
};

const TEXT_LENGTH_MAX = 1_000;

export const text: Shape<string> = {
  take(value, where) {
    if (typeof value !== "string") return fail(where, "a text", value);
    if (value.length > TEXT_LENGTH_MAX)
      throw new AnswerError(
        `${where} gave a text of ${value.length} characters; at most ${TEXT_LENGTH_MAX} can be right.`,
      );
    return value;
  },
};

export const truth: Shape<boolean> = {
  take: (value, where) => (typeof value === "boolean" ? value : fail(where, "true or false", value)),
};

/** Whatever comes back is left where it is. */
export const nothing: Shape<void> = { take: () => undefined };

const LIST_LENGTH_MAX = 10_000;

export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    take(value, where) {
      if (!Array.isArray(value)) return fail(where, "a list", value);
      // A proxy may say anything here.
      const length: unknown = value.length;
      if (typeof length !== "number") return fail(where, "a plain list", value);
      if (length > LIST_LENGTH_MAX)
        throw new AnswerError(`${where} returned a list of ${length} items; at most ${LIST_LENGTH_MAX} can be right.`);
      const items: T[] = [];
      for (let index = 0; index < length; index++) items.push(item.take(value[index], `${where}[${index}]`));
      return items;
    },
  };
}

/** Plain data with these fields; others are left behind. */
export function record<T extends object>(fields: { readonly [Name in keyof T]: Shape<T[Name]> }): Shape<T> {
  return {
    take(value, where) {
      if (typeof value !== "object" || value === null) return fail(where, `an object with ${namesOf(fields)}`, value);
      const taken: Record<string, unknown> = {};
      for (const name of Object.keys(fields)) {
        const field = fields[name as keyof T].take((value as Record<string, unknown>)[name], `${where}.${name}`);
        // What was left out stays out: data is compared as it is written.
        if (field !== undefined) taken[name] = field;
      }
      return taken as T;
    },
  };
}

/**
 * One of several kinds of plain data, told apart by the text in one field: `tagged("status", { missing: { afterLsn: number } })`.
 * The field is read once, and only the fields of the kind that it names are taken.
 */
export function tagged<T extends object, Tag extends keyof T & string>(
  tag: Tag,
  kinds: {
    readonly [Kind in T[Tag] & string]: {
      readonly [Name in Exclude<keyof Extract<T, Record<Tag, Kind>>, Tag>]: Shape<Extract<T, Record<Tag, Kind>>[Name]>;
    };
  },
): Shape<T> {
  return {
    take(value, where) {
      if (typeof value !== "object" || value === null) return fail(where, `an object with ${tag}`, value);
      const kind = (value as Record<string, unknown>)[tag];
      if (typeof kind !== "string" || !Object.hasOwn(kinds, kind)) {
        const names = Object.keys(kinds).map((name) => JSON.stringify(name));
        return fail(`${where}.${tag}`, `one of ${names.join(", ")}`, kind);
      }
      const fields = kinds[kind as T[Tag] & string] as { readonly [Name in string]: Shape<unknown> };
      return { [tag]: kind, ...record(fields).take(value, where) } as T;
    },
  };
}

/** What an answer may leave out. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return {
    take(value, where) {
      if (value === null) throw new AnswerError(`${where} gave null; where there is nothing it has to give undefined.`);
      return value === undefined ? undefined : shape.take(value, where);
    },
  };
}

/** An export that is data: it is copied, as results are. */
export function data<T>(shape: Shape<T>): Shape<T> {
  return { isData: true, take: (value, where) => shape.take(value, where) };
}

/** A function whose result has this shape. */
export function fn<F extends Implementation>(result: Shape<ReturnType<F>>): Shape<F> {
  return {
    take(value, where) {
      if (typeof value !== "function") return fail(where, "a function", value);
      return wrap(value as Implementation, undefined, result, where) as unknown as F;
    },
  };
}

/** An object that keeps state behind these methods; `this` is the object itself when they are called. */
export function mechanism<T extends object>(methods: {
  readonly [Name in keyof T]: T[Name] extends Implementation ? Shape<ReturnType<T[Name]>> : never;
}): Shape<T> {
  return {
    take(value, where) {
      if ((typeof value !== "object" && typeof value !== "function") || value === null || value instanceof Promise) {
        return fail(where, `an object with the methods ${namesOf(methods)}`, value);
      }
      const wrapped: Record<string, unknown> = {};
      for (const name of Object.keys(methods)) {
        const method = (value as Record<string, unknown>)[name];
        if (typeof method !== "function")
          throw new AnswerError(
            `${where} returned an object whose ${name} is ${spoken(method)}; it has to be a method.`,
          );
        // Looked up at each call, as everywhere else: an object may put another method in its place later.
        const current = (...args: never[]) => {
          const method: unknown = (value as Record<string, unknown>)[name];
          if (typeof method !== "function")
            throw new AnswerError(`The object that ${where} returned has no method ${name} any more.`);
          return Reflect.apply(method as Implementation, value, args);
        };
        wrapped[name] = wrap(current, undefined, methods[name as keyof T] as Shape<unknown>, name);
      }
      return wrapped as T;
    },
  };
}

/**
 * A function that goes step by step, a generator or whatever has `next`: what it asks for has the first shape, what it
 * returns in the end the second. It is told each answer as a frozen copy.
 */
export function steps<F extends (...args: never[]) => Iterator<unknown, unknown, never>>(
  asked: Shape<Asked<F>>,
  returned: Shape<Returned<F>>,
): Shape<F> {
  return {
    take(value, where) {
      if (typeof value !== "function") return fail(where, "a generator function", value);
      const steps = mechanism<{ next(...told: never[]): IteratorResult<unknown, unknown> }>({
        next: {
          take(step) {
            if (typeof step !== "object" || step === null) return fail(`next() of ${where}`, "done and value", step);
            // Each is read once.
            const { done, value: inner } = step as { readonly done?: unknown; readonly value?: unknown };
            if (done !== true) return { done: false, value: asked.take(inner, `${where}() asks for something and`) };
            return { done: true, value: returned.take(inner, `${where}() ends and`) };
          },
        },
      });
      return wrap(value as Implementation, undefined, steps, where) as unknown as F;
    },
  };
}

type Asked<F> = F extends (...args: never[]) => Iterator<infer T, unknown, never> ? T : never;
type Returned<F> = F extends (...args: never[]) => Iterator<unknown, infer T, never> ? T : never;

function wrap(implementation: Implementation, self: unknown, result: Shape<unknown>, where: string): Implementation {
  const called = `${where}()`;
  return (...args: unknown[]) => {
    noteCall(where);
    forgetLastMatch();
    // A rest parameter is a list of nobody else's.
    for (let index = 0; index < args.length; index++) args[index] = frozenCopy(args[index]);
    return result.take(Reflect.apply(implementation, self, args), called);
  };
}

const NOTHING = /(?:)/;

/**
 * Before an answer's code gets its turn: where the language tells of the last text that any expression matched
 * (`RegExp.lastMatch`, `RegExp.$1` …), that is no text of ours. Most engines let the runner take these away; Firefox does not.
 */
export function forgetLastMatch(): void {
  if ("lastMatch" in RegExp) NOTHING.test("");
}

/** Data as an answer gets it: its own copy, and read-only, as the types say. */
export function frozenCopy(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  // Spread, and not filled name by name: `__proto__` is a name like any other.
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  for (const name of Object.keys(copy)) {
    const inner = copy[name];
    if (typeof inner === "object" && inner !== null) copy[name] = frozenCopy(inner);
  }
  return Object.freeze(copy);
}

function fail(where: string, expected: string, value: unknown): never {
  throw new AnswerError(`${where} gave ${spoken(value)}; it has to give ${expected}.`);
}

function namesOf(fields: object): string {
  return Object.keys(fields).join(", ");
}

/** A value in words that are safe to print whatever it is. */
export function spoken(value: unknown): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "undefined":
      return "undefined";
    case "string":
      return `the text ${JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value)}`;
    case "number":
    case "bigint":
    case "boolean":
      return `the ${typeof value} ${String(value).slice(0, 80)}`;
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    default:
      return spokenObject(value);
  }
}

function spokenObject(value: object): string {
  try {
    if (Array.isArray(value)) return "a list";
    return value instanceof Promise ? "a promise" : "an object";
  } catch {
    // A revoked proxy answers no question.
    return "an object";
  }
}

let textOf = (error: unknown): string =>
  error instanceof Error ? `${String(error.name)}: ${String(error.message)}` : spoken(error);

/** Called by whoever runs a suite and can say more about an error than its name and message. The text must be safe. */
export function speakOfThrown(errorText: (error: unknown) => string): void {
  textOf = errorText;
}

/** What was thrown, in words that are safe whatever it is. */
export function thrownText(error: unknown): string {
  try {
    if (error instanceof AnswerError) return error.message;
    return `The answer threw ${textOf(error)}`;
  } catch {
    return "The answer threw something that cannot be looked at.";
  }
}
