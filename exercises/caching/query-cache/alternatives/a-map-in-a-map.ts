// Results by table, call and index first, then by the rest. Storing a result again is no use here.
import type { CreateQueryCache, QueryRequest, QueryResult } from "four-of-six/dax";

type Held = { readonly request: QueryRequest; result: QueryResult; saidMs: number };

const flat = (value: unknown, path = ""): string[] =>
  typeof value === "object" && value !== null
    ? [`${path}{}`, ...Object.entries(value).flatMap(([name, inner]) => flat(inner, `${path}/${JSON.stringify(name)}`))]
    : [`${path}=${JSON.stringify(value)}`];

export const createQueryCache: CreateQueryCache = ({ capacity, ttlMs }) => {
  const shelves = new Map<string, Map<string, Held>>();
  const uses: Held[] = [];
  const placeOf = ({ operation, TableName, IndexName, ...rest }: QueryRequest) => {
    const name = JSON.stringify([operation, TableName, IndexName ?? null]);
    const shelf = shelves.get(name) ?? new Map<string, Held>();
    shelves.set(name, shelf);
    return { shelf, label: flat(rest).sort().join("\n") };
  };
  const drop = (held: Held) => {
    const { shelf, label } = placeOf(held.request);
    shelf.delete(label);
    uses.splice(uses.indexOf(held), 1);
  };
  return {
    get(request, nowMs) {
      const { shelf, label } = placeOf(request);
      const held = shelf.get(label);
      if (held === undefined) return { kind: "miss" };
      if (nowMs - held.saidMs > ttlMs) {
        drop(held);
        return { kind: "miss" };
      }
      uses.push(...uses.splice(uses.indexOf(held), 1));
      return { kind: "result", result: held.result };
    },
    tableAnswered(request, result, mode, nowMs) {
      if (mode !== "eventual" || ttlMs <= 0) return undefined;
      const { shelf, label } = placeOf(request);
      const held = shelf.get(label);
      if (held !== undefined) {
        Object.assign(held, { result, saidMs: nowMs });
        return undefined;
      }
      const [evicted] = uses.length < capacity ? [] : uses;
      if (evicted !== undefined) drop(evicted);
      const fresh = { request, result, saidMs: nowMs };
      shelf.set(label, fresh);
      uses.push(fresh);
      return evicted?.request;
    },
    tableWritten: () => undefined,
  };
};
