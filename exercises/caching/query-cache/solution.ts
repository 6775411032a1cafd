import type { QueryAnswer, QueryCache, QueryCacheOptions, QueryMode, QueryRequest, QueryResult } from "four-of-six/dax";

interface Entry {
  readonly request: QueryRequest;
  readonly result: QueryResult;
  /** When the table answered. */
  readonly saidMs: number;
}

export function createQueryCache({ capacity, ttlMs }: QueryCacheOptions): QueryCache {
  // A map remembers the order in which its keys were put in: the one used longest ago comes first.
  const entries = new Map<string, Entry>();

  function get(request: QueryRequest, nowMs: number): QueryAnswer {
    const key = textOf(request);
    const entry = entries.get(key);
    if (entry === undefined) return { kind: "miss" };
    entries.delete(key);
    if (nowMs - entry.saidMs > ttlMs) return { kind: "miss" };
    // A use changes the place of a result. Its age it keeps.
    entries.set(key, entry);
    return { kind: "result", result: entry.result };
  }

  function tableAnswered(
    request: QueryRequest,
    result: QueryResult,
    mode: QueryMode,
    nowMs: number,
  ): QueryRequest | undefined {
    if (mode === "strong" || ttlMs === 0) return undefined;
    const key = textOf(request);
    const isNew = !entries.delete(key);
    // Only a request that is new needs room.
    const [oldest] = isNew && entries.size === capacity ? entries.keys() : [];
    const evicted = oldest === undefined ? undefined : entries.get(oldest);
    if (oldest !== undefined) entries.delete(oldest);
    entries.set(key, { request, result, saidMs: nowMs });
    return evicted?.request;
  }

  // An item does not tell which results it would stand in. Nothing is changed by a write.
  function tableWritten(): void {}

  return { get, tableAnswered, tableWritten };
}

/** One text for one set of parameters: all names and values, the names in order, at every depth. A list's are its places. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${textOf(inner)}`).join()}}`;
}
