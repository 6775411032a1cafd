import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

const ROOT = fileURLToPath(new URL(".", import.meta.url));

/**
 * `npx vitest tests/suites` runs hidden suites as ordinary test files, for authors: against each exercise's solution, or
 * against `ANSWER=<file>`. Before a suite's own first line, its answer is loaded and handed to the test API.
 */
function provideAnswers(): Plugin {
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
          isolate: false,
          maxWorkers: 2,
          // PostgreSQL takes seconds to start where others work as well.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "grader",
          include: ["tests/grader/**/*.test.ts"],
          isolate: false,
          // An audit waits for its browser half of the time: the core's tests are done meanwhile.
          maxWorkers: 2,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "site",
          include: ["tests/site/**/*.test.ts"],
          // A browser's pages keep two cores busy by themselves.
          sequence: { groupOrder: 1 },
          globalSetup: ["tests/site/serve-site.ts"],
          fileParallelism: false,
          isolate: false,
          // Room for a machine that does other things as well; nothing here waits for time to pass.
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
