// No text is made of a request: results stand in a list, and requests are compared member by member.
import type { CreateQueryCache, QueryRequest, QueryResult } from "four-of-six/dax";

interface Entry {
  readonly request: QueryRequest;
  readonly result: QueryResult;
  readonly goodUntilMs: number;
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [Object.entries(one), Object.entries(other)];
  return (
    left.length === right.length &&
    left.every(([name, value]) => right.some(([also, its]) => also === name && isSame(value, its)))
  );
}

export const createQueryCache: CreateQueryCache = ({ capacity, ttlMs }) => {
  // Used last comes first.
  let entries: readonly Entry[] = [];

  return {
    get(request, nowMs) {
      const entry = entries.find((each) => isSame(each.request, request));
      if (entry === undefined) return { kind: "miss" };
      const others = entries.filter((each) => each !== entry);
      const isOver = entry.goodUntilMs < nowMs;
      entries = isOver ? others : [entry, ...others];
      return isOver ? { kind: "miss" } : { kind: "result", result: entry.result };
    },
    tableAnswered(request, result, mode, nowMs) {
      if (ttlMs === 0 || mode !== "eventual") return undefined;
      const others = entries.filter((each) => !isSame(each.request, request));
      const evicted = others[capacity - 1];
      entries = [{ request, result, goodUntilMs: nowMs + ttlMs }, ...others.slice(0, capacity - 1)];
      return evicted?.request;
    },
    tableWritten() {},
  };
};
