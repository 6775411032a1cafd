import type { Fault, Millis, Trace } from "../kernel/index.ts";
import type { ItemKey, PartitionRange, PartitionSplit, SplitRule } from "./partition-router.ts";

/**
 * How the sort keys of a partition key's writes go. `one`: the same item again and again. `sequential`: new items, each
 * after all that there are. `scattered`: new items all over the collection.
 */
export type SortKeyPattern = "one" | "sequential" | "scattered";

/** A partition, and the storage node that has it; a map alone knows of no nodes. */
export interface PlacedPartition extends PartitionRange {
  readonly node?: string;
}

/** What is on one side of a split point. */
export interface SideLoad {
  readonly kilobytes: number;
  readonly unitsNow: number;
  readonly unitsBefore: number;
}

/** A partition in the stretch of time that is over. */
export interface PartitionLook {
  readonly partition: string;
  /** Write units that were asked of it, and how many of them were throttled. */
  readonly asked: number;
  readonly throttled: number;
  readonly kilobytes: number;
  readonly itemCount: number;
  /** Items in it that its range does not have. */
  readonly strayCount: number;
}

/** What can happen to a table and its partitions, and to a map alone. */
export type PartitionEvent =
  /** The first event. */
  | {
      readonly kind: "partitions-opened";
      readonly hasLocalIndex: boolean;
      readonly rule: SplitRule;
      readonly partitions: readonly PlacedPartition[];
      /** All that is written or stored in the run, in the order of places: what the table's order is made of. */
      readonly keys: readonly ItemKey[];
    }
  /** So many write units a second for this partition key from now on, one for each write. */
  | {
      readonly kind: "writes-changed";
      readonly partitionKey: string;
      readonly sortKeys: SortKeyPattern;
      readonly unitsPerSecond: number;
    }
  /** The end of a stretch of time: what every partition was asked, and has. */
  | {
      readonly kind: "table-looked-at";
      readonly forMs: Millis;
      readonly partitions: readonly PartitionLook[];
      /** What was stored in all, each write counted once. */
      readonly kilobytes: number;
      readonly itemCount: number;
    }
  /** A partition is to be split, and what would be on either side by what was seen of it. */
  | ({
      readonly kind: "split-decided";
      readonly partition: string;
      readonly lower: SideLoad;
      readonly upper: SideLoad;
    } & PartitionSplit)
  /** One partition is two from now on. */
  | {
      readonly kind: "partition-split";
      readonly partition: string;
      readonly into: readonly [PlacedPartition, PlacedPartition];
      readonly because: PartitionSplit["because"];
    }
  /** A storage node that has no partition with this key says so; the router's map is old, then. */
  | ({ readonly kind: "request-refused"; readonly router: string; readonly node: string } & ItemKey)
  /** A router has the newest map that the metadata service knows. */
  | { readonly kind: "map-learned"; readonly router: string; readonly version: number; readonly partitionCount: number }
  /** A router has tried often enough. */
  | ({ readonly kind: "request-given-up"; readonly router: string } & ItemKey)
  /** Two partitions of a node take a key for theirs. */
  | ({ readonly kind: "key-held-twice"; readonly node: string; readonly partitions: readonly string[] } & ItemKey)
  /** `ItemCollectionSizeLimitExceededException`, for the first time. */
  | { readonly kind: "collection-full"; readonly partition: string; readonly partitionKey: string }
  | { readonly kind: "partition-fault"; readonly fault: Fault; readonly began: boolean }
  /** Of a map alone: the partition that a router goes to for this key, and those that take the key for theirs. */
  | ({ readonly kind: "key-routed"; readonly partition: string; readonly heldBy: readonly string[] } & ItemKey)
  /** Of a map alone: a partition was looked at. */
  | ({ readonly kind: "partition-looked-at"; readonly partition: string; readonly itemCount: number } & SideLoad);

/** A run of a table, or of a map alone. */
export type PartitionTrace = Trace<PartitionEvent>;
