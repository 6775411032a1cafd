/** A scenario as text: what is written can be read, what a control changes leaves the rest alone, and no text is too bad. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIGURES } from "../../src/figures/first-run.ts";
import type { FigureName } from "../../src/figures/kinds.ts";
import {
  pathOf,
  readScenario,
  scenarioText,
  withItem,
  without,
  withValue,
} from "../../src/playground/scenario-text.ts";
import { scenarioTypeOf } from "../../src/playground/scenario-types.ts";

const dataOf = (text: string | undefined) => {
  const read = readScenario(text ?? "");
  if ("problem" in read) throw new Error(JSON.stringify(read.problem));
  return read.data;
};

test.for(Object.keys(FIGURES) as FigureName[])("the scenario of %s can be written and read", (name) => {
  const { scenario } = FIGURES[name];
  const text = scenarioText(scenarioTypeOf(name).name, scenario);
  expect(isDeepStrictEqual(dataOf(text), JSON.parse(JSON.stringify(scenario)))).toBe(true);
  // The wire between what is printed and a phone: a line that needs no endless scrolling.
  expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThan(120);
});

test("any data can be written and read", () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }));
  fc.assert(
    fc.property(json, (data) => {
      const plain: unknown = JSON.parse(JSON.stringify(data));
      expect(isDeepStrictEqual(dataOf(scenarioText("Anything", plain as object)), plain)).toBe(true);
    }),
  );
});

test("it may be written as engineers write: comments, single quotes, trailing commas, with a declaration or without", () => {
  const data = { seed: 7, faults: [{ kind: "node-down", node: "A" }] };
  const literal = "{ seed: 7, /* why */ faults: [{ kind: 'node-down', 'node': \"A\", },], // so\n}";
  for (const text of [
    literal,
    `// mine\n/* as\nwell */ export const quiet: VolumeScenario = ${literal};\n`,
    `const scenario = ${literal}`,
  ])
    expect(dataOf(text)).toEqual(data);
});

describe("a text that is no scenario is refused, with its line", () => {
  test.for([
    ["", "empty", 1],
    ["  // nothing here\n/* nor here */", "empty", 1],
    ["[1, 2]", "no-object", 1],
    ['"scenario"', "no-object", 1],
    ["hello", "unexpected", 1],
    ["{\n  seed: 1,\n  faults: [\n", "ends", 3],
    ["{", "ends", 1],
    ["{\n  seed: 1\n  faults: []\n}", "unexpected", 3],
    ["{ a: 1,, }", "unexpected", 1],
    ["{ a: 1 } }", "unexpected", 1],
    ["{\n\n  seed: 1_000 }", "unexpected", 3],
    ["{ seed: Math.random() }", "unexpected", 1],
    ["{ ...other }", "unexpected", 1],
    ["{ a: undefined }", "unexpected", 1],
    ["{ a: `text` }", "unexpected", 1],
    ["{ a: () => 1 }", "unexpected", 1],
    ["{\n a: NaN }", "no-number", 2],
    ["{ a: -Infinity }", "no-number", 1],
    ["{ a: [1e999] }", "no-number", 1],
    ["{ a: 1,\n a: 2 }", "twice", 2],
    ["{ a: " + "[".repeat(60) + "]".repeat(60) + "}", "deep", 1],
    ["[".repeat(100_000), "deep", 1],
    ["x".repeat(300_000), "long", 1],
    ["const scenario: VolumeScenario = ;", "empty", 1],
    ["import fs from 'fs'", "unexpected", 1],
    ["\u0000", "unexpected", 1],
  ] as const)("%j", ([text, kind, line]) => {
    expect(readScenario(text)).toMatchObject({ problem: { kind, line } });
  });

  test("whatever the text is", () => {
    const pieces = fc.constantFrom("{", "}", "[", "]", ",", ":", "seed", "faults", "'", '"', "//", "/*", "*/", "\n", "1", "-", "const s =", ";", "__proto__"); // prettier-ignore
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map((all) => all.join(" ")),
        ),
        (text) => {
          const read = readScenario(text);
          if ("data" in read) expect(Object.getPrototypeOf(read.data)).toBe(Object.prototype);
          else expect(read.problem.line).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe("a change by a control", () => {
  const TEXT = `const scenario: VolumeScenario = {
  seed: 9, // the ninth
  faults: [
    // the zone of the power cut
    { kind: "zone-down", zone: "az-3", fromMs: 3.6 },
    { kind: "node-down", node: "D", fromMs: 7.6, untilMs: 12 },
  ],
};
`;

  test("of a value leaves everything else as it is", () => {
    const text = withValue(TEXT, ["faults", 1, "untilMs"], 99) ?? "";
    expect(text).toBe(TEXT.replace("untilMs: 12", "untilMs: 99"));
    expect(withValue(text, ["seed"], 10)).toBe(text.replace("seed: 9", "seed: 10"));
  });

  test("adds a field where there is none, and cannot where its object is not", () => {
    expect(dataOf(withValue(TEXT, ["faults", 0, "untilMs"], 5))).toMatchObject({ faults: [{ untilMs: 5 }, {}] });
    expect(withValue(TEXT, ["model", "resendMs"], 5)).toBeUndefined();
  });

  test("adds and removes faults, keeping comments, until none is left and again", () => {
    const fault = { kind: "node-down", node: "A", fromMs: 1 };
    let text = withItem(TEXT, ["faults"], fault) ?? "";
    expect(text).toContain('untilMs: 12 },\n    { kind: "node-down", node: "A", fromMs: 1 },\n  ],');
    expect(text).toContain("// the zone of the power cut");
    for (let left = 3; left > 0; left--) {
      expect(dataOf(text)["faults"]).toHaveLength(left);
      text = without(text, ["faults", left - 1]) ?? "";
    }
    expect(dataOf(text)).toEqual({ seed: 9, faults: [] });
    expect(dataOf(withItem(text, ["faults"], fault))["faults"]).toEqual([fault]);
  });

  test("does to the text what it does to the data", () => {
    const index = fc.nat(3);
    fc.assert(
      fc.property(fc.array(fc.record({ a: fc.nat() }), { minLength: 4, maxLength: 6 }), index, fc.boolean(), (list, at, isFlat) => {
        const text = isFlat ? `{ list: [${list.map(({ a }) => `{ a: ${a} }`).join(", ")}] }` : scenarioText("X", { list });
        expect(dataOf(without(text, ["list", at]))).toEqual({ list: list.toSpliced(at, 1) });
        expect(dataOf(withItem(text, ["list"], { a: 1 }))).toEqual({ list: [...list, { a: 1 }] });
        expect(dataOf(withValue(text, ["list", at, "a"], -1))).toEqual({ list: list.with(at, { a: -1 }) });
      }),
    ); // prettier-ignore
  });

  test("is refused while the text cannot be read", () => {
    for (const changed of [withValue("{", ["seed"], 1), withItem("{", ["faults"], {}), without("{", ["faults", 0])])
      expect(changed).toBeUndefined();
  });

  test("is pointed at by its line, or the nearest one around it", () => {
    const read = readScenario(TEXT);
    if ("problem" in read) throw new Error("it can be read");
    expect(["seed", "faults[1].node", "faults[1].nothing", "faults", "gone"].map((field) => read.lineOf(pathOf(field)))).toEqual([2, 6, 6, 3, 1]); // prettier-ignore
  });
});
