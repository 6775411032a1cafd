/**
 * A stream whose shards split: each owns a range of the hashes; a split closes it and opens two children with a half each,
 * a roll closes it and opens one child. Ids, iterators and errors as the service names them, as in `table-stream`, which
 * has four shards and no splits.
 *
 * Simplified: the service decides itself when a shard closes; here the scenario does. Which hash a key has, and how a split
 * divides the keys, is not published. A closed shard is in the list until the retention has passed since it closed; after
 * that it answers TrimmedDataAccessException to all (the service: ResourceNotFoundException to GetShardIterator). One
 * GetRecords takes so many records, whatever their size.
 */
import type { Millis } from "../kernel/index.ts";
import { hashOf } from "./key-hash.ts";
import { validationError } from "./service-error.ts";
import type { IteratorError, IteratorStart, SequenceNumber, ShardId, StreamChange, StreamShard } from "./stream-consumer.ts"; // prettier-ignore

/** An iterator as the service holds it: a place in a shard, and when it was made. */
export interface ShardIterator {
  readonly shardId: ShardId;
  /** Whole numbers from 1 on, in the order of the changes of the table. */
  readonly from: number;
  readonly madeMs: Millis;
}

/** What GetRecords answers. No iterator: the shard is read to its end. */
export interface RecordsPage {
  readonly changes: readonly StreamChange[];
  readonly next: ShardIterator | undefined;
}

interface StoredChange {
  readonly atMs: Millis;
  readonly sequence: number;
  readonly change: StreamChange;
}

interface OpenShard extends StreamShard {
  readonly fromHash: number;
  readonly toHash: number;
  /** All that ever was in it, trimmed or not, is at or after this. */
  readonly firstSequence: number;
  closedMs: Millis | undefined;
  trimmedThrough: number;
  readonly stored: StoredChange[];
}

/** The tenth is the first of 22 digits. */
const SEQUENCE_BASE = 999_999_999_999_999_999_990n;
const HASH_COUNT = 2 ** 32;

/** The sequence number of the table's so-and-so-manieth change, from 1 on. */
export function sequenceNumberOf(sequence: number): SequenceNumber {
  return String(SEQUENCE_BASE + BigInt(sequence));
}

/** What the stream tells of. */
export interface ShardListener {
  opened(shardId: ShardId, parentShardId: ShardId | undefined): void;
  closed(shardId: ShardId): void;
  trimmed(shardId: ShardId, through: SequenceNumber, count: number): void;
}

/** One stream. */
export class SplittingStream {
  readonly #shards: OpenShard[] = [];
  readonly #retentionMs: Millis;
  readonly #iteratorMs: Millis;
  readonly #listener: ShardListener;
  #sequence = 0;
  #openedCount = 0;

  /** Begins with so many shards, from 1 on, that share the hashes evenly. */
  constructor(shardCount: number, retentionMs: Millis, iteratorMs: Millis, listener: ShardListener) {
    this.#retentionMs = retentionMs;
    this.#iteratorMs = iteratorMs;
    this.#listener = listener;
    for (let part = 0; part < shardCount; part++)
      this.#open((HASH_COUNT * part) / shardCount, (HASH_COUNT * (part + 1)) / shardCount, undefined, 0);
  }

  /** Notes a change of an item. */
  append(eventName: StreamChange["eventName"], key: string, newImage: string | undefined, nowMs: Millis): { readonly shardId: ShardId; readonly change: StreamChange } {
    const hash = hashOf(key);
    const shard = this.#shards.find(({ closedMs, fromHash, toHash }) => closedMs === undefined && hash >= fromHash && hash < toHash) as OpenShard; // prettier-ignore
    const sequence = ++this.#sequence;
    const change: StreamChange = { sequenceNumber: sequenceNumberOf(sequence), eventName, key, ...(newImage !== undefined && { newImage }) }; // prettier-ignore
    shard.stored.push({ atMs: nowMs, sequence, change });
    return { shardId: shard.shardId, change };
  } // prettier-ignore

