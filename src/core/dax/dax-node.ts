import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import type { Millis, NodeId } from "../kernel/index.ts";
import type { DaxHost } from "./dax-host.ts";
import type { ItemWrite, WriteOutcome } from "./dax-table.ts";
import type { CacheChange, DaxTopology } from "./dax-cluster.ts";
import type { DaxMember } from "./dax-member.ts";
import type { NodeLoad, ReadResult, TableRow } from "./dax-trace.ts";
import type { CreateItemCache, ItemCacheOptions, ItemKey } from "./item-cache.ts";
import type { CreateQueryCache, QueryCacheOptions, QueryMode, QueryRequest, QueryResult } from "./query-cache.ts";
import { RecordedItemCache } from "./recorded-item-cache.ts";
import { RecordedQueryCache } from "./recorded-query-cache.ts";

/** How a node makes its caches. */
export interface CreateCaches {
  readonly createItemCache: CreateItemCache;
  readonly createQueryCache: CreateQueryCache;
}
/** And how they keep things. Without a query cache nobody may ask queries. */
interface CacheOptions {
  readonly itemCache: ItemCacheOptions;
  readonly queryCache: QueryCacheOptions | undefined;
}

/** What a client hears of a read. */
export type ReadAnswer =
  | { readonly kind: "read"; readonly results: readonly ReadResult[] }
  | { readonly kind: "failed"; readonly because: "throttled" | "no-answer" };
/** Of a Query or Scan. */
export type QueryReply =
  | { readonly kind: "result"; readonly result: QueryResult; readonly from: "cache" | "table" }
  | { readonly kind: "failed"; readonly because: "throttled" | "no-answer" };
/** What a client hears of a write: done, of a batch perhaps not all, refused, or that nobody knows. */
export type WriteAnswer =
  | (WriteOutcome & { readonly kind: "refused" })
  | { readonly kind: "done"; readonly rows: readonly TableRow[]; readonly unprocessed?: readonly ItemKey[] }
  | { readonly kind: "unknown" };
/** A node that is not the primary writes nothing, and says who is, as far as it knows. */
export interface NotPrimary {
  readonly kind: "not-primary";
  readonly topology: DaxTopology | undefined;
}
type WriteReply = (answer: WriteAnswer | NotPrimary) => void;
/** Makes the node's part in a cluster of several: it is told how to put another node's change into the cache. */
export type JoinCluster = (node: NodeId, take: (change: CacheChange) => boolean) => DaxMember;

/**
 * A node of a DAX cluster: an item cache, a query cache, and the way to the table.
 *
 * A read asks the cache first, and the table for the rest. A write goes to the table, and to the cache once the table has
 * acknowledged it; only then is the client told. A transaction goes to the table; the client is told, and its items are
 * read back behind its back.
 *
 * A Query or Scan asks the query cache, and the table where that has nothing; the items of a result are no news to the item
 * cache. Of what was written both caches are told.
 *
 * In a cluster of several only the primary writes; what its cache is told reaches the others by its `DaxMember`. Results of
 * queries stay where they are.
 *
 * What was asked of the table before the cache heard of a key by another way is not stored: it may be older. Writes of one
 * key take turns, so that their acknowledgements do not overtake each other. Nobody says how the service does either.
 */
export class DaxNode {
  readonly node: NodeId;
  readonly #host: DaxHost;
  readonly #create: CreateCaches;
  #options: CacheOptions;
  readonly #member: DaxMember | undefined;
  #cache: RecordedItemCache;
  #queries: RecordedQueryCache | undefined;
  /** Counts restarts: what was begun in an earlier life is forgotten. */
  #life = 0;
  /** Keys that are being written, with who waits for each. */
  readonly #waiting = new Map<ItemKey, (() => void)[]>();
  /** Keys that were asked for since the last look. */
  #hits = 0;
  #misses = 0;

  constructor(host: DaxHost, node: NodeId, options: CacheOptions, create: CreateCaches, join?: JoinCluster) {
    this.node = node;
    this.#host = host;
    this.#options = options;
    this.#create = create;
    this.#cache = this.#emptyCache();
    this.#queries = this.#emptyQueryCache();
    this.#member = join?.(node, (change) => this.#takes(change));
  }

  /** In a cluster of several: begins to take part in it. */
  open(topology: DaxTopology): void {
    this.#member?.open(topology);
  }

  get member(): DaxMember | undefined {
    return this.#member;
  }

  /** Who is in the cluster, as far as the node knows. */
  get topology(): DaxTopology | undefined {
    return this.#member?.topology;
  }

