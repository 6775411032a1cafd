/**
 * Query pager: one page of a Query or Scan out of items in order.
 *
 * A page ends after `Limit` items or once it has read 1 MB, whichever comes first, and then says how far it came: its
 * LastEvaluatedKey. Only then is the filter applied. So a page can be empty and have a next one:
 *
 *   five items, Limit 2, a filter that keeps none of the first two
 *   page 1: read 2, returned 0, there is more     page 2 goes on after the second
 *
 * What was read is what is paid for, not what is returned. Who wants all items asks again, from LastEvaluatedKey on, until a
 * page has none; how many items a page returned says nothing. Developer Guide, Query.Pagination, Query.FilterExpression.
 *
 * Simplified: the service counts a little more than an item's size towards 1 MB; here it is the size. Two things are not
 * documented, and here they are as they are seen: the item that crosses 1 MB is still in the page, and a page of just Limit
 * items has a LastEvaluatedKey also where nothing comes after it.
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

/** The service's part of the seam of `query-pager`. It takes no more items than it needs. */
export type ReadPage = (items: Iterable<Item>, request: PageRequest) => Page;

/** A page as its caller gets it. */
export interface AnsweredPage {
  readonly items: readonly Item[];
  /** Where the next page begins, if there is one. */
  readonly lastEvaluatedKey: Item | undefined;
}

/** Asks for the page after a key; for the first one without it. */
export type AskPage = (exclusiveStartKey: Item | undefined) => AnsweredPage;

/**
 * The caller's part of the seam: the first `wanted` items of all pages together, 1 and more, or all of them if it is
 * missing. It asks for no page that it does not need.
 */
export type CollectItems = (ask: AskPage, wanted: number | undefined) => readonly Item[];

/** The seam: both sides of a page. */
export interface QueryPager {
  readonly readPage: ReadPage;
  readonly collectItems: CollectItems;
}

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

/** The reference implementation of the caller. */
export const collectItems: CollectItems = (ask, wanted = Infinity) => {
  const collected: Item[] = [];
  let start: Item | undefined;
  do {
    const { items, lastEvaluatedKey } = ask(start);
    collected.push(...items);
    start = lastEvaluatedKey;
  } while (start !== undefined && collected.length < wanted);
  return collected.slice(0, wanted);
};

/** The reference implementation of both. */
export const queryPager: QueryPager = Object.freeze({ readPage, collectItems });
