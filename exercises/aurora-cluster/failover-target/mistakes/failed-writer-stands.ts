// The idea: whoever is available can be promoted, the old writer as well.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const [target] = members
    .filter(({ isAvailable }) => isAvailable)
    .sort((a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  if (target?.role === "reader") return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
