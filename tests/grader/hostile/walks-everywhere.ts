// says: open: nothing; strange: nothing
// Follows every property and every prototype from the global object and from what syntax makes, and tries each door.
const strange = new Set<string>();
const open = new Set<string>();
const seen = new Set<object>([globalThis]);
const pending: [object, string][] = [];
const add = (value: unknown, path: string) => {
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
  seen.add(value);
  pending.push([value, path]);
};
const caught = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return Object.getPrototypeOf(error);
  }
};
const DOORS =
  /^(emit|dispatch|dispatchEvent|addEventListener|postMessage|getBuiltinModule|binding|createObjectURL|now)$/;
for (let holder: object = globalThis; holder !== null; holder = Object.getPrototypeOf(holder)) {
  for (const key of Reflect.ownKeys(holder)) {
    add(
      caught(() => Reflect.get(globalThis, key)),
      String(key),
    );
    add(
      caught(() => Object.getOwnPropertyDescriptor(holder, key)?.get),
      `get ${String(key)}`,
    );
    if (DOORS.test(String(key))) strange.add(String(key));
  }
}
const prototypeOf = (value: object): unknown => Object.getPrototypeOf(value);
add(
  prototypeOf(async () => undefined),
  "an async function",
);
add(
  prototypeOf(function* () {}),
  "a generator function",
);
add(
  prototypeOf(async function* () {}),
  "an async generator function",
);
add(prototypeOf([].values()), "a list's iterator");
add(prototypeOf("".matchAll(/./g)), "a match's iterator");
add(prototypeOf([].values().map((item) => item)), "an iterator's helper");
add(prototypeOf(Iterator.from({ next: () => ({ done: true, value: undefined }) } as never)), "a wrapped iterator");
add(
  caught(() => structuredClone(() => undefined)),
  "a clone's error",
);
add(
  caught(() => queueMicrotask(undefined as never)),
  "a microtask's error",
);
add(
  caught(() => Math.random()),
  "an error of chance",
);
add(Object.getOwnPropertyDescriptor(new Error(), "stack")?.get, "an error's stack");
for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
  const [object, path] = next;
  if (Object.isExtensible(object)) open.add(path);
  add(Object.getPrototypeOf(object), `${path}'s prototype`);
  for (const key of Reflect.ownKeys(object)) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (DOORS.test(String(key))) strange.add(`${path}.${String(key)}`);
    if (descriptor?.configurable || descriptor?.writable) open.add(`${path}.${String(key)}`);
    for (const inner of [descriptor?.value, descriptor?.get, descriptor?.set]) add(inner, `${path}.${String(key)}`);
  }
}
const list = (paths: ReadonlySet<string>) => [...paths].slice(0, 20).join(", ") || "nothing";
export function greet(): string {
  return `open: ${list(open)}; strange: ${list(strange)}`;
}
