/**
 * What a writer hears of its group and asks of its read routing, at random. Times are eighths of a millisecond, so that
 * a mean comes out alike however it is worked out. Shrinks towards few steps, low LSNs and the first segments.
 */
import * as fc from "fast-check";
import { placementOf, type ReadScript, type ReadStep } from "four-of-six/aurora";

const START_LSN = 100;
const RECORD_COUNT = 6;

const segment = fc.constantFrom(...placementOf(1).map((member) => member.segment));
const lsn = fc.integer({ min: START_LSN, max: START_LSN + RECORD_COUNT });
const view = fc.constantFrom("Q1", "Q2", "Q3");
const tookMs = fc.integer({ min: 1, max: 24 }).map((eighths) => eighths / 8);

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ segment, scl: lsn }).map((what): ReadStep => ({ tell: "complete", ...what })),
  },
  { weight: 6, arbitrary: fc.record({ segment, tookMs }).map((what): ReadStep => ({ tell: "answered", ...what })) },
  { weight: 2, arbitrary: lsn.map((vdl): ReadStep => ({ tell: "durable", vdl })) },
  { weight: 2, arbitrary: fc.record({ view, readPoint: lsn }).map((what): ReadStep => ({ tell: "opened", ...what })) },
  { weight: 1, arbitrary: view.map((which): ReadStep => ({ tell: "closed", view: which })) },
  { weight: 4, arbitrary: lsn.map((readPoint): ReadStep => ({ ask: "plan", readPoint })) },
  {
    weight: 3,
    arbitrary: fc.record({ segment, readPoint: lsn }).map((what): ReadStep => ({ ask: "accept", ...what })),
  },
);

/** Scripts of up to 24 steps over six segments and six records. */
export function readScripts(): fc.Arbitrary<ReadScript> {
  return fc.record({
    startLsn: fc.constant(START_LSN),
    recordCount: fc.constant(RECORD_COUNT),
    model: fc.record({
      expectedMs: fc.constantFrom(1, 0.5, 2),
      hedgeFactor: fc.constantFrom(3, 1, 2),
    }),
    steps: fc.array(step, { minLength: 1, maxLength: 24 }),
  });
}
