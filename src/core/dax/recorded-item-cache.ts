import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import type { Millis, NodeId } from "../kernel/index.ts";
import type { DaxEvent } from "./dax-trace.ts";
import type { BatchAnswer, CreateItemCache, ItemCache, ItemCacheOptions, ItemKey } from "./item-cache.ts";

/**
 * An item cache whose doings stand in a trace. What it evicts it says itself; that an entry has expired is known from when
 * it was told about the key.
 */
export class RecordedItemCache {
  readonly #node: NodeId;
  readonly #ttlMs: Millis;
  readonly #cache: ItemCache;
  readonly #record: (event: DaxEvent) => void;
  readonly #toldMs = new Map<ItemKey, Millis>();
  /** How often the cache has been told about a key. */
  readonly #tellings = new Map<ItemKey, number>();

  constructor(node: NodeId, options: ItemCacheOptions, create: CreateItemCache, record: (event: DaxEvent) => void) {
    this.#node = node;
    this.#ttlMs = options.ttlMs;
    this.#cache = create(options);
    this.#record = record;
  }

  /** An eventually consistent GetItem of one key, or BatchGetItem of more. */
  read(op: number, keys: readonly ItemKey[], nowMs: Millis): BatchAnswer {
    const [first] = keys;
    const answer = keys.length === 1 && first !== undefined ? this.#get(first, nowMs) : this.#cache.batchGet(keys, nowMs); // prettier-ignore
    for (const key of answer.ask) {
      const toldMs = this.#toldMs.get(key);
      this.#toldMs.delete(key);
      if (toldMs !== undefined && this.#ttlMs > 0 && nowMs - toldMs > this.#ttlMs)
        this.#record({ kind: "cache-expired", node: this.#node, key });
    }
    this.#record({ kind: "cache-answered", node: this.#node, op, known: answer.known, ask: answer.ask });
    return answer;
  }

  /** How often the cache has been told about the key: who asks the table notes it, and sees whether he was overtaken. */
  tellingsOf(key: ItemKey): number {
    return this.#tellings.get(key) ?? 0;
  }

  /** An eventually consistent read, or a write, of the table. */
  store(op: number, key: ItemKey, item: Item | undefined, by: "read" | "write" | "read-back", nowMs: Millis): void {
    const evicted =
      by === "read" ? this.#cache.tableRead(key, item, "eventual", nowMs) : this.#cache.tableWritten(key, item, nowMs);
    this.#toldMs.set(key, nowMs);
    this.#tellings.set(key, this.tellingsOf(key) + 1);
    // Room is made first.
    this.#evicted(evicted);
    this.#record({ kind: "cache-stored", node: this.#node, op, key, ...(item && { item }), by });
  }

  /** A read that goes past the cache. It hears of it, and is to do nothing. */
  pass(key: ItemKey, item: Item | undefined, mode: Exclude<ReadMode, "eventual">, nowMs: Millis): void {
    this.#evicted(this.#cache.tableRead(key, item, mode, nowMs));
  }

  #get(key: ItemKey, nowMs: Millis): BatchAnswer {
    const answer = this.#cache.get(key, nowMs);
    if (answer.kind === "miss") return { known: [], ask: [key] };
    return { known: [answer.kind === "item" ? { key, item: answer.item } : { key }], ask: [] };
  }

  #evicted(key: ItemKey | undefined): void {
    if (key === undefined) return;
    this.#toldMs.delete(key);
    this.#record({ kind: "cache-evicted", node: this.#node, key });
  }
}
