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
/** Of the figure of two Regions of a global table. */
export const GLOBAL_TABLE_CONTROLS = [
  "us-puts",
  "eu-puts",
  "eu-deletes",
  "clock-right",
  "clock-ahead",
  "cut-regions",
] as const;
/** Of the figure of two ways to keep orders. */
export const ITEM_DESIGN_CONTROLS = ["read-all", "read-newest", "small-orders", "large-orders"] as const;
export const ACU_CONTROLS = ["spike", "leave", "connect"] as const;

export type ChartControl =
  | (typeof POOL_CONTROLS)[number]
  | (typeof FLEET_CONTROLS)[number]
  | (typeof THROUGHPUT_CONTROLS)[number]
  | (typeof ITEM_CACHE_CONTROLS)[number]
  | (typeof GLOBAL_TABLE_CONTROLS)[number]
  | (typeof ITEM_DESIGN_CONTROLS)[number]
  | (typeof ACU_CONTROLS)[number]
  | (typeof BLUE_GREEN_CONTROLS)[number];
