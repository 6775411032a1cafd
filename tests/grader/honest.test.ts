/**
 * Honest learners. Right answers pass in both hosts, in whatever style they are written; wrong ones get a message that
 * says what is wrong, with the line of the learner's own file.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadExercise } from "../../src/grader/exercises.ts";
import { gradeInProcess } from "../../src/grader/node-host.ts";
import { withoutTimes, type Report } from "../../src/grader/report.ts";
import { openBrowserGrader, type BrowserGrader } from "../support/browser-grader.ts";

let browser: BrowserGrader;

beforeAll(async () => {
  browser = await openBrowserGrader();
});
afterAll(() => browser.close());

/** The report of both hosts, which have to agree. */
async function gradeInBoth(name: string, source: string): Promise<Report> {
  const exercise = await loadExercise(name);
  const [here, there] = await Promise.all([
    gradeInProcess(name, exercise, source),
    browser.grade(name, exercise, source),
  ]);
  expect(withoutTimes(there)).toEqual(withoutTimes(here));
  return here;
}

/** Everything that a learner is told. */
function toldBy({ message, tests }: Report): string {
  const failures = tests.filter(({ status }) => status !== "pass");
  return [message, ...failures.flatMap(({ message, received }) => [message, received])].join("\n");
}

/** Right answers to the first exercise. */
const GREETINGS: Readonly<Record<string, string>> = {
  "classes, private and inherited": `
    abstract class Base {
      static made = 0;
      static { Base.made += 1; }
      protected readonly kind = "Segment";
      abstract word(): string;
    }
    class Greeter extends Base {
      #zone: string;
      later!: string;
      constructor(private readonly segment: string, zone: string) { super(); this.#zone = zone; }
      override word() { return "hello"; }
      get text() { return this.toString(); }
      override toString() { return this.kind + " " + this.segment + " in " + this.#zone + ": " + this.word(); }
    }
    export function greet(segment: string, zone: string): string { return new Greeter(segment, zone).text; }
    export class Another {}
    export default Greeter;`,

  "renamed in its export, beside a default": `
    const words = (segment: string, zone: string) => "Segment " + segment + " in " + zone + ": hello";
    export { words as greet };
    export default { words };
    export let late: string; late = "x";
    export const { a, b: [c] } = { a: 1, b: [2] };`,

  "exports as in CommonJS": `
    declare const exports: { greet(segment: string, zone: string): string };
    exports.greet = (segment, zone) => "Segment " + segment + " in " + zone + ": hello";`,

  enumerations: `
    enum Word { Hello = "hello", Segment = "Segment" }
    const enum Bits { A, B = 1 << 3, C = A | B }
    enum Mixed { X = 1, Y = "y", Z = X }
    export function greet(segment: string, zone: string): string {
      return Bits.C === 8 && Mixed[1] === "Z" ? Word.Segment + " " + segment + " in " + zone + ": " + Word.Hello : "";
    }`,

  "types of every kind": `
    import { type SegmentId, type Lsn } from "four-of-six/aurora";
    import { ZoneId } from "four-of-six/kernel";
    import * as aurora from "four-of-six/aurora";
    import type Nowhere from "nowhere";
    export type { ZoneId };
    export type { Placement } from "four-of-six/aurora";
    type Words = (typeof words)[keyof typeof words];
    interface Shape { (word: string): string; new (word: string): Shape; readonly [key: string]: unknown }
    declare function foo(): void; declare const bar: Lsn; declare module "x" { export const y: 1; }
    const words = { hello: "hello", kind: "Segment" } as const satisfies Record<string, string>;
    const identity = <T,>(it: T): T => it;
    function isText(it: unknown): it is string { return typeof it === "string"; }
    function assertText(it: unknown): asserts it is string { if (!isText(it)) throw new TypeError(); }
    export function greet(segment: SegmentId, zone: ZoneId): string;
    export function greet(this: void, segment: any, zone?: any): string {
      assertText(segment);
      let out!: string;
      const placed = { segment, zone: zone! } as aurora.Placement;
      out = identity<string>(words.kind + " " + placed.segment + " in " + <string>placed.zone + ": " + words.hello);
      return out satisfies Words | string;
    }`,

  "a byte order mark and Windows' line ends":
    "\ufeffexport function greet(segment: string, zone: string): string {\r\n  const word = `hello`;\r\n  return `Segment ${segment} in ${zone}: ${word}`;\r\n}\r\n",

  "a line for a shell, directives and comments for tools": `#!/usr/bin/env node
    "use strict";
    'use strict';
    export const greet = function (this: void, segment: string, zone: string) {
      "use strict";
      return "Segment " + segment + " in " + zone + ": hello";
    };
    //# sourceURL=other.js
    //# source${"MappingURL"}=data:application/json;base64,e30=`,

  "names in other scripts": `
    const 인사 = "hello", größe = "Segment", \\u0061b = 1;
    export const greet = (세그먼트: string, zóna: string): string => größe + " " + 세그먼트 + " in " + zóna + ": " + 인사;`,

  "generators, iterators and labels": `
    class Words { constructor(private readonly words: string[]) {} *[Symbol.iterator]() { yield* this.words; } }
    function* parts(segment: string, zone: string): Generator<string, void, unknown> {
      outer: for (const word of new Words(["Segment", segment, "in", zone + ":", "hello"])) {
        for (const turn of [1, 2]) { if (turn === 2) continue outer; yield word; }
      }
    }
    export const greet = (...given: [string, string]) => [...parts(...given)].join(" ");`,

  "what is closed at the end of a block": `
    export function greet(segment: string, zone: string): string {
      let word = "";
      { using it = { [Symbol.dispose]() { word = "hello"; } }; void it; }
      return "Segment " + segment + " in " + zone + ": " + word;
    }`,

  "own names for what all objects have": `
    class QuorumNotMet extends Error {
      code: number;
      constructor() { super(); this.name = "QuorumNotMet"; this.message = "not met"; this.code = 3; this.toString = () => "x"; }
    }
    function Old(this: any) {
      this.constructor = Old; this.toString = () => "Segment"; this.valueOf = () => 1; this.hasOwnProperty = () => true;
    }
    const word: any = {}; word.toString = () => "hello"; word.constructor = 1; word.hasOwnProperty = 1;
    const list: any = [1]; for (const name of ["concat", "map", "includes", "forEach", "sort", "at"]) list[name] = () => name;
    const map: any = new Map(); map.get = () => 1; map.set = () => map; map.has = () => true;
    const set: any = new Set(); set.add = () => set; set.delete = () => true;
    const later: any = Promise.resolve(1); later.then = () => 1; later.catch = () => 1;
    const run: any = () => 1; run.call = () => 2; run.bind = 1;
    function Child(this: any) {}
    Child.prototype = Object.create(Map.prototype); Child.prototype.get = function () { return 1; }; Child.prototype.constructor = Child;
    export function greet(segment: string, zone: string): string {
      try { throw new QuorumNotMet(); } catch (error) {
        if (!(error instanceof QuorumNotMet) || error.name !== "QuorumNotMet" || error.message !== "not met") return "";
      }
      return String(new (Old as any)()) + " " + segment + " in " + zone + ": " + String(word);
    }`,

  "children of the language's own classes": `
    class Store<K, V> extends Map<K, V> { override get(key: K) { return super.get(key); } or(key: K, value: V) { return this.get(key) ?? value; } }
    class Bag<T> extends Set<T> { override add(it: T) { super.add(it); return this; } }
    class List<T> extends Array<T> { get last() { return this[this.length - 1]; } static get [Symbol.species]() { return Array; } }
    const store = new Store<string, string>([["word", "hello"]]); const bag = new Bag([1, 2]);
    const list = new List<number>(); list.push(1, 2); list.map((it) => it + bag.size);
    export function greet(segment: string, zone: string): string { return "Segment " + segment + " in " + zone + ": " + store.or("word", ""); }`,

  "made of descriptors, proxies and what was remembered": `
    const made: any = Object.create(null, { greet: { value: (segment: string, zone: string) => "Segment " + segment + " in " + zone + ": hello" } });
    const handler: any = new Proxy({}, { get: (_, key) => made[key] });
    const remembered = new Map<string, string>();
    export const greet: (a: string, b: string) => string = (...given) => {
      const key = given.join("/");
      if (!remembered.has(key)) remembered.set(key, Reflect.apply(handler.greet, undefined, given));
      return remembered.get(key)!;
    };`,

  "talk on every line": `
    console.log("loaded", greet);
    export function greet(): string {
      const [segment, zone] = Array.prototype.slice.call(arguments);
      console.group("greet"); console.table([segment]); console.assert(true, "never"); console.count(); console.time("t");
      console.timeEnd("t"); console.groupEnd(); console.dir({ segment, zone, self: new Map([[1, new Set([2n])]]) });
      return Array.prototype.join.call(["Segment", segment, "in", zone + ":", "hello"], " ");
    }`,

  "left-over promises": `
    queueMicrotask(() => { throw new Error("nobody waits for this"); });
    export function greet(segment: string, zone: string): string {
      void Promise.reject(new Error("nor for this"));
      return "Segment " + segment + " in " + zone + ": hello";
    }`,

  "no semicolons": `
    export const greet = (segment: string, zone: string) =>
      {
        const parts = [segment, zone]
        const [s, z] = parts
        ;[1].forEach(() => {})
        return 'Segment ' + s + ' in ' + z + ': hello'
      }`,
};

