/**
 * Answers that fail in the ways in which code fails: each engine has words of its own for them. What beginners meet daily
 * has to read alike (`COMMON`); of the rest, what we say of it.
 */
import type { Report } from "../../src/grader/report.ts";

const COMMON = [
  "nowhere(segment)",
  "nowhere.of(segment)",
  "(undefined as any).zone",
  "(null as any).zone",
  "(segment as any).of.zone",
  "segment.greet()",
  "segment.of.greet()",
  "(globalThis as any).document.title",
  "document.title",
  "Date.now()",
  "setTimeout(() => 0)",
  "bad on import",
  "two lets",
  "decorator",
  "await outside",
];

/** A report in which an engine's own sentence about an error is left out, unless it is one that all have to share. */
export function withoutEngineWords(name: string, report: Report): Report {
  return JSON.parse(JSON.stringify(report), (_, value: unknown) => {
    if (typeof value !== "string") return value;
    // Where the stack was full is chance, and WebKit's stacks do not say it.
    const text = value.replace(/(Maximum call stack size exceeded) \(line \d+\)/, "$1");
    if (COMMON.includes(name)) return text;
    return text
      .replace(/((?:Type|Reference|Range|Syntax|URI)Error: )(?!Maximum).*?( \(line \d+\)|\. [A-Z]|$)/s, "$1…$2")
      .replace(/(does not compile, line \d+: ).*/s, "$1…");
  }) as Report;
}

export const BROKEN: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "nowhere(segment)",
    "nowhere.of(segment)",
    "(undefined as any).zone",
    "(null as any).zone",
    "(segment as any).of.zone",
    "(segment as any).of[zone]",
    "segment.greet()",
    "segment.of.greet()",
    "(5 as any)()",
    "new (segment as any)()",
    "[...(5 as any)].join()",
    "[...(undefined as any)].join()",
    "(([a]: any) => a)(undefined)",
    "(({ a }: any) => a)(undefined)",
    "[].reduce((a) => a)",
    "'x'.repeat(-1)",
    "new Array(-1).join()",
    "(1).toFixed(200)",
    "JSON.parse('{')",
    "BigInt('x').toString()",
    "(1n as any) + 1",
    "new RegExp('[').source",
    "(Object.freeze(['a']) as any).push('b')",
    "((Object.freeze({ a: 1 }) as any).a = 2)",
    "((Object.freeze({ a: 1 }) as any).b = 2)",
    "(delete (Object.freeze({ a: 1 }) as any).a)",
    "((Array.prototype as any).greet = 1)",
    "((Math as any).greet = 1)",
    "((Math as any).max = 1)",
    "(globalThis as any).document.title",
    "document.title",
    "Date.now()",
    "setTimeout(() => 0)",
    "Symbol() + ''",
    "String(Object.create(null))",
    "('a' in ('b' as any))",
    "(segment instanceof (5 as any))",
    "Promise.resolve('x')",
    "decodeURIComponent('%')",
    "null",
    "undefined",
    "[segment, zone]",
    "{ segment }",
    "() => segment",
    "eval('1')",
  ]
    .map((body): readonly [string, string] => [
      body,
      `export function greet(segment: string, zone: string): any {\n  return (${body});\n}\n`,
    ])
    .concat([
      ["const given again", "export function greet() {\n  const a = 1;\n  a = 2;\n  return a;\n}\n"],
      ["let before its time", "export function greet() {\n  const b = a;\n  let a = 1;\n  return b + a;\n}\n"],
      ["class without new", "class Greeter {}\nexport function greet() {\n  return (Greeter as any)();\n}\n"],
      [
        "super too late",
        "class A {}\nclass B extends A {\n  constructor() {\n    this.x = 1;\n    super();\n  }\n}\nexport const greet = () => new B();\n",
      ],
      [
        "private of another",
        "class A {\n  #x = 1;\n  static of(a: any) {\n    return a.#x;\n  }\n}\nexport const greet = () => A.of({});\n",
      ],
      [
        "bad on import",
        "const zones = undefined as any;\nexport const first = zones[0];\nexport const greet = () => '';\n",
      ],
      ["no bracket", "export function greet() {\n  return (1;\n}\n"],
      ["no brace", "export function greet() {\n  return 1;\n"],
      ["two lets", "let a = 1;\nlet a = 2;\nexport const greet = () => a;\n"],
      ["await outside", "const a = await 1;\nexport const greet = () => a;\n"],
      ["return outside", "export const greet = () => '';\nbreak;\n"],
      ["decorator", "@sealed\nclass A {}\nexport const greet = () => '';\n"],
      ["bad string", "export const greet = () => 'a;\n"],
      ["bad regexp", "export const greet = () => /[/.source;\n"],
      ["octal", "export const greet = () => 010;\n"],
      ["with", "export const greet = () => { with (Math) { return max(1); } };\n"],
      ["delete a name", "export const greet = () => { const a = 1; delete a; };\n"],
      ["two parameters alike", "export const greet = (a, a) => a;\n"],
      ["yield as a name", "export const greet = () => { const yield = 1; };\n"],
    ]),
);
