// The idea: the first choice has failed, so the next attempt goes to the second, and so on round the list.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const line = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  const target = line[failedAttemptCount % line.length];
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