/** Right commit trackers; each looks at its whole log again, as slowly as it likes. */
const TRACKERS: Readonly<Record<string, string>> = {
  "constructor functions, bits in big integers": `
    function Tracker(this: any, options: any) {
      this.start = options.startLsn; this.rule = options.rule; this.log = []; this.names = []; this.queue = [];
    }
    Tracker.prototype.bit = function (name: string) {
      if (this.names.indexOf(name) === -1) this.names.push(name);
      return 1n << BigInt(this.names.indexOf(name));
    };
    Tracker.prototype.isDurable = function (entry: any) {
      return Array.from(entry.bits.toString(2)).filter((bit) => bit === "1").length >= this.rule.writeQuorum;
    };
    Tracker.prototype.mark = function (which: (entry: any) => boolean, counts: (entry: any) => boolean) {
      var mark = this.start;
      for (var i = 0; i < this.log.length; i++) {
        if (!which(this.log[i])) continue;
        if (!this.isDurable(this.log[i])) break;
        if (counts(this.log[i])) mark = this.log[i].lsn;
      }
      return mark;
    };
    Tracker.prototype.recordShipped = function (record: any) { this.log.push({ ...record, bits: 0n }); };
    Tracker.prototype.segmentAcknowledged = function ({ segment, lsn }: any) {
      for (var i in this.log) if (this.log[i].lsn === lsn) this.log[i].bits |= this.bit(segment);
    };
    Tracker.prototype.commitRequested = function (request: any) { this.queue = this.queue.concat([request]); };
    Tracker.prototype.pgcl = function (group: number) { return this.mark((entry: any) => entry.group == group, () => true); };
    Tracker.prototype.vcl = function () { return this.mark(() => true, () => true); };
    Tracker.prototype.vdl = function () { return this.mark(() => true, (entry: any) => entry.isCpl); };
    Tracker.prototype.takeAnswerable = function () {
      const vdl = this.vdl();
      const due = this.queue.filter((it: any) => it.commitLsn <= vdl).sort((a: any, b: any) => a.commitLsn - b.commitLsn);
      this.queue = this.queue.filter((it: any) => due.indexOf(it) < 0);
      return due.map((it: any) => it.transaction);
    };
    module_: { break module_; }
    exports.createCommitTracker = function (options: any) { return new (Tracker as any)(options); };
    declare const exports: any;`,

  "a log that is a list, async where nothing is awaited, behind a proxy": `
    import { Lsn, CommitTracker } from "four-of-six/aurora";
    class Log extends Array<any> {
      upTo(isDurable: (entry: any) => boolean) { const end = this.findIndex((entry) => !isDurable(entry)); return end < 0 ? this : this.slice(0, end); }
    }
    abstract class Marks {
      protected log = Log.from([]) as Log;
      constructor(protected readonly startLsn: Lsn, protected readonly quorum: number) {}
      protected complete(log = this.log) { return log.upTo(({ by }) => by.size >= this.quorum); }
      pgcl = (group: number) => this.complete(this.log.filter((it) => it.group === group) as Log).at(-1)?.lsn ?? this.startLsn;
      vcl() { return this.complete().at(-1)?.lsn ?? this.startLsn; }
      vdl() { return this.complete().findLast(({ isCpl }) => isCpl)?.lsn ?? this.startLsn; }
    }
    class Tracker extends Marks {
      #queue = new Map<string, Lsn>();
      get size() { return this.#queue.size; }
      async recordShipped(record: any) { this.log.push({ ...record, by: new Set() }); }
      async segmentAcknowledged({ segment, lsn }: any) { this.log.find((it) => it.lsn === lsn)?.by.add(segment); }
      commitRequested({ transaction, commitLsn }: any) { this.#queue.set(transaction, commitLsn); return this; }
      takeAnswerable() {
        const due = [...this.#queue].filter(([, lsn]) => lsn <= this.vdl()).sort(([, a], [, b]) => a - b);
        for (const [transaction] of due) this.#queue.delete(transaction);
        return Object.assign(due.map(([transaction]) => transaction), { note: "a list with a note" });
      }
    }
    export const createCommitTracker = ({ startLsn, rule: { writeQuorum } }: any): CommitTracker =>
      new Proxy(new Tracker(startLsn, writeQuorum), {
        get(tracker, name) { const it = Reflect.get(tracker, name); return typeof it === "function" ? it.bind(tracker) : it; },
      }) as any;`,
};

