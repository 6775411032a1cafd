/** What mutation testing says of a suite, on a solution so small that every change of it can be looked at. */
import { describe, expect, it } from "vitest";
import { loadExercise } from "../../src/grader/exercises.ts";
import { judgeMutants, mutantsOf, mutateExercise } from "../../src/grader/mutate.ts";
import { gradeInProcess, gradeToFirstFailure } from "../../src/grader/node-host.ts";
import { evaluateAnswer } from "../../src/grader/sealed/evaluate.ts";
import { countOf, placeOf } from "../../src/grader/survivors.ts";
import { exerciseFile } from "../../src/grader/exercises.ts";

const SOLUTION = `
export function largest(numbers: readonly number[]): number {
  let found = -Infinity;
  for (const one of numbers) if (one > found) found = one;
  return found;
}
`;
const LINE = "for (const one of numbers) if (one > found) found = one;";
const SAME = {
  line: LINE,
  becomes: ["for (const one of numbers) if (one >= found) found = one;"],
  because: "Of two equal numbers either is the largest.",
};

/** A suite that looks at these lists. */
const suiteOf =
  (...lists: readonly (readonly number[])[]) =>
  async (source: string) => {
    const { largest } = evaluateAnswer(source, {}) as { largest(numbers: readonly number[]): number };
    return lists.every((list) => largest(list) === Math.max(...list));
  };

describe("judgeMutants", () => {
  it("names the change that a suite with a gap lets pass, where it begins and what it is", async () => {
    const rising = suiteOf([1, 2, 3], [-2, -1]);
    const { killedCount, problems } = await judgeMutants("largest.ts", SOLUTION, [SAME], rising);
    expect(killedCount).toBeGreaterThan(2);
    expect(problems).toEqual([
      `largest.ts:4: every check passes with\n  - ${LINE}\n  + for (const one of numbers) if (true) found = one;`,
    ]);
  });

  it("is content with a change that passes and has a reason", async () => {
    const report = await judgeMutants("largest.ts", SOLUTION, [SAME], suiteOf([1, 3, 2], [-1, -2]));
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ mutantCount: report.killedCount + 1, recordedCount: 1 });
  });

  it("says when a reason was given for what does not pass any more, or never was a change", async () => {
    const becomes = ["for (const one of numbers) if (false) found = one;", "for (;;);"];
    const records = [SAME, { ...SAME, becomes }];
    const { problems } = await judgeMutants("largest.ts", SOLUTION, records, suiteOf([1, 3, 2]));
    expect(problems).toEqual(
      becomes.map((line) => `survivors.json: no change that passes is\n  - ${LINE}\n  + ${line}`),
    );
  });
});

describe("mutantsOf", () => {
  it("keeps a change together where what stands around it binds more tightly", async () => {
    const mutants = await mutantsOf("const f = (a, b, c) => !(a || b) && c;\n");
    expect(mutants.map(({ becomes }) => becomes)).toContain("const f = (a, b, c) => (a || b) && c;");
  });

  it("leaves types alone", async () => {
    expect(await mutantsOf('type Way = "up" | "down";\ninterface Step {\n  readonly way: Way;\n}\n')).toEqual([]);
  });
});

describe("placeOf", () => {
  const source = "a {\n  fill();\n}\nb {\n  fill();\n}\n";

  it("takes lines before a line that stands more than once", () => {
    expect(placeOf(source, 0)).toBe("a {");
    expect(placeOf(source, 4)).toBe("b {\nfill();");
    expect(countOf("b {\nfill();", source)).toBe(1);
    expect(countOf("fill();", source)).toBe(2);
  });
});

describe("with the command line's host", () => {
  it("ends at the first check that fails, and passes what passes", async () => {
    const name = "aurora-storage/quorum-rules";
    const exercise = await loadExercise(name);
    const stub = exerciseFile(name, "stub.ts");
    const [whole, short] = await Promise.all([
      gradeInProcess(name, exercise, stub),
      gradeToFirstFailure(name, exercise, stub),
    ]);
    const firstFailure = whole.tests.find(({ status }) => status !== "pass")?.name;
    expect(short.status).toBe("error");
    expect(short.tests.find(({ status }) => status !== "pass")?.name).toBe(firstFailure);
    expect((await gradeToFirstFailure(name, exercise, exerciseFile(name, "solution.ts"))).status).toBe("pass");
  });

  it("finds no gap in the first exercise", async () => {
    const { mutantCount, problems } = await mutateExercise("start/first-run");
    expect(mutantCount).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });
});
