// The idea: what is written through the node is put into the results that have the item.
import type {
  Item,
  QueryAnswer,
  QueryCache,
  QueryCacheOptions,
  QueryMode,
  QueryRequest,
  QueryResult,
} from "four-of-six/dax";

interface Entry {
  readonly request: QueryRequest;
  result: QueryResult;
  readonly saidMs: number;
}

export function createQueryCache({ capacity, ttlMs }: QueryCacheOptions): QueryCache {
  const entries = new Map<string, Entry>();

  function get(request: QueryRequest, nowMs: number): QueryAnswer {
    const key = textOf(request);
    const entry = entries.get(key);
    if (entry === undefined) return { kind: "miss" };
    entries.delete(key);
    if (nowMs - entry.saidMs > ttlMs) return { kind: "miss" };
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
    const [oldest] = isNew && entries.size === capacity ? entries.keys() : [];
    const evicted = oldest === undefined ? undefined : entries.get(oldest);
    if (oldest !== undefined) entries.delete(oldest);
    entries.set(key, { request, result, saidMs: nowMs });
    return evicted?.request;
  }

  function tableWritten(key: string, item: Item | undefined, nowMs: number): void {
    for (const entry of entries.values()) {
      const Items = entry.result.Items.flatMap((old) => {
        if (old["sk"] === undefined || !("S" in old["sk"]) || old["sk"].S !== key) return [old];
        return item === undefined ? [] : [{ ...item, pk: old["pk"] ?? { S: key }, sk: old["sk"] }];
      });
      entry.result = { ...entry.result, Items };
    }
  }

  return { get, tableAnswered, tableWritten };
}

function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${textOf(inner)}`).join()}}`;
}
