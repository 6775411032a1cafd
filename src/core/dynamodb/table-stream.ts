/**
 * A table's stream: each change of an item once, in the order of its changes, for 24 hours. The records lie in shards. A
 * shard closes after some hours, and its child goes on: whoever reads the parent before the child sees the changes of each
 * key in their order. Developer Guide, Streams.
 *
 * Simplified: a stream begins with one shard for each quarter of the hashes, and a shard closes after 4 hours. The
 * service opens and closes them as its partitions split.
 */
import { equalValues, type Item, type KeySchema } from "./attribute-value.ts";
import { itemSize } from "./capacity-units.ts";
import { keyAttributes } from "./item-check.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { DynamoDbError, validationError } from "./service-error.ts";
import type { StreamViewType } from "./table-schema.ts";

interface StreamRecord {
  readonly atMs: number;
  readonly sequence: number;
  readonly content: Readonly<Record<string, unknown>>;
}

interface Shard {
  readonly id: string;
  readonly parent: string | undefined;
  readonly openedMs: number;
  readonly firstSequence: number;
  /** The last sequence number, once it is closed. */
  lastSequence: number | undefined;
  readonly records: StreamRecord[];
}

/** Who took an item out, where it was not a client. */
export interface ServiceIdentity {
  readonly Type: "Service";
  readonly PrincipalId: "dynamodb.amazonaws.com";
}

const SHARD_COUNT = 4;
const SHARD_OPEN_MS = 4 * 3_600_000;
const RETENTION_MS = DYNAMODB_LIMITS.streamRetention.value * 3_600_000;
const ITERATOR_MS = DYNAMODB_LIMITS.iteratorLife.value * 60_000;
const RECORD_COUNT_MAX = 1_000;
const RECORD_BYTES_MAX = 1_048_576;

/** One stream, from when it was enabled on. */
export class TableStream {
  readonly arn: string;
  readonly label: string;
  readonly viewType: StreamViewType;
  readonly tableName: string;
  readonly key: KeySchema;
  readonly #nowMs: () => number;
  readonly #shards: Shard[] = [];
  #sequence = 0;
  #isEnabled = true;

  constructor(options: {
    readonly arn: string;
    readonly label: string;
    readonly viewType: StreamViewType;
    readonly tableName: string;
    readonly key: KeySchema;
    readonly nowMs: () => number;
  }) {
    this.arn = `${options.arn}/stream/${options.label}`;
    this.label = options.label;
    this.viewType = options.viewType;
    this.tableName = options.tableName;
    this.key = options.key;
    this.#nowMs = options.nowMs;
    for (let part = 0; part < SHARD_COUNT; part++) this.#open(part, undefined);
  }

