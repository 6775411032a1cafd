// A pure function from memory and fleet to memory and decision; the scaler only keeps what came out last.
import type { ReaderFleet, ReplicaScaler, ScalingDecision, ScalingPolicy } from "four-of-six/cluster";

type Memory = Readonly<Partial<Record<"outAtMs" | "outNeeded" | "inAtMs", number>>>;
type Next = readonly [Memory, ScalingDecision];

function next(policy: ScalingPolicy, memory: Memory, fleet: ReaderFleet): Next {
  const { nowMs, readers, average } = fleet;
  const states = new Map<string, number>();
  for (const { state } of readers) states.set(state, (states.get(state) ?? 0) + 1);
  const available = states.get("available") ?? 0;
  const raw = average === undefined ? 0 : Math.ceil((available * average) / policy.target);
  const needed = raw < policy.minCapacity ? policy.minCapacity : raw > policy.maxCapacity ? policy.maxCapacity : raw;
  const sinceOut = nowMs - (memory.outAtMs ?? -Infinity);
  const sinceIn = nowMs - (memory.inAtMs ?? -Infinity);
  const stay: Next = [memory, { kind: "none" }];

  switch (Math.sign(needed - readers.length)) {
    case 1: {
      const reasons = [
        sinceOut >= policy.scaleOutCooldownMs,
        needed > (memory.outNeeded ?? 0),
        readers.length < policy.minCapacity,
      ];
      if (!reasons.includes(true)) return stay;
      return [
        { outAtMs: nowMs, outNeeded: needed },
        { kind: "add", count: needed - readers.length },
      ];
    }
    case -1: {
      const conditions = [
        policy.isScaleInEnabled,
        sinceOut >= policy.scaleOutCooldownMs,
        sinceIn >= policy.scaleInCooldownMs,
        average !== undefined && average / policy.target < 0.8,
        available === readers.length,
      ];
      const own = readers.filter(({ createdBy }) => createdBy === "scaling").map(({ instance }) => instance);
      if (conditions.includes(false) || own.length === 0) return stay;
      const instances = own.reverse().slice(0, readers.length - needed);
      return [
        { ...memory, inAtMs: nowMs },
        { kind: "remove", instances },
      ];
    }
    default:
      return stay;
  }
}

export function createReplicaScaler(policy: ScalingPolicy): ReplicaScaler {
  let memory: Memory = {};
  return {
    look(fleet) {
      const [kept, decision] = next(policy, memory, fleet);
      memory = kept;
      return decision;
    },
  };
}
