/**
 * Capacity units: what an item weighs, and what a read or a write of so many bytes costs.
 *
 * An item's size is that of its attributes' names and values, in UTF-8 bytes:
 *
 *   { Id: { N: "27" }, Title: { S: "Köln" } }
 *   Id     2 + 2     two digits take one byte, and every number one more
 *   Title  5 + 5     ö takes two bytes
 *   in all 14 bytes
 *
 * A read is counted in steps of 4 KB: a strongly consistent one costs 1 unit a step, an eventually consistent one half, a
 * transactional one 2. A write is counted in steps of 1 KB: 1 unit, or 2 in a transaction. The smallest request costs one
 * step, also if there was nothing to read.
 *
 *   10 KB read   3 units strongly consistent, 1.5 eventually consistent, 6 in a transaction
 *   1.6 KB write 2 units
 *
 * What is rounded up: every item by itself in GetItem, BatchGetItem, transactions and all writes; the sum of what was read
 * in Query and Scan. 1,500 items of 64 bytes are 24 units in a Query and 1,500 one by one. A write is counted by the larger
 * of the item before and the item after. Developer Guide, CapacityUnitCalculations, read-write-operations.
 *
 * Simplified: the guide gives a number's size approximately. Here its digits are taken in pairs from the decimal point on,
 * each pair a byte; the sign of a negative one takes a byte.
 */
import { base64Length, utf8Length, type AttributeValue, type Item } from "./attribute-value.ts";
import { decimalSize, parseDecimal } from "./decimal.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";

/** How a read is made. */
export type ReadMode = "eventual" | "strong" | "transactional";
/** How a write is made. */
export type WriteMode = "standard" | "transactional";

/** The seam: what the exercise `capacity-units` asks for. */
export interface CapacityUnits {
  /** Bytes of the item: names and values. */
  itemSize(item: Item): number;
  /**
   * Read units of one read of several items. `itemSizes` are the bytes of the items that were read; a missing one is 0.
   * `roundsTogether` says whether they are one result (Query, Scan) or read item by item (GetItem, BatchGetItem).
   */
  readUnits(itemSizes: readonly number[], mode: ReadMode, roundsTogether: boolean): number;
  /** Write units of one write. `bytesBefore` and `bytesAfter` are the item's sizes, 0 where there is none. */
  writeUnits(bytesBefore: number, bytesAfter: number, mode: WriteMode): number;
}

/** A list or a map weighs this much by itself, and each of its elements one more. */
const NESTING_BYTES = 3;
const ELEMENT_BYTES = 1;
const READ_FACTOR = { eventual: 0.5, strong: 1, transactional: 2 } as const;
const WRITE_FACTOR = { standard: 1, transactional: 2 } as const;

/** Bytes of an item: its names and its values. */
export function itemSize(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += utf8Length(name) + valueSize(item[name] as AttributeValue);
  return bytes;
}

/** Bytes of a number in an item: pairs of its significant digits, one more, and one for a minus. */
export function numberSize(text: string): number {
  return decimalSize(parseDecimal(text));
}

/** Bytes of one value, without its attribute's name. */
export function valueSize(value: AttributeValue): number {
  if ("S" in value) return utf8Length(value.S);
  if ("N" in value) return numberSize(value.N);
  if ("B" in value) return base64Length(value.B);
  if ("SS" in value) return sum(value.SS, utf8Length);
  if ("NS" in value) return sum(value.NS, numberSize);
  if ("BS" in value) return sum(value.BS, base64Length);
  if ("L" in value) return NESTING_BYTES + sum(value.L, (element) => ELEMENT_BYTES + valueSize(element));
  if ("M" in value) return NESTING_BYTES + ELEMENT_BYTES * Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

/** Steps of `unitSize` bytes that so many bytes take: at least one. */
function steps(bytes: number, unitSize: number): number {
  return Math.max(1, Math.ceil(bytes / unitSize));
}

/** The reference implementation. */
export const capacityUnits: CapacityUnits = Object.freeze({
  itemSize,
  readUnits(itemSizes: readonly number[], mode: ReadMode, roundsTogether: boolean): number {
    const unitSize = DYNAMODB_LIMITS.readUnitSize.value;
    const count = roundsTogether
      ? steps(
          sum(itemSizes, (bytes) => bytes),
          unitSize,
        )
      : sum(itemSizes, (bytes) => steps(bytes, unitSize));
    return count * READ_FACTOR[mode];
  },
  writeUnits(bytesBefore: number, bytesAfter: number, mode: WriteMode): number {
    return steps(Math.max(bytesBefore, bytesAfter), DYNAMODB_LIMITS.writeUnitSize.value) * WRITE_FACTOR[mode];
  },
});

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  let total = 0;
  for (const value of values) total += of(value);
  return total;
}
