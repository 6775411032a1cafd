/**
 * Admission in front of the table service: for each table and each global index a bucket of reads and one of writes, and
 * the same for each of its partitions. A request needs its units in both. `token-bucket` and `partition-router` are the
 * mechanisms.
 *
 * A table begins with as many partitions as its capacity needs at 3,000 reads and 1,000 writes a second each, with even
 * shares of the hashes. One that is asked for 80 % of its ceiling in each of two stretches of 30 s is split where the router
 * says, and two minutes later each part has a ceiling of its own. Partitions are not joined again.
 *
 * Simplified: three reads weigh as much as one write when it is said how hot a partition is. Sizes split nothing here, and
 * an on-demand table is always as fast as a new one. What is kept for a burst is the table's, and the partition's up to its
 * ceiling. The stretches are looked at when a request comes.
 */
import type { Millis } from "../kernel/index.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { comparePlaces, evenMap, isIn, keyAt, partitionRouter, placeOf, SPLIT_RULE, type PartitionMap, type PartitionRouter, type PartitionSplit, type Place } from "./partition-router.ts"; // prettier-ignore
import type { TableSchema, Throughput } from "./table-schema.ts";
import type { Admission } from "./table-service.ts";
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
const READS_OF_A_WRITE = PARTITION.readUnits / PARTITION.writeUnits;
const STRETCH_MS: Millis = 30_000;
const SPLITTING_MS: Millis = 120_000;

type Direction = "read" | "write";
type Buckets = Readonly<Record<Direction, TokenBucket>>;

/** What was asked for at one place, in writes; refused requests count too. */
interface Asked {
  readonly place: Place;
  now: number;
  before: number;
}

/** A table, or a global index of one. */
interface Admitted {
  throughput: Throughput;
  readonly hasLocalIndex: boolean;
  readonly whole: Buckets;
  map: PartitionMap;
  readonly partitions: Map<string, Buckets>;
  readonly asked: Map<string, Asked>;
  stretchBeganMs: Millis;
  /** Splits under way, by partition. */
  readonly splitting: Map<string, PartitionSplit & { readonly doneMs: Millis }>;
}

/** The mechanisms of admission; the references where they are missing. */
export interface AdmissionMechanisms {
  readonly createTokenBucket?: CreateTokenBucket;
  readonly partitionRouter?: PartitionRouter;
}

/** Admits what tables have capacity for. */
export class TableAdmission implements Admission {
  readonly #create: CreateTokenBucket;
  readonly #router: PartitionRouter;
  readonly #admitted = new Map<string, Admitted>();

  constructor(mechanisms: AdmissionMechanisms = {}) {
    this.#create = mechanisms.createTokenBucket ?? createTokenBucket;
    this.#router = mechanisms.partitionRouter ?? partitionRouter;
  }

