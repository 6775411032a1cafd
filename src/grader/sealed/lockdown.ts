/**
 * Closes the world before an answer is evaluated: what is left of the global object is the language itself, and every
 * built-in object is frozen, so that no answer has a say in its own verdict.
 */

import { realGlobal, sealedGlobal } from "./sealed-global.ts";

/** The language, and nothing of the machine: no clock, no chance, no network, no storage, no other threads. */
const LANGUAGE = new Set([
  "globalThis",
  "Infinity",
  "NaN",
  "undefined",
  "eval",
  "isFinite",
  "isNaN",
  "parseFloat",
  "parseInt",
  "decodeURI",
  "decodeURIComponent",
  "encodeURI",
  "encodeURIComponent",
  "escape",
  "unescape",
  "AggregateError",
  "Array",
  "ArrayBuffer",
  "BigInt",
  "BigInt64Array",
  "BigUint64Array",
  "Boolean",
  "DataView",
  "Error",
  "EvalError",
  "Float16Array",
  "Float32Array",
  "Float64Array",
  "Function",
  "Int16Array",
  "Int32Array",
  "Int8Array",
  "Iterator",
  "JSON",
  "Map",
  "Math",
  "Number",
  "Object",
  "Promise",
  "Proxy",
  "RangeError",
  "ReferenceError",
  "Reflect",
  "RegExp",
  "Set",
  "String",
  "SuppressedError",
  "Symbol",
  "SyntaxError",
  "TypeError",
  "URIError",
  "Uint16Array",
  "Uint32Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "WeakMap",
  "WeakSet",
  "console",
  "structuredClone",
  "queueMicrotask",
]);

const AsyncFunction = (async () => undefined).constructor;
const GeneratorFunction = function* () {}.constructor;
const AsyncGeneratorFunction = async function* () {}.constructor;

/** Objects of the language that have no global name. */
function unnamedRoots(): object[] {
  return [
    AsyncFunction,
    GeneratorFunction,
    AsyncGeneratorFunction,
    Object.getPrototypeOf([][Symbol.iterator]()) as object,
    Object.getPrototypeOf(""[Symbol.iterator]()) as object,
    Object.getPrototypeOf(new Map()[Symbol.iterator]()) as object,
    Object.getPrototypeOf(new Set()[Symbol.iterator]()) as object,
    Object.getPrototypeOf("".matchAll(/./g)) as object,
    Object.getPrototypeOf(Int8Array) as object,
  ];
}

/**
 * Properties that ordinary code assigns on its own objects although the prototype has one of that name
 * (`this.name = "QuorumNotMet"` in a class that extends Error). Frozen as plain values they would refuse the assignment
 * to the child as well, so they become accessors that let the child have its own.
 */
const ASSIGNABLE: readonly (readonly [holder: object, names: readonly string[]])[] = [
  [
    Object.prototype,
    ["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"],
  ],
  [Function.prototype, ["constructor", "toString"]],
  [Array.prototype, ["constructor", "concat", "filter", "join", "map", "push", "slice", "toString"]],
  ...[Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    (error) => [error.prototype as object, ["constructor", "message", "name", "toString"]] as const,
  ),
  [Promise.prototype, ["constructor", "then"]],
  [Map.prototype, ["constructor"]],
  [Set.prototype, ["constructor"]],
];

/** Takes everything off the global object but the language; what stays is fixed by `fixGlobals`. */
export function closeGlobals(): void {
  for (const holder of globalHolders()) {
    for (const key of Reflect.ownKeys(holder)) {
      if (typeof key === "string" && LANGUAGE.has(key)) continue;
      // Other objects of the platform need this prototype (an AbortSignal listens with it): hidden, not taken away.
      if (isShared(holder)) Reflect.defineProperty(realGlobal, key, { value: undefined, configurable: true });
      else Reflect.deleteProperty(holder, key);
    }
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

function isShared(holder: object): boolean {
  const target = sealedGlobal["EventTarget"] as { prototype: object } | undefined;
  return holder === target?.prototype;
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

/** Freezes every object of the language that can be reached from a global or from syntax. */
export function freezeBuiltIns(): void {
  for (const [holder, names] of ASSIGNABLE) for (const name of names) makeAssignable(holder, name);
  const seen = new Set<object>();
  const pending: object[] = [...unnamedRoots(), ...globalHolders().slice(1)];
  for (const name of LANGUAGE) {
    if (name === "globalThis") continue;
    const value: unknown = Reflect.get(realGlobal, name);
    if (isObject(value)) pending.push(value);
  }
  for (let object = pending.pop(); object !== undefined; object = pending.pop()) {
    if (seen.has(object) || object === realGlobal) continue;
    seen.add(object);
    freezeOne(object);
    const prototype: unknown = Object.getPrototypeOf(object);
    if (isObject(prototype)) pending.push(prototype);
    for (const key of Reflect.ownKeys(object)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
      for (const inner of [descriptor?.value, descriptor?.get, descriptor?.set] as unknown[])
        if (isObject(inner)) pending.push(inner);
    }
  }
}

function freezeOne(object: object): void {
  if (object !== Error) {
    Object.freeze(object);
    return;
  }
  // Libraries set Error.stackTraceLimit for a moment; everything else on Error stands still.
  for (const key of Reflect.ownKeys(Error)) {
    if (key !== "stackTraceLimit") Reflect.defineProperty(Error, key, { configurable: false, writable: false });
  }
  Object.preventExtensions(Error);
}

function makeAssignable(holder: object, name: string): void {
  const descriptor = Reflect.getOwnPropertyDescriptor(holder, name);
  if (descriptor === undefined || !("value" in descriptor)) return;
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
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
