/** What is said at the seam is said once more to another answer, and the simulator comes in where that one parts. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { overheard, parted, type Dialogue } from "../../src/testing/dialogue.ts";
import { fn, mechanism, nothing, number, type Seam } from "../../src/testing/index.ts";
import { takeAnswer } from "../../src/testing/answer.ts";

interface Counter {
  add(step: { readonly by: number }): number;
  clear(): void;
}

interface Answer {
  open(start: number): Counter;
}

const seam: Seam<Answer> = { open: fn(mechanism<Counter>({ add: number, clear: nothing })) };

/** Which counter does what: -1 clears it, anything else is added. */
type Script = readonly { readonly counter: 0 | 1; readonly by: number }[];

const scripts: fc.Arbitrary<Script> = fc.array(
  fc.record({ counter: fc.constantFrom(0 as const, 1 as const), by: fc.integer({ min: -1, max: 5 }) }),
  { maxLength: 12 },
);

/** What happens next depends on what was replied: a simulator does not stop asking because a reply was another. */
function simulated(script: Script, { open }: Answer): readonly string[] {
  const trace: string[] = [];
  const counters = [open(10), open(20)];
  for (const { counter, by } of script) {
    const it = counters[counter] as Counter;
    if (by === -1) it.clear();
    const sum = it.add({ by });
    trace.push(`${counter}: ${sum}`);
    if (sum % 3 === 0) counters[counter] = open(sum);
  }
  return trace;
}

/** A counter that goes wrong at its nth call of all, in one way or another; and what it was asked. */
function counting(wrongAt: number, wrong: "sum" | "throws" | "remembers") {
  const asked: string[] = [];
  let callCount = 0;
  let isOff = false;
  const isWrong = () => {
    const isNow = callCount++ === wrongAt;
    isOff ||= isNow;
    if (isNow && wrong === "throws") throw new Error("no more");
    return wrong === "remembers" ? isOff : isNow;
  };
  const exports = {
    open(start: number) {
      asked.push(`open ${start}`);
      let sum = start + (isWrong() ? 1 : 0);
      return {
        add(step: { readonly by: number }) {
          asked.push(`add ${JSON.stringify(step)} ${Object.isFrozen(step)}`);
          sum += step.by;
          return sum + (isWrong() ? 1 : 0);
        },
        clear() {
          asked.push("clear");
          if (!isWrong()) sum = 0;
        },
      };
    },
  };
  return { asked, answer: takeAnswer<Answer>(seam, exports) };
}

const right = () => counting(Infinity, "sum").answer;

function saidIn(script: Script): Dialogue {
  const { answer, said } = overheard(right());
  simulated(script, answer);
  return JSON.parse(JSON.stringify(said())) as Dialogue;
}

function ended(script: Script, answer: Answer): unknown {
  try {
    return simulated(script, answer);
  } catch (error) {
    return (error as Error).message;
  }
}

it("is heard out to its end by an answer that says the same", () => {
  fc.assert(
    fc.property(scripts, (script) => {
      const other = counting(Infinity, "sum");
      expect(parted(other.answer, saidIn(script))).toBeUndefined();
      const alone = counting(Infinity, "sum");
      simulated(script, alone.answer);
      expect(other.asked).toEqual(alone.asked);
    }),
  );
});

it("leads to the run that the simulator makes of a wrong answer by itself, and asks the same, once", () => {
  const wrongs = fc.constantFrom("sum" as const, "throws" as const, "remembers" as const);
  let partedCount = 0;
  fc.assert(
    fc.property(scripts, fc.nat(14), wrongs, (script, wrongAt, wrong) => {
      const alone = counting(wrongAt, wrong);
      const expected = ended(script, alone.answer);
      const late = counting(wrongAt, wrong);
      const live = parted(late.answer, saidIn(script));
      if (live !== undefined) partedCount++;
      expect(live === undefined ? simulated(script, right()) : ended(script, live)).toEqual(expected);
      expect(late.asked).toEqual(alone.asked);
    }),
  );
  expect(partedCount).toBeGreaterThan(20);
});

it("keeps what it was asked with as it was then", () => {
  const step = { by: 1 };
  const { answer, said } = overheard(right());
  answer.open(10).add(step);
  step.by = 2;
  expect(said()).toEqual([
    [0, "open", [10], null, 1],
    [1, "add", [{ by: 1 }], 11],
  ]);
});

it("is none where something was thrown, or where an answer has more than functions", () => {
  const throwing = overheard(counting(0, "throws").answer);
  expect(() => throwing.answer.open(1)).toThrow("no more");
  expect(throwing.said()).toBeUndefined();
  expect(overheard({ limit: 4, half: (value: number) => value / 2 }).said()).toBeUndefined();
});
