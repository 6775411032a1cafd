/** The words that every module of an Aurora cluster shares: what they are called in the user guide and in the API. */
import type { Labelled, NodeId, ZoneId } from "../kernel/index.ts";

/** A database instance, by its identifier: `db-1`. */
export type InstanceId = NodeId;

/** Writes go to the one writer; every other instance of the cluster reads. Aurora User Guide, aurora-replication. */
export type Role = "writer" | "reader";

/** A promotion tier, from 0 (promoted first) to 15. Aurora User Guide, concepts-aurorahighavailability. */
export type PromotionTier = Labelled<number, "PromotionTier">;

/** An instance class by its memory, in GiB: `db.r6g.large` has 16. Of two classes, the one with more is larger. */
export type MemoryGib = Labelled<number, "MemoryGib">;

/** How the control plane knows an instance. */
export interface ClusterMember {
  readonly instance: InstanceId;
  readonly zone: ZoneId;
  readonly role: Role;
  readonly tier: PromotionTier;
  readonly memoryGib: MemoryGib;
  /** `available`: it answers, and serves connections. */
  readonly isAvailable: boolean;
}

/** The name of an endpoint, as a client writes it into its connection string: `cluster`, `reader`, `reports`, `db-2`. */
export type EndpointName = Labelled<string, "EndpointName">;
