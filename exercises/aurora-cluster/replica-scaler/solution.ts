import type { ReaderFleet, ReplicaScaler, ScalingDecision, ScalingPolicy } from "four-of-six/cluster";

const NONE: ScalingDecision = { kind: "none" };
/** Removing begins only well below the target. */
const FAR_BELOW = 0.8;

export function createReplicaScaler(policy: ScalingPolicy): ReplicaScaler {
  // All that is remembered: when each cooldown ends, and how much was needed when the last scale-out was ordered.
  let outEndsMs = -Infinity;
  let inEndsMs = -Infinity;
  let neededThen = 0;

  function needed({ readers, average = 0 }: ReaderFleet): number {
    // The average is that of the available readers: only for them does it say how much load there is.
    const load = average * readers.filter(({ state }) => state === "available").length;
    return Math.min(policy.maxCapacity, Math.max(policy.minCapacity, Math.ceil(load / policy.target)));
  }

  function scaleOut({ nowMs, readers }: ReaderFleet, goal: number): ScalingDecision {
    const mayNotWait = goal > neededThen || readers.length < policy.minCapacity;
    if (nowMs < outEndsMs && !mayNotWait) return NONE;
    outEndsMs = nowMs + policy.scaleOutCooldownMs;
    neededThen = goal;
    inEndsMs = -Infinity;
    return { kind: "add", count: goal - readers.length };
  }

  function scaleIn({ nowMs, readers, average }: ReaderFleet, goal: number): ScalingDecision {
    if (!policy.isScaleInEnabled || nowMs < outEndsMs || nowMs < inEndsMs) return NONE;
    // Nothing measured is no reason to believe that nothing is going on.
    if (average === undefined || average >= policy.target * FAR_BELOW) return NONE;
    if (readers.some(({ state }) => state !== "available")) return NONE;
    const own = readers.filter(({ createdBy }) => createdBy === "scaling").slice(0, readers.length - goal);
    if (own.length === 0) return NONE;
    inEndsMs = nowMs + policy.scaleInCooldownMs;
    return { kind: "remove", instances: own.map(({ instance }) => instance) };
  }

  return {
    look(fleet) {
      const goal = needed(fleet);
      return goal > fleet.readers.length ? scaleOut(fleet, goal) : scaleIn(fleet, goal);
    },
  };
}
