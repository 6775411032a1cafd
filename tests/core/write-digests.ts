/**
 * Writes digests.json anew, after a change that is meant to change runs:
 *
 *     node tests/core/write-digests.ts
 */
import { writeFileSync } from "node:fs";
import { digests } from "./digest-scenarios.ts";

writeFileSync(new URL("digests.json", import.meta.url), `${JSON.stringify(digests(), undefined, 2)}\n`);
