/** What can be asked of a group's members, at random: changes that overlap, are taken back, or make no sense. */
import * as fc from "fast-check";
import type { MembershipScript, MembershipStep, SegmentId } from "four-of-six/aurora";

const EVERYONE: readonly SegmentId[] = [..."ABCDEFGHIJ"];
/** What the changes are mostly about: few enough that two of them meet. */
const CHANGES = [
  { leaving: "F", joining: "G" },
  { leaving: "E", joining: "H" },
  { leaving: "G", joining: "I" },
  { leaving: "F", joining: "H" },
] as const;

/** Scripts of up to ten questions. Shrinks towards fewer of them and fewer segments in each. */
export function membershipScripts(): fc.Arbitrary<MembershipScript> {
  const change = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...CHANGES) },
    {
      weight: 1,
      arbitrary: fc.record({ leaving: fc.constantFrom(...EVERYONE), joining: fc.constantFrom(...EVERYONE) }),
    },
  );
  const heard = fc.oneof(
    { weight: 3, arbitrary: fc.shuffledSubarray(EVERYONE.slice(0, 8), { minLength: 2, maxLength: 7 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...EVERYONE, "A2"), { maxLength: 9 }) },
  );
  const step: fc.Arbitrary<MembershipStep> = fc.oneof(
    { weight: 4, arbitrary: change.map((each): MembershipStep => ({ ask: "begin", ...each })) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(change, fc.nat({ max: 4 }))
        .map(([each, chance]): MembershipStep => ({ ask: "complete", isHydrated: chance > 0, ...each })),
    },
    { weight: 2, arbitrary: change.map((each): MembershipStep => ({ ask: "abandon", ...each })) },
    { weight: 4, arbitrary: heard.map((acknowledgedBy): MembershipStep => ({ ask: "write", acknowledgedBy })) },
    { weight: 3, arbitrary: heard.map((answeredBy): MembershipStep => ({ ask: "read", answeredBy })) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: 2 }).map((epochsBehind): MembershipStep => ({ ask: "request", epochsBehind })) }, // prettier-ignore
  );
  const quorum = fc.integer({ min: 1, max: 6 });
  return fc
    .record({
      steps: fc.array(step, { minLength: 1, maxLength: 10 }),
      rule: fc.option(fc.record({ copyCount: fc.constant(6), writeQuorum: quorum, readQuorum: quorum }), {
        nil: undefined,
        freq: 3,
      }),
    })
    .map(({ steps, rule }) => (rule === undefined ? { steps } : { steps, rule }));
}
