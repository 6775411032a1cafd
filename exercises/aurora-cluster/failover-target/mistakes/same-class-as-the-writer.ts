// The idea: the new writer takes over the old one's work, so the reader nearest to its class is the right one in a tier.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const writer = members.find(({ role }) => role === "writer");
  const readers = members.filter(({ role, isAvailable }) => role === "reader" && isAvailable);
  const awayFrom = ({ memoryGib }: FailoverCandidate) =>
    writer === undefined ? -memoryGib : Math.abs(memoryGib - writer.memoryGib);
  const [target] = readers.sort(
    (a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || awayFrom(a) - awayFrom(b) || b.memoryGib - a.memoryGib,
  );
  if (target) return { kind: "promote", instance: target.instance };
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
