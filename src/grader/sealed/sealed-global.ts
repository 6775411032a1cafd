/**
 * The global object that the runner's own libraries see.
 *
 * Vitest keeps its matchers, its state and its timers on `globalThis`, where an answer could find and change them. The
 * bundle therefore replaces every `globalThis` in the libraries by this object (see `bundle.ts`): it begins with a copy
 * of what they need, lives in the bundle's closure, and no answer can reach it. Functions of the platform are bound,
 * because they refuse to be called on anything but the real global object.
 */
import { FROM_MACHINE, LANGUAGE } from "./names.ts";

/** The global object that answers see: the one to close. */
export const realGlobal = (0, eval)("this") as Record<PropertyKey, unknown>;

export const sealedGlobal: Record<PropertyKey, unknown> = {};

// By name, never everything there is: a look at some names makes Node load its HTTP client, which then leaves an object
// of its own on the global object, and from that object a path leads to the process.
for (const name of [...LANGUAGE, ...FROM_MACHINE]) {
  if (name === "globalThis" || !(name in realGlobal)) continue;
  const value = realGlobal[name];
  const isPlatformFunction = typeof value === "function" && !Object.hasOwn(value, "prototype");
  sealedGlobal[name] = isPlatformFunction ? (value as () => unknown).bind(realGlobal) : value;
}
// Written so that the bundle's own replacement of Math.random does not reach it.
sealedGlobal["random"] = Reflect.get(Math, "random");
