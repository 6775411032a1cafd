import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

/** Once so many attempts have failed, an operator's wishes count less than getting a writer at all. */
const ATTEMPTS_BY_TIER = 5;

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  // The writer is no candidate, even if it answers again: it is what failed.
  const candidates = members.filter((member) => member.role === "reader" && member.isAvailable);
  if (candidates.length === 0) return withoutReaders(members);

  // One question after the other: each looks only at those whom the one before has left.
  const byTier = failedAttemptCount < ATTEMPTS_BY_TIER ? lowestTier(candidates) : candidates;
  const [target] = largestClass(byTier);
  return { kind: "promote", instance: target!.instance };
}

function lowestTier(candidates: readonly FailoverCandidate[]): readonly FailoverCandidate[] {
  const lowest = Math.min(...candidates.map(({ tier }) => tier));
  return candidates.filter(({ tier }) => tier === lowest);
}

function largestClass(candidates: readonly FailoverCandidate[]): readonly FailoverCandidate[] {
  // Any of those that are left will do, however far it lags: they all open the same volume.
  const largest = Math.max(...candidates.map(({ memoryGib }) => memoryGib));
  return candidates.filter(({ memoryGib }) => memoryGib === largest);
}

function withoutReaders(members: readonly FailoverCandidate[]): FailoverDecision {
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