  /** What the node was asked for since the last look. */
  takeLoad(): NodeLoad {
    const load = { node: this.node, hits: this.#hits, misses: this.#misses };
    this.#hits = this.#misses = 0;
    return load;
  }

  /** GetItem, BatchGetItem or TransactGetItems. */
  read(op: number, keys: readonly ItemKey[], mode: ReadMode, reply: (answer: ReadAnswer) => void): void {
    if (mode !== "eventual") return this.#readPast(op, keys, mode, reply);
    const askedMs = this.#nowMs;
    const { known, ask } = this.#cache.read(op, keys, askedMs);
    this.#hits += known.length;
    this.#misses += ask.length;
    const results = new Map<ItemKey, ReadResult>();
    for (const { key, item } of known) results.set(key, resultOf(key, "cache", item));
    const answered = () =>
      reply({ kind: "read", results: keys.flatMap((key) => [...(results.has(key) ? [results.get(key)!] : [])]) });
    if (ask.length === 0) return answered();
    const tellings = ask.map((key) => this.#cache.tellingsOf(key));
    const life = this.#life;
    this.#host.readTable(this.node, op, ask, mode, (answer) => {
      if (life !== this.#life) return;
      if (answer.kind !== "rows") return reply({ kind: "failed", because: answer.because });
      answer.rows.forEach(({ key, item }, index) => {
        results.set(key, resultOf(key, "table", item));
        if (this.#cache.tellingsOf(key) !== tellings[index]) return;
        this.#cache.store(op, key, item, "read", this.#nowMs);
        this.#member?.changed(changeOf(op, key, item, "read", askedMs));
      });
      answered();
    });
  }

  /** Query or Scan. */
  query(op: number, request: QueryRequest, mode: QueryMode, reply: (answer: QueryReply) => void): void {
    const queries = this.#queries as RecordedQueryCache;
    const held = mode === "eventual" ? queries.lookUp(op, request, this.#nowMs) : undefined;
    if (held !== undefined) return reply({ kind: "result", result: held, from: "cache" });
    const life = this.#life;
    this.#host.queryTable(this.node, op, request, mode, (answer) => {
      if (life !== this.#life) return;
      if (answer.kind !== "result") return reply({ kind: "failed", because: answer.because });
      queries.tableAnswered(op, request, answer.result, mode, this.#nowMs);
      reply({ kind: "result", result: answer.result, from: "table" });
    });
  }

  /** PutItem, UpdateItem or DeleteItem. */
  write(op: number, write: ItemWrite, reply: WriteReply): void {
    const { key } = write;
    const queue = this.#waiting.get(key);
    if (queue !== undefined) return void queue.push(() => this.#writeNow(op, write, reply));
    this.#waiting.set(key, []);
    this.#writeNow(op, write, reply);
  }

  /** BatchWriteItem: each of the writes for itself. */
  batchWrite(op: number, writes: readonly ItemWrite[], reply: WriteReply): void {
    if (this.#refuses(op, reply)) return;
    const answers = new Map<ItemKey, WriteAnswer | NotPrimary>();
    for (const write of writes)
      this.write(op, write, (answer) => {
        answers.set(write.key, answer);
        if (answers.size === writes.length) reply(ofAll(writes.map(({ key }) => [key, answers.get(key)!])));
      });
  }

  /** TransactWriteItems. */
  transact(op: number, writes: readonly ItemWrite[], reply: WriteReply): void {
    if (this.#refuses(op, reply)) return;
    const life = this.#life;
    const reign = this.#member?.reign;
    this.#host.writeTable(this.node, op, writes, (answer) => {
      if (life !== this.#life) return;
      reply(answer);
      if (answer.kind === "done" && reign === this.#member?.reign) this.#readBack(op, answer.rows.map(({ key }) => key)); // prettier-ignore
    });
  }

  /** It forgets everything: its caches and whatever it was about to do. */
  restart(options: Partial<CacheOptions> = {}): void {
    this.#life++;
    const { itemCache, queryCache } = { ...this.#options, ...options };
    this.#options = { itemCache, queryCache };
    this.#waiting.clear();
    this.#member?.restart();
    this.#cache = this.#emptyCache();
    this.#queries = this.#emptyQueryCache();
    this.#host.record({ kind: "node-restarted", node: this.node, ...itemCache, ...(queryCache && { queryCache }) });
  }

  get #nowMs(): Millis {
    return this.#host.nowMs;
  }

  #emptyCache(): RecordedItemCache {
    const { itemCache } = this.#options;
    return new RecordedItemCache(this.node, itemCache, this.#create.createItemCache, (event) => this.#host.record(event)); // prettier-ignore
  }

  #emptyQueryCache(): RecordedQueryCache | undefined {
    const { queryCache } = this.#options;
    if (queryCache === undefined) return undefined;
    return new RecordedQueryCache(this.node, queryCache, this.#create.createQueryCache, (event) => this.#host.record(event)); // prettier-ignore
  }

  /** Both caches hear what the table has acknowledged, and so do the other nodes. */
  #written(op: number, key: ItemKey, item: Item | undefined, by: "write" | "read-back", asOfMs: Millis): void {
    this.#cache.store(op, key, item, by, this.#nowMs);
    this.#queries?.tableWritten(key, item, this.#nowMs);
    this.#member?.changed(changeOf(op, key, item, by, asOfMs));
  }

  /** Another node's change. Says whether it was news. */
  #takes(change: CacheChange): boolean {
    return this.#cache.replicate(change, this.#nowMs);
  }

  /** In a cluster of several only the primary writes. */
  #refuses(op: number, reply: WriteReply): boolean {
    if (this.#member === undefined || this.#member.isPrimary) return false;
    this.#host.record({ kind: "request-refused", op, node: this.node });
    reply({ kind: "not-primary", topology: this.topology });
    return true;
  }

  #readPast(
    op: number,
    keys: readonly ItemKey[],
    mode: "strong" | "transactional",
    reply: (answer: ReadAnswer) => void,
  ) {
    this.#misses += keys.length;
    const life = this.#life;
    this.#host.readTable(this.node, op, keys, mode, (answer) => {
      if (life !== this.#life) return;
      if (answer.kind !== "rows") return reply({ kind: "failed", because: answer.because });
      for (const { key, item } of answer.rows) this.#cache.pass(key, item, mode, this.#nowMs);
      reply({ kind: "read", results: answer.rows.map(({ key, item }) => resultOf(key, "table", item)) });
    });
  }

  #writeNow(op: number, write: ItemWrite, reply: WriteReply): void {
    if (this.#refuses(op, reply)) return this.#writeNext(write.key);
    const life = this.#life;
    const reign = this.#member?.reign;
    this.#host.writeTable(this.node, op, [write], (answer) => {
      if (life !== this.#life) return;
      // What the table has not acknowledged leaves the cache alone; and whoever is primary no more may be late.
      if (answer.kind === "done" && reign === this.#member?.reign)
        for (const { key, item } of answer.rows) this.#written(op, key, item, "write", this.#nowMs);
      reply(answer);
      this.#writeNext(write.key);
    });
  }

  #writeNext(key: ItemKey): void {
    const next = this.#waiting.get(key)?.shift();
    if (next === undefined) this.#waiting.delete(key);
    else next();
  }

  #readBack(op: number, keys: readonly ItemKey[]): void {
    const tellings = keys.map((key) => this.#cache.tellingsOf(key));
    const life = this.#life;
    const reign = this.#member?.reign;
    const askedMs = this.#nowMs;
    this.#host.readTable(this.node, op, keys, "transactional", (answer) => {
      if (life !== this.#life || reign !== this.#member?.reign || answer.kind !== "rows") return;
      answer.rows.forEach(({ key, item }, index) => {
        if (this.#cache.tellingsOf(key) === tellings[index]) this.#written(op, key, item, "read-back", askedMs);
      });
    });
  }
}

function resultOf(key: ItemKey, from: ReadResult["from"], item: Item | undefined): ReadResult {
  return { key, from, ...(item && { item }) };
}

function changeOf(
  op: number,
  key: ItemKey,
  item: Item | undefined,
  by: CacheChange["by"],
  asOfMs: Millis,
): CacheChange {
  return { key, ...(item && { item }), by, asOfMs, op };
}

/** What a batch comes to: done, as far as any of it is. */
function ofAll(answers: readonly (readonly [ItemKey, WriteAnswer | NotPrimary])[]): WriteAnswer | NotPrimary {
  const rows = answers.flatMap(([, answer]) => (answer.kind === "done" ? answer.rows : []));
  const unprocessed = answers.flatMap(([key, { kind }]) => (kind === "done" ? [] : [key]));
  if (rows.length > 0) return { kind: "done", rows, ...(unprocessed.length > 0 && { unprocessed }) };
  const [first] = answers.map(([, answer]) => answer);
  return answers.some(([, { kind }]) => kind === "unknown") ? { kind: "unknown" } : (first as WriteAnswer);
}