describe("a right answer passes in both hosts, written with", () => {
  it.each(Object.entries(GREETINGS))("%s", async (_, source) => {
    const report = await gradeInBoth("start/first-run", source);
    expect(report.status, toldBy(report)).toBe("pass");
  });

  it.each(Object.entries(TRACKERS))("%s", async (_, source) => {
    const report = await gradeInBoth("aurora-storage/commit-tracker", source);
    expect(report.status, toldBy(report)).toBe("pass");
  });
});

const GREET = "export function greet(segment: string, zone: string): string {";

describe("a slip gets a message that names it and its line", () => {
  it.each([
    [
      "a variable twice",
      `${GREET}\n  const x = 1;\n\n  const x = 2;\n  return "";\n}`,
      /does not compile, line 4: .*'x'/,
    ],
    [
      "an await",
      `\n\n${GREET}\n  const x = 1;\n  await x;\n  return "";\n}`,
      /line 5: await stands outside of an async/,
    ],
    ["a bracket too few", `${GREET}\n  if (segment === "A" {\n    return "";\n  }\n}`, /does not compile, line 2: /],
    ["no value for a constant", `${GREET}\n  return "";\n}\n\nconst x;\nfoo();`, /does not compile, line 5: /],
    ["an unknown private name", `class A {\n  x() {\n    return this.#no;\n  }\n}`, /does not compile, line 3: .*#no/],
    ["a broken expression", `${GREET}\r\n\r\n  return /(/.source;\r\n}`, /does not compile, line 3: /],
    ["a decorator", `class A {\n  @log\n  x() {}\n}`, /line 2: decorators do not run here/],
    [
      "an unknown name",
      `type T = {\n  a: string;\n};\n${GREET}\n  return segmnt;\n}`,
      /segmnt is not defined \(line 5\)/,
    ],
    [
      "a misspelt method",
      `${GREET}\n  return [segment].map((it) =>\n    it.toUppercase())[0];\n}`,
      /toUppercase .*\(line 3\)/,
    ],
    [
      "a null while loading",
      `\nconst it: any = null;\n\nit.foo();\n${GREET} return ""; }`,
      /while it was being loaded: .*\(line 4\)/,
    ],
    ["nothing returned", `${GREET}\n  segment + zone;\n}`, /greet\(\) gave undefined; it has to give a text/],
    [
      "a promise returned",
      "export async function greet() {\n  return '';\n}",
      /greet\(\) gave a promise; it has to give a text/,
    ],
    [
      "functions in a circle",
      `const a = (): string => b();\nconst b = (): string => a();\nexport const greet = a;`,
      /\(line 1\)\. Functions call each other/,
    ],
    ["an answer of no module", `module.exports = { greet: () => "" };`, /write export in front/],
    [
      "a namespace",
      `namespace Words {\n  export const hello = "hello";\n}\n${GREET}\n  return Words.hello;\n}`,
      /\(line 5\)\. A namespace does not run here/,
    ],
    [
      "a value where types are",
      `import { AURORA_RULE } from "four-of-six/aurora";\n${GREET} return String(AURORA_RULE); }`,
      /imports AURORA_RULE from "four-of-six\/aurora", which is not there/,
    ],
    [
      "a fault in made-up runs only",
      `let n = 0;\n${GREET}\n  if (n++ < 9) return "Segment " + segment + " in " + zone + ": hello";\n  throw new Error("TODO");\n}`,
      /threw Error: TODO \(line 4\)/,
    ],
  ])("%s", async (_, source, says) => {
    const report = await gradeInBoth("start/first-run", source);
    expect(report.status).not.toBe("pass");
    expect(toldBy(report)).toMatch(says);
  });
});
