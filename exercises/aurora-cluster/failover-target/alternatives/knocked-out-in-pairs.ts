// Recursion: the list is halved, each half sends its winner. The result carries more than was asked for.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

type Contest = (one: FailoverCandidate, other: FailoverCandidate) => number;

const bySize: Contest = (one, other) => Math.sign(one.memoryGib - other.memoryGib);
const byTierThenSize: Contest = (one, other) => Math.sign(other.tier - one.tier) || bySize(one, other);

function winner(readers: readonly FailoverCandidate[], contest: Contest): FailoverCandidate | undefined {
  if (readers.length < 2) return readers[0];
  const middle = readers.length >> 1;
  const left = winner(readers.slice(0, middle), contest)!;
  const right = winner(readers.slice(middle), contest)!;
  return contest(left, right) > 0 ? left : right;
}

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const readers = members.flatMap((member) => (member.role === "reader" && member.isAvailable ? [member] : []));
  const promoted = winner(readers, failedAttemptCount / 5 < 1 ? byTierThenSize : bySize);
  if (promoted) return { kind: "promote", ...promoted };
  const [writer] = members.filter(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
