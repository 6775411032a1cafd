/**
 * Secondary indexes: what an index holds of each item, and what a write to the table does to it.
 *
 * An index is sparse: an item that lacks one of the index's key attributes is not in it. It holds the index's keys, the
 * table's keys, and what is projected. A write to the table changes the index only if it changes what the index holds:
 *
 *   before            after             what the index does
 *   not in it         in it             one put
 *   in it             not in it         one delete
 *   in it, old key    in it, new key    one delete and one put: two writes
 *   in it             in it, the same   nothing
 *
 * A local index shares the partition key value and the partition of its items, and changes with the write. A global one has
 * partitions and capacity of its own, and follows. Developer Guide, LSI, GSI.
 *
 *   the index `open`: keys `openSince`, `order`; the table's key is `order`; it holds `total` besides
 *   put     { order: 7, openSince: "2026-01-01", total: 40, note: "ring" }   put { order, openSince, total }
 *   update  note = "knock"                                                   nothing
 *   update  total = 45                                                       put, in place of the entry with 40
 *   update  remove openSince                                                 delete
 */
import { equalValues, type AttributeValue, type Item, type KeySchema } from "./attribute-value.ts";

/** What an index holds beside the keys. */
export type Projection =
  | { readonly type: "ALL" }
  | { readonly type: "KEYS_ONLY" }
  | { readonly type: "INCLUDE"; readonly attributes: readonly string[] };

/** One index, and the table that it is of. */
export interface IndexDefinition {
  readonly key: KeySchema;
  readonly projection: Projection;
  /** The keys of the table: an index always holds them too. */
  readonly tableKey: KeySchema;
}

/** A write to an index: the entry that it takes out or puts in, as the index holds it. */
export interface IndexChange {
  readonly kind: "put" | "delete";
  readonly entry: Item;
  /** A put in place of an entry with the same keys: that entry. */
  readonly replaces?: Item | undefined;
}

/** The seam: what the exercise `secondary-index` asks for. */
export interface SecondaryIndex {
  /** What the index holds of the item; nothing if it lacks one of the index's keys. The table's keys are always there. */
  entryOf(item: Item, index: IndexDefinition): Item | undefined;
  /**
   * What a write to the table does to the index, in this order: a delete, a put. `undefined` is no item; two items have the
   * same keys of the table. Values are the same if `equalValues` says so.
   */
  changesOf(before: Item | undefined, after: Item | undefined, index: IndexDefinition): readonly IndexChange[];
}

function entryOf(item: Item, { key, projection, tableKey }: IndexDefinition): Item | undefined {
  const indexKeys = attributesOf(key);
  if (indexKeys.some((name) => item[name] === undefined)) return undefined;
  if (projection.type === "ALL") return item;
  const included = projection.type === "INCLUDE" ? projection.attributes : [];
  const entry: Record<string, AttributeValue> = {};
  for (const name of [...indexKeys, ...attributesOf(tableKey), ...included]) {
    const value = item[name];
    if (value !== undefined) entry[name] = value;
  }
  return entry;
}

function changesOf(before: Item | undefined, after: Item | undefined, index: IndexDefinition): readonly IndexChange[] {
  const old = before && entryOf(before, index);
  const fresh = after && entryOf(after, index);
  if (old === undefined) return fresh === undefined ? [] : [{ kind: "put", entry: fresh }];
  if (fresh === undefined) return [{ kind: "delete", entry: old }];
  const keys = [...attributesOf(index.key), ...attributesOf(index.tableKey)];
  const stays = keys.every((name) => equalValues(old[name] as AttributeValue, fresh[name] as AttributeValue));
  if (!stays)
    return [
      { kind: "delete", entry: old },
      { kind: "put", entry: fresh },
    ];
  return equalValues({ M: old }, { M: fresh }) ? [] : [{ kind: "put", entry: fresh, replaces: old }];
}

function attributesOf({ partitionKey, sortKey }: KeySchema): readonly string[] {
  return sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
}

/** The reference implementation. */
export const secondaryIndex: SecondaryIndex = Object.freeze({ entryOf, changesOf });
