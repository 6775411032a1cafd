// The idea: as with a priority of 0 in other databases, such an instance never becomes the writer.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const candidates = members.filter(({ role, isAvailable, tier }) => role === "reader" && isAvailable && tier > 0);
  const tiersCount = failedAttemptCount < 5;
  candidates.sort((a, b) => (tiersCount && a.tier !== b.tier ? a.tier - b.tier : b.memoryGib - a.memoryGib));
  if (candidates.length > 0) return { kind: "promote", instance: candidates[0]!.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
