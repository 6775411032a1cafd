import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import type { Fault, Millis, NodeId, Trace } from "../kernel/index.ts";
import type { CacheChange, Candidate, DaxTopology, LogUpdate } from "./dax-cluster.ts";
import type { ItemKey } from "./item-cache.ts";
import type { QueryCacheOptions, QueryMode, QueryRequest, QueryResult } from "./query-cache.ts";

/** What a key has in the table after so many writes of it. Without an item there is none. */
export interface TableRow {
  readonly key: ItemKey;
  /** 0 before the first write; every write of the key is one more, deletes too. */
  readonly version: number;
  readonly item?: Item | undefined;
}

/** What a reader got for a key. */
export interface ReadResult {
  readonly key: ItemKey;
  readonly from: "cache" | "table";
  readonly item?: Item | undefined;
}

/** Why a request was turned down: a condition did not hold, the table had no capacity for it, or no primary was found. */
export type RefusalCause = "condition" | "throttled" | "no-primary";

/** What one node made of the keys it was asked for, in some stretch of time. */
export interface NodeLoad {
  readonly node: NodeId;
  /** From memory, without the table. */
  readonly hits: number;
  readonly misses: number;
}

/** What can happen to a DAX cluster and its table. `op` numbers the clients' requests from 1 on. */
export type DaxEvent =
  /** The first event of every run. */
  | {
      readonly kind: "dax-opened";
      readonly nodes: readonly NodeId[];
      readonly capacity: number;
      readonly ttlMs: Millis;
      /** What the table has before the run. */
      readonly rows: readonly TableRow[];
      /** Longer than this no answer of the table is old when it is stored. */
      readonly slackMs: Millis;
      /** Of the other cache, where the run has one. */
      readonly queryCache?: QueryCacheOptions | undefined;
    }
  /** What the item cache of a node says to a read: served from memory, or to be asked of the table. */
  | {
      readonly kind: "cache-answered";
      readonly node: NodeId;
      readonly op: number;
      readonly known: readonly { readonly key: ItemKey; readonly item?: Item | undefined }[];
      readonly ask: readonly ItemKey[];
    }
  /** A node's item cache was told an item, or that there is none. */
  | {
      readonly kind: "cache-stored";
      readonly node: NodeId;
      readonly op: number;
      readonly key: ItemKey;
      readonly item?: Item | undefined;
      /** An eventually consistent read, an acknowledged write, the read after a transaction; or another node's. */
      readonly by: "read" | "write" | "read-back" | "replication";
      /** Of another node's: since when the entry has its age. */
      readonly asOfMs?: Millis | undefined;
    }
  /** An entry had to make room. */
  | { readonly kind: "cache-evicted"; readonly node: NodeId; readonly key: ItemKey }
  /** An entry was asked for, and older than the TTL. */
  | { readonly kind: "cache-expired"; readonly node: NodeId; readonly key: ItemKey }
  /** What the query cache of a node says to a Query or Scan: served from memory, or, without a result, a miss. */
  | {
      readonly kind: "query-looked-up";
      readonly node: NodeId;
      readonly op: number;
      readonly request: QueryRequest;
      readonly result?: QueryResult | undefined;
    }
  /** A node's query cache was told a result, and keeps it. */
  | {
      readonly kind: "query-stored";
      readonly node: NodeId;
      readonly op: number;
      readonly request: QueryRequest;
      readonly result: QueryResult;
    }
  /** A result had to make room. */
  | { readonly kind: "query-evicted"; readonly node: NodeId; readonly request: QueryRequest }
  /** A result was asked for, and older than the TTL. */
  | { readonly kind: "query-expired"; readonly node: NodeId; readonly request: QueryRequest }
  /** The table has answered a Query or Scan. */
  | {
      readonly kind: "table-queried";
      readonly op: number;
      readonly by: NodeId;
      readonly mode: QueryMode;
      readonly request: QueryRequest;
      readonly result: QueryResult;
      /** Read capacity units. */
      readonly units: number;
    }
  | {
      readonly kind: "query-answered";
      readonly op: number;
      readonly client: NodeId;
      readonly mode: QueryMode;
      readonly from: "cache" | "table";
      readonly request: QueryRequest;
      readonly result: QueryResult;
      readonly tookMs: Millis;
    }
  /** The table has read. */
  | {
      readonly kind: "table-read";
      readonly op: number;
      readonly by: NodeId;
      readonly mode: ReadMode;
      readonly rows: readonly TableRow[];
      /** Read capacity units. */
      readonly units: number;
    }
  /** The table has written: from now on it is durable. Whoever wrote past the cluster is a client. */
  | { readonly kind: "table-wrote"; readonly op: number; readonly by: NodeId; readonly rows: readonly TableRow[] }
  | {
      readonly kind: "read-answered";
      readonly op: number;
      readonly client: NodeId;
      readonly mode: ReadMode;
      readonly results: readonly ReadResult[];
      readonly tookMs: Millis;
    }
  | {
      readonly kind: "read-failed";
      readonly op: number;
      readonly client: NodeId;
      readonly because: "throttled" | "no-answer";
    }
  /** The client is told: done. */
  | {
      readonly kind: "write-acknowledged";
      readonly op: number;
      readonly client: NodeId;
      readonly rows: readonly TableRow[];
      /** Of a BatchWriteItem: the keys of which that cannot be said. */
      readonly unprocessed?: readonly ItemKey[] | undefined;
      readonly tookMs: Millis;
    }
  /** The client is told: not done. */
  | { readonly kind: "write-refused"; readonly op: number; readonly client: NodeId; readonly because: RefusalCause }
  /** Nobody told the client: it may be done, or not. */
  | { readonly kind: "write-unknown"; readonly op: number; readonly client: NodeId }
  /** A node is there again, with empty caches. */
  | {
      readonly kind: "node-restarted";
      readonly node: NodeId;
      readonly capacity: number;
      readonly ttlMs: Millis;
      readonly queryCache?: QueryCacheOptions | undefined;
    }
  /** A client has chosen a node, and asks it. In clusters of more than one. */
  | {
      readonly kind: "request-sent";
      readonly op: number;
      readonly client: NodeId;
      readonly node: NodeId;
      readonly request: "read" | "write";
      /** From 1 on. */
      readonly attempt: number;
    }
  /** A client finds nobody to ask. */
  | {
      readonly kind: "request-unsent";
      readonly op: number;
      readonly client: NodeId;
      readonly request: "read" | "write";
    }
  /** A node that is not the primary was asked to write, and has done nothing. */
  | { readonly kind: "request-refused"; readonly op: number; readonly node: NodeId }
  /** The cluster's manager has decided who is in it, and who is its primary. */
  | ({
      readonly kind: "topology-changed";
      /** Where the primary is a new one: among whom it was chosen, with the logs that they said they have. */
      readonly candidates?: readonly Candidate[] | undefined;
    } & DaxTopology)
  /** From now on a node is the primary of an epoch. */
  | { readonly kind: "primary-began"; readonly node: NodeId; readonly epoch: number }
  /** A client hears of a topology. */
  | ({ readonly kind: "topology-told"; readonly client: NodeId } & DaxTopology)
  /** A client's health checks have found that a node answers again, or no more. */
  | { readonly kind: "health-changed"; readonly client: NodeId; readonly node: NodeId; readonly isHealthy: boolean }
  /** A node's cache was told something, and its log hears of it. */
  | { readonly kind: "change-logged"; readonly node: NodeId; readonly change: CacheChange }
  /** The primary sends a replica what that has not confirmed. */
  | {
      readonly kind: "updates-sent";
      readonly node: NodeId;
      readonly replica: NodeId;
      readonly updates: readonly LogUpdate[];
    }
  /** What a replica takes of updates that have arrived. */
  | {
      readonly kind: "updates-taken";
      readonly node: NodeId;
      readonly epoch: number;
      readonly changes: readonly CacheChange[];
    }
  /** The load of the last so many milliseconds, where a scenario asks for it. */
  | {
      readonly kind: "load-counted";
      readonly overMs: Millis;
      readonly nodes: readonly NodeLoad[];
      /** Read units that the table gave. */
      readonly units: number;
      /** Read units that it would have taken to serve everything. */
      readonly wantedUnits: number;
      /** Requests that the table throttled. */
      readonly throttled: number;
      /** Reads and queries of clients that were answered, and that failed. */
      readonly answered: number;
      readonly failed: number;
    }
  /** The table turns down whatever comes, or takes it again. */
  | { readonly kind: "throttling-changed"; readonly isThrottling: boolean }
  | { readonly kind: "fault-began"; readonly fault: Fault }
  | { readonly kind: "fault-ended"; readonly fault: Fault };

/** A run of such a cluster, or of an item cache alone. */
export type DaxTrace = Trace<DaxEvent>;

/** The version that the table has written into an item; nothing for an item that does not come from it. */
export function versionOf(item: Item): number | undefined {
  const value = item["version"];
  return value !== undefined && "N" in value ? Number(value.N) : undefined;
}
