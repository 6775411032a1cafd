// The idea: one key for each reader, with the tier in front, and then the keys in their order.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const tiersCount = failedAttemptCount < 5;
  const keyOf = ({ tier, memoryGib }: FailoverCandidate) => `${tiersCount ? tier : ""}/${10_000 - memoryGib}`;
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
