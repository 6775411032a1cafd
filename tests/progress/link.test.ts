import fc from "fast-check";
import { expect, test } from "vitest";
import { fragmentOf, LinkError, sharedIn, type SharedAnswer } from "../../src/progress/link.ts";

const shared: SharedAnswer = {
  exercise: "aurora-storage/commit-tracker",
  version: "0123456789ab",
  answer: "export function createCommitTracker() {}\n".repeat(20),
  run: { name: "unit", check: "counts a segment once", scenario: { steps: [1, { lsn: 101 }], seed: 7 } },
};

test("a link gives back what it was made of", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.jsonValue(), async (answer, scenario) => {
      const one = JSON.parse(
        JSON.stringify({ ...shared, answer, run: { name: "cluster", check: "x", scenario } }),
      ) as SharedAnswer;
      const fragment = await fragmentOf(one);
      expect(fragment).toMatch(/^#try=commit-tracker\.1\.[\w-]+$/);
      expect(await sharedIn(`https://example.org/ko/lesson/${fragment}`)).toEqual(one);
    }),
    { numRuns: 40 },
  );
});

test("a link is shorter than what it carries", async () => {
  expect((await fragmentOf(shared)).length).toBeLessThan(JSON.stringify(shared).length / 2);
});

const refusalOf = async (address: string) => {
  try {
    await sharedIn(address);
  } catch (error) {
    return error instanceof LinkError ? error.refusal : error;
  }
  return undefined;
};

test("a broken, a cut, a foreign and a newer link are refused, each in its own words", async () => {
  const whole = await fragmentOf(shared);
  expect(await refusalOf("https://example.org/#section")).toBe("not-ours");
  expect(await refusalOf("#try=")).toBe("damaged");
  expect(await refusalOf("#try=commit-tracker.1.%%%")).toBe("damaged");
  expect(await refusalOf(whole.slice(0, -12))).toBe("damaged");
  expect(await refusalOf(whole.replace(".1.", ".2."))).toBe("newer");
  const other = await fragmentOf({ ...shared, answer: 5 as never });
  expect(await refusalOf(other)).toBe("damaged");
});

test("a link that swells to more than any answer is refused before it fills the memory", async () => {
  const bomb = await fragmentOf({ ...shared, answer: "0".repeat(1_100_000) });
  expect(bomb.length).toBeLessThan(5_000);
  expect(await refusalOf(bomb)).toBe("damaged");
});
