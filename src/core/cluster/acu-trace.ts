import type { Millis, Trace } from "../kernel/index.ts";
import type { Acu, AcuConfiguration, AcuRequest, AcuSecond } from "./acu-scaler.ts";
import type { InstanceId, PromotionTier } from "./vocabulary.ts";

/** Work that an instance has to do, as the capacity that would do it at 100 %. */
export interface AcuLoad {
  readonly cpuAcu: number;
  readonly memoryAcu: number;
  readonly networkAcu: number;
  /** Memory that the pages in use would take, if there is room for them. */
  readonly workingSetAcu: number;
  /** Clients that have a connection, or wait for one. */
  readonly connections: number;
}

/** An instance of a run: a writer, or a reader in its tier. */
export interface AcuMember {
  readonly instance: InstanceId;
  readonly cluster: string;
  readonly role: "writer" | "reader";
  readonly tier: PromotionTier;
}

/** What can happen to instances that change their capacity. */
export type AcuEvent =
  /** The first event of every run. */
  | {
      readonly kind: "acu-opened";
      readonly clusters: readonly { readonly cluster: string; readonly configuration: AcuConfiguration }[];
      readonly members: readonly AcuMember[];
    }
  | { readonly kind: "acu-load-changed"; readonly instance: InstanceId; readonly load: AcuLoad }
  /** Something is asked of an instance from outside; of which it may have been paused. */
  | { readonly kind: "acu-requested"; readonly instance: InstanceId; readonly request: AcuRequest }
  /** What the scaler alone is told; noted where it is not what it was told the second before. */
  | { readonly kind: "acu-measured"; readonly second: Omit<AcuSecond, "nowMs"> }
  /** `forMs`, here and below: how long it had had the capacity before, or been paused. */
  | {
      readonly kind: "capacity-changed";
      readonly instance: InstanceId;
      readonly fromAcu: Acu;
      readonly acu: Acu;
      readonly forMs: Millis;
    }
  | { readonly kind: "acu-paused"; readonly instance: InstanceId; readonly fromAcu: Acu; readonly forMs: Millis }
  /** It serves again; its first client has waited for so long, or nobody has. */
  | {
      readonly kind: "acu-resumed";
      readonly instance: InstanceId;
      readonly acu: Acu;
      readonly forMs: Millis;
      readonly waitedMs: Millis;
    }
  /** The end of a run: the capacity of a cluster's instances, added up second by second, and the work that it could not do. */
  | {
      readonly kind: "acu-billed";
      readonly cluster: string;
      readonly acuSeconds: number;
      readonly missingAcuSeconds: number;
    };

/** A run of such instances. */
export type AcuTrace = Trace<AcuEvent>;
