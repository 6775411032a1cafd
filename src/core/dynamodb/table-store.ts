/**
 * The items of one table, in the order of their places, with its local indexes; and of one global index, which is a store
 * of its own. It knows nothing of requests: who may read or write, and when, is decided above.
 */
import type { Item } from "./attribute-value.ts";
import { itemSize } from "./capacity-units.ts";
import { placeOf, type KeyHash, type PlaceRange } from "./key-order.ts";
import { OrderedMap } from "./ordered-map.ts";
import type { IndexChange, SecondaryIndex } from "./secondary-index.ts";
import type { IndexSchema, TableSchema } from "./table-schema.ts";

/** What a write to the table did: the item before and after, and each index's changes. */
export interface StoredChange {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly indexChanges: ReadonlyMap<IndexSchema, readonly IndexChange[]>;
}

/** The items of a table and the entries of its indexes. */
export class TableStore {
  #schema: TableSchema;
  readonly #hash: KeyHash;
  readonly #index: SecondaryIndex;
  readonly #items = new OrderedMap<Item>();
  readonly #entries = new Map<string, OrderedMap<Item>>();
  #bytes = 0;

  constructor(schema: TableSchema, hash: KeyHash, index: SecondaryIndex) {
    this.#index = index;
    this.#schema = schema;
    this.#hash = hash;
    for (const { name } of schema.indexes) this.#entries.set(name, new OrderedMap());
  }

  /** How many items there are. */
  get count(): number {
    return this.#items.size;
  }

  /** What they weigh together, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Entries of an index: how many. */
  entryCount(index: string): number {
    return this.#entries.get(index)?.size ?? 0;
  }

  /** The item at a place. */
  get(place: string): Item | undefined {
    return this.#items.get(place);
  }

  /** The items of the table, or the entries of an index, with places in the range, from either end. */
  *walk(index: string | undefined, { from, to }: PlaceRange, isForward: boolean): Generator<Item> {
    const map = index === undefined ? this.#items : this.#entries.get(index);
    if (map === undefined) return;
    for (const [, item] of isForward ? map.forward(from, to) : map.backward(from, to)) yield item;
  }

  /** What putting an item at a place, or taking it out, would do. */
  plan(place: string, after: Item | undefined): StoredChange {
    const before = this.#items.get(place);
    const indexChanges = new Map<IndexSchema, readonly IndexChange[]>();
    for (const index of this.#schema.indexes) indexChanges.set(index, this.#index.changesOf(before, after, index));
    return { before, after, indexChanges };
  }

  /** Puts an item at a place, or takes it out. Local indexes follow at once, global ones with `follow`. */
  put(place: string, after: Item | undefined): StoredChange {
    const change = this.plan(place, after);
    const { before, indexChanges } = change;
    if (after === undefined) this.#items.delete(place);
    else this.#items.set(place, after);
    this.#bytes += (after === undefined ? 0 : itemSize(after)) - (before === undefined ? 0 : itemSize(before));
    for (const [index, changes] of indexChanges) if (!index.isGlobal) this.follow(index, changes);
    return change;
  }

  /** Lets an index follow a write to the table. */
  follow(index: IndexSchema, changes: readonly IndexChange[]): void {
    const entries = this.#entries.get(index.name);
    for (const { kind, entry } of changes) {
      const place = this.entryPlace(entry, index);
      if (kind === "delete") entries?.delete(place);
      else entries?.set(place, entry);
    }
  }

  /** Where an entry stands in its index: by the index's keys, then by the table's. */
  entryPlace(entry: Item, { key, tableKey }: IndexSchema): string {
    return placeOf(entry, key, this.#hash) + placeOf(entry, tableKey, this.#hash);
  }

  /** Every item with its place, in order. */
  placed(): Generator<readonly [place: string, item: Item]> {
    return this.#items.forward();
  }

  /** Where an item of the table stands. */
  placeOf(item: Item): string {
    return placeOf(item, this.#schema.key, this.#hash);
  }

  /** Takes the table's schema from now on: indexes that are new are filled, those that are gone are dropped. */
  useSchema(schema: TableSchema): void {
    const old = new Set(this.#schema.indexes.map(({ name }) => name));
    const now = new Set(schema.indexes.map(({ name }) => name));
    this.#schema = schema;
    for (const name of old) if (!now.has(name)) this.#entries.delete(name);
    for (const index of schema.indexes) if (!old.has(index.name)) this.reindex(index);
  }

  /** Fills an index from the items. */
  reindex(index: IndexSchema): void {
    this.#entries.set(index.name, new OrderedMap());
    for (const [, item] of this.#items.forward()) this.follow(index, this.#index.changesOf(undefined, item, index));
  }
}
