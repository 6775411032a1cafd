import type { DAX_CLUSTER_CONTROLS } from "./dax-cluster-controls.ts";

/** What a reader can do to the runs of charts, by the names that the scene gives its buttons. */
export const FLEET_CONTROLS = ["double-load", "end-load", "add-reader", "fail-reader"] as const;
export const BLUE_GREEN_CONTROLS = ["stall", "heavy-load", "green-down"] as const;
export const POOL_CONTROLS = ["reader-joins", "instance-fails", "failover"] as const;
export const THROUGHPUT_CONTROLS = ["hot-key", "even-load", "no-load", "size-split", "neighbours"] as const;
/** Of the figures of a DAX cluster. */
export const ITEM_CACHE_CONTROLS = [
  "write-past",
  "write-through",
  "read-others",
  "ttl-minute",
  "ttl-zero",
  "one-entry",
] as const;
/** Of those with queries. */
export const QUERY_CACHE_CONTROLS = [
  "offer-through",
  "offer-past",
  "ask-strong",
  "query-ttl-minute",
  "query-ttl-zero",
  "item-ttl-minute",
] as const;
/** Of the figure of two Regions of a global table. */
export const GLOBAL_TABLE_CONTROLS = [
  "us-puts",
  "eu-puts",
  "eu-deletes",
  "clock-right",
  "clock-ahead",
  "cut-regions",
] as const;
/** Of the figure of a partition's three replicas. */
export const REPLICATION_CONTROLS = ["zone-down", "cut-off", "cut-link", "give-up", "follower-down"] as const;
/** Of the figure of two ways to keep orders. */
export const ITEM_DESIGN_CONTROLS = ["read-all", "read-newest", "small-orders", "large-orders"] as const;
/** Of the figure of a table's partitions: what becomes of the orders of a day. */
export const PARTITION_CONTROLS = ["in-order", "all-over", "one-item", "four-keys", "no-orders"] as const;
/** Of the figure of a table that is restored. */
export const RESTORE_CONTROLS = ["restore-before", "restore-latest", "delete-all", "recovery-off-on"] as const;
/** Of the figure of transactions. */
export const TRANSACT_CONTROLS = ["crash-c1", "node-away", "transfer-back", "write-alice", "too-much"] as const;
/** Of the figure of a table with Time to Live. */
export const TTL_CONTROLS = ["put-hour", "put-milliseconds", "put-past", "extend-s1", "delete-s1"] as const;
/** Of the figure of a stream and its workers. */
export const STREAM_CONTROLS = ["crash-w1", "crash-w2", "pause-w2", "split-shard"] as const;
/** Of that of a worker that is away for a day. */
export const STREAM_DAY_CONTROLS = ["away-23", "away-25", "away-30"] as const;
/** Of the figure of a query's pages: what else is asked for, or how. */
export const QUERY_CONTROLS = ["stop-at-empty", "oldest-first", "no-limit", "key-condition", "orders-8k"] as const;
/** Of the figure of a table and its global index. */
export const ORDER_INDEX_CONTROLS = [
  "index-capacity",
  "index-keys-only",
  "index-sparse",
  "notes-only",
  "no-writes",
] as const;
/** Of the figure of a search index that follows a table. */
export const SEARCH_CONTROLS = [
  "crash-function",
  "index-busy",
  "put-poison",
  "late-request",
  "no-versions",
  "never-give-up",
] as const;
/** Of the one that is built anew from an export. */
export const SEARCH_REBUILD_CONTROLS = ["keep-deletes", "rebuild-waiting", "put-back"] as const;
export const ACU_CONTROLS = ["spike", "leave", "connect"] as const;

export type ChartControl =
  | (typeof POOL_CONTROLS)[number]
  | (typeof FLEET_CONTROLS)[number]
  | (typeof THROUGHPUT_CONTROLS)[number]
  | (typeof ITEM_CACHE_CONTROLS)[number]
  | (typeof QUERY_CACHE_CONTROLS)[number]
  | (typeof DAX_CLUSTER_CONTROLS)[number]
  | (typeof GLOBAL_TABLE_CONTROLS)[number]
  | (typeof REPLICATION_CONTROLS)[number]
  | (typeof ITEM_DESIGN_CONTROLS)[number]
  | (typeof RESTORE_CONTROLS)[number]
  | (typeof QUERY_CONTROLS)[number]
  | (typeof PARTITION_CONTROLS)[number]
  | (typeof TRANSACT_CONTROLS)[number]
  | (typeof TTL_CONTROLS)[number]
  | (typeof STREAM_CONTROLS)[number]
  | (typeof STREAM_DAY_CONTROLS)[number]
  | (typeof ORDER_INDEX_CONTROLS)[number]
  | (typeof SEARCH_CONTROLS)[number]
  | (typeof SEARCH_REBUILD_CONTROLS)[number]
  | (typeof ACU_CONTROLS)[number]
  | (typeof BLUE_GREEN_CONTROLS)[number];
