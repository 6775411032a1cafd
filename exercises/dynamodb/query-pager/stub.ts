import type { AskPage, Item, Page, PageRequest } from "four-of-six/dynamodb";

/** Reads one page from items in their order. Its `last` is where the next page goes on. */
export function readPage(items: Iterable<Item>, { limit, keeps, sizeOf }: PageRequest): Page {
  return { items: [], scannedCount: 0, sizes: [], last: undefined };
}

/** Asks for pages, and gives the first `wanted` items, or all. */
export function collectItems(ask: AskPage, wanted: number | undefined): readonly Item[] {
  return [];
}
