/**
 * What happens among the segments of a group, at random. Records are named by their place in the log, so that whatever
 * is left out while shrinking, the rest still makes sense. Shrinks towards few records, few steps and the first segments.
 */
import * as fc from "fast-check";
import { placementOf, type GossipScript, type GossipStep } from "four-of-six/aurora";

const START_LSN = 100;

const segment = fc.constantFrom(...placementOf(1).map((member) => member.segment));

type Draft =
  | { readonly what: "store"; readonly segment: string; readonly places: readonly number[] }
  | Exclude<GossipStep, { readonly what: "store" }>;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ segment, places: fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 7 }) })
      .map((what): Draft => ({ what: "store", ...what })),
  },
  { weight: 6, arbitrary: fc.record({ segment, to: segment }).map((what): Draft => ({ what: "tell", ...what })) },
  { weight: 5, arbitrary: segment.map((who): Draft => ({ what: "ask", segment: who })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ segment, what: fc.constantFrom("recovery" as const, "change" as const) })
      .map((what): Draft => what),
  },
);

/** The LSNs of a log of up to twelve records, with gaps between them. */
export const groupLogs: fc.Arbitrary<readonly number[]> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 12 })
  .map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, START_LSN)));

/** Scripts of up to 30 steps over six segments. */
export function gossipScripts(): fc.Arbitrary<GossipScript> {
  return fc
    .record({ lsns: groupLogs, steps: fc.array(step, { minLength: 1, maxLength: 30 }) })
    .map(({ lsns, steps }) => ({
      startLsn: START_LSN,
      lsns,
      steps: steps.map((draft): GossipStep => {
        if (draft.what !== "store") return draft;
        return {
          what: "store",
          segment: draft.segment,
          lsns: draft.places.map((place) => lsns[place % lsns.length] as number),
        };
      }),
    }));
}