  admits(
    table: TableSchema,
    index: string | undefined,
    place: string,
    direction: Direction,
    units: number,
    nowMs: Millis,
  ): boolean {
    const own = this.#of(table, index, nowMs);
    this.#look(own, nowMs);
    // A scan begins at no key: it is taken for the first partition's.
    const key = keyAt(place);
    count(own, placeOf(key), direction === "read" ? units / READS_OF_A_WRITE : units);
    const partition = own.partitions.get(this.#router.partitionOf(own.map, key))?.[direction];
    if (partition === undefined || partition.available(nowMs) < units) return false;
    return own.whole[direction].take(units, nowMs) && partition.take(units, nowMs);
  }

  /** The partitions of a table or index, in their order; none before its first request. */
  partitionsOf(table: string, index?: string): PartitionMap {
    return this.#admitted.get(nameOf(table, index))?.map ?? [];
  }

  #of(table: TableSchema, index: string | undefined, nowMs: Millis): Admitted {
    const indexed = table.indexes.find(({ name }) => name === index);
    const throughput = table.isOnDemand ? NEW_ON_DEMAND : (indexed?.throughput ?? table.throughput);
    const { readUnits, writeUnits } = throughput;
    const needed = Math.max(1, Math.ceil(readUnits / PARTITION.readUnits + writeUnits / PARTITION.writeUnits));
    const name = nameOf(table.name, index);
    let own = this.#admitted.get(name);
    if (own === undefined) {
      own = {
        throughput,
        hasLocalIndex: index === undefined && table.indexes.some(({ isGlobal }) => !isGlobal),
        whole: this.#bucketsOf(throughput, BURST_SECONDS, nowMs),
        map: [],
        partitions: new Map(),
        asked: new Map(),
        stretchBeganMs: nowMs,
        splitting: new Map(),
      };
      this.#admitted.set(name, own);
    }
    if (own.throughput.readUnits !== readUnits || own.throughput.writeUnits !== writeUnits) {
      own.whole.read.setRate(readUnits, nowMs);
      own.whole.write.setRate(writeUnits, nowMs);
      own.throughput = throughput;
    }
    if (own.map.length < needed) {
      own.map = evenMap(needed);
      own.splitting.clear();
      own.partitions.clear();
      for (const { partition } of own.map) own.partitions.set(partition, this.#bucketsOf(PARTITION, 1, nowMs));
    }
    return own;
  }

  /** Ends a stretch that is over, begins splits and ends them. */
  #look(own: Admitted, nowMs: Millis): void {
    for (const [partition, split] of own.splitting) if (split.doneMs <= nowMs) this.#split(own, partition, split.at, nowMs); // prettier-ignore
    const passed = Math.floor((nowMs - own.stretchBeganMs) / STRETCH_MS);
    if (passed < 1) return;
    // What was asked for before a stretch without requests is nobody's load any more.
    if (passed > 1) for (const asked of own.asked.values()) asked.now = 0;
    const asked = [...own.asked.values()].sort((a, b) => comparePlaces(a.place, b.place));
    for (const range of own.map) {
      if (own.splitting.has(range.partition)) continue;
      const items = asked
        .filter(({ place }) => isIn(range, place))
        .map(({ place, now, before }) => ({ place, kilobytes: 0, unitsNow: now, unitsBefore: before }));
      const split = this.#router.splitOf({ items, hasLocalIndex: own.hasLocalIndex, rule: SPLIT_RULE });
      if (split !== undefined) own.splitting.set(range.partition, { ...split, doneMs: nowMs + SPLITTING_MS });
    }
    for (const [name, each] of own.asked) {
      if (each.now === 0) own.asked.delete(name);
      each.before = each.now;
      each.now = 0;
    }
    own.stretchBeganMs += passed * STRETCH_MS;
  }

  #split(own: Admitted, partition: string, at: Place, nowMs: Millis): void {
    own.splitting.delete(partition);
    own.map = own.map.flatMap((range, index): PartitionMap => {
      if (range.partition !== partition) return [range];
      const upper = `P${own.map.length + 1}`;
      const until = own.map[index + 1]?.from;
      own.partitions.set(upper, this.#bucketsOf(PARTITION, 1, nowMs));
      return [
        { partition, from: range.from, until: at },
        { partition: upper, from: at, ...(until !== undefined && { until }) },
      ];
    });
  }

  #bucketsOf({ readUnits, writeUnits }: Throughput, burstSeconds: number, nowMs: Millis): Buckets {
    const bucket = (rate: number) => this.#create({ rate, burstSeconds, units: rate, nowMs });
    return { read: bucket(readUnits), write: bucket(writeUnits) };
  }
}

function count(own: Admitted, place: Place, units: number): void {
  const name = `${place.partitionKey}\u0000${place.sortKey}`;
  const asked = own.asked.get(name) ?? { place, now: 0, before: 0 };
  asked.now += units;
  own.asked.set(name, asked);
}

function nameOf(table: string, index: string | undefined): string {
  return `${table}/${index ?? ""}`;
}
