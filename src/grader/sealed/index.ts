/** Entry of the runner's bundle: the runner, and the modules that suites' bundles share with it. */
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import * as testing from "../../testing/index.ts";
import * as fastCheck from "./fast-check.ts";
import { openRunner } from "./runner.ts";

const shared: Readonly<Record<string, unknown>> = {
  "fast-check": fastCheck,
  "four-of-six/testing": testing,
  vitest: { afterEach, beforeEach, describe, expect, it, test },
};

export { openRunner };

/** What a suite's bundle gets for its imports of libraries. */
export function requireShared(module: string): unknown {
  if (!Object.hasOwn(shared, module)) throw new Error(`The runner shares no module "${module}" with suites.`);
  return shared[module];
}
