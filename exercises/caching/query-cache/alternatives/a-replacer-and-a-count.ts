// JSON.stringify sorts the names by itself when a replacer hands it sorted objects. Uses are numbered, no order is kept.
import type { QueryAnswer, QueryCache, QueryCacheOptions, QueryMode, QueryRequest, QueryResult } from "four-of-six/dax";

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) copy[name] = (value as Record<string, unknown>)[name];
  return copy;
}

class CountingQueryCache implements QueryCache {
  readonly #options: QueryCacheOptions;
  #useCount = 0;
  readonly #results = new Map<string, { answer: QueryAnswer; saidMs: number; usedAs: number }>();

  constructor(options: QueryCacheOptions) {
    this.#options = options;
  }

  get(request: QueryRequest, nowMs: number): QueryAnswer {
    const id = JSON.stringify(request, sorted);
    const held = this.#results.get(id);
    if (held !== undefined && nowMs <= held.saidMs + this.#options.ttlMs) {
      held.usedAs = ++this.#useCount;
      return held.answer;
    }
    this.#results.delete(id);
    return { kind: "miss" };
  }

  tableAnswered(request: QueryRequest, result: QueryResult, mode: QueryMode, nowMs: number): QueryRequest | undefined {
    const { capacity, ttlMs } = this.#options;
    if (mode === "strong" || !ttlMs) return;
    const id = JSON.stringify(request, sorted);
    let evicted: string | undefined;
    if (!this.#results.has(id) && this.#results.size >= capacity) {
      let least = Infinity;
      for (const [other, { usedAs }] of this.#results) if (usedAs < least) [least, evicted] = [usedAs, other];
    }
    if (evicted !== undefined) this.#results.delete(evicted);
    this.#results.set(id, { answer: { kind: "result", result }, saidMs: nowMs, usedAs: ++this.#useCount });
    return evicted === undefined ? undefined : (JSON.parse(evicted) as QueryRequest);
  }

  tableWritten(): void {}
}

export const createQueryCache = (options: QueryCacheOptions): QueryCache => new CountingQueryCache(options);
