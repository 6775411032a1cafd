import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import type { Millis, NodeId } from "../kernel/index.ts";
import type { DaxHost } from "./dax-host.ts";
import type { ItemWrite, WriteOutcome } from "./dax-table.ts";
import type { ReadResult } from "./dax-trace.ts";
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
/** What a client hears of a write: done, refused, or that nobody knows. */
export type WriteAnswer = WriteOutcome | { readonly kind: "unknown" };

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
 * What was asked of the table before the cache heard of a key by another way is not stored: it may be older. Writes of one
 * key take turns, so that their acknowledgements do not overtake each other. Nobody says how the service does either.
 */
export class DaxNode {
  readonly node: NodeId;
  readonly #host: DaxHost;
  readonly #create: CreateCaches;
  #options: CacheOptions;
  #cache: RecordedItemCache;
  #queries: RecordedQueryCache | undefined;
  /** Counts restarts: what was begun in an earlier life is forgotten. */
  #life = 0;
  /** Keys that are being written, with who waits for each. */
  readonly #waiting = new Map<ItemKey, (() => void)[]>();

  constructor(host: DaxHost, node: NodeId, options: CacheOptions, create: CreateCaches) {
    this.node = node;
    this.#host = host;
    this.#options = options;
    this.#create = create;
    this.#cache = this.#emptyCache();
    this.#queries = this.#emptyQueryCache();
  }

  /** GetItem, BatchGetItem or TransactGetItems. */
  read(op: number, keys: readonly ItemKey[], mode: ReadMode, reply: (answer: ReadAnswer) => void): void {
    if (mode !== "eventual") return this.#readPast(op, keys, mode, reply);
    const { known, ask } = this.#cache.read(op, keys, this.#nowMs);
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
        if (this.#cache.tellingsOf(key) === tellings[index]) this.#cache.store(op, key, item, "read", this.#nowMs);
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
  write(op: number, write: ItemWrite, reply: (answer: WriteAnswer) => void): void {
    const { key } = write;
    const queue = this.#waiting.get(key);
    if (queue !== undefined) return void queue.push(() => this.#writeNow(op, write, reply));
    this.#waiting.set(key, []);
    this.#writeNow(op, write, reply);
  }

  /** TransactWriteItems. */
  transact(op: number, writes: readonly ItemWrite[], reply: (answer: WriteAnswer) => void): void {
    const life = this.#life;
    this.#host.writeTable(this.node, op, writes, (answer) => {
      if (life !== this.#life) return;
      reply(answer);
      if (answer.kind === "done") this.#readBack(op, answer.rows.map(({ key }) => key)); // prettier-ignore
    });
  }

  /** It forgets everything: its caches and whatever it was about to do. */
  restart(options: Partial<CacheOptions> = {}): void {
    this.#life++;
    const { itemCache, queryCache } = { ...this.#options, ...options };
    this.#options = { itemCache, queryCache };
    this.#waiting.clear();
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

  /** Both caches hear what the table has acknowledged. */
  #written(op: number, key: ItemKey, item: Item | undefined, by: "write" | "read-back"): void {
    this.#cache.store(op, key, item, by, this.#nowMs);
    this.#queries?.tableWritten(key, item, this.#nowMs);
  }

  #readPast(
    op: number,
    keys: readonly ItemKey[],
    mode: "strong" | "transactional",
    reply: (answer: ReadAnswer) => void,
  ) {
    const life = this.#life;
    this.#host.readTable(this.node, op, keys, mode, (answer) => {
      if (life !== this.#life) return;
      if (answer.kind !== "rows") return reply({ kind: "failed", because: answer.because });
      for (const { key, item } of answer.rows) this.#cache.pass(key, item, mode, this.#nowMs);
      reply({ kind: "read", results: answer.rows.map(({ key, item }) => resultOf(key, "table", item)) });
    });
  }

  #writeNow(op: number, write: ItemWrite, reply: (answer: WriteAnswer) => void): void {
    const life = this.#life;
    this.#host.writeTable(this.node, op, [write], (answer) => {
      if (life !== this.#life) return;
      // What the table has not acknowledged leaves the cache alone.
      if (answer.kind === "done") for (const { key, item } of answer.rows) this.#written(op, key, item, "write");
      reply(answer);
      const next = this.#waiting.get(write.key)?.shift();
      if (next === undefined) this.#waiting.delete(write.key);
      else next();
    });
  }

  #readBack(op: number, keys: readonly ItemKey[]): void {
    const tellings = keys.map((key) => this.#cache.tellingsOf(key));
    const life = this.#life;
    this.#host.readTable(this.node, op, keys, "transactional", (answer) => {
      if (life !== this.#life || answer.kind !== "rows") return;
      answer.rows.forEach(({ key, item }, index) => {
        if (this.#cache.tellingsOf(key) === tellings[index]) this.#written(op, key, item, "read-back");
      });
    });
  }
}

function resultOf(key: ItemKey, from: ReadResult["from"], item: Item | undefined): ReadResult {
  return { key, from, ...(item && { item }) };
}
