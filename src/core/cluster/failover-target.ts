/**
 * Failover target: which instance becomes the writer when the writer has failed.
 *
 * Only readers that are available can be promoted. The lowest promotion tier goes first; within a tier, the largest
 * instance class. After five unsuccessful attempts the tiers no longer count:
 *
 *   db-2  reader, tier 0,  16 GiB, down     nobody can promote it
 *   db-3  reader, tier 1,  16 GiB           promoted
 *   db-4  reader, tier 2, 128 GiB           promoted instead once five attempts have failed
 *
 * With nobody to promote, the writer comes back where it was: there is no way to another zone without a reader there.
 * Whoever is promoted, no acknowledged commit is lost, because all instances share one volume. So how far a reader lags
 * never outweighs its tier or its class. Aurora User Guide, concepts-aurorahighavailability; Aurora 2018 §3.2.
 *
 * Simplified: of readers equal in tier and class the service takes an arbitrary one; here it is the one that lags least,
 * then the one whose name comes first, so that a run is a function of its scenario. Once tiers are ignored, the rest of
 * the order is taken to stay as it is. A class is as large as its memory. Aurora may restart the writer where that is
 * faster than a failover; whoever asks here has settled that already. A writer without readers is created anew in the
 * service; here it is restarted.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, type Millis } from "../kernel/index.ts";
import type { ClusterMember, InstanceId } from "./vocabulary.ts";

/** A member of the cluster as the control plane sees it when it has to decide. */
export interface FailoverCandidate extends ClusterMember {
  /** How far a reader is behind the writer. From 0 on. It means nothing for the writer itself. */
  readonly lagMs: Millis;
}

/** What is to be done about a writer that has failed. */
export type FailoverDecision =
  /** This reader becomes the writer. */
  | { readonly kind: "promote"; readonly instance: InstanceId }
  /** Nobody can be promoted: the writer is started again in its own zone, and has to wait when that zone is down. */
  | { readonly kind: "restart-in-place"; readonly instance: InstanceId }
  /** Nobody can be promoted, and there is no writer to restart. */
  | { readonly kind: "none" };

/** The seam: what the exercise `failover-target` asks for, and what the cluster's control plane decides with. */
export interface FailoverTarget {
  /**
   * What is to be done now that the writer has failed.
   *
   * @param members the instances of the cluster in any order, each once, at most one of them the writer. The writer
   *   counts as failed, whatever its `isAvailable` says
   * @param failedAttemptCount attempts of this failover that did not succeed. A whole number from 0 on; from 5 on the
   *   tiers are ignored
   */
  choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision;
}

const TIERED_ATTEMPT_COUNT = AURORA_LIMITS.tieredFailovers.value;
const TIER_MAX = AURORA_LIMITS.lastPromotionTier.value;
/** One writer, and its readers. */
const INSTANCE_COUNT_MAX = 1 + AURORA_LIMITS.readers.value;

/** The reference implementation. */
export const failoverTarget: FailoverTarget = frozen({
  choose(members, failedAttemptCount) {
    const order = failedAttemptCount < TIERED_ATTEMPT_COUNT ? byTier : byClass;
    const [target] = members.filter(({ role, isAvailable }) => role === "reader" && isAvailable).sort(order);
    if (target !== undefined) return { kind: "promote", instance: target.instance };
    const writer = members.find(({ role }) => role === "writer");
    return writer === undefined ? { kind: "none" } : { kind: "restart-in-place", instance: writer.instance };
  },
});

function byTier(a: FailoverCandidate, b: FailoverCandidate): number {
  return a.tier - b.tier || byClass(a, b);
}

function byClass(a: FailoverCandidate, b: FailoverCandidate): number {
  return b.memoryGib - a.memoryGib || a.lagMs - b.lagMs || byName(a, b);
}

/** Character by character, the same in every language: `db-10` comes before `db-2`. */
function byName(a: FailoverCandidate, b: FailoverCandidate): number {
  return a.instance < b.instance ? -1 : 1;
}

/** Throws `ScenarioError`, naming the field, unless these can be the instances of one cluster, with or without a writer. */
export function checkMembers(members: readonly FailoverCandidate[]): void {
  if (members.length < 1 || members.length > INSTANCE_COUNT_MAX)
    throw new ScenarioError("members", `from 1 to ${INSTANCE_COUNT_MAX} instances`, members.length);
  const firstWriter = members.findIndex(({ role }) => role === "writer");
  members.forEach(({ instance, role, tier, memoryGib, lagMs }, index) => {
    const field = (name: string) => `members[${index}].${name}`;
    if (instance === "" || members.findIndex((other) => other.instance === instance) !== index)
      throw new ScenarioError(field("instance"), "a name of its own", instance, "DBInstanceAlreadyExists");
    if (role === "writer" && index !== firstWriter)
      throw new ScenarioError(field("role"), "a reader, because there is a writer already", role);
    if (!Number.isInteger(tier) || tier < 0 || tier > TIER_MAX)
      throw new ScenarioError(field("tier"), `a whole number from 0 to ${TIER_MAX}`, tier, "InvalidParameterValue");
    if (!(memoryGib > 0 && memoryGib < Infinity))
      throw new ScenarioError(field("memoryGib"), "more than 0 GiB", memoryGib);
    if (!(lagMs >= 0 && lagMs < Infinity)) throw new ScenarioError(field("lagMs"), "0 ms or more", lagMs);
  });
}
