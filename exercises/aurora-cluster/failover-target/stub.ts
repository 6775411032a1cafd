import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

/**
 * What is to be done now that the writer has failed: promote a reader, restart the writer in its place, or nothing.
 * `failedAttemptCount` attempts of this failover have not succeeded. Hover over a name to read what it promises.
 */
export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  // Who of the members can be promoted at all?
  return { kind: "none" };
}
