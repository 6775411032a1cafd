/**
 * Closes the world before an answer is evaluated: what is left of the global object is the language itself, and every
 * built-in object is frozen, so that no answer has a say in its own verdict.
 */

import { LANGUAGE } from "./names.ts";
import { realGlobal, sealedGlobal } from "./sealed-global.ts";

const AsyncFunction = (async () => undefined).constructor;
const GeneratorFunction = function* () {}.constructor;
const AsyncGeneratorFunction = async function* () {}.constructor;

interface IteratorHelpers {
  readonly prototype: { drop(this: unknown, count: number): object };
  from(iterator: object): object;
}

/** Objects of the language that have no global name. */
function unnamedRoots(): object[] {
  const stack = Object.getOwnPropertyDescriptor(new Error(), "stack");
  // Not in every engine yet.
  const helpers = sealedGlobal["Iterator"] as IteratorHelpers | undefined;
  return [
    AsyncFunction,
    GeneratorFunction,
    AsyncGeneratorFunction,
    prototypeOf([][Symbol.iterator]()),
    prototypeOf(""[Symbol.iterator]()),
    prototypeOf(new Map()[Symbol.iterator]()),
    prototypeOf(new Set()[Symbol.iterator]()),
    prototypeOf("".matchAll(/./g)),
    prototypeOf(Int8Array),
    prototypeOf(helpers?.prototype.drop.call([].values(), 0)),
    prototypeOf(helpers?.from({ next: () => undefined })),
    stack?.get,
    stack?.set,
  ].filter(isObject);
}

function prototypeOf(value: unknown): unknown {
  return isObject(value) ? Object.getPrototypeOf(value) : undefined;
}

/**
 * Prototypes whose properties ordinary code assigns on its own objects (`this.name = "QuorumNotMet"` in a class that
 * extends Error, `list.concat = …`). Frozen as plain values they would refuse the assignment to the child as well, so they
 * become accessors that let the child have its own. Calls through them are slower, so what makes lists go round (`next`) is
 * not among them.
 */
const ASSIGNABLE: readonly unknown[] = [
  Object.prototype,
  Function.prototype,
  Array.prototype,
  ...[Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    (error) => error.prototype,
  ),
  Promise.prototype,
  Map.prototype,
  Set.prototype,
  WeakMap.prototype,
  RegExp.prototype,
  prototypeOf(Int8Array.prototype),
  GeneratorFunction.prototype.prototype,
];

/** As long as `constructor` is a plain value of these, engines take the short way through `map`, `filter`, `split` and `await`. */
const PLAINLY_MADE: readonly unknown[] = [Array.prototype, Promise.prototype, RegExp.prototype];

/** Takes everything off the global object but the language; what stays is fixed by `fixGlobals`. */
export function closeGlobals(): void {
  keepListening();
  for (const holder of globalHolders()) {
    for (const key of Reflect.ownKeys(holder)) {
      if (typeof key === "string" && LANGUAGE.has(key)) continue;
      if (Reflect.deleteProperty(holder, key)) continue;
      // What cannot be taken away may still be emptied.
      Reflect.set(holder, key, undefined);
    }
  }
  // The last text that any expression matched, the runner's own among them: an old part of the language that tells on it.
  for (const key of Reflect.ownKeys(RegExp)) {
    if (/^(input|last(Match|Paren)|(left|right)Context|\$.)$/.test(String(key))) Reflect.deleteProperty(RegExp, key);
  }
}

/**
 * A browser's global object can listen, by a prototype that it shares with the signals which the runner's libraries
 * listen to. They get methods of their own, before the shared ones are taken away.
 */
function keepListening(): void {
  const target = (sealedGlobal["EventTarget"] as { prototype: object } | undefined)?.prototype;
  const signal = (sealedGlobal["AbortSignal"] as { prototype: object } | undefined)?.prototype;
  if (target === undefined || signal === undefined) return;
  for (const key of ["addEventListener", "removeEventListener", "dispatchEvent"]) {
    const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
    if (descriptor !== undefined) Reflect.defineProperty(signal, key, descriptor);
  }
}

/** The global object and its prototypes, up to where all objects end. */
function globalHolders(): object[] {
  const holders: object[] = [];
  let holder: object | null = realGlobal;
  while (holder !== null && holder !== Object.prototype) {
    holders.push(holder);
    holder = Object.getPrototypeOf(holder) as object | null;
  }
  return holders;
}

/** Makes one-way streets of the globals that stay: nobody can put something else in their place. */
export function fixGlobals(): void {
  for (const key of Reflect.ownKeys(realGlobal)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(realGlobal, key);
    if (descriptor === undefined || !descriptor.configurable) continue;
    const value: unknown = Reflect.get(realGlobal, key);
    Reflect.defineProperty(realGlobal, key, {
      value,
      writable: false,
      configurable: false,
      enumerable: descriptor.enumerable ?? false,
    });
  }
  // Refused for some global objects; adding a name of one's own harms nobody.
  Reflect.preventExtensions(realGlobal);
}

/**
 * Freezes every object of the language that can be reached from a global or from syntax, and whatever `others` leads to:
 * what an answer imports, and the classes of errors that it might come to hold.
 */
export function freezeBuiltIns(others: readonly object[]): void {
  // What becomes an accessor can be seen no more as a property's value, and must be frozen all the same.
  const hidden = ASSIGNABLE.filter(isObject).flatMap((holder) =>
    Object.getOwnPropertyNames(holder)
      .filter((name) => name !== "constructor" || !PLAINLY_MADE.includes(holder))
      .map((name) => makeAssignable(holder, name)),
  );
  const seen = new Set<object>();
  const pending: object[] = [...others, ...hidden.filter(isObject), ...unnamedRoots(), ...globalHolders().slice(1)];
  for (const name of LANGUAGE) {
    if (name === "globalThis") continue;
    const value: unknown = Reflect.get(realGlobal, name);
    if (isObject(value)) pending.push(value);
  }
  for (let object = pending.pop(); object !== undefined; object = pending.pop()) {
    if (seen.has(object) || object === realGlobal) continue;
    seen.add(object);
    Object.freeze(object);
    const prototype: unknown = Object.getPrototypeOf(object);
    if (isObject(prototype)) pending.push(prototype);
    for (const key of Reflect.ownKeys(object)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
      for (const inner of [descriptor?.value, descriptor?.get, descriptor?.set] as unknown[])
        if (isObject(inner)) pending.push(inner);
    }
  }
}

/** Makes one property assignable on the holder's children; its value, if it had one. */
function makeAssignable(holder: object, name: string): unknown {
  const descriptor = Reflect.getOwnPropertyDescriptor(holder, name);
  if (descriptor === undefined || !descriptor.configurable || !("value" in descriptor)) return undefined;
  const value: unknown = descriptor.value;
  Object.defineProperty(holder, name, {
    configurable: false,
    enumerable: false,
    get: () => value,
    set(this: object, own: unknown) {
      if (this === holder) throw new TypeError(`Cannot assign to read only property '${name}' of a built-in object`);
      Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
    },
  });
  return value;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
