/**
 * Replica scaler: how many readers a cluster is to have, by target tracking.
 *
 * Once a minute the average over the readers is known. It says how much load there is, and with the target how many
 * readers that load needs. Two readers stand at 90 %, the target is 60 %:
 *
 *   load     2 available readers x 90 %            180 %
 *   needed   180 % / 60 %, the next whole number   3 readers
 *   order    3 needed, 2 there or being made       1 more
 *
 * The average covers only the readers that serve. A reader that is being made is not in it, but it counts as one that the
 * cluster has: otherwise it would be ordered again every minute until it serves.
 *
 * After a change the scaler waits: 300 s each for a scale-out and a scale-in unless the policy says otherwise. A need that
 * is larger than the one before does not wait, nor does a cluster below its minimum. Removing is the careful side: only
 * when the average is far below the target, never during a cooldown, and only readers that the scaler has created itself.
 * Aurora User Guide, aurora-integrating-autoscaling; Application Auto Scaling User Guide,
 * target-tracking-scaling-policy-overview.
 *
 * Simplified, because no source fixes it: how far below the target is far enough (`SCALE_IN_BELOW`); that the cooldown of
 * a scale-out holds up a scale-in too; that a cooldown begins with the decision; that every reader counts towards the
 * minimum and the maximum, whoever made it. The service wants a metric above the target for several minutes before it
 * acts; here one is enough.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, type Millis } from "../kernel/index.ts";
import type { InstanceId } from "./vocabulary.ts";

/** What is tracked, by the service's names: the average CPU of the readers in percent, or their average of connections. */
export type ScalingMetric = "RDSReaderAverageCPUUtilization" | "RDSReaderAverageDatabaseConnections";

/** A target tracking policy. It does not change while its scaler lives. */
export interface ScalingPolicy {
  readonly metric: ScalingMetric;
  /** Where the average is to be: percent, at most 100, or connections. More than 0. `TargetValue`. */
  readonly target: number;
  /** Fewest readers, from 0 to 15. `MinCapacity`. */
  readonly minCapacity: number;
  /** Most readers, from `minCapacity` to 15. `MaxCapacity`. */
  readonly maxCapacity: number;
  /** From 0 on; 300,000 by default. `ScaleOutCooldown`. */
  readonly scaleOutCooldownMs: Millis;
  /** From 0 on; 300,000 by default. `ScaleInCooldown`. */
  readonly scaleInCooldownMs: Millis;
  /** Whether the scaler may remove readers at all: the opposite of `DisableScaleIn`. */
  readonly isScaleInEnabled: boolean;
}

/** A reader as the scaler sees it. */
export interface ScalableReader {
  readonly instance: InstanceId;
  /** Who made it: the scaler, or somebody else. */
  readonly createdBy: "scaling" | "operator";
  /** Only an `available` reader serves, and is in the average. */
  readonly state: "creating" | "available" | "unavailable";
}

/** The readers of a cluster at one moment. */
export interface ReaderFleet {
  /** Never less than at the look before. */
  readonly nowMs: Millis;
  /** Each once, in any order; at most 15. The writer is not among them. */
  readonly readers: readonly ScalableReader[];
  /** Of the policy's metric over the available readers: a whole number from 0 on. Not there when nothing was measured. */
  readonly average: number | undefined;
}

/** What is to be done about the readers. */
export type ScalingDecision =
  | { readonly kind: "none" }
  /** So many readers are to be made: a whole number from 1 on. */
  | { readonly kind: "add"; readonly count: number }
  /** These readers are to be deleted: at least one, each named once. */
  | { readonly kind: "remove"; readonly instances: readonly InstanceId[] };

/** The seam: what the exercise `replica-scaler` asks for. It remembers what it has ordered. */
export interface ReplicaScaler {
  /** Called each time the metric is due, once a minute. What it answers is carried out at once. */
  look(fleet: ReaderFleet): ScalingDecision;
}

/** Makes the scaler of one cluster. It has looked at nothing yet. */
export type CreateReplicaScaler = (policy: ScalingPolicy) => ReplicaScaler;

/** A model figure: readers are removed once the average is below this share of the target. No source gives one. */
export const SCALE_IN_BELOW = 0.8;

/** How long each cooldown takes where a policy does not say. */
export const SCALING_COOLDOWN_MS: Millis = AURORA_LIMITS.scalingCooldown.value * 1_000;

const READER_COUNT_MAX = AURORA_LIMITS.readers.value;

/** How many readers the load needs: as many as put the average at or below the target, within the policy's limits. */
export function readersNeeded(
  { target, minCapacity, maxCapacity }: Pick<ScalingPolicy, "target" | "minCapacity" | "maxCapacity">,
  { readers, average }: Pick<ReaderFleet, "readers" | "average">,
): number {
  const availableCount = readers.filter(({ state }) => state === "available").length;
  const needed = average === undefined ? 0 : Math.ceil((availableCount * average) / target);
  return Math.min(maxCapacity, Math.max(minCapacity, needed));
}

/** The reference implementation. */
export const createReplicaScaler: CreateReplicaScaler = (policy) => new TargetTracking(policy);

