import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import type { Millis, NodeId } from "../kernel/index.ts";
import type { CacheChange } from "./dax-cluster.ts";
import type { DaxEvent } from "./dax-trace.ts";
import type { BatchAnswer, CreateItemCache, ItemCache, ItemCacheOptions, ItemKey } from "./item-cache.ts";

/** What a cache was told of a key. */
interface Told {
  /** Its age counts from here. */
  readonly asOfMs: Millis;
  readonly by: CacheChange["by"];
  /** By another node. */
  readonly isReplicated: boolean;
}

/**
 * An item cache whose doings stand in a trace. What it evicts it says itself; that an entry has expired is known from when
 * it was told about the key.
 */
export class RecordedItemCache {
  readonly #node: NodeId;
  readonly #ttlMs: Millis;
  readonly #cache: ItemCache;
  readonly #record: (event: DaxEvent) => void;
  /** Of keys that it was told about, and has not given away as far as is known. */
  readonly #told = new Map<ItemKey, Told>();
  /** Of other nodes' entries, those that were too old when they were asked for. */
  readonly #givenUp = new Set<ItemKey>();
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
    const answer = this.#readYoung(keys, nowMs);
    for (const key of answer.ask) {
      const told = this.#told.get(key);
      this.#told.delete(key);
      // The cache itself may hold it for longer.
      if (told?.isReplicated === true) this.#givenUp.add(key);
      if (told !== undefined && this.#isOld(told, nowMs)) this.#record({ kind: "cache-expired", node: this.#node, key }); // prettier-ignore
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
    this.#isTold(key, { asOfMs: nowMs, by, isReplicated: false });
    // Room is made first.
    this.#evicted(evicted);
    this.#record({ kind: "cache-stored", node: this.#node, op, key, ...(item && { item }), by });
  }

  /**
   * What another node's cache was told, some time ago: its age counts from then. It is left where this cache knows better: of
   * a write, where it holds the same or a later one; of a read, where it holds anything.
   */
  replicate({ op, key, item, by, asOfMs }: CacheChange, nowMs: Millis): boolean {
    const told = this.#told.get(key);
    const held = told !== undefined && !this.#isOld(told, nowMs) ? told : undefined;
    const isKnown = held !== undefined && (by === "read" || (held.by !== "read" && held.asOfMs >= asOfMs));
    const change = { asOfMs, by, isReplicated: true };
    if (isKnown || this.#isOld(change, nowMs)) return false;
    const evicted = this.#cache.tableWritten(key, item, nowMs);
    this.#isTold(key, change);
    this.#evicted(evicted);
    this.#record({ kind: "cache-stored", node: this.#node, op, key, ...(item && { item }), by: "replication", asOfMs });
    return true;
  }

  /** A read that goes past the cache. It hears of it, and is to do nothing. */
  pass(key: ItemKey, item: Item | undefined, mode: Exclude<ReadMode, "eventual">, nowMs: Millis): void {
    this.#evicted(this.#cache.tableRead(key, item, mode, nowMs));
  }

  #isTold(key: ItemKey, told: Told): void {
    this.#told.set(key, told);
    this.#givenUp.delete(key);
    this.#tellings.set(key, this.tellingsOf(key) + 1);
  }

  #isOld({ asOfMs }: Told, nowMs: Millis): boolean {
    return this.#ttlMs > 0 && nowMs - asOfMs > this.#ttlMs;
  }

  /** The cache counts the age of an entry from when it was told. What came from another node is older. */
  #readYoung(keys: readonly ItemKey[], nowMs: Millis): BatchAnswer {
    const [first] = keys;
    const old = keys.filter((key) => {
      const told = this.#told.get(key);
      return this.#givenUp.has(key) || (told?.isReplicated === true && this.#isOld(told, nowMs));
    });
    if (keys.length === 1 && first !== undefined) return old.length > 0 ? { known: [], ask: keys } : this.#get(first, nowMs); // prettier-ignore
    if (old.length === 0) return this.#cache.batchGet(keys, nowMs);
    const young = keys.filter((key) => !old.includes(key));
    const { known, ask } = young.length === 0 ? { known: [], ask: [] } : this.#cache.batchGet(young, nowMs);
    return { known, ask: keys.filter((key) => old.includes(key) || ask.includes(key)) };
  }

  #get(key: ItemKey, nowMs: Millis): BatchAnswer {
    const answer = this.#cache.get(key, nowMs);
    if (answer.kind === "miss") return { known: [], ask: [key] };
    return { known: [answer.kind === "item" ? { key, item: answer.item } : { key }], ask: [] };
  }

  #evicted(key: ItemKey | undefined): void {
    if (key === undefined) return;
    this.#told.delete(key);
    this.#givenUp.delete(key);
    this.#record({ kind: "cache-evicted", node: this.#node, key });
  }
}
