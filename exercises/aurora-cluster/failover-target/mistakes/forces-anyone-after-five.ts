// The idea: after five failed attempts the largest is forced, whether it answers or not.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const isForced = failedAttemptCount >= 5;
  const readers = members.filter(({ role }) => role === "reader");
  const available = readers.filter(({ isAvailable }) => isAvailable);
  const [target] = isForced
    ? readers.sort((a, b) => b.memoryGib - a.memoryGib)
    : available.sort((a, b) => a.tier - b.tier || b.memoryGib - a.memoryGib);
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
