import type { AskPage, Item, Page, PageRequest } from "four-of-six/dynamodb";

interface Read {
  readonly item: Item;
  readonly size: number;
  readonly kept: boolean;
}

class PageReader {
  readonly #reads: Read[] = [];
  #left: number;
  #bytesLeft = 1_048_576;

  readonly request: PageRequest;

  constructor(request: PageRequest) {
    this.request = request;
    this.#left = request.limit ?? Infinity;
  }

  get isFull(): boolean {
    return this.#left <= 0 || this.#bytesLeft <= 0;
  }

  add(item: Item): this {
    const size = this.request.sizeOf(item);
    this.#reads.push({ item, size, kept: this.request.keeps(item) });
    this.#left--;
    this.#bytesLeft -= size;
    return this;
  }

  finish(): Page {
    return {
      items: this.#reads.flatMap(({ item, kept }) => (kept ? [item] : [])),
      scannedCount: this.#reads.length,
      sizes: this.#reads.map(({ size }) => size),
      last: this.isFull ? this.#reads.at(-1)?.item : undefined,
    };
  }
}

export const readPage = (items: Iterable<Item>, request: PageRequest): Page => {
  const reader = new PageReader(request);
  for (const item of items) if (reader.add(item).isFull) return reader.finish();
  return reader.finish();
};

export const collectItems = (ask: AskPage, wanted?: number): readonly Item[] => {
  const from = (start: Item | undefined, had: readonly Item[]): readonly Item[] => {
    const { items, lastEvaluatedKey } = ask(start);
    const have = [...had, ...items].slice(0, wanted);
    return lastEvaluatedKey === undefined || have.length === wanted ? have : from(lastEvaluatedKey, have);
  };
  return from(undefined, []);
};
