// The idea: without a reader there is no failover, so there is nothing to be done.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  return target ? { kind: "promote", instance: target.instance } : { kind: "none" };
}
