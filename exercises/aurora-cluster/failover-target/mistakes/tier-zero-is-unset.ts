// The idea: an instance without a tier counts as one of tier 1, the default.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const tierOf = (member: FailoverCandidate) => (failedAttemptCount < 5 ? member.tier || 1 : 1);
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => tierOf(a) - tierOf(b) || b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
