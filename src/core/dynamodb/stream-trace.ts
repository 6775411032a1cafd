/** What happens in a run of a stream and the workers that read it. */
import type { Fault, Millis, Trace } from "../kernel/index.ts";
import type { Checkpoint, IteratorError, IteratorStart, SequenceNumber, ShardId, StreamChange, WorkerId } from "./stream-consumer.ts"; // prettier-ignore

/** What a worker asked of the lease table. */
export type LeaseWrite = "take" | "renew" | "checkpoint";

/** One event. Nothing is told of messages that are lost on their way. */
export type StreamEvent =
  | { readonly kind: "stream-opened"; readonly workerCount: number; readonly leaseMs: Millis; readonly passMs: Millis; readonly retentionMs: Millis; readonly untilMs: Millis } // prettier-ignore

  // The table and its stream.
  | { readonly kind: "shard-opened"; readonly shardId: ShardId; readonly parentShardId?: ShardId }
  | { readonly kind: "shard-closed"; readonly shardId: ShardId }
  | { readonly kind: "change-streamed"; readonly shardId: ShardId; readonly change: StreamChange }
  /** `through`: this record and all before it are gone. */
  | { readonly kind: "records-trimmed"; readonly shardId: ShardId; readonly through: SequenceNumber; readonly count: number } // prettier-ignore

  // Workers.
  | { readonly kind: "worker-started" | "worker-crashed" | "worker-paused" | "worker-resumed"; readonly worker: WorkerId } // prettier-ignore
  /** `from`: whose it was. `checkpoint`: as it stands in the lease table. */
  | { readonly kind: "lease-taken"; readonly shardId: ShardId; readonly worker: WorkerId; readonly from?: WorkerId; readonly checkpoint?: Checkpoint } // prettier-ignore
  | { readonly kind: "lease-renewed"; readonly shardId: ShardId; readonly worker: WorkerId }
  | { readonly kind: "lease-refused"; readonly shardId: ShardId; readonly worker: WorkerId; readonly what: LeaseWrite }
  | { readonly kind: "checkpoint-written"; readonly shardId: ShardId; readonly worker: WorkerId; readonly checkpoint: Checkpoint } // prettier-ignore

  // Reading and processing. `because`: it holds the lease since now, or its iterator was refused.
  | { readonly kind: "reading-began"; readonly shardId: ShardId; readonly worker: WorkerId; readonly start: IteratorStart; readonly because: "lease" | IteratorError; readonly checkpoint?: Checkpoint } // prettier-ignore
  | { readonly kind: "records-read"; readonly shardId: ShardId; readonly worker: WorkerId; readonly count: number; readonly last?: SequenceNumber; readonly isEnd: boolean } // prettier-ignore
  /** At the index. Not `applied`: refused, as it was there already. */
  | { readonly kind: "change-processed"; readonly shardId: ShardId; readonly worker: WorkerId; readonly key: string; readonly sequenceNumber: SequenceNumber; readonly applied: boolean } // prettier-ignore
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** All of them, in the order in which they happened. */
export type StreamTrace = Trace<StreamEvent>;
