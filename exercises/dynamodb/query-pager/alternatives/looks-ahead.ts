import type { AnsweredPage, AskPage, Item, Page, PageRequest } from "four-of-six/dynamodb";

/** Looks at one item more than it reads: so it never crosses 1 MB, and never says that there is more when there is not. */
export function readPage(items: Iterable<Item>, request: PageRequest): Page {
  const most = request.limit ?? Number.MAX_SAFE_INTEGER;
  const page = { items: [] as Item[], scannedCount: 0, sizes: [] as number[], last: undefined as Item | undefined };
  let room = 2 ** 20;
  let before: Item | undefined;
  const source = items[Symbol.iterator]();
  for (let next = source.next(); next.done !== true; next = source.next()) {
    const size = request.sizeOf(next.value);
    if (page.scannedCount >= most || size > room) {
      page.last = before;
      break;
    }
    before = next.value;
    room -= size;
    page.scannedCount += 1;
    page.sizes.push(size);
    if (request.keeps(next.value)) page.items.push(next.value);
  }
  return page;
}

function* itemsOf(ask: AskPage): Generator<Item> {
  let page: AnsweredPage = ask(undefined);
  yield* page.items;
  while (page.lastEvaluatedKey !== undefined) {
    page = ask(page.lastEvaluatedKey);
    yield* page.items;
  }
}

/** A generator asks for the next page when somebody wants an item of it, and not before. */
export function collectItems(ask: AskPage, wanted: number | undefined): readonly Item[] {
  const list: Item[] = [];
  for (const item of itemsOf(ask)) {
    list.push(item);
    if (list.length === wanted) break;
  }
  return list;
}
