/**
 * Where an item stands among all items of a table or an index, as text that sorts: the hash of its partition key, the
 * partition key itself (two may have one hash), the sort key, and in an index the place of its item in the table.
 *
 * So the items of one partition key value lie side by side in the order of their sort keys, and a table's items are in no
 * order that anybody can see.
 */
import { sortableKey, type AttributeValue, type Item, type KeySchema } from "./attribute-value.ts";
import { hashOf } from "./key-hash.ts";
import type { SortCondition } from "./key-condition.ts";

/** Hashes a partition key's bytes to text of a fixed length that sorts. */
export type KeyHash = (value: AttributeValue) => string;

/** Ends each part of a place; no part contains it, or anything before it but what is escaped. */
const END = "\u0000";
/** Comes right after every text that goes on after `END`. */
const AFTER_END = "\u0001";
/** Comes after every byte. */
const AFTER_ALL = "\uffff";

/** The reference hash: 32 bits, as 8 hexadecimal digits. The service's own is not published. */
export const keyHash: KeyHash = (value) => hashOf(sortableKey(value)).toString(16).padStart(8, "0");

/** The range of places from one to before another. */
export interface PlaceRange {
  readonly from: string;
  readonly to: string;
}

/** The part that all items of one partition key value share. */
export function partitionPlace(value: AttributeValue, hash: KeyHash): string {
  return hash(value) + escaped(sortableKey(value)) + END;
}

/** An item's place by these keys. The item has them all. */
export function placeOf(item: Item, key: KeySchema, hash: KeyHash): string {
  const partition = partitionPlace(item[key.partitionKey] as AttributeValue, hash);
  if (key.sortKey === undefined) return partition;
  return partition + escaped(sortableKey(item[key.sortKey] as AttributeValue)) + END;
}

/** The places of a partition key value whose sort keys fulfil the condition. */
export function rangeOf(partition: AttributeValue, sort: SortCondition | undefined, hash: KeyHash): PlaceRange {
  const prefix = partitionPlace(partition, hash);
  const end = prefix.slice(0, -1) + AFTER_END;
  if (sort === undefined) return { from: prefix, to: end };
  const text = (value: AttributeValue) => prefix + escaped(sortableKey(value));
  if (sort.operator === "between") return { from: text(sort.low) + END, to: text(sort.high) + AFTER_END };
  const at = text(sort.value);
  switch (sort.operator) {
    case "=":
      return { from: at + END, to: at + AFTER_END };
    case "<":
      return { from: prefix, to: at + END };
    case "<=":
      return { from: prefix, to: at + AFTER_END };
    case ">":
      return { from: at + AFTER_END, to: end };
    case ">=":
      return { from: at + END, to: end };
    case "begins_with":
      return { from: at, to: at + AFTER_ALL };
  }
}

function escaped(bytes: string): string {
  return HAS_LOW.test(bytes) ? bytes.replace(LOW, (byte) => (byte === END ? "\u0001\u0001" : "\u0001\u0002")) : bytes;
}

const HAS_LOW = /[\u0000\u0001]/;
const LOW = /[\u0000\u0001]/g;
