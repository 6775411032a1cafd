// The idea: every reader has the volume, so each can become the writer; the order says which.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const [target] = members
    .filter(({ role }) => role === "reader")
    .sort((a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
