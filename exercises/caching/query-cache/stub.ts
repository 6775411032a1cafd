import type {
  Item,
  QueryAnswer,
  QueryCache,
  QueryCacheOptions,
  QueryMode,
  QueryRequest,
  QueryResult,
} from "four-of-six/dax";

/** Makes the query cache of one node, empty. Hover over a name to read what it promises. */
export function createQueryCache(options: QueryCacheOptions): QueryCache {
  // When are two requests the same one? And what ends a result?
  return {
    get(request: QueryRequest, nowMs: number): QueryAnswer {
      return { kind: "miss" };
    },

    tableAnswered(
      request: QueryRequest,
      result: QueryResult,
      mode: QueryMode,
      nowMs: number,
    ): QueryRequest | undefined {
      return undefined;
    },

    tableWritten(key: string, item: Item | undefined, nowMs: number): void {},
  };
}
