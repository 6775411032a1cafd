// A class. It takes whatever is free at once, and writes a checkpoint after each record.
import type {
  Checkpoint,
  IteratorError,
  IteratorStart,
  LeaseRequests,
  ProcessingStep,
  ShardLease,
  StreamChange,
  StreamConsumer,
  StreamConsumerConfiguration,
  StreamShard,
} from "four-of-six/dynamodb";

class Consumer implements StreamConsumer {
  readonly #worker: string;
  readonly #leaseMs: number;
  #watched: Record<string, { counter: number; changedMs: number }> = {};
  #read: Record<string, Checkpoint | undefined> = {};

  constructor({ worker, leaseMs }: StreamConsumerConfiguration) {
    this.#worker = worker;
    this.#leaseMs = leaseMs;
  }

  plan(shards: readonly StreamShard[], leases: readonly ShardLease[], nowMs: number): LeaseRequests {
    const requests = { take: [] as string[], renew: [] as string[] };
    const ended = new Set<string>();
    for (const { shardId, counter, checkpoint } of leases) {
      const watched = this.#watched[shardId];
      if (watched === undefined || watched.counter !== counter) this.#watched[shardId] = { counter, changedMs: nowMs };
      if (checkpoint === "SHARD_END") ended.add(shardId);
    }
    const unread = new Set(shards.map(({ shardId }) => shardId).filter((shardId) => !ended.has(shardId)));
    for (const { shardId, parentShardId } of shards) {
      if (!unread.has(shardId)) continue;
      const owner = leases.find((lease) => lease.shardId === shardId)?.owner;
      if (owner === this.#worker) requests.renew.push(shardId);
      else if (parentShardId === undefined || !unread.has(parentShardId)) {
        const changedMs = this.#watched[shardId]?.changedMs ?? nowMs;
        if (owner === undefined || nowMs - changedMs > this.#leaseMs) requests.take.push(shardId);
      }
    }
    return requests;
  }

  begin(lease: ShardLease): IteratorStart {
    this.#read[lease.shardId] = lease.checkpoint;
    return this.#start(lease.shardId);
  }

  again(shardId: string, error: IteratorError): IteratorStart {
    if (error === "TrimmedDataAccessException") this.#read[shardId] = undefined;
    return this.#start(shardId);
  }

  received(shardId: string, changes: readonly StreamChange[], isEnd: boolean): readonly ProcessingStep[] {
    const steps: ProcessingStep[] = [];
    for (const change of changes) {
      this.#read[shardId] = change.sequenceNumber;
      steps.push({ step: "apply", change }, { step: "checkpoint", at: change.sequenceNumber });
    }
    if (isEnd) steps.push({ step: "checkpoint", at: "SHARD_END" });
    return steps;
  }

  mayApply({ sequenceNumber: mine }: StreamChange, applied: string | undefined): boolean {
    // Of two numbers without leading zeros the longer one is larger.
    if (applied === undefined || mine.length !== applied.length) return mine.length > (applied?.length ?? 0);
    return mine > applied;
  }

  #start(shardId: string): IteratorStart {
    const read = this.#read[shardId];
    if (read === undefined || read === "SHARD_END") return { type: "TRIM_HORIZON" };
    return { type: "AFTER_SEQUENCE_NUMBER", sequenceNumber: read };
  }
}

export const createStreamConsumer = (configuration: StreamConsumerConfiguration) => new Consumer(configuration);
