// The idea: tier 15 is the last of all, so whoever is put there is meant to stay a reader.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

const NEVER = 15;

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const readers = members.filter(({ role, isAvailable, tier }) => role === "reader" && isAvailable && tier < NEVER);
  const lowest = Math.min(...readers.map(({ tier }) => tier));
  const left = failedAttemptCount < 5 ? readers.filter(({ tier }) => tier === lowest) : readers;
  const largest = Math.max(...left.map(({ memoryGib }) => memoryGib));
  const target = left.find(({ memoryGib }) => memoryGib === largest);
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
