import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compareSequence } from "./compare.ts";
import { startDynalite, type Dynalite } from "./dynalite-server.ts";
import { randomSequence } from "./random-requests.ts";

const SEQUENCE_COUNT = 120;
const REQUEST_COUNT = 90;

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.close());

it("agrees with dynalite on more than 10,000 random requests", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(randomSequence(REQUEST_COUNT), async (sequence) => {
      for (const { request, ours, theirs } of await compareSequence(sequence, dynalite)) {
        expect({ request, outcome: ours }).toEqual({ request, outcome: theirs });
        count++;
      }
    }),
    { seed: 20261121, numRuns: SEQUENCE_COUNT, endOnFailure: false },
  );
  expect(count).toBeGreaterThanOrEqual(10_000);
}, 120_000);
