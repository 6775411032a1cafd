// The idea: the cooldown of a scale-out is about adding; removing has a cooldown of its own.
import type { ReplicaScaler, ScalingPolicy } from "four-of-six/cluster";

export function createReplicaScaler(policy: ScalingPolicy): ReplicaScaler {
  const { target, minCapacity, maxCapacity, scaleOutCooldownMs, scaleInCooldownMs, isScaleInEnabled } = policy;
  let out = { atMs: -Infinity, needed: 0 };
  let inAtMs = -Infinity;

  return {
    look({ nowMs, readers, average }) {
      const available = readers.filter(({ state }) => state === "available").length;
      const load = (average ?? 0) * available;
      const needed = Math.min(maxCapacity, Math.max(minCapacity, Math.ceil(load / target)));
      const coolsOut = nowMs - out.atMs < scaleOutCooldownMs;
      const coolsIn = nowMs - inAtMs < scaleInCooldownMs;

      if (needed > readers.length) {
        if (coolsOut && needed <= out.needed && readers.length >= minCapacity) return { kind: "none" };
        out = { atMs: nowMs, needed };
        inAtMs = -Infinity;
        return { kind: "add", count: needed - readers.length };
      }

      const isQuiet = average !== undefined && average < target * 0.8;
      const isWhole = available === readers.length;
      if (!isScaleInEnabled || !isQuiet || !isWhole || coolsIn) return { kind: "none" };
      const own = readers.filter(({ createdBy }) => createdBy === "scaling");
      const instances = own.slice(0, readers.length - needed).map(({ instance }) => instance);
      if (instances.length === 0) return { kind: "none" };
      inAtMs = nowMs;
      return { kind: "remove", instances };
    },
  };
}
