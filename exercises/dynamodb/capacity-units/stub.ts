import { base64Length, numberSize, utf8Length, type Item, type ReadMode, type WriteMode } from "four-of-six/dynamodb";

/** Bytes of an item: of the names and the values of all its attributes. */
export function itemSize(item: Item): number {
  return 0;
}

/** Read units for items of these sizes, rounded up together as one result, or each by itself. */
export function readUnits(sizes: readonly number[], mode: ReadMode, together: boolean): number {
  return 0;
}

/** Write units of one write of an item, from its size before to its size after; 0 is no item. */
export function writeUnits(before: number, after: number, mode: WriteMode): number {
  return 0;
}
