// The idea: when five attempts have failed, promoting does not work here, and the writer is restarted instead.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const writer = members.find(({ role }) => role === "writer");
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => a.tier - b.tier || b.memoryGib - a.memoryGib);
  if (target && (failedAttemptCount < 5 || !writer)) return { kind: "promote", instance: target.instance };
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
