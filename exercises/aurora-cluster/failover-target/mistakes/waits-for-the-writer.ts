// The idea: a restart is gentler than a failover, so the writer is given two attempts to come back before anybody else.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

const PATIENCE = 2;

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const writer = members.find(({ role }) => role === "writer");
  if (writer?.isAvailable && failedAttemptCount < PATIENCE)
    return { kind: "restart-in-place", instance: writer.instance };
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
