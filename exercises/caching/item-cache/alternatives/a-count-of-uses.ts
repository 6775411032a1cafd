// No order is kept: every use gets the next number, and the lowest number is looked for when room is needed.
import type { BatchAnswer, CacheAnswer, Item, ItemCache, ItemCacheOptions, ReadMode } from "four-of-six/dax";

interface Entry {
  readonly answer: CacheAnswer;
  readonly goodUntilMs: number;
  readonly usedAs: number;
}

class CountingCache implements ItemCache {
  #entries: Readonly<Record<string, Entry>> = {};
  #useCount = 0;
  readonly #capacity: number;
  readonly #ttlMs: number;

  constructor({ capacity, ttlMs }: ItemCacheOptions) {
    this.#capacity = capacity;
    this.#ttlMs = ttlMs || Number.MAX_VALUE;
  }

  get(key: string, nowMs: number): CacheAnswer {
    const entry = this.#entries[key];
    if (entry === undefined) return { kind: "miss" };
    if (entry.goodUntilMs < nowMs) {
      this.#without(key);
      return { kind: "miss" };
    }
    this.#entries = { ...this.#entries, [key]: { ...entry, usedAs: ++this.#useCount } };
    return entry.answer;
  }

  batchGet(keys: readonly string[], nowMs: number): BatchAnswer {
    return keys.reduce<BatchAnswer>(
      ({ known, ask }, key) => {
        const answer = this.get(key, nowMs);
        switch (answer.kind) {
          case "miss":
            return { known, ask: [...ask, key] };
          case "no-item":
            return { known: [...known, { key }], ask };
          case "item":
            return { known: [...known, { key, item: answer.item }], ask };
        }
      },
      { known: [], ask: [] },
    );
  }

  tableRead(key: string, item: Item | undefined, mode: ReadMode, nowMs: number): string | undefined {
    return mode === "eventual" ? this.tableWritten(key, item, nowMs) : undefined;
  }

  tableWritten(key: string, item: Item | undefined, nowMs: number): string | undefined {
    const answer: CacheAnswer = item ? { kind: "item", item } : { kind: "no-item" };
    const evicted = key in this.#entries ? undefined : this.#leastUsedIfFull();
    if (evicted !== undefined) this.#without(evicted);
    const entry = { answer, goodUntilMs: nowMs + this.#ttlMs, usedAs: ++this.#useCount };
    this.#entries = { ...this.#entries, [key]: entry };
    return evicted;
  }

  #leastUsedIfFull(): string | undefined {
    const byUse = Object.entries(this.#entries).sort(([, a], [, b]) => a.usedAs - b.usedAs);
    return byUse.length < this.#capacity ? undefined : byUse[0]?.[0];
  }

  #without(gone: string): void {
    this.#entries = Object.fromEntries(Object.entries(this.#entries).filter(([key]) => key !== gone));
  }
}

export function createItemCache(options: ItemCacheOptions): ItemCache {
  return new CountingCache(options);
}
