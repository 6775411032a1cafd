import type { Item } from "../dynamodb/attribute-value.ts";
import type { Millis, NodeId } from "../kernel/index.ts";
import type { DaxEvent } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";
import { parametersText, type CreateQueryCache, type QueryCache, type QueryCacheOptions, type QueryMode, type QueryRequest, type QueryResult } from "./query-cache.ts"; // prettier-ignore

/** A query cache whose doings stand in a trace. That a result has expired is known from when the cache was told it. */
export class RecordedQueryCache {
  readonly #node: NodeId;
  readonly #ttlMs: Millis;
  readonly #cache: QueryCache;
  readonly #record: (event: DaxEvent) => void;
  /** What it was told last for each request, and in which words the request came. */
  readonly #told = new Map<string, { readonly request: QueryRequest; readonly atMs: Millis }>();

  constructor(node: NodeId, options: QueryCacheOptions, create: CreateQueryCache, record: (event: DaxEvent) => void) {
    this.#node = node;
    this.#ttlMs = options.ttlMs;
    this.#cache = create(options);
    this.#record = record;
  }

  /** The result, or nothing where the table has to be asked. */
  lookUp(op: number, request: QueryRequest, nowMs: Millis): QueryResult | undefined {
    const node = this.#node;
    const answer = this.#cache.get(request, nowMs);
    if (answer.kind === "result") {
      this.#record({ kind: "query-looked-up", node, op, request, result: answer.result });
      return answer.result;
    }
    const key = parametersText(request);
    const told = this.#told.get(key);
    this.#told.delete(key);
    if (told !== undefined && nowMs - told.atMs > this.#ttlMs) this.#record({ kind: "query-expired", node, request });
    this.#record({ kind: "query-looked-up", node, op, request });
    return undefined;
  }

  /** A strongly consistent answer goes past the cache, which hears of it, and is to do nothing. */
  tableAnswered(op: number, request: QueryRequest, result: QueryResult, mode: QueryMode, nowMs: Millis): void {
    const node = this.#node;
    const evicted = this.#cache.tableAnswered(request, result, mode, nowMs);
    if (evicted !== undefined) {
      const key = parametersText(evicted);
      this.#record({ kind: "query-evicted", node, request: this.#told.get(key)?.request ?? evicted });
      this.#told.delete(key);
    }
    if (mode !== "eventual" || this.#ttlMs === 0) return;
    const key = parametersText(request);
    this.#told.set(key, { request: this.#told.get(key)?.request ?? request, atMs: nowMs });
    this.#record({ kind: "query-stored", node, op, request, result });
  }

  /** It hears of writes, too. */
  tableWritten(key: ItemKey, item: Item | undefined, nowMs: Millis): void {
    this.#cache.tableWritten(key, item, nowMs);
  }
}
