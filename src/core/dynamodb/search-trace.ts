/** What happens in a run of a table, its stream, the function that indexes, and the search index. */
import type { Fault, Millis, Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import type { BulkAction, BulkResponse, DeadLetter, SearchRecord } from "./search-indexer.ts";
import type { SequenceNumber } from "./stream-consumer.ts";

/** Where records come from: a shard of the stream, from 1 on, or an export of the table. */
export type SearchSource = number | "export";

/** Where the index and the table part, by the keys of items. */
export interface SearchDifference {
  /** In the table, and not found. */
  readonly missing: readonly Item[];
  /** Found as they were some time ago. */
  readonly outdated: readonly Item[];
  /** Found, and no longer in the table. */
  readonly deleted: readonly Item[];
}

/** One event. Nothing is told of messages that are lost on their way. */
export type SearchEvent =
  | { readonly kind: "search-opened"; readonly shardCount: number; readonly refreshMs: Millis; readonly gcDeletesMs: Millis; readonly untilMs: Millis } // prettier-ignore
  | { readonly kind: "item-changed"; readonly shard: number; readonly record: SearchRecord }
  /** Deliveries are counted through the run, from 1 on. `attempt`: how often a batch from this record on was delivered. */
  | { readonly kind: "batch-delivered"; readonly source: SearchSource; readonly delivery: number; readonly attempt: number; readonly sequenceNumbers: readonly SequenceNumber[] } // prettier-ignore
  /** At the index. It may be late: the delivery is given up already. */
  | { readonly kind: "bulk-answered"; readonly source: SearchSource; readonly delivery: number; readonly actions: readonly BulkAction[]; readonly response: BulkResponse } // prettier-ignore
  /** Without `retryFrom` the batch is done. */
  | { readonly kind: "outcome-told"; readonly source: SearchSource; readonly delivery: number; readonly retryFrom?: SequenceNumber; readonly deadLetters: readonly DeadLetter[] } // prettier-ignore
  /** No outcome came in time: the whole batch will come again. */
  | { readonly kind: "delivery-failed"; readonly source: SearchSource; readonly delivery: number }
  | { readonly kind: "function-crashed"; readonly source: SearchSource }
  /** What searches find from now on, against the table. Settled: all records are done with, and no request is on its way. */
  | ({ readonly kind: "index-compared"; readonly isSettled: boolean } & SearchDifference)
  /** The index is emptied, and filled from what the table has now. */
  | { readonly kind: "export-taken"; readonly itemCount: number; readonly streamWaits: boolean }
  | { readonly kind: "export-loaded" }
  | { readonly kind: "shard-busy" | "shard-free"; readonly indexShard: number }
  /** From now on the function does so, whatever its author meant. */
  | { readonly kind: "function-changed"; readonly sendsVersions: boolean; readonly givesUp: boolean }
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** All of them, in the order in which they happened. */
export type SearchTrace = Trace<SearchEvent>;
