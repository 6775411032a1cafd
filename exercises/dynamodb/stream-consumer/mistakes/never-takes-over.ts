// The idea: whoever is written down as the owner will be back.
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

export function createStreamConsumer({ worker }: StreamConsumerConfiguration): StreamConsumer {
  /** The last record of each shard that was handed out, or the checkpoint that reading began at. */
  const places = new Map<ShardId, SequenceNumber>();

  const afterPlaceIn = (shardId: ShardId): IteratorStart => {
    const sequenceNumber = places.get(shardId);
    return sequenceNumber === undefined ? { type: "TRIM_HORIZON" } : { type: "AFTER_SEQUENCE_NUMBER", sequenceNumber };
  };

  return {
    plan(shards: readonly StreamShard[], leases: readonly ShardLease[]): LeaseRequests {
      const rows = new Map(leases.map((lease) => [lease.shardId, lease]));
      const isFinished = (shardId: ShardId) => rows.get(shardId)?.checkpoint === "SHARD_END";
      const isListed = (shardId: ShardId) => shards.some((shard) => shard.shardId === shardId);
      const isFree = ({ shardId, parentShardId }: StreamShard) => {
        // A parent that is gone from the list has nothing left to read.
        if (parentShardId !== undefined && isListed(parentShardId) && !isFinished(parentShardId)) return false;
        return rows.get(shardId)?.owner === undefined;
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
      places.delete(shardId);
      if (checkpoint !== undefined && checkpoint !== "SHARD_END") places.set(shardId, checkpoint);
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
