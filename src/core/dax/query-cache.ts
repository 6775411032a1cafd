/**
 * Query cache: what one node of a DAX cluster keeps of Query and Scan, by the parameters of the request.
 *
 * A result belongs to the request that it answered, all of it: the table, the index, the conditions with their values, the
 * filter, what is projected, the limit, where the page begins, the direction. A request that differs in one of them is
 * another one. Nothing that is written changes a result, not even through the node, and not even when the item that was
 * written stands in it. Its age ends it, or the LRU rule. TTL 300 s; "all" asks for the camera's offers, "first" is the same
 * request with a limit of 1:
 *
 *   0 s     all is asked       from the table: anna 90, ben 95. Stored, also if nothing was found
 *   10 s    ben sells at 80, written through the node. His item is in the item cache at once
 *   20 s    all is asked       from memory: anna 90, ben 95
 *   30 s    first, by price    other parameters: from the table, ben 80
 *   300 s   all is asked       300 s old, served: anna 90, ben 95
 *   301 s   all is asked       older than 300 s, a miss. From the table: anna 90, ben 80
 *
 * With a TTL of 0 nothing is kept; in the item cache 0 means the opposite. Strongly consistent requests go past the cache,
 * both ways. The two caches know nothing of each other: GetItem is never answered from a result, and a result makes no
 * entry for its items. Developer Guide, DAX.concepts, DAX.consistency, dax-config-considerations.
 *
 * Simplified: capacity is counted in results; a node has so much memory. Documented is that results are kept by the values
 * of the parameters. Decided here: JSON has no order, so neither have the names of a request; expressions are compared as
 * text, so that two ways to write one condition are two requests; what is left out is not the same as its default.
 */
