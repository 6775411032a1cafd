// says: reached: nothing
// exercise: aurora-cluster/data-api-session
// Lies in wait where the suite's requests to its host go out and the replies come back, and tries to speak for either.
import type { DataApiOrder, DataApiSession } from "four-of-six/cluster";

const reached = new Set<string>();
const attempt = (what: string, run: () => unknown) => {
  try {
    if (run()) reached.add(what);
  } catch {
    // That way is closed.
  }
};
const world = globalThis as unknown as Record<string, any>;
const asked = { kind: "asked", asked: { kind: "run", session: "S1", sql: "SELECT 1", parameters: [] } };
const said = { kind: "ran", sizeBytes: 0, largestRowBytes: 0, rows: [["forged"]] };

for (const name of ["ask", "send", "openDatabase", "provideDatabase", "postMessage", "onmessage", "process", "require"])
  attempt(name, () => world[name]);
attempt("a post", () => (world["postMessage"](asked), true));
attempt("a listener", () => (world["addEventListener"]("message", () => undefined), true));
attempt(
  "the handler",
  () => ((world["onmessage"] = () => undefined), world["onmessage"] !== undefined && "dispatchEvent" in world),
);
// Whatever is awaited is asked for this first.
attempt("a then for all objects", () => {
  Object.defineProperty(Object.prototype, "then", { configurable: true, get: () => reached.add("what was awaited") });
  return true;
});
attempt("the promises", () => {
  const then = Promise.prototype.then;
  Promise.prototype.then = function (...args: any[]) {
    reached.add("a promise that was waited for");
    return Reflect.apply(then, this, args);
  } as never;
  return Promise.prototype.then !== then;
});
attempt("the reading of replies", () => {
  const parse = JSON.parse;
  JSON.parse = (text: string) => (reached.add("a reply"), parse(text));
  return JSON.parse !== parse;
});
attempt("a port", () => new world["MessageChannel"]());

// Turns that are taken while the suite waits.
let turns = 0;
const watch = () => {
  attempt("a post while the suite waits", () => (world["postMessage"](said), true));
  if (turns++ < 1_000) queueMicrotask(watch);
};

export function createDataApiSession(): DataApiSession {
  const orders = (call: string): DataApiOrder[] => {
    queueMicrotask(watch);
    // A list that answers for itself when it is waited for, and a name that says where the doors are.
    const list: DataApiOrder[] = [
      {
        kind: "run",
        call,
        session: `reached: ${[...reached].join(", ") || "nothing"}`,
        sql: `SELECT 'reached: ${[...reached].join(", ") || "nothing"}'`,
        parameters: [],
      },
    ];
    Object.defineProperty(list, "then", { get: () => reached.add("the list's own then") && undefined });
    return list;
  };
  return { call: (_nowMs, call) => orders(call), ended: () => [], tick: () => [] };
}