  /** Takes no more records. Those that are there stay for their 24 hours. */
  disable(): void {
    this.#isEnabled = false;
    for (const shard of this.#shards) shard.lastSequence ??= this.#sequence;
  }

  /**
   * Notes one change. A write that leaves the item as it was makes no record. `place` says to which shard it belongs;
   * `identity` who took the item out if it was the service itself.
   */
  append(place: string, before: Item | undefined, after: Item | undefined, identity?: ServiceIdentity): void {
    if (!this.#isEnabled || (before === undefined && after === undefined)) return;
    if (before !== undefined && after !== undefined && equalValues({ M: before }, { M: after })) return;
    const part = Math.floor((Number.parseInt(place.slice(0, 1), 16) * SHARD_COUNT) / 16);
    const shard = this.#current(part);
    const item = (after ?? before) as Item;
    const keys = Object.fromEntries(keyAttributes(this.key).map(([name]) => [name, item[name]])) as Item;
    const withNew = this.viewType.includes("NEW") && after !== undefined;
    const withOld = this.viewType.includes("OLD") && before !== undefined;
    const sequence = ++this.#sequence;
    const atMs = this.#nowMs();
    const content = {
      eventID: eventId(sequence),
      eventName: before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "us-east-1",
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(atMs / 1000),
        Keys: keys,
        ...(withNew && { NewImage: after }),
        ...(withOld && { OldImage: before }),
        SequenceNumber: printedSequence(sequence),
        SizeBytes: itemSize(keys) + (withNew ? itemSize(after) : 0) + (withOld ? itemSize(before) : 0),
        StreamViewType: this.viewType,
      },
      ...(identity && { userIdentity: identity }),
    };
    shard.records.push({ atMs, sequence, content });
  }

  /** As DescribeStream prints it. */
  describe(limit = 100, after?: string): Readonly<Record<string, unknown>> {
    this.#trim();
    const from = after === undefined ? 0 : this.#shards.findIndex(({ id }) => id === after) + 1;
    const shards = this.#shards.slice(from, from + limit);
    const last = from + limit < this.#shards.length ? shards.at(-1) : undefined;
    return {
      StreamArn: this.arn,
      StreamLabel: this.label,
      StreamStatus: this.#isEnabled ? "ENABLED" : "DISABLED",
      StreamViewType: this.viewType,
      TableName: this.tableName,
      KeySchema: keyAttributes(this.key).map(([AttributeName, isPartitionKey]) => ({
        AttributeName,
        KeyType: isPartitionKey ? "HASH" : "RANGE",
      })),
      Shards: shards.map(({ id, parent, firstSequence, lastSequence }) => ({
        ShardId: id,
        ...(parent !== undefined && { ParentShardId: parent }),
        SequenceNumberRange: {
          StartingSequenceNumber: printedSequence(firstSequence),
          ...(lastSequence !== undefined && { EndingSequenceNumber: printedSequence(lastSequence) }),
        },
      })),
      ...(last && { LastEvaluatedShardId: last.id }),
    };
  }

  /** A token that says where reading goes on. Throws ResourceNotFoundException and TrimmedDataAccessException. */
  iterator(shardId: string, type: string, sequenceText: string | undefined): string {
    this.#trim();
    const shard = this.#shards.find(({ id }) => id === shardId);
    if (shard === undefined)
      throw new DynamoDbError("ResourceNotFoundException", `Requested resource not found: Shard: ${shardId} not found`);
    const isAt = type.endsWith("SEQUENCE_NUMBER");
    if (isAt !== (sequenceText !== undefined))
      throw validationError(
        isAt
          ? `Invalid parameter: SequenceNumber must be set when ShardIteratorType is ${type}`
          : `Invalid parameter: SequenceNumber must not be set when ShardIteratorType is ${type}`,
      );
    if (type === "TRIM_HORIZON") return this.#token(shard, shard.records[0]?.sequence ?? shard.firstSequence);
    if (type === "LATEST") return this.#token(shard, this.#sequence + 1);
    const sequence = Number(sequenceText) - SEQUENCE_BASE;
    const oldest = shard.records[0]?.sequence ?? this.#sequence + 1;
    if (sequence < shard.firstSequence || (sequence < oldest && sequence < this.#trimmedBefore))
      throw new DynamoDbError(
        "TrimmedDataAccessException",
        "The operation attempted to read past the oldest stream record in a shard.",
      );
    return this.#token(shard, type === "AT_SEQUENCE_NUMBER" ? sequence : sequence + 1);
  }

  /** The next records of a shard. No next token once a closed shard is read to its end. */
  records(shardId: string, fromSequence: number, limit = RECORD_COUNT_MAX): Readonly<Record<string, unknown>> {
    this.#trim();
    const shard = this.#shards.find(({ id }) => id === shardId);
    if (shard === undefined)
      throw new DynamoDbError(
        "TrimmedDataAccessException",
        "The operation attempted to read past the oldest stream record in a shard.",
      );
    const taken: StreamRecord[] = [];
    let bytes = 0;
    for (const record of shard.records) {
      if (record.sequence < fromSequence) continue;
      bytes += (record.content["dynamodb"] as { SizeBytes: number }).SizeBytes;
      if (taken.length > 0 && bytes > RECORD_BYTES_MAX) break;
      taken.push(record);
      if (taken.length === limit) break;
    }
    const last = taken.at(-1);
    const next = last === undefined ? fromSequence : last.sequence + 1;
    const isEnd = shard.lastSequence !== undefined && !shard.records.some(({ sequence }) => sequence >= next);
    return {
      Records: taken.map(({ content }) => content),
      ...(!isEnd && { NextShardIterator: this.#token(shard, next) }),
    };
  }

  #trimmedBefore = 0;

  /** Records older than 24 hours are gone, and closed shards that have none left. */
  #trim(): void {
    const oldestMs = this.#nowMs() - RETENTION_MS;
    for (const { records } of this.#shards)
      while (records[0] !== undefined && records[0].atMs < oldestMs) {
        this.#trimmedBefore = Math.max(this.#trimmedBefore, records[0].sequence + 1);
        records.shift();
      }
    for (let index = this.#shards.length - 1; index >= 0; index--) {
      const { lastSequence, records, openedMs } = this.#shards[index] as Shard;
      if (lastSequence !== undefined && records.length === 0 && openedMs + SHARD_OPEN_MS < oldestMs)
        this.#shards.splice(index, 1);
    }
  }

  #current(part: number): Shard {
    const suffix = partSuffix(part);
    const shard = this.#shards.findLast(({ id, lastSequence }) => id.endsWith(suffix) && lastSequence === undefined);
    if (shard === undefined) return this.#open(part, undefined);
    if (this.#nowMs() - shard.openedMs < SHARD_OPEN_MS) return shard;
    shard.lastSequence = this.#sequence;
    return this.#open(part, shard.id);
  }

  #open(part: number, parent: string | undefined): Shard {
    const openedMs = this.#nowMs();
    const time = String(Math.floor(openedMs)).padStart(20, "0");
    const shard: Shard = { id: `shardId-${time}-${partSuffix(part)}`, parent, openedMs, firstSequence: this.#sequence + 1, lastSequence: undefined, records: [] }; // prettier-ignore
    this.#shards.push(shard);
    return shard;
  }

  #token({ id }: Shard, sequence: number): string {
    return `${this.arn}|${id}|${sequence}|${this.#nowMs()}`;
  }
}

/** Reads a token of `iterator` or `records`. Throws ExpiredIteratorException after 15 minutes, and ValidationException. */
export function readIterator(token: string, nowMs: number): { arn: string; shardId: string; sequence: number } {
  const [arn, shardId, sequence, issuedMs, ...more] = token.split("|");
  if (arn === undefined || shardId === undefined || !isWhole(sequence) || !isTime(issuedMs) || more.length > 0)
    throw validationError("Invalid ShardIterator");
  if (nowMs - Number(issuedMs) > ITERATOR_MS)
    throw new DynamoDbError("ExpiredIteratorException", "The shard iterator has expired and can no longer be used to retrieve stream records. A shard iterator expires 15 minutes after it is retrieved."); // prettier-ignore
  return { arn, shardId, sequence: Number(sequence) };
}

/** Sequence numbers are printed with 21 digits and more. */
const SEQUENCE_BASE = 0;

function printedSequence(sequence: number): string {
  return String(sequence).padStart(21, "0");
}

function partSuffix(part: number): string {
  return String(part).padStart(8, "0");
}

function eventId(sequence: number): string {
  return sequence.toString(16).padStart(32, "0");
}

function isWhole(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text);
}

function isTime(text: string | undefined): boolean {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text);
}
