/** Random roll calls. They shrink towards one segment, A, in az-1. */
import * as fc from "fast-check";
import { ZONES, placementOf } from "four-of-six/aurora";
import type { RollCallScenario } from "four-of-six/start";

const segment = fc
  .tuple(fc.constantFrom("A", "B", "C", "D", "E", "F", "b", "copy-"), fc.option(fc.nat({ max: 6_400 }), { nil: "" }))
  .map(([letter, group]) => `${letter}${group}`);

/** One to six segments of any name, each in any zone. */
export const rollCalls: fc.Arbitrary<RollCallScenario> = fc.record({
  seed: fc.nat({ max: 9_999 }),
  placement: fc.uniqueArray(fc.record({ segment, zone: fc.constantFrom(...ZONES) }), {
    selector: (placed) => placed.segment,
    minLength: 1,
    maxLength: 6,
  }),
});

/** The six segments of a protection group where they stand; only the network's luck differs. */
export const fullRollCalls: fc.Arbitrary<RollCallScenario> = fc.record({
  seed: fc.nat({ max: 9_999 }),
  placement: fc.integer({ min: 1, max: 3 }).map(placementOf),
});
