/**
 * The global object that the runner's own libraries see.
 *
 * Vitest keeps its matchers, its state and its timers on `globalThis`, where an answer could find and change them. The
 * bundle therefore replaces every `globalThis` in the libraries by this object (see `bundle.ts`): it begins as a copy of
 * the real one, lives in the bundle's closure, and no answer can reach it. Functions of the platform are bound, because
 * they refuse to be called on anything but the real global object.
 */

/** The global object that answers see: the one to close. */
export const realGlobal = (0, eval)("this") as Record<PropertyKey, unknown>;

export const sealedGlobal: Record<PropertyKey, unknown> = {};

const NOT_COPIED = new Set<PropertyKey>([
  "globalThis",
  "self",
  "window",
  "global",
  "process",
  "Buffer",
  "crypto",
  "localStorage",
  "sessionStorage",
]);

for (
  let holder: object | null = realGlobal;
  holder !== null && holder !== Object.prototype;
  holder = Object.getPrototypeOf(holder) as object | null
) {
  for (const key of Reflect.ownKeys(holder)) {
    if (NOT_COPIED.has(key) || Object.hasOwn(sealedGlobal, key)) continue;
    let value: unknown;
    try {
      value = realGlobal[key];
    } catch {
      // In a sandboxed frame some doors (storage, caches) are shut so tight that looking at them throws.
      continue;
    }
    const isPlatformFunction = typeof value === "function" && !Object.hasOwn(value, "prototype");
    sealedGlobal[key] = isPlatformFunction ? (value as () => unknown).bind(realGlobal) : value;
  }
}
// Written so that the bundle's own replacement of Math.random does not reach it.
sealedGlobal["random"] = Reflect.get(Math, "random");
