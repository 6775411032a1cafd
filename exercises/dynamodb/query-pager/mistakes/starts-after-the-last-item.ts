import type { AskPage, Item, Page, PageRequest } from "four-of-six/dynamodb";

const PAGE_BYTES = 1_024 * 1_024;

export function readPage(items: Iterable<Item>, { limit = Infinity, keeps, sizeOf }: PageRequest): Page {
  const read: Item[] = [];
  const sizes: number[] = [];
  let bytes = 0;
  let last: Item | undefined;
  for (const item of items) {
    read.push(item);
    sizes.push(sizeOf(item));
    bytes += sizeOf(item);
    if (read.length === limit || bytes >= PAGE_BYTES) {
      last = item;
      break;
    }
  }
  // The filter comes last: what it drops has been read, and is paid for.
  return { items: read.filter(keeps), scannedCount: read.length, sizes, last };
}

export function collectItems(ask: AskPage, wanted = Infinity): readonly Item[] {
  const collected: Item[] = [];
  let start: Item | undefined;
  do {
    const page = ask(start);
    collected.push(...page.items);
    start = page.lastEvaluatedKey && (page.items.at(-1) ?? page.lastEvaluatedKey);
  } while (start !== undefined && collected.length < wanted);
  return collected.slice(0, wanted);
}
