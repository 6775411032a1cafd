/** What a reader can do to the runs of charts. Each family names its own beside its words: no page needs those of others. */
import type { ASIDE_CONTROLS } from "./aside-strings.ts";
import type { BLUE_GREEN_CONTROLS } from "./blue-green-strings.ts";
import type { ITEM_CACHE_CONTROLS, QUERY_CACHE_CONTROLS } from "./dax-strings.ts";
import type { DAX_CLUSTER_CONTROLS } from "./dax-cluster-strings.ts";
import type { GLOBAL_TABLE_CONTROLS } from "./global-table-strings.ts";
import type { ITEM_DESIGN_CONTROLS } from "./item-design-strings.ts";
import type { ORDER_INDEX_CONTROLS } from "./order-index-strings.ts";
import type { PARTITION_CONTROLS } from "./partition-strings.ts";
import type { QUERY_CONTROLS } from "./query-strings.ts";
import type { POOL_CONTROLS } from "./reader-pool-strings.ts";
import type { REPLICATION_CONTROLS } from "./replication-strings.ts";
import type { RESTORE_CONTROLS } from "./restore-strings.ts";
import type { FLEET_CONTROLS, ACU_CONTROLS } from "./scaling-strings.ts";
import type { SEARCH_CONTROLS, SEARCH_REBUILD_CONTROLS } from "./search-strings.ts";
import type { STREAM_CONTROLS, STREAM_DAY_CONTROLS } from "./stream-strings.ts";
import type { THROUGHPUT_CONTROLS } from "./throughput-strings.ts";
import type { TRANSACT_CONTROLS } from "./transact-strings.ts";
import type { TTL_CONTROLS } from "./ttl-strings.ts";

/** Any of them. */
export type ChartControl =
  | (typeof FLEET_CONTROLS)[number]
  | (typeof ACU_CONTROLS)[number]
  | (typeof BLUE_GREEN_CONTROLS)[number]
  | (typeof POOL_CONTROLS)[number]
  | (typeof THROUGHPUT_CONTROLS)[number]
  | (typeof ITEM_CACHE_CONTROLS)[number]
  | (typeof QUERY_CACHE_CONTROLS)[number]
  | (typeof GLOBAL_TABLE_CONTROLS)[number]
  | (typeof REPLICATION_CONTROLS)[number]
  | (typeof ITEM_DESIGN_CONTROLS)[number]
  | (typeof PARTITION_CONTROLS)[number]
  | (typeof RESTORE_CONTROLS)[number]
  | (typeof TRANSACT_CONTROLS)[number]
  | (typeof TTL_CONTROLS)[number]
  | (typeof STREAM_CONTROLS)[number]
  | (typeof STREAM_DAY_CONTROLS)[number]
  | (typeof QUERY_CONTROLS)[number]
  | (typeof ORDER_INDEX_CONTROLS)[number]
  | (typeof SEARCH_CONTROLS)[number]
  | (typeof SEARCH_REBUILD_CONTROLS)[number]
  | (typeof DAX_CLUSTER_CONTROLS)[number]
  | (typeof ASIDE_CONTROLS)[number];