  /** Closes the shard that takes the changes of this key, and opens so many children. */
  close(key: string, childCount: 1 | 2, nowMs: Millis): void {
    const hash = hashOf(key);
    const shard = this.#shards.find(({ closedMs, fromHash, toHash }) => closedMs === undefined && hash >= fromHash && hash < toHash) as OpenShard; // prettier-ignore
    shard.closedMs = nowMs;
    this.#listener.closed(shard.shardId);
    const width = (shard.toHash - shard.fromHash) / childCount;
    for (let part = 0; part < childCount; part++)
      this.#open(shard.fromHash + part * width, shard.fromHash + (part + 1) * width, shard.shardId, nowMs);
  }

  /** As DescribeStream lists them, the oldest first. */
  list(nowMs: Millis): readonly StreamShard[] {
    this.trim(nowMs);
    return this.#shards.map(({ shardId, parentShardId }) => ({ shardId, ...(parentShardId !== undefined && { parentShardId }) })); // prettier-ignore
  }

  /** GetShardIterator. Throws ValidationException for a sequence number that is none. A shard that is no longer there counts as trimmed. */
  iterator(shardId: ShardId, start: IteratorStart, nowMs: Millis): ShardIterator | IteratorError {
    this.trim(nowMs);
    const shard = this.#shards.find((one) => one.shardId === shardId);
    if (shard === undefined) return "TrimmedDataAccessException";
    const at = (from: number): ShardIterator => ({ shardId, from, madeMs: nowMs });
    const oldest = Math.max(shard.firstSequence, shard.trimmedThrough + 1);
    if (start.type === "TRIM_HORIZON") return at(oldest);
    if (start.type === "LATEST") return at(this.#sequence + 1);
    if (!("sequenceNumber" in start)) return at(oldest);
    if (!/^\d+$/.test(start.sequenceNumber)) throw validationError(`Invalid SequenceNumber: ${start.sequenceNumber}`);
    const from = Number(BigInt(start.sequenceNumber) - SEQUENCE_BASE) + (start.type === "AT_SEQUENCE_NUMBER" ? 0 : 1);
    return from < oldest ? "TrimmedDataAccessException" : at(from);
  }

  /** GetRecords. */
  records({ shardId, from, madeMs }: ShardIterator, limit: number, nowMs: Millis): RecordsPage | IteratorError {
    this.trim(nowMs);
    if (nowMs - madeMs > this.#iteratorMs) return "ExpiredIteratorException";
    const shard = this.#shards.find((one) => one.shardId === shardId);
    if (shard === undefined || from <= shard.trimmedThrough) return "TrimmedDataAccessException";
    const taken = shard.stored.filter(({ sequence }) => sequence >= from).slice(0, limit);
    const next = (taken.at(-1)?.sequence ?? from - 1) + 1;
    const isEnd = shard.closedMs !== undefined && (shard.stored.at(-1)?.sequence ?? 0) < next;
    return { changes: taken.map(({ change }) => change), next: isEnd ? undefined : { shardId, from: next, madeMs: nowMs } }; // prettier-ignore
  }

  /** Records whose time is over are gone, and shards that closed so long ago. */
  trim(nowMs: Millis): void {
    const oldestMs = nowMs - this.#retentionMs;
    for (const shard of this.#shards) {
      const gone = shard.stored.filter(({ atMs }) => atMs < oldestMs);
      const last = gone.at(-1);
      if (last === undefined) continue;
      shard.stored.splice(0, gone.length);
      shard.trimmedThrough = last.sequence;
      this.#listener.trimmed(shard.shardId, last.change.sequenceNumber, gone.length);
    }
    for (let index = this.#shards.length - 1; index >= 0; index--) {
      const closedMs = this.#shards[index]?.closedMs;
      if (closedMs !== undefined && closedMs < oldestMs) this.#shards.splice(index, 1);
    }
  }

  #open(fromHash: number, toHash: number, parentShardId: ShardId | undefined, nowMs: Millis): void {
    const time = String(Math.floor(nowMs)).padStart(20, "0");
    const shardId = `shardId-${time}-${String(this.#openedCount++).padStart(8, "0")}`;
    this.#shards.push({ shardId, parentShardId, fromHash, toHash, firstSequence: this.#sequence + 1, closedMs: undefined, trimmedThrough: 0, stored: [] }); // prettier-ignore
    this.#listener.opened(shardId, parentShardId);
  }
}
