/** What a learner is shown of the smallest run in which an answer parts from the reference. */
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { takeAnswer } from "../../src/testing/answer.ts";
import { takeCoverage } from "../../src/testing/coverage.ts";
import { beginCheck, provideDrawn, runOf, type Drawn } from "../../src/testing/drawn.ts";
import type { Run } from "../../src/testing/rig.ts";
import { agreesWithReference, defineRig, fn, number, type Counterexample } from "../../src/testing/index.ts";

interface Answer {
  half(value: number): number;
}

const rig = defineRig<Answer, number, number>({
  figure: "none",
  seam: { half: fn(number) },
  reference: { half: (value) => value / 2 },
  unit: {
    run(value, { half }, into = []) {
      const opened = { kind: "opened", atMs: 0 };
      into.push(opened);
      into.push({ kind: "halved", atMs: 1, of: { value }, is: half(value) } as never);
      return into;
    },
  },
  cluster: { run: () => [] },
  decides: ["halved"],
  // Rounded, as words often are.
  eventText: (event) => `${event.kind} ${Math.round((event as unknown as { is?: number }).is ?? 0)}`,
});

function shown(answer: Answer, scenarios: fc.Arbitrary<number> = fc.constant(10)): Counterexample {
  try {
    agreesWithReference(rig, rig.unit, answer, scenarios);
  } catch (error) {
    return (error as { counterexample: Counterexample }).counterexample;
  }
  throw new Error("the answer agrees");
}

it("prints what each decided, in words", () => {
  expect(shown({ half: (value) => value })).toMatchObject({ expected: "halved 5", received: "halved 10" });
});

it("prints the part that differs where the words are the same", () => {
  const found = shown({ half: (value) => value / 2 + 0.001 });
  expect([found.expected, found.received]).toEqual(["halved 5 [is: 5]", "halved 5 [is: 5.001]"]);
  expect(found.parting).toEqual({ expected: "is: 5", received: "is: 5.001" });
});

it("prints what an answer threw as it is", () => {
  const found = shown({
    half() {
      throw new Error("no halves");
    },
  });
  expect(found.received).toContain("no halves");
  expect(found.parting).toBeUndefined();
});

it("looks at no scenario twice while it makes a failure smaller", () => {
  const seen: number[] = [];
  let hasFailed = false;
  const half = (value: number) => {
    if (hasFailed) seen.push(value);
    hasFailed ||= value > 900;
    return value > 900 ? 0 : value / 2;
  };
  expect(
    shown(
      { half },
      fc.nat(1_000).chain((a) => fc.nat(a)),
    ).scenario,
  ).toBe(901);
  expect(seen.length).toBeGreaterThan(5);
  expect(new Set(seen).size).toBe(seen.length);
});

describe("runs that were drawn before", () => {
  afterEach(() => provideDrawn(undefined));

  const right: Answer = { half: (value) => value / 2 };
  const wrong: Answer = { half: (value) => (value > 300 ? 0 : value / 2) };

  /** What the right answer draws, as a host keeps it. */
  function drawn(scenarios: fc.Arbitrary<unknown>, answer = right): Drawn {
    const kept: Drawn = {};
    provideDrawn(kept, { isRehearsal: true });
    beginCheck("halves");
    agreesWithReference(rig, rig.unit, answer, scenarios as never);
    return JSON.parse(JSON.stringify(kept)) as Drawn;
  }

  /** What a wrong answer is shown, and what the page is told of its runs. */
  function shownWith(given: Drawn | undefined, scenarios: fc.Arbitrary<number>) {
    takeCoverage();
    provideDrawn(given);
    beginCheck("halves");
    const answer = takeAnswer<Answer>(rig.seam, wrong as never);
    return { shown: shown(answer, scenarios), coverage: takeCoverage() };
  }

  it("lead to the same failure as those that are drawn now", () => {
    const scenarios = fc.nat(1_000);
    const now = shownWith(undefined, scenarios);
    expect(shownWith(drawn(scenarios), scenarios)).toEqual(now);
    expect(now.shown.scenario).toBe(301);
    expect(now.coverage).toEqual([
      { operation: "half", circumstance: "none", runs: expect.any(Number) as number, failed: 1 },
    ]);
  });

  it("are neither drawn again nor run again for an answer that replies the same", () => {
    provideDrawn(drawn(fc.nat(1_000)));
    beginCheck("halves");
    const drawsNothing = fc.nat().map((): number => {
      throw new Error("drawn");
    });
    const runsNothing = {
      run: () => {
        throw new Error("run");
      },
    };
    const asked: number[] = [];
    const half = (value: number) => asked.push(value) && value / 2;
    expect(() => agreesWithReference(rig, runsNothing, { half }, drawsNothing)).not.toThrow();
    expect(asked).toHaveLength(200);
    beginCheck("another check");
    expect(() => agreesWithReference(rig, rig.unit, right, drawsNothing)).toThrow("drawn");
  });

  it("are run again for an answer that replies something else, and judged by how they end", () => {
    const everyRunEndsAlike: Run<Answer, number> = {
      run(value, { half }, into = []) {
        into.push({ kind: "halved", atMs: half(value) === 0 ? 0 : 1 });
        return into;
      },
    };
    const scenarios = fc.integer({ min: 1, max: 9 });
    const kept: Drawn = {};
    provideDrawn(kept, { isRehearsal: true });
    beginCheck("halves");
    agreesWithReference(rig, everyRunEndsAlike, right, scenarios);
    beginCheck("halves");
    expect(() => agreesWithReference(rig, everyRunEndsAlike, { half: () => 7 }, scenarios)).not.toThrow();
    beginCheck("halves");
    expect(() => agreesWithReference(rig, everyRunEndsAlike, { half: () => 0 }, scenarios)).toThrow();
  });

  it("are kept as they were, and not where JSON has no word for them", () => {
    const [text] = drawn(fc.constant({ at: undefined, in: [undefined, 1] }))["halves"]?.[0] ?? [];
    expect(runOf(text as string).scenario).toStrictEqual({ at: undefined, in: [undefined, 1] });
    expect(Object.keys(runOf(text as string).scenario as object)).toEqual(["at", "in"]);
    expect(drawn(fc.constant(10))["halves"]?.[0]).toHaveLength(200);
    for (const odd of [-0, Infinity, () => 1]) expect(drawn(fc.constant({ odd }))).toEqual({ halves: [null] });
  });

  it("are kept without what was said in them where an answer says something else the next time", () => {
    let count = 0;
    const moody: Answer = { half: (value) => value / 2 + (count++ < 200 ? 0 : 1) };
    const texts = drawn(fc.nat(1_000), moody)["halves"]?.[0] ?? [];
    expect(texts.map((text) => runOf(text).dialogue)).toEqual(texts.map(() => undefined));
    expect(drawn(fc.nat(1_000))["halves"]?.[0]?.map((text) => runOf(text).dialogue?.length)).toEqual(
      texts.map(() => 1),
    );
  });
});
