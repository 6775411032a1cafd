// The idea: the operator has set the tiers, so they hold however often an attempt fails.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], _failedAttemptCount: number): FailoverDecision {
  const readers = members.filter(({ role, isAvailable }) => role === "reader" && isAvailable);
  const lowest = Math.min(...readers.map(({ tier }) => tier));
  const [target] = readers.filter(({ tier }) => tier === lowest).sort((a, b) => b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
