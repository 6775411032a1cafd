// The idea: the new writer has to carry the load, so the largest is promoted; the tier decides between equals.
import type { FailoverCandidate, FailoverDecision } from "four-of-six/cluster";

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  let best: FailoverCandidate | undefined;
  let writer: FailoverCandidate | undefined;
  for (const member of members) {
    if (member.role === "writer") writer = member;
    else if (member.isAvailable && (best === undefined || isBefore(member, best, failedAttemptCount))) best = member;
  }
  if (best !== undefined) return { kind: "promote", instance: best.instance };
  return writer === undefined ? { kind: "none" } : { kind: "restart-in-place", instance: writer.instance };
}

function isBefore(a: FailoverCandidate, b: FailoverCandidate, failedAttemptCount: number): boolean {
  if (a.memoryGib !== b.memoryGib) return a.memoryGib > b.memoryGib;
  return failedAttemptCount < 5 && a.tier < b.tier;
}
