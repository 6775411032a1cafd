/**
 * `npm run oracle -- [--sequences N] [--seed N]`: more random requests to the table service and to dynalite than the tests
 * make, 90 in a sequence, each sequence on a table of its own. Prints the first request on which they differ, and what led
 * to it, as small as it can be made.
 */
import fc from "fast-check";
import { parseArgs } from "node:util";
import { isDeepStrictEqual } from "node:util";
import { compareSequence } from "./compare.ts";
import { startDynalite } from "./dynalite-server.ts";
import { randomSequence } from "./random-requests.ts";

const REQUEST_COUNT = 90;

function count(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  console.error(`--${name} takes a whole number, received "${text}".`);
  process.exit(2);
}

let given;
try {
  given = parseArgs({
    options: { sequences: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
  });
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: npm run oracle -- [--sequences N] [--seed N]`);
  process.exit(2);
}
const numRuns = count("sequences", given.values.sequences);
const seed = count("seed", given.values.seed);

const dynalite = await startDynalite();
let requestCount = 0;
const report = await fc.check(
  fc.asyncProperty(randomSequence(REQUEST_COUNT), async (sequence) => {
    for (const { request, ours, theirs } of await compareSequence(sequence, dynalite)) {
      requestCount++;
      if (requestCount % 10_000 === 0) console.error(`${requestCount} requests`);
      if (isDeepStrictEqual(plain(ours), plain(theirs))) continue;
      throw new Error(
        `${JSON.stringify(request, null, 1)}\nours:   ${JSON.stringify(ours)}\ntheirs: ${JSON.stringify(theirs)}`,
      );
    }
  }),
  { seed, numRuns },
);
await dynalite.close();
if (report.failed) {
  console.log(`They differ (seed ${seed}, after ${report.numShrinks} shrinks):`);
  console.log(JSON.stringify(report.counterexample?.[0], null, 1));
  console.log(String(report.errorInstance));
} else console.log(`${requestCount} requests, no difference.`);
process.exit(report.failed ? 1 : 0);

/** As it travels: without members that are undefined. */
function plain(outcome: unknown): unknown {
  return JSON.parse(JSON.stringify(outcome));
}
