/**
 * Query pager: one page of a Query or Scan out of items in order.
 *
 * A page ends after `Limit` items or once it has read 1 MB, whichever comes first, and then says how far it came: its
 * LastEvaluatedKey. Only then is the filter applied. So a page can be empty and have a next one:
 *
 *   five items, Limit 2, a filter that keeps none of the first two
 *   page 1: read 2, returned 0, there is more     page 2 goes on after the second
 *
 * What was read is what is paid for, not what is returned. Developer Guide, Query.Pagination.
 *
 * Simplified: the service counts a little more than an item's size towards 1 MB; here it is the size.
 */
import type { Item } from "./attribute-value.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";

/** One page of results. */
export interface Page {
  /** What the filter kept, in the order in which it was read. */
  readonly items: readonly Item[];
  /** How many items were read. */
  readonly scannedCount: number;
  /** Their sizes, in bytes. */
  readonly sizes: readonly number[];
  /** The last item that was read, if the page ended before the items did: the next page begins after it. */
  readonly last: Item | undefined;
}

/** How much a page reads, and what it keeps of it. */
export interface PageRequest {
  /** Most items to read: 1 and more; no limit if it is missing. */
  readonly limit: number | undefined;
  /** Whether the filter keeps the item. */
  readonly keeps: (item: Item) => boolean;
  /** Bytes of an item. */
  readonly sizeOf: (item: Item) => number;
}

/** The seam: what the exercise `query-pager` asks for. It takes no more items than it needs. */
export type ReadPage = (items: Iterable<Item>, request: PageRequest) => Page;

/** The reference implementation. */
export const readPage: ReadPage = (items, { limit = Infinity, keeps, sizeOf }) => {
  const read: Item[] = [];
  const sizes: number[] = [];
  let bytes = 0;
  let last: Item | undefined;
  for (const item of items) {
    const size = sizeOf(item);
    read.push(item);
    sizes.push(size);
    bytes += size;
    if (read.length < limit && bytes < DYNAMODB_LIMITS.pageSize.value) continue;
    last = item;
    break;
  }
  return { items: read.filter(keeps), scannedCount: read.length, sizes, last };
};
