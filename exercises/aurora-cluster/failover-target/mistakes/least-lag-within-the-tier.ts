// The idea: the tier is the operator's wish, but within a tier the reader that has seen most is the safe choice.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const readers = members.filter(({ role, isAvailable }) => role === "reader" && isAvailable);
  const tiersCount = failedAttemptCount < 5;
  const target = readers.reduce<FailoverCandidate | undefined>((best, other) => {
    if (best === undefined) return other;
    if (tiersCount && other.tier !== best.tier) return other.tier < best.tier ? other : best;
    if (other.lagMs !== best.lagMs) return other.lagMs < best.lagMs ? other : best;
    return other.memoryGib > best.memoryGib ? other : best;
  }, undefined);
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
