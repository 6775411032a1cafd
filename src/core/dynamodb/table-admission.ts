/**
 * Admission in front of the table service: for each table and each global index a bucket of reads and one of writes, and
 * the same for each of its partitions. A request needs its units in both. `token-bucket` is the mechanism.
 *
 * Simplified: a table has as many partitions as its capacity needs at 3,000 reads and 1,000 writes a second each, with even
 * shares of the hashes, and no more when it grows hot. An on-demand table is always as fast as a new one. What is kept
 * for a burst is the table's, and the partition's up to its ceiling.
 */
import type { Throughput, TableSchema } from "./table-schema.ts";
import type { Admission } from "./table-service.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { createTokenBucket, type CreateTokenBucket, type TokenBucket } from "./token-bucket.ts";

const NEW_ON_DEMAND: Throughput = Object.freeze({
  readUnits: DYNAMODB_LIMITS.onDemandReads.value,
  writeUnits: DYNAMODB_LIMITS.onDemandWrites.value,
});
const PARTITION: Throughput = Object.freeze({
  readUnits: DYNAMODB_LIMITS.partitionReads.value,
  writeUnits: DYNAMODB_LIMITS.partitionWrites.value,
});
const BURST_SECONDS = DYNAMODB_LIMITS.burstWindow.value;
const HASHES = 2 ** 32;

interface Buckets {
  readonly throughput: Throughput;
  readonly table: Readonly<Record<"read" | "write", TokenBucket>>;
  readonly partitions: readonly Readonly<Record<"read" | "write", TokenBucket>>[];
}

/** Admits what tables have capacity for. */
export class TableAdmission implements Admission {
  readonly #create: CreateTokenBucket;
  readonly #buckets = new Map<string, Buckets>();

  constructor(create: CreateTokenBucket = createTokenBucket) {
    this.#create = create;
  }

  admits(
    table: TableSchema,
    index: string | undefined,
    place: string,
    direction: "read" | "write",
    units: number,
    nowMs: number,
  ): boolean {
    const own = index === undefined ? table : table.indexes.find(({ name }) => name === index);
    const throughput = table.isOnDemand ? NEW_ON_DEMAND : (own?.throughput ?? table.throughput);
    const { table: whole, partitions } = this.#of(`${table.name}/${index ?? ""}`, throughput, nowMs);
    // A scan begins at no hash: it is taken for the first partition's.
    const hash = Number.parseInt(place.slice(0, 8), 16) || 0;
    const partition = partitions[Math.floor((hash / HASHES) * partitions.length)];
    const inPartition = partition?.[direction];
    if (inPartition === undefined || inPartition.available(nowMs) < units) return false;
    return whole[direction].take(units, nowMs) && inPartition.take(units, nowMs);
  }

  #of(name: string, throughput: Throughput, nowMs: number): Buckets {
    const known = this.#buckets.get(name);
    const { readUnits, writeUnits } = throughput;
    if (known?.throughput.readUnits === readUnits && known.throughput.writeUnits === writeUnits) return known;
    const bucket = (rate: number, burstSeconds: number) => this.#create({ rate, burstSeconds, units: rate, nowMs });
    const count = Math.max(1, Math.ceil(readUnits / PARTITION.readUnits + writeUnits / PARTITION.writeUnits));
    known?.table.read.setRate(readUnits, nowMs);
    known?.table.write.setRate(writeUnits, nowMs);
    const made: Buckets = {
      throughput,
      table: known?.table ?? { read: bucket(readUnits, BURST_SECONDS), write: bucket(writeUnits, BURST_SECONDS) },
      partitions: Array.from({ length: count }, () => ({
        read: bucket(PARTITION.readUnits, 1),
        write: bucket(PARTITION.writeUnits, 1),
      })),
    };
    this.#buckets.set(name, made);
    return made;
  }
}
