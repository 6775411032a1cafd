/**
 * Item cache: what one node of a DAX cluster keeps of GetItem and BatchGetItem, by primary key.
 *
 * An entry says what the table said: here is the item, or there is none. An entry that says "none" is a negative one, and
 * is served like any other. Two rules end an entry. The TTL goes by its age: how long ago the table said so, however often
 * it has been served since. The LRU rule goes by use: when a new entry would be one too many, the one goes that was used
 * longest ago. Capacity 2, TTL 300 s:
 *
 *   0 s     a is read from the table, and stored     a
 *   100 s   b is read: there is none. Stored too     a, b (none)
 *   200 s   a is read: served, and used              b (none), a
 *   250 s   c is written through, and stored         a, c          b goes: used longest ago
 *   300 s   a is read: 300 s old, served             c, a
 *   301 s   a is read: older than 300 s, a miss      c
 *
 * A write goes to the table first. Once the table has acknowledged it, the cache takes what was written: the next read is
 * served from memory, and its age begins anew. What the table refuses, or does not answer, leaves the cache as it is. With
 * a TTL of 0 no entry ends by its age. Developer Guide, DAX.concepts, DAX.consistency.
 *
 * Only an eventually consistent read can be served, or leaves something. Strongly consistent reads and TransactGetItems
 * go past the cache, both ways.
 *
 * Simplified: capacity is counted in entries; a node has so much memory. An entry that is too old keeps its place until it
 * is asked for or evicted. Not documented, and decided here in one of two ways: a delete leaves a negative entry; an entry
 * that is stored again counts as used.
 */
import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import { ScenarioError } from "../kernel/errors.ts";
import type { Labelled, Millis } from "../kernel/units.ts";
import { DAX_LIMITS } from "./limits.ts";

/** The primary key of an item, as text. What stands before the first # is its partition key. */
export type ItemKey = Labelled<string, "ItemKey">;

/** How a node keeps items. A parameter group sets the TTL; it does not change while the cache lives. */
export interface ItemCacheOptions {
  /** Entries, those that say "none" among them: a whole number from 1 on. */
  readonly capacity: number;
  /** An entry older than this is not served: from 0 ms on, where 0 means that age ends nothing. 300,000 by default. */
  readonly ttlMs: Millis;
}

/** What the cache knows of a key. */
export type CacheAnswer =
  /** A hit. Items are never changed in place: this one may be handed out as it is. */
  | { readonly kind: "item"; readonly item: Item }
  /** A hit too: the table has said that there is no such item. */
  | { readonly kind: "no-item" }
  /** The table has to be asked. */
  | { readonly kind: "miss" };

/** What the cache knows of the keys of one BatchGetItem. Each of them is in one of the lists, in the request's order. */
export interface BatchAnswer {
  /** Served from memory; without an item where there is none. */
  readonly known: readonly { readonly key: ItemKey; readonly item?: Item | undefined }[];
  /** What the table is asked for, in one request. */
  readonly ask: readonly ItemKey[];
}

/**
 * The seam: what the exercise `item-cache` asks for. Times never go back. The last two tell what was evicted: the key of
 * the entry that had to make room, or nothing.
 */
export interface ItemCache {
  /** A GetItem that may be eventually consistent. A hit is a use. An entry that is found too old is removed. */
  get(key: ItemKey, nowMs: Millis): CacheAnswer;
  /** A BatchGetItem: from 1 to 100 keys, each once. As if one after the other was asked for. */
  batchGet(keys: readonly ItemKey[], nowMs: Millis): BatchAnswer;
  /** The table has answered a read that was made so: with the item, or with none. Only `eventual` leaves anything. */
  tableRead(key: ItemKey, item: Item | undefined, mode: ReadMode, nowMs: Millis): ItemKey | undefined;
  /** The table has acknowledged a write: the whole item as it is now, or none after a delete. */
  tableWritten(key: ItemKey, item: Item | undefined, nowMs: Millis): ItemKey | undefined;
}

/** Makes the cache of one node, empty. */
export type CreateItemCache = (options: ItemCacheOptions) => ItemCache;

/** The TTL of a parameter group that says nothing else. */
export const DEFAULT_TTL_MS: Millis = DAX_LIMITS.cacheTtl.value * 60_000;

const MISS: CacheAnswer = Object.freeze({ kind: "miss" });
const NO_ITEM: CacheAnswer = Object.freeze({ kind: "no-item" });