class TargetTracking implements ReplicaScaler {
  readonly #policy: ScalingPolicy;
  /** The last scale-out: when it was ordered, and how many readers were needed. */
  #out: { readonly atMs: Millis; readonly needed: number } | undefined;
  #inAtMs: Millis | undefined;

  constructor(policy: ScalingPolicy) {
    this.#policy = policy;
  }

  look(fleet: ReaderFleet): ScalingDecision {
    const needed = readersNeeded(this.#policy, fleet);
    const missing = needed - fleet.readers.length;
    if (missing > 0) return this.#scaleOut(fleet, needed, missing);
    return missing < 0 ? this.#scaleIn(fleet, -missing) : { kind: "none" };
  }

  #scaleOut({ nowMs, readers }: ReaderFleet, needed: number, missing: number): ScalingDecision {
    const isLarger = this.#out === undefined || needed > this.#out.needed;
    const isBelowMin = readers.length < this.#policy.minCapacity;
    if (this.#coolsAfterOut(nowMs) && !isLarger && !isBelowMin) return { kind: "none" };
    this.#out = { atMs: nowMs, needed };
    // A scale-in's cooldown keeps nothing from being added: it stops here, and is not taken up again.
    this.#inAtMs = undefined;
    return { kind: "add", count: missing };
  }

  #scaleIn({ nowMs, readers, average }: ReaderFleet, spare: number): ScalingDecision {
    const { target, isScaleInEnabled, scaleInCooldownMs } = this.#policy;
    const isCooling = this.#coolsAfterOut(nowMs) || isWithin(this.#inAtMs, scaleInCooldownMs, nowMs);
    // Nothing measured is not the same as nothing to do.
    const isFarBelow = average !== undefined && average < target * SCALE_IN_BELOW;
    const isWhole = readers.every(({ state }) => state === "available");
    if (!isScaleInEnabled || isCooling || !isFarBelow || !isWhole) return { kind: "none" };
    const own = readers.filter(({ createdBy }) => createdBy === "scaling");
    if (own.length === 0) return { kind: "none" };
    this.#inAtMs = nowMs;
    return { kind: "remove", instances: own.slice(-spare).map(({ instance }) => instance) };
  }

  #coolsAfterOut(nowMs: Millis): boolean {
    return isWithin(this.#out?.atMs, this.#policy.scaleOutCooldownMs, nowMs);
  }
}

/** Whether a cooldown that began then is still running. At its last millisecond it is over. */
function isWithin(beganMs: Millis | undefined, cooldownMs: Millis, nowMs: Millis): boolean {
  return beganMs !== undefined && nowMs - beganMs < cooldownMs;
}

/** The policy of a cluster that says nothing about cooldowns or scale-in. */
export const DEFAULT_COOLDOWNS: Pick<ScalingPolicy, "scaleOutCooldownMs" | "scaleInCooldownMs" | "isScaleInEnabled"> =
  frozen({
    scaleOutCooldownMs: SCALING_COOLDOWN_MS,
    scaleInCooldownMs: SCALING_COOLDOWN_MS,
    isScaleInEnabled: true,
  });

/** Throws `ScenarioError`, naming the field, for a policy that the service would refuse. */
export function checkScalingPolicy(policy: ScalingPolicy, field = "policy"): void {
  const { metric, target, minCapacity, maxCapacity, scaleOutCooldownMs, scaleInCooldownMs } = policy;
  const at = (name: string) => `${field}.${name}`;
  if (metric !== "RDSReaderAverageCPUUtilization" && metric !== "RDSReaderAverageDatabaseConnections")
    throw new ScenarioError(
      at("metric"),
      "RDSReaderAverageCPUUtilization or RDSReaderAverageDatabaseConnections",
      metric,
    );
  if (!(target > 0 && target < Infinity)) throw new ScenarioError(at("target"), "a TargetValue above 0", target, "ValidationException"); // prettier-ignore
  if (metric === "RDSReaderAverageCPUUtilization" && target > 100)
    throw new ScenarioError(at("target"), "a TargetValue of at most 100 percent", target, "ValidationException"); // prettier-ignore
  for (const [name, service, value] of [
    ["minCapacity", "MinCapacity", minCapacity],
    ["maxCapacity", "MaxCapacity", maxCapacity],
  ] as const) {
    if (!Number.isInteger(value) || value < 0 || value > READER_COUNT_MAX)
      throw new ScenarioError(at(name), `a ${service} that is a whole number from 0 to ${READER_COUNT_MAX}`, value, "ValidationException"); // prettier-ignore
  }
  if (minCapacity > maxCapacity)
    throw new ScenarioError(
      at("maxCapacity"),
      `a MaxCapacity at or above the MinCapacity of ${minCapacity} (the limits are the wrong way round)`,
      maxCapacity,
      "ValidationException",
    );
  for (const [name, service, value] of [
    ["scaleOutCooldownMs", "ScaleOutCooldown", scaleOutCooldownMs],
    ["scaleInCooldownMs", "ScaleInCooldown", scaleInCooldownMs],
  ] as const) {
    if (!(value >= 0 && value < Infinity)) throw new ScenarioError(at(name), `a ${service} of 0 ms or more`, value, "ValidationException"); // prettier-ignore
  }
}
