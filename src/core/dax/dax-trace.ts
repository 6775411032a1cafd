import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import type { Fault, Millis, NodeId, Trace } from "../kernel/index.ts";
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

/** Why a request was turned down: a condition did not hold, or the table had no capacity for it. */
export type RefusalCause = "condition" | "throttled";

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
      /** An eventually consistent read, an acknowledged write, or the read after a transaction. */
      readonly by: "read" | "write" | "read-back";
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
