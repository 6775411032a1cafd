// A class with a clock of its own: time that is left, counted down from look to look. The longest own name goes first.
import type { ReaderFleet, ReplicaScaler, ScalingDecision, ScalingPolicy } from "four-of-six/cluster";

class Scaler implements ReplicaScaler {
  #seenMs = 0;
  #leftOfOut = 0;
  #leftOfIn = 0;
  #bar = 0;
  readonly #policy: ScalingPolicy;

  constructor(policy: ScalingPolicy) {
    this.#policy = policy;
  }

  look({ nowMs, readers, average }: ReaderFleet): ScalingDecision {
    const passed = nowMs - this.#seenMs;
    this.#seenMs = nowMs;
    this.#leftOfOut = Math.max(0, this.#leftOfOut - passed);
    this.#leftOfIn = Math.max(0, this.#leftOfIn - passed);
    // Once it is over, every need is larger than the last.
    if (this.#leftOfOut === 0) this.#bar = 0;

    const serving = readers.reduce((count, { state }) => count + Number(state === "available"), 0);
    const wanted = this.#limited(Math.ceil(((average ?? 0) * serving) / this.#policy.target));
    const gap = wanted - readers.length;
    if (gap > 0 && (wanted > this.#bar || readers.length < this.#policy.minCapacity)) {
      this.#leftOfOut = this.#policy.scaleOutCooldownMs;
      this.#leftOfIn = 0;
      this.#bar = wanted;
      return { kind: "add", count: gap };
    }
    const isQuiet = average !== undefined && average < this.#policy.target * 0.8 && serving === readers.length;
    if (gap < 0 && isQuiet && this.#policy.isScaleInEnabled && this.#leftOfOut + this.#leftOfIn === 0) {
      const own = readers.flatMap(({ instance, createdBy }) => (createdBy === "operator" ? [] : [instance]));
      own.sort((one, other) => other.length - one.length);
      if (own.length > 0) {
        this.#leftOfIn = this.#policy.scaleInCooldownMs;
        return { kind: "remove", instances: own.slice(0, -gap) };
      }
    }
    return { kind: "none" };
  }

  #limited(count: number): number {
    const [, middle] = [this.#policy.minCapacity, count, this.#policy.maxCapacity].sort((a, b) => a - b);
    return middle as number;
  }
}

export function createReplicaScaler(policy: ScalingPolicy): ReplicaScaler {
  return new Scaler(policy);
}
