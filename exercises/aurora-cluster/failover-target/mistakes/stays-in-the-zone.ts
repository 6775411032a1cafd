// The idea: the application is in the writer's zone, so a reader there is promoted first.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const writer = members.find(({ role }) => role === "writer");
  const readers = members.filter(({ role, isAvailable }) => role === "reader" && isAvailable);
  const near = readers.filter(({ zone }) => zone === writer?.zone);
  const [target] = (near.length > 0 ? near : readers).sort(
    (a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib,
  );
  if (target) return { kind: "promote", instance: target.instance };
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
