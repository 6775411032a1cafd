import type { Fault, Millis, Trace } from "../kernel/index.ts";
import type { TokenBucketConfiguration, Units } from "./token-bucket.ts";

/**
 * How a table's capacity is shared among its partitions.
 *
 * `static-shares`: each has its share, and nothing else. 2012.
 * `burst-and-adaptive`: it keeps 300 s of what it did not use, and gets more once it has been throttled.
 * `global-admission`: routers draw on one bucket of the table; a partition is bound by its ceiling alone.
 */
export type CapacityDesign = "static-shares" | "burst-and-adaptive" | "global-admission";

/** What a table is billed by: capacity that is set, or what it uses. */
export type CapacityMode =
  { readonly kind: "provisioned"; readonly rate: number } | { readonly kind: "on-demand"; readonly rate?: never };

/** One table of a run. */
export interface ThroughputTable {
  readonly table: string;
  readonly design: CapacityDesign;
  readonly mode: CapacityMode;
  /** At first: a whole number from 1 to 64. More are made where the capacity needs more. */
  readonly partitionCount: number;
}

/** Why a request was throttled: what had too little for it. */
export type ThrottleReason =
  /** The partition's share of the table, with what it had kept. */
  | "share"
  /** The most that one partition serves. */
  | "ceiling"
  /** The table, or the router's part of it. */
  | "table";

/** What a partition did since the report before. */
export interface PartitionReport {
  readonly partition: string;
  /** Units a second that are allocated to it; in `global-admission` its ceiling. */
  readonly rate: number;
  readonly admitted: Units;
  readonly throttled: Units;
  /** What is in its bucket: with what it has kept, where it keeps something. */
  readonly available: Units;
}

/** What can happen to tables under load, and to a bucket alone. */
export type ThroughputEvent =
  /** The first event of a run of tables. */
  | {
      readonly kind: "throughput-opened";
      readonly tables: readonly (ThroughputTable & { readonly rate: number; readonly partitions: readonly string[] })[];
      readonly keys: readonly { readonly key: string; readonly place: number }[];
    }
  /** Every table gets so many requests a second for this key from now on, of so many units each. */
  | {
      readonly kind: "key-load-changed";
      readonly key: string;
      readonly requestsPerSecond: number;
      readonly units: Units;
    }
  /** Partitions of other tables take so much of each node. */
  | { readonly kind: "neighbours-changed"; readonly unitsPerSecond: Units }
  /** The table's rate: set by its owner, or what an on-demand table admits now. */
  | {
      readonly kind: "table-rate-set";
      readonly table: string;
      readonly rate: number;
      readonly by: "owner" | "on-demand";
    }
  /** One partition is two now, each with its part of the rate. */
  | {
      readonly kind: "partition-split";
      readonly table: string;
      readonly partition: string;
      readonly into: readonly [string, string];
      readonly rates: readonly [number, number];
      readonly because: "capacity" | "size" | "consumption";
    }
  /** Adaptive capacity allocates another rate to a partition. */
  | {
      readonly kind: "partition-boosted";
      readonly table: string;
      readonly partition: string;
      readonly fromRate: number;
      readonly rate: number;
    }
  /** The first request for some time that a partition throttles for this reason; and when the last one was. */
  | {
      readonly kind: "throttling-began";
      readonly table: string;
      readonly partition: string;
      readonly key: string;
      readonly reason: ThrottleReason;
    }
  | {
      readonly kind: "throttling-ended";
      readonly table: string;
      readonly partition: string;
      readonly reason: ThrottleReason;
      readonly lastMs: Millis;
    }
  /** What a table did since the report before, in units; left out while nobody asks and nothing changes. */
  | {
      readonly kind: "table-served";
      readonly table: string;
      readonly forMs: Millis;
      readonly admitted: Units;
      readonly throttled: Units;
      /** What is in the table's own bucket, and with its routers, where it has one. */
      readonly available?: Units;
      readonly partitions: readonly PartitionReport[];
    }
  | { readonly kind: "throughput-fault"; readonly fault: Fault; readonly began: boolean }
  /** The first event of a bucket alone. */
  | ({ readonly kind: "bucket-made" } & TokenBucketConfiguration)
  /** `available`, here and below: what is in it afterwards. */
  | { readonly kind: "bucket-looked-into"; readonly available: Units }
  | {
      readonly kind: "request-answered";
      readonly units: Units;
      readonly isAdmitted: boolean;
      readonly available: Units;
    }
  | { readonly kind: "units-handed-out"; readonly asked: Units; readonly units: Units; readonly available: Units }
  | { readonly kind: "bucket-rate-set"; readonly rate: number; readonly available: Units };

/** A run of tables under load, or of a bucket alone. */
export type ThroughputTrace = Trace<ThroughputEvent>;
