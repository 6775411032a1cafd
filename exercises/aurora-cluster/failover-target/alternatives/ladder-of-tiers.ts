// A map from tier to its readers, climbed rung by rung. Among equals the one that stands last in the list is taken.
import type { FailoverCandidate, FailoverDecision, FailoverTarget } from "four-of-six/cluster";

function ladderOf(members: readonly FailoverCandidate[], oneRung: boolean): Map<number, FailoverCandidate[]> {
  const ladder = new Map<number, FailoverCandidate[]>();
  for (const member of members) {
    if (member.role === "writer" || !member.isAvailable) continue;
    const rung = oneRung ? 0 : member.tier;
    ladder.set(rung, [...(ladder.get(rung) ?? []), member]);
  }
  return ladder;
}

export const choose: FailoverTarget["choose"] = (members, failedAttemptCount): FailoverDecision => {
  const ladder = ladderOf(members, failedAttemptCount >= 5);
  for (let rung = 0; rung <= 15; rung++) {
    const readers = ladder.get(rung);
    if (readers === undefined) continue;
    const winner = readers.reduce((best, other) => (other.memoryGib >= best.memoryGib ? other : best));
    return { kind: "promote", instance: winner.instance };
  }
  for (const { role, instance } of members) if (role === "writer") return { kind: "restart-in-place", instance };
  return { kind: "none" };
};
