/** What a learner is shown of the smallest run in which an answer parts from the reference. */
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { beginCheck, provideDrawn, type Drawn } from "../../src/testing/drawn.ts";
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

describe("scenarios that were drawn before", () => {
  afterEach(() => provideDrawn(undefined));

  const right: Answer = { half: (value) => value / 2 };
  const wrong: Answer = { half: (value) => (value > 300 ? 0 : value / 2) };

  /** What the right answer draws, as a host keeps it. */
  function drawn(scenarios: fc.Arbitrary<unknown>): Drawn {
    const kept: Drawn = {};
    provideDrawn(kept);
    beginCheck("halves");
    agreesWithReference(rig, rig.unit, right, scenarios as never);
    return JSON.parse(JSON.stringify(kept)) as Drawn;
  }

  it("lead to the same failure as those that are drawn now", () => {
    const scenarios = fc.nat(1_000);
    const now = shown(wrong, scenarios);
    provideDrawn(drawn(scenarios));
    beginCheck("halves");
    expect(shown(wrong, scenarios)).toEqual(now);
    expect(now.scenario).toBe(301);
  });

  it("are not drawn again for an answer that passes", () => {
    provideDrawn(drawn(fc.nat(1_000)));
    beginCheck("halves");
    const drawsNothing = fc.nat().map((): number => {
      throw new Error("drawn");
    });
    expect(() => agreesWithReference(rig, rig.unit, right, drawsNothing)).not.toThrow();
    beginCheck("another check");
    expect(() => agreesWithReference(rig, rig.unit, right, drawsNothing)).toThrow("drawn");
  });

  it("are not kept where JSON would change them", () => {
    expect(drawn(fc.constant({ at: undefined }))).toEqual({ halves: [null] });
    expect(drawn(fc.constant(10))["halves"]?.[0]).toHaveLength(200);
  });
});
