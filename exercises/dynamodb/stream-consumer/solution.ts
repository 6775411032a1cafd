import type {
  IteratorError,
  IteratorStart,
  LeaseRequests,
  ProcessingStep,
  SequenceNumber,
  ShardId,
  ShardLease,
  StreamChange,
  StreamConsumer,
  StreamConsumerConfiguration,
  StreamShard,
} from "four-of-six/dynamodb";

export function createStreamConsumer({ worker, leaseMs }: StreamConsumerConfiguration): StreamConsumer {
  /** The counter of each lease, and since when this worker has seen it so. */
  const seen = new Map<ShardId, { readonly counter: number; readonly sinceMs: number }>();
  /** The last record of each shard that was handed out, or the checkpoint that reading began at. */
  const places = new Map<ShardId, SequenceNumber>();

  const afterPlaceIn = (shardId: ShardId): IteratorStart => {
    const sequenceNumber = places.get(shardId);
    return sequenceNumber === undefined ? { type: "TRIM_HORIZON" } : { type: "AFTER_SEQUENCE_NUMBER", sequenceNumber };
  };

  return {
    plan(shards: readonly StreamShard[], leases: readonly ShardLease[], nowMs: number): LeaseRequests {
      const rows = new Map(leases.map((lease) => [lease.shardId, lease]));
      // Other machines' clocks say nothing here. That a counter moved is seen by this one's.
      for (const { shardId, counter } of leases)
        if (seen.get(shardId)?.counter !== counter) seen.set(shardId, { counter, sinceMs: nowMs });

      const isFinished = (shardId: ShardId) => rows.get(shardId)?.checkpoint === "SHARD_END";
      const isListed = (shardId: ShardId) => shards.some((shard) => shard.shardId === shardId);
      const isFree = ({ shardId, parentShardId }: StreamShard) => {
        // A parent that is gone from the list has nothing left to read.
        if (parentShardId !== undefined && isListed(parentShardId) && !isFinished(parentShardId)) return false;
        const owner = rows.get(shardId)?.owner;
        const silentMs = nowMs - (seen.get(shardId)?.sinceMs ?? nowMs);
        return owner === undefined || (owner !== worker && silentMs > leaseMs);
      };

      const open = shards.filter(({ shardId }) => !isFinished(shardId));
      return {
        // One at a time: the other workers want some, too.
        take: open
          .filter(isFree)
          .slice(0, 1)
          .map(({ shardId }) => shardId),
        renew: open.filter(({ shardId }) => rows.get(shardId)?.owner === worker).map(({ shardId }) => shardId),
      };
    },

    begin({ shardId, checkpoint }: ShardLease): IteratorStart {
      // Nothing but the table says how far the shard was processed, not even the memory of an earlier time with it.
      if (checkpoint === undefined) places.delete(shardId);
      else places.set(shardId, checkpoint);
      return afterPlaceIn(shardId);
    },

    again(shardId: ShardId, error: IteratorError): IteratorStart {
      return error === "ExpiredIteratorException" ? afterPlaceIn(shardId) : { type: "TRIM_HORIZON" };
    },

    received(shardId: ShardId, changes: readonly StreamChange[], isEnd: boolean): readonly ProcessingStep[] {
      const last = changes.at(-1)?.sequenceNumber;
      if (last !== undefined) places.set(shardId, last);
      const at = isEnd ? "SHARD_END" : last;
      // A crash between the two delivers a record again. The other way round it would lose one.
      return [
        ...changes.map((change) => ({ step: "apply", change }) as const),
        ...(at === undefined ? [] : [{ step: "checkpoint", at } as const]),
      ];
    },

    mayApply({ sequenceNumber }: StreamChange, applied: SequenceNumber | undefined): boolean {
      return applied === undefined || BigInt(sequenceNumber) > BigInt(applied);
    },
  };
}
