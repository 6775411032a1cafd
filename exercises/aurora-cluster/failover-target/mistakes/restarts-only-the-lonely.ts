// The idea: only a writer that never had a reader is restarted; a reader that is down will come back.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  const [only] = members;
  return members.length === 1 && only?.role === "writer"
    ? { kind: "restart-in-place", instance: only.instance }
    : { kind: "none" };
}
