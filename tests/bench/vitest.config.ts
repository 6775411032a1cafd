/** Vitest as it comes, for the bench: a process of its own for each file, as answers have here. */
import { defineConfig } from "vitest/config";
import { ROOT } from "../../src/grader/bundle.ts";
import { provideAnswers } from "../../vitest.config.ts";

export default defineConfig({
  root: ROOT,
  plugins: [provideAnswers()],
  test: { include: ["tests/suites/**/*.test.ts"], testTimeout: 120_000 },
});
