import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

const ROOT = fileURLToPath(new URL(".", import.meta.url));

/**
 * `npx vitest tests/suites` runs hidden suites as ordinary test files, for authors: against each exercise's solution, or
 * against `ANSWER=<file>`. Before a suite's own first line, its answer is loaded and handed to the test API.
 */
export function provideAnswers(): Plugin {
  return {
    name: "provide-answers",
    enforce: "pre",
    transform(code, id) {
      const name = /tests\/suites\/(.+)\.test\.ts$/.exec(id.split(path.sep).join("/"))?.[1];
      if (name === undefined) return undefined;
      const answer = path.resolve(process.env["ANSWER"] ?? path.join(ROOT, "exercises", name, "solution.ts"));
      if (!existsSync(answer)) throw new Error(`There is no answer at ${answer}.`);
      const importAnswer = `import * as __answer from ${JSON.stringify(answer)};`;
      // The database of a suite that needs one; it is started when it is first asked.
      const here = JSON.stringify(path.join(ROOT, "src/grader/postgres/here.ts"));
      const provide = `import ${here};import { provideAnswer as __provide } from ${JSON.stringify(path.join(ROOT, "src/testing/answer.ts"))};`;
      return { code: `${importAnswer}${provide}__provide(__answer);${code}`, map: null };
    },
  };
}

/**
 * As many files at a time as two cores have work for. All projects have the same number, so they share it: while one file
 * waits, for a browser or a database, another one computes. The long ones of `grader` and `site` come first.
 */
const WORKERS = 2;

export default defineConfig({
  test: {
    // Vitest keeps what it has transformed, and does not know that ANSWER has a say in it.
    fsModuleCache: process.env["ANSWER"] === undefined,
    projects: [
      {
        plugins: [provideAnswers()],
        // Every test is pure, or keeps to a folder of its own: files may share a process.
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/site/**", "tests/grader/**"],
          setupFiles: ["tests/support/fixed-seed.ts"],
          isolate: false,
          maxWorkers: WORKERS,
          // Seconds on a quiet machine; others may work on it as well.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "grader",
          include: ["tests/grader/**/*.test.ts"],
          isolate: false,
          maxWorkers: WORKERS,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "site",
          include: ["tests/site/**/*.test.ts"],
          globalSetup: ["tests/site/serve-site.ts"],
          // The files of a worker share one browser.
          isolate: false,
          maxWorkers: WORKERS,
          // What is waited for comes at once on a quiet machine; nothing fails for being late on a busy one.
          expect: { poll: { timeout: 10_000 } },
          // Room for a machine that does other things as well; nothing here waits for time to pass.
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
