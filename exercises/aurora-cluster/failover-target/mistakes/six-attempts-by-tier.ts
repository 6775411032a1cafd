// The idea: more than five attempts have to fail before the tiers are ignored.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const tiersCount = !(failedAttemptCount > 5);
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => (tiersCount ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
