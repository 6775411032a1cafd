import type { Millis, Timed } from "../kernel/index.ts";
import type { ClusterEvent, ClusterTrace } from "./cluster-trace.ts";
import { checkMembers, type FailoverCandidate, type FailoverTarget } from "./failover-target.ts";
import type { InstanceId, MemoryGib, PromotionTier } from "./vocabulary.ts";

/** One thing that changes before the next attempt. */
export type FailoverStep =
  | { readonly tell: "available"; readonly instance: InstanceId; readonly isAvailable: boolean }
  | { readonly tell: "tier"; readonly instance: InstanceId; readonly tier: PromotionTier }
  | { readonly tell: "class"; readonly instance: InstanceId; readonly memoryGib: MemoryGib }
  | { readonly tell: "lag"; readonly instance: InstanceId; readonly lagMs: Millis }
  /** So many attempts of this failover have failed by now; 0 is a new failover. */
  | { readonly tell: "attempts"; readonly failedAttemptCount: number };

/** The choice of a failover target alone, without network or instances: who is there, and what changes. */
export interface FailoverScript {
  /** As the control plane sees them at the beginning, with or without a writer. No attempt has failed yet. */
  readonly members: readonly FailoverCandidate[];
  readonly steps: readonly FailoverStep[];
}

const STEP_MS: Millis = 1_000;

/**
 * Asks whom to promote, then takes one step after the other, one simulated second apart, and asks again after each. A
 * step about an instance that is not there changes nothing. Throws `ScenarioError`, naming the field, for members that
 * cannot be those of one cluster.
 */
export function runFailoverScript(
  { members, steps }: FailoverScript,
  target: FailoverTarget,
  trace: Timed<ClusterEvent>[] = [],
): ClusterTrace {
  checkMembers(members);
  let seen = members;
  let failedAttemptCount = 0;
  let nowMs: Millis = 0;
  const record = (event: ClusterEvent) => trace.push({ atMs: nowMs, ...event });
  const ask = () => {
    record({ kind: "members-seen", members: seen });
    record({ kind: "target-chosen", failedAttemptCount, decision: target.choose(seen, failedAttemptCount) });
  };

  record({ kind: "cluster-opened", members, endpoints: {} });
  ask();
  for (const step of steps) {
    nowMs += STEP_MS;
    if (step.tell === "attempts") ({ failedAttemptCount } = step);
    else seen = seen.map((member) => (member.instance === step.instance ? changed(member, step) : member));
    ask();
  }
  return trace;
}

function changed(member: FailoverCandidate, step: Exclude<FailoverStep, { tell: "attempts" }>): FailoverCandidate {
  switch (step.tell) {
    case "available":
      return { ...member, isAvailable: step.isAvailable };
    case "tier":
      return { ...member, tier: step.tier };
    case "class":
      return { ...member, memoryGib: step.memoryGib };
    case "lag":
      return { ...member, lagMs: step.lagMs };
    default:
      return step satisfies never;
  }
}
