// The idea: after five failed attempts no order holds any more, and the first that is there is taken.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const readers = members.filter(({ role, isAvailable }) => role === "reader" && isAvailable);
  if (failedAttemptCount < 5) readers.sort((a, b) => a.tier - b.tier || b.memoryGib - a.memoryGib);
  const [target] = readers;
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
