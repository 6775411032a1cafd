/** What a learner is shown of the smallest run in which an answer parts from the reference. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
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

function shown(answer: Answer): Counterexample {
  try {
    agreesWithReference(rig, rig.unit, answer, fc.constant(10));
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
