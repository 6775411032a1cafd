// The idea: somebody has to be restarted; where there is no writer, the first member.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  const restarted = members.find(({ role }) => role === "writer") ?? members[0];
  return restarted ? { kind: "restart-in-place", instance: restarted.instance } : { kind: "none" };
}
