/**
 * Stream consumer: one worker of an application that reads a table's stream, in the manner of the Kinesis Client Library.
 * It decides which shards it reads, where it begins in each, what it does with the records, and what it does not do twice.
 *
 * A stream is made of shards. A shard closes, and its children go on: the newer changes of a key lie in the child, the older
 * ones in the parent. What the workers share is a lease table, with one row for each shard: who reads it (the owner), a
 * counter that goes up with each write of the row, and how far the shard has been processed (the checkpoint).
 *
 *   shard-1: 101 102 103 | closed            lease: W1, counter 7, checkpoint 102
 *     shard-2: 104 105                       no lease: shard-1 is not read to its end
 *     shard-3: 106
 *
 *   W1 processes 103 and crashes before its checkpoint. Its counter stays at 7. W2 has watched it for the time of a lease
 *   and takes shard-1, from after 102: record 103 comes a second time, and the index keeps its effect of the first. At the
 *   end W2 writes SHARD_END. Now shard-2 and shard-3 may be read, each by anybody.
 *
 * So delivery is at least once, and an effect happens exactly once: the index stores with each key the sequence number that
 * it applied last (also with a key that is removed), and refuses a record that is not newer. A worker that only paused goes
 * on with its shard until the lease table refuses it: for a moment two read one shard, and the same check keeps this harmless.
 * Records are trimmed after 24 hours; an iterator expires after 15 minutes. Developer Guide, Streams; DynamoDB API
 * Reference, GetShardIterator, GetRecords; Streams Kinesis adapter; KCL: leases, BlockOnParentShard.
 *
 * Simplified: a worker takes one shard at most in a pass, and none from a worker that is alive to balance the load. A
 * shard without a checkpoint is read from its oldest record; the library lets one choose LATEST. A row of the lease table
 * stays when its shard is trimmed.
 */
import type { Millis } from "../kernel/index.ts";

/** Ids as the service gives them. */
export type ShardId = string;
/** One life of a worker: after a restart it has another id. */
export type WorkerId = string;
/** Decimal digits, 21 to 40 of them, not padded: they are compared as numbers, and are too long for a `number`. */
export type SequenceNumber = string;

/** A shard as DescribeStream tells of it. */
export interface StreamShard {
  readonly shardId: ShardId;
  /** The shard that it goes on from. That may be trimmed, and then be in no list any more. */
  readonly parentShardId?: ShardId | undefined;
}

/** How far a shard was processed: this record and all before it, or all there ever will be in it. */
export type Checkpoint = SequenceNumber | "SHARD_END";

/** A row of the lease table. A shard that nobody ever read has none. */
export interface ShardLease {
  readonly shardId: ShardId;
  /** Whoever reads the shard, or did when it crashed. */
  readonly owner?: WorkerId | undefined;
  /** Goes up with each write of the row: a taking, a renewal, a checkpoint. From 1 on. */
  readonly counter: number;
  /** Nothing before the first. */
  readonly checkpoint?: Checkpoint | undefined;
}

/** What GetShardIterator is asked for. */
export type IteratorStart =
  /** The oldest record that is left. */
  | { readonly type: "TRIM_HORIZON" }
  /** What is written from now on. */
  | { readonly type: "LATEST" }
  | { readonly type: "AT_SEQUENCE_NUMBER"; readonly sequenceNumber: SequenceNumber }
  | { readonly type: "AFTER_SEQUENCE_NUMBER"; readonly sequenceNumber: SequenceNumber };

/** What the service says when an iterator is too old, or the record that it stands at is gone. */
export type IteratorError = "ExpiredIteratorException" | "TrimmedDataAccessException";

/** A change, as it stands in the stream. */
export interface StreamChange {
  readonly sequenceNumber: SequenceNumber;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  /** Of the item. */
  readonly key: string;
  /** What the item is now; nothing if it is gone. */
  readonly newImage?: string | undefined;
}

/** What a worker wants of the lease table. Each is a conditional write of its own, and may be refused. */
export interface LeaseRequests {
  /** Shards to make its own: refused if the row has changed since it was read. */
  readonly take: readonly ShardId[];
  /** Shards of its own: refused if another owns them now. */
  readonly renew: readonly ShardId[];
}

/** One thing to do with what was read. */
export type ProcessingStep =
  /** Send the change to the index, and wait for its answer. */
  | { readonly step: "apply"; readonly change: StreamChange }
  /** Write the checkpoint into the lease. */
  | { readonly step: "checkpoint"; readonly at: Checkpoint };

/** What a worker begins its life with. */
export interface StreamConsumerConfiguration {
  readonly worker: WorkerId;
  /** Whoever has not written a lease for so long, on the watcher's clock, has lost it. Above 0. */
  readonly leaseMs: Millis;
}

/**
 * The seam: what the exercise `stream-consumer` asks for. One consumer is the memory of one worker; a crash takes it away,
 * and the lease table stays. Nothing throws.
 */
