/** The promises of every exercise, in both hosts: `audit*.test.ts` share the exercises between them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditExercise, type Grade } from "../../src/grader/audit.ts";
import { exerciseAnswers, exerciseFile, exerciseNames } from "../../src/grader/exercises.ts";
import { gradeInProcess } from "../../src/grader/node-host.ts";
import { withoutTimes, type Report } from "../../src/grader/report.ts";
import { openBrowserGrader, type BrowserGrader } from "./browser-grader.ts";

/** Of the mistakes, every so many-th is graded in the browser as well; of everything else, each answer is, once. */
const EVERY = 8;

export function auditThose(isMine: (name: string, index: number) => boolean): void {
  let browser: BrowserGrader;

  beforeAll(async () => {
    browser = await openBrowserGrader();
  });
  afterAll(() => browser.close());

  describe.each(exerciseNames().filter(isMine))("%s", (name) => {
    const mistakes = [...exerciseAnswers(name, "mistakes").values()];
    const graded = new Set<string>();
    const isForBoth = (source: string) => {
      if (graded.has(source)) return false;
      graded.add(source);
      return !mistakes.includes(source) || mistakes.indexOf(source) % EVERY === 0;
    };

    const solution = exerciseFile(name, "solution.ts");
    /** Each answer's report on the command line and in the browser. */
    const pairs: (readonly [here: Report, there: Report])[] = [];

    it("keeps every promise on the command line", async () => {
      let solvedHere: Report | undefined;
      const grade: Grade = async (...asked) => {
        if (asked[2] === solution) {
          // The audit asks for it twice and compares: the second time it is the other host's.
          if (solvedHere === undefined) return (solvedHere = await gradeInProcess(...asked));
          const there = await browser.grade(...asked);
          pairs.push([solvedHere, there]);
          return there;
        }
        if (!isForBoth(asked[2])) return gradeInProcess(...asked);
        // Both hosts at once: together they take as long as the slower one.
        const [here, there] = await Promise.all([gradeInProcess(...asked), browser.grade(...asked)]);
        pairs.push([here, there]);
        return here;
      };
      expect(await auditExercise(name, { grade })).toEqual([]);
    });

    it("gives the same report in the browser, word for word", () => {
      expect(pairs.length).toBeGreaterThan(2);
      for (const [here, there] of pairs) expect(withoutTimes(there)).toEqual(withoutTimes(here));
    });
  });
}
