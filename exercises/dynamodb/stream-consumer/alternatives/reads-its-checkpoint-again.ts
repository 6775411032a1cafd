// A diary of what was seen, and small functions over it. It reads the record of a checkpoint again, and counts on the index.
import type {
  IteratorStart,
  ProcessingStep,
  ShardLease,
  StreamConsumer,
  StreamConsumerConfiguration,
  StreamShard,
} from "four-of-six/dynamodb";

type Sighting = { readonly row: string; readonly atMs: number };

const rowOf = ({ shardId, counter }: ShardLease) => `${shardId} ${counter}`;
const isOver = (lease: ShardLease | undefined) => lease?.checkpoint === "SHARD_END";

export function createStreamConsumer({ worker, leaseMs }: StreamConsumerConfiguration): StreamConsumer {
  let diary: readonly Sighting[] = [];
  const checkpoints: Record<string, string> = {};

  const from = (shardId: string): IteratorStart => {
    const checkpoint = checkpoints[shardId];
    return checkpoint ? { type: "AT_SEQUENCE_NUMBER", sequenceNumber: checkpoint } : { type: "TRIM_HORIZON" };
  };

  function write(leases: readonly ShardLease[], nowMs: number) {
    const rows = leases.map(rowOf);
    const known = diary.filter(({ row }) => rows.includes(row));
    const fresh = rows.filter((row) => !known.some((sighting) => sighting.row === row));
    diary = [...known, ...fresh.map((row) => ({ row, atMs: nowMs }))];
  }

  return {
    plan(shards, leases, nowMs) {
      write(leases, nowMs);
      const leaseOf = (shardId: string | undefined) => leases.find((lease) => lease.shardId === shardId);
      const isReady = ({ parentShardId }: StreamShard) =>
        isOver(leaseOf(parentShardId)) || !shards.some(({ shardId }) => shardId === parentShardId);
      const isAbandoned = (lease: ShardLease | undefined) => {
        if (lease?.owner === undefined) return true;
        const sighting = diary.find(({ row }) => row === rowOf(lease));
        return lease.owner !== worker && sighting !== undefined && sighting.atMs + leaseMs <= nowMs;
      };
      const unfinished = shards.filter(({ shardId }) => !isOver(leaseOf(shardId)));
      // The newest first: it makes no difference to whoever reads parents before children.
      const next = unfinished.findLast((shard) => isReady(shard) && isAbandoned(leaseOf(shard.shardId)));
      return {
        take: next ? [next.shardId] : [],
        renew: leases.filter((lease) => lease.owner === worker && !isOver(lease)).map(({ shardId }) => shardId),
      };
    },

    begin({ shardId, checkpoint }) {
      checkpoints[shardId] = checkpoint ?? "";
      return from(shardId);
    },

    again(shardId, error) {
      if (error === "TrimmedDataAccessException") checkpoints[shardId] = "";
      return from(shardId);
    },

    received(shardId, changes, isEnd) {
      const last = changes[changes.length - 1];
      const steps: ProcessingStep[] = changes.map((change) => ({ step: "apply", change }));
      if (last) steps.push({ step: "checkpoint", at: (checkpoints[shardId] = last.sequenceNumber) });
      return isEnd ? [...steps, { step: "checkpoint", at: "SHARD_END" }] : steps;
    },

    mayApply: (change, applied) => BigInt(change.sequenceNumber) - BigInt(applied ?? -1) > 0n,
  };
}
