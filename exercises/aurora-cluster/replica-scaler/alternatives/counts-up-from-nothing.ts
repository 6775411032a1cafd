// No division: one reader after the other is tried until the load fits. Its memory is the list of what it has ordered.
import type { CreateReplicaScaler, ReaderFleet, ScalingDecision } from "four-of-six/cluster";

interface Order {
  readonly kind: "add" | "remove";
  readonly atMs: number;
  readonly goal: number;
}

export const createReplicaScaler: CreateReplicaScaler = (policy) => {
  const orders: Order[] = [];
  const last = (kind: Order["kind"]) => orders.filter((order) => order.kind === kind).at(-1);
  const runs = (order: Order | undefined, cooldownMs: number, nowMs: number) =>
    order !== undefined && order.atMs + cooldownMs > nowMs;

  function goalOf({ readers, average }: ReaderFleet): number {
    const available = readers.filter(({ state }) => state === "available").length;
    let goal = policy.minCapacity;
    while (goal < policy.maxCapacity && (average ?? 0) * available > goal * policy.target) goal++;
    return goal;
  }

  function decide(fleet: ReaderFleet): ScalingDecision {
    const { nowMs, readers, average } = fleet;
    const goal = goalOf(fleet);
    const out = last("add");
    const coolsOut = runs(out, policy.scaleOutCooldownMs, nowMs);
    if (goal > readers.length) {
      if (coolsOut && goal <= (out?.goal ?? 0) && readers.length >= policy.minCapacity) return { kind: "none" };
      orders.push({ kind: "add", atMs: nowMs, goal });
      return { kind: "add", count: goal - readers.length };
    }
    const after = orders.at(-1);
    const coolsIn = after?.kind === "remove" && runs(after, policy.scaleInCooldownMs, nowMs);
    if (coolsOut || coolsIn || !policy.isScaleInEnabled) return { kind: "none" };
    if (average === undefined || average * 5 >= policy.target * 4) return { kind: "none" };
    if (!readers.every(({ state }) => state === "available")) return { kind: "none" };
    const instances: string[] = [];
    for (const { instance, createdBy } of readers)
      if (createdBy === "scaling" && readers.length - instances.length > goal) instances.push(instance);
    if (instances.length === 0) return { kind: "none" };
    orders.push({ kind: "remove", atMs: nowMs, goal });
    return { kind: "remove", instances };
  }

  return { look: decide };
};