/** The reference implementation. */
export const createItemCache: CreateItemCache = (options) => new LruItemCache(options);

/** One key. Made once for its answer, so that a hit makes nothing. */
interface Entry {
  key: ItemKey;
  answer: CacheAnswer;
  /** When the table said so. */
  saidMs: Millis;
  /** Its neighbours in the order of use. */
  older: Entry;
  newer: Entry;
}

/**
 * A map to find an entry, a doubly linked ring to know its place. A hit moves four links and leaves the map alone. The ring
 * has one entry that is no key's: before it stands the entry used last, after it the one used longest ago.
 */
class LruItemCache implements ItemCache {
  readonly #capacity: number;
  readonly #ttlMs: Millis;
  readonly #entries = new Map<ItemKey, Entry>();
  readonly #ring: Entry;

  constructor({ capacity, ttlMs }: ItemCacheOptions) {
    this.#capacity = capacity;
    this.#ttlMs = ttlMs === 0 ? Infinity : ttlMs;
    const ring: Partial<Entry> = { key: "", answer: MISS, saidMs: 0 };
    ring.older = ring.newer = ring as Entry;
    this.#ring = ring as Entry;
  }

  get(key: ItemKey, nowMs: Millis): CacheAnswer {
    const entry = this.#entries.get(key);
    if (entry === undefined) return MISS;
    if (nowMs - entry.saidMs > this.#ttlMs) {
      unlink(entry);
      this.#entries.delete(key);
      return MISS;
    }
    this.#use(entry);
    return entry.answer;
  }

  batchGet(keys: readonly ItemKey[], nowMs: Millis): BatchAnswer {
    const known: { readonly key: ItemKey; readonly item?: Item }[] = [];
    const ask: ItemKey[] = [];
    for (const key of keys) {
      const answer = this.get(key, nowMs);
      if (answer.kind === "miss") ask.push(key);
      else known.push(answer.kind === "item" ? { key, item: answer.item } : { key });
    }
    return { known, ask };
  }

  tableRead(key: ItemKey, item: Item | undefined, mode: ReadMode, nowMs: Millis): ItemKey | undefined {
    return mode === "eventual" ? this.#store(key, item, nowMs) : undefined;
  }

  tableWritten(key: ItemKey, item: Item | undefined, nowMs: Millis): ItemKey | undefined {
    return this.#store(key, item, nowMs);
  }

  #store(key: ItemKey, item: Item | undefined, nowMs: Millis): ItemKey | undefined {
    const answer: CacheAnswer = item === undefined ? NO_ITEM : { kind: "item", item };
    const entries = this.#entries;
    const held = entries.get(key);
    if (held !== undefined) {
      held.answer = answer;
      held.saidMs = nowMs;
      this.#use(held);
      return undefined;
    }
    if (entries.size < this.#capacity) {
      const entry = { key, answer, saidMs: nowMs } as Entry;
      entries.set(key, entry);
      this.#link(entry);
      return undefined;
    }
    // The entry that goes lends its object to the one that comes.
    const entry = this.#ring.newer;
    const evicted = entry.key;
    entries.delete(evicted);
    entry.key = key;
    entry.answer = answer;
    entry.saidMs = nowMs;
    entries.set(key, entry);
    this.#use(entry);
    return evicted;
  }

  #use(entry: Entry): void {
    if (this.#ring.older === entry) return;
    unlink(entry);
    this.#link(entry);
  }

  /** Puts an entry where the one used last stands. */
  #link(entry: Entry): void {
    const ring = this.#ring;
    entry.newer = ring;
    entry.older = ring.older;
    ring.older.newer = entry;
    ring.older = entry;
  }
}

function unlink(entry: Entry): void {
  entry.older.newer = entry.newer;
  entry.newer.older = entry.older;
}

/** Throws `ScenarioError`, naming the field, for a cache that cannot be. */
export function checkItemCacheOptions({ capacity, ttlMs }: ItemCacheOptions, field = "itemCache"): void {
  if (!(Number.isSafeInteger(capacity) && capacity >= 1))
    throw new ScenarioError(`${field}.capacity`, "a whole number of entries from 1 on", capacity);
  if (!(ttlMs >= 0 && ttlMs < Infinity)) throw new ScenarioError(`${field}.ttlMs`, "a time from 0 ms on", ttlMs);
}
