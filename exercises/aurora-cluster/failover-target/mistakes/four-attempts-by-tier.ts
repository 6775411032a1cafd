// The idea: this attempt is the fifth once four have failed, and the fifth ignores the tiers.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const attempt = failedAttemptCount + 1;
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => (attempt < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
