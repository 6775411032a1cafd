// The idea: whoever was chosen and failed is left out the next time.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

let last: string | undefined;

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  const readers = members.filter(({ role, isAvailable }) => role === "reader" && isAvailable);
  const others = failedAttemptCount > 0 ? readers.filter(({ instance }) => instance !== last) : readers;
  const [target] = (others.length > 0 ? others : readers).sort(
    (a, b) => (failedAttemptCount < 5 ? a.tier - b.tier : 0) || b.memoryGib - a.memoryGib,
  );
  last = target?.instance;
  if (target) return { kind: "promote", instance: target.instance };
  const writer = members.find(({ role }) => role === "writer");
  return writer ? { kind: "restart-in-place", instance: writer.instance } : { kind: "none" };
}
