import type { ReaderFleet, ReplicaScaler, ScalingDecision, ScalingPolicy } from "four-of-six/cluster";

/** Makes the scaler of one cluster. Hover over a name to read what it promises. */
export function createReplicaScaler(policy: ScalingPolicy): ReplicaScaler {
  // What has to be remembered from one look to the next?
  return {
    look({ nowMs, readers, average }: ReaderFleet): ScalingDecision {
      // How many readers does the load need?
      return { kind: "none" };
    },
  };
}
