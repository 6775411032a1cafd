// The idea: the writer's zone may be what failed, so a reader in another zone is promoted first.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const writer = members.find(({ role }) => role === "writer");
  const isNear = (member: FailoverCandidate) => Number(member.zone === writer?.zone);
  const [target] = members
    .filter(({ role, isAvailable }) => role === "reader" && isAvailable)
    .sort(
      (a, b) => isNear(a) - isNear(b) || (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib,
    );
  if (target) return { kind: "promote", instance: target.instance };
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