export interface StreamConsumer {
  /**
   * Called again and again with the shards and the whole lease table as they are. Which leases to take, at least one if any
   * is free, and which to renew, all that are its own and unfinished. A child only after its parent is at SHARD_END or no
   * longer in the list; nobody's lease whose counter was seen to change within `leaseMs`; none at SHARD_END. `nowMs` is the
   * worker's clock and never goes back.
   */
  plan(shards: readonly StreamShard[], leases: readonly ShardLease[], nowMs: Millis): LeaseRequests;
  /** The worker holds this lease from now on, as it is in the table. Where to begin: at its checkpoint or right after it. */
  begin(lease: ShardLease): IteratorStart;
  /** Its iterator of the shard was refused. Where to go on: where it was, or with the oldest record if that is trimmed. */
  again(shardId: ShardId, error: IteratorError): IteratorStart;
  /**
   * The next records of a shard that it holds, in order; `isEnd` if there will be none after them. What to do, one thing
   * after the other: apply all, and in the end write a checkpoint that covers them, or SHARD_END. A crash or the loss of the
   * lease may come between any two. The next records come after the last.
   */
  received(shardId: ShardId, changes: readonly StreamChange[], isEnd: boolean): readonly ProcessingStep[];
  /**
   * At the index, as the condition of one write: whether it applies the change. `applied` is the sequence number of the
   * last change of this key that it did apply; nothing if there is none.
   */
  mayApply(change: StreamChange, applied: SequenceNumber | undefined): boolean;
}

/** Makes the consumer of one worker's life. */
export type CreateStreamConsumer = (configuration: StreamConsumerConfiguration) => StreamConsumer;

/** Below 0 if `a` comes before `b`, 0 if they are one, above 0 if it comes after. Both are decimal digits. */
export function compareSequenceNumbers(a: SequenceNumber, b: SequenceNumber): number {
  const [first, second] = [BigInt(a), BigInt(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The reference implementation. */
export const createStreamConsumer: CreateStreamConsumer = ({ worker, leaseMs }) => {
  /** The counter of each lease, and since when this worker has seen it so. */
  const seen = new Map<ShardId, { readonly counter: number; readonly sinceMs: Millis }>();
  /** The last record of each shard that was handed out. */
  const positions = new Map<ShardId, SequenceNumber>();
  const after = (sequenceNumber: SequenceNumber | undefined): IteratorStart =>
    sequenceNumber === undefined ? { type: "TRIM_HORIZON" } : { type: "AFTER_SEQUENCE_NUMBER", sequenceNumber };

  return {
    plan(shards, leases, nowMs) {
      const rows = new Map(leases.map((lease) => [lease.shardId, lease]));
      const listed = new Set(shards.map(({ shardId }) => shardId));
      for (const { shardId, counter } of leases)
        if (seen.get(shardId)?.counter !== counter) seen.set(shardId, { counter, sinceMs: nowMs });
      const isFree = ({ shardId, parentShardId }: StreamShard) => {
        const lease = rows.get(shardId);
        if (lease?.checkpoint === "SHARD_END" || lease?.owner === worker) return false;
        if (parentShardId !== undefined && listed.has(parentShardId) && rows.get(parentShardId)?.checkpoint !== "SHARD_END") return false; // prettier-ignore
        return lease?.owner === undefined || nowMs - (seen.get(shardId)?.sinceMs ?? nowMs) >= leaseMs;
      };
      const renew = shards
        .map(({ shardId }) => shardId)
        .filter((shardId) => rows.get(shardId)?.owner === worker && rows.get(shardId)?.checkpoint !== "SHARD_END");
      const free = shards.find(isFree);
      return { take: free === undefined ? [] : [free.shardId], renew };
    },
    begin({ shardId, checkpoint }) {
      // What was read in an earlier time with this lease may have been processed by nobody.
      positions.delete(shardId);
      if (checkpoint !== undefined && checkpoint !== "SHARD_END") positions.set(shardId, checkpoint);
      return after(positions.get(shardId));
    },
    again: (shardId, error) =>
      // What is trimmed is lost, and the oldest that is left comes next.
      error === "TrimmedDataAccessException" ? { type: "TRIM_HORIZON" } : after(positions.get(shardId)),
    received(shardId, changes, isEnd) {
      const last = changes.at(-1)?.sequenceNumber;
      if (last !== undefined) positions.set(shardId, last);
      const steps: ProcessingStep[] = changes.map((change) => ({ step: "apply", change }));
      // After the records, or a crash between the two would lose them.
      if (isEnd) steps.push({ step: "checkpoint", at: "SHARD_END" });
      else if (last !== undefined) steps.push({ step: "checkpoint", at: last });
      return steps;
    },
    mayApply: ({ sequenceNumber }, applied) =>
      applied === undefined || compareSequenceNumbers(sequenceNumber, applied) > 0,
  };
};