import type { AttributeValue, Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import { ScenarioError } from "../kernel/errors.ts";
import type { Millis } from "../kernel/units.ts";
import { DAX_LIMITS } from "./limits.ts";
import type { ItemKey } from "./item-cache.ts";

/** A Query or Scan: the call, and its parameters as the service names them. How it is read stands beside it. */
export interface QueryRequest {
  /** The call. A Query has a KeyConditionExpression, a Scan has none. */
  readonly operation: "Query" | "Scan";
  readonly TableName: string;
  readonly IndexName?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
  /** Most items to read: a whole number from 1 on. */
  readonly Limit?: number | undefined;
  /** The page begins after this one. */
  readonly ExclusiveStartKey?: Item | undefined;
  /** `false` reads backwards. Of a Query only. */
  readonly ScanIndexForward?: boolean | undefined;
}

/** One page of a Query or Scan. */
export interface QueryResult {
  /** May be empty. */
  readonly Items: readonly Item[];
  /** There may be more: the next page begins after this one. */
  readonly LastEvaluatedKey?: Item | undefined;
}

/** How a Query or Scan is read. */
export type QueryMode = Exclude<ReadMode, "transactional">;

/** How a node keeps results. A parameter group sets the TTL; it does not change while the cache lives. */
export interface QueryCacheOptions {
  /** Results, empty ones among them: a whole number from 1 on. */
  readonly capacity: number;
  /** A result older than this is not served: from 0 ms on, where 0 means that nothing is kept. 300,000 by default. */
  readonly ttlMs: Millis;
}

/** What the cache has for a request. */
export type QueryAnswer =
  /** A hit. Results are never changed in place: this one may be handed out as it is. */
  | { readonly kind: "result"; readonly result: QueryResult }
  /** The table has to be asked. */
  | { readonly kind: "miss" };

/** The seam: what the exercise `query-cache` asks for. Times never go back. */
export interface QueryCache {
  /** A request that may be eventually consistent. A hit is a use. A result that is found too old is removed. */
  get(request: QueryRequest, nowMs: Millis): QueryAnswer;
  /**
   * The table has answered a request that was read so. Only `eventual` leaves anything. Tells which result was evicted: its
   * request, or nothing.
   */
  tableAnswered(request: QueryRequest, result: QueryResult, mode: QueryMode, nowMs: Millis): QueryRequest | undefined;
  /**
   * The table has acknowledged a write through the node: the whole item as it is now, or none after a delete. The node tells
   * both of its caches.
   */
  tableWritten(key: ItemKey, item: Item | undefined, nowMs: Millis): void;
}

/** Makes the cache of one node, empty. */
export type CreateQueryCache = (options: QueryCacheOptions) => QueryCache;

/** The TTL of a parameter group that says nothing else. */
export const DEFAULT_QUERY_TTL_MS: Millis = DAX_LIMITS.cacheTtl.value * 60_000;

const MISS: QueryAnswer = Object.freeze({ kind: "miss" });

interface Entry {
  readonly request: QueryRequest;
  readonly answer: QueryAnswer;
  /** When the table said so. */
  readonly saidMs: Millis;
}

/** The reference implementation. */
export const createQueryCache: CreateQueryCache = (options) => new LruQueryCache(options);

/** A map lists its keys in the order in which they were put in: the result that was used longest ago comes first. */
class LruQueryCache implements QueryCache {
  readonly #capacity: number;
  readonly #ttlMs: Millis;
  readonly #entries = new Map<string, Entry>();

  constructor({ capacity, ttlMs }: QueryCacheOptions) {
    this.#capacity = capacity;
    this.#ttlMs = ttlMs;
  }

  get(request: QueryRequest, nowMs: Millis): QueryAnswer {
    const key = parametersText(request);
    const entry = this.#entries.get(key);
    if (entry === undefined) return MISS;
    this.#entries.delete(key);
    if (nowMs - entry.saidMs > this.#ttlMs) return MISS;
    this.#entries.set(key, entry);
    return entry.answer;
  }

  tableAnswered(request: QueryRequest, result: QueryResult, mode: QueryMode, nowMs: Millis): QueryRequest | undefined {
    if (mode === "strong" || this.#ttlMs === 0) return undefined;
    const key = parametersText(request);
    const isHeld = this.#entries.delete(key);
    const evicted = isHeld || this.#entries.size < this.#capacity ? undefined : this.#evictOldest();
    this.#entries.set(key, { request, answer: { kind: "result", result }, saidMs: nowMs });
    return evicted;
  }

  /** Which results an item would stand in cannot be known from the item. So they stay as they are. */
  tableWritten(): void {}

  #evictOldest(): QueryRequest | undefined {
    for (const [key, { request }] of this.#entries) {
      this.#entries.delete(key);
      return request;
    }
    return undefined;
  }
}

/** One text for each set of parameters: names in order, at every depth. */
export function parametersText(request: QueryRequest): string {
  return orderedText(request);
}

function orderedText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(orderedText).join()}]`;
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  members.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${orderedText(inner)}`).join()}}`;
}

/** The key of an item in a result, where it was not projected away. In a result an item has its key attributes. */
export function keyOfItem({ sk }: Item): ItemKey | undefined {
  return sk !== undefined && "S" in sk ? sk.S : undefined;
}

/** A request as people write it: the values where their placeholders stand. */
export function requestText(request: QueryRequest): string {
  const { operation, TableName, IndexName, Limit, ExclusiveStartKey, ScanIndexForward } = request;
  const written = (text: string) =>
    text.replace(/[:#]\w+/g, (name) => {
      const value = request.ExpressionAttributeValues?.[name];
      return value === undefined ? (request.ExpressionAttributeNames?.[name] ?? name) : plainText(value);
    });
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = request;
  return [
    `${operation} ${TableName}${IndexName === undefined ? "" : `.${IndexName}`}`,
    ...(KeyConditionExpression === undefined ? [] : [written(KeyConditionExpression)]),
    ...(FilterExpression === undefined ? [] : [`filter ${written(FilterExpression)}`]),
    ...(ProjectionExpression === undefined ? [] : [`only ${written(ProjectionExpression)}`]),
    ...(Limit === undefined ? [] : [`limit ${Limit}`]),
    ...(ExclusiveStartKey === undefined ? [] : [`after ${Object.values(ExclusiveStartKey).map(plainText).join(" ")}`]),
    ...(ScanIndexForward === undefined ? [] : [ScanIndexForward ? "forwards" : "backwards"]),
  ].join(", ");
}

function plainText(value: AttributeValue): string {
  const [inner] = Object.values(value) as unknown[];
  if ("S" in value) return JSON.stringify(inner);
  return typeof inner === "string" ? inner : orderedText(inner);
}

/** Throws `ScenarioError`, naming the field, for a cache that cannot be. */
export function checkQueryCacheOptions({ capacity, ttlMs }: QueryCacheOptions, field = "queryCache"): void {
  if (!(Number.isSafeInteger(capacity) && capacity >= 1))
    throw new ScenarioError(`${field}.capacity`, "a whole number of results from 1 on", capacity);
  if (!(ttlMs >= 0 && ttlMs < Infinity)) throw new ScenarioError(`${field}.ttlMs`, "a time from 0 ms on", ttlMs);
}
