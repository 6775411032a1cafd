import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DAX_QUERY_INVARIANTS,
  DEFAULT_QUERY_TTL_MS,
  answerQuery,
  checkQuery,
  checkQueryCacheOptions,
  createQueryCache,
  parametersText,
  runQueryCacheScript,
  type CreateQueryCache,
  type Item,
  type QueryCacheScript,
  type QueryRequest,
  type QueryResult,
} from "../../../src/core/dax/index.ts";
import { TableService } from "../../../src/core/dynamodb/index.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { queryCacheScripts, queryRequests } from "../../arbitraries/query-cache.ts";
import { SEED } from "../seed.ts";

const all: QueryRequest = {
  operation: "Query",
  TableName: "Offers",
  KeyConditionExpression: "pk = :p",
  ExpressionAttributeValues: { ":p": { S: "camera" } },
};
const first: QueryRequest = { ...all, IndexName: "by-price", Limit: 1 };
const found = (...prices: readonly number[]): QueryResult => ({ Items: prices.map((price) => ({ price: { N: String(price) } })) }); // prettier-ignore
const hit = (...prices: readonly number[]) => ({ kind: "result", result: found(...prices) });
const MISS = { kind: "miss" };

describe("the query cache", () => {
  it("runs the example at the top of its file", () => {
    const cache = createQueryCache({ capacity: 2, ttlMs: 300_000 });
    expect(cache.tableAnswered(all, found(90, 95), "eventual", 0)).toBeUndefined();
    cache.tableWritten("camera#ben", { price: { N: "80" } }, 10_000);
    expect(cache.get(all, 20_000)).toEqual(hit(90, 95));
    expect(cache.get(first, 30_000)).toEqual(MISS);
    cache.tableAnswered(first, found(80), "eventual", 30_000);
    expect(cache.get(all, 300_000)).toEqual(hit(90, 95));
    expect(cache.get(all, 300_001)).toEqual(MISS);
    expect(cache.get(first, 300_001)).toEqual(hit(80));
  });

  it("hands out the very result that it was given, and makes nothing on a hit", () => {
    const cache = createQueryCache({ capacity: 1, ttlMs: 1 });
    const result = found(1);
    cache.tableAnswered(all, result, "eventual", 0);
    const answer = cache.get(all, 0);
    expect(answer.kind === "result" && answer.result).toBe(result);
    expect(cache.get(all, 1)).toBe(answer);
  });

  it("keeps nothing at all with a TTL of 0, not even for the same moment", () => {
    const cache = createQueryCache({ capacity: 1, ttlMs: 0 });
    expect(cache.tableAnswered(all, found(1), "eventual", 5)).toBeUndefined();
    expect(cache.tableAnswered(first, found(1), "eventual", 5)).toBeUndefined();
    expect(cache.get(all, 5)).toEqual(MISS);
  });

  it("keeps nothing of strongly consistent queries, and leaves what it has", () => {
    const cache = createQueryCache({ capacity: 1, ttlMs: 100 });
    cache.tableAnswered(all, found(1), "strong", 0);
    expect(cache.get(all, 0)).toEqual(MISS);
    cache.tableAnswered(all, found(1), "eventual", 0);
    expect(cache.tableAnswered(all, found(2), "strong", 50)).toBeUndefined();
    expect(cache.tableAnswered(first, found(2), "strong", 50)).toBeUndefined();
    expect(cache.get(all, 100)).toEqual(hit(1));
    expect(cache.get(all, 101)).toEqual(MISS);
  });

  it("evicts the result that was used longest ago, and names its request", () => {
    const cache = createQueryCache({ capacity: 2, ttlMs: 100 });
    const third = { ...all, Limit: 3 };
    cache.tableAnswered(all, found(1), "eventual", 0);
    cache.tableAnswered(first, found(), "eventual", 1);
    cache.get(all, 2);
    expect(cache.tableAnswered(third, found(3), "eventual", 3)).toEqual(first);
    expect(cache.tableAnswered(all, found(4), "eventual", 4)).toBeUndefined();
    expect([cache.get(all, 4), cache.get(third, 4), cache.get(first, 4)]).toEqual([hit(4), hit(3), MISS]);
  });

  it("has a TTL of five minutes where nobody says otherwise", () => {
    expect(DEFAULT_QUERY_TTL_MS).toBe(300_000);
  });
});

describe("the same parameters", () => {
  it("are those with the same names and values, in whatever order they stand", () => {
    const one: QueryRequest = { ...all, ExpressionAttributeValues: { ":a": { S: "1" }, ":b": { M: { x: { N: "1" }, y: { N: "2" } } } } }; // prettier-ignore
    const other: QueryRequest = { ExpressionAttributeValues: { ":b": { M: { y: { N: "2" }, x: { N: "1" } } }, ":a": { S: "1" } }, KeyConditionExpression: "pk = :p", TableName: "Offers", operation: "Query", Limit: undefined }; // prettier-ignore
    expect(parametersText(one)).toBe(parametersText(other));
  });

  it.each<[string, Partial<QueryRequest>]>([
    ["another table", { TableName: "Offers2" }],
    ["another call", { operation: "Scan" }],
    ["an index", { IndexName: "by-price" }],
    ["another type of value", { ExpressionAttributeValues: { ":p": { N: "1" } } }],
    ["lists in another order", { ExpressionAttributeValues: { ":p": { L: [{ S: "b" }, { S: "a" }] } } }],
    ["names that look like values", { ExpressionAttributeNames: { ":p": "camera" } }],
    ["a default that is spelt out", { ScanIndexForward: true }],
    ["a quote in a value", { ExpressionAttributeValues: { ":p": { S: 'camera"},":q":{"S":"' } } }],
  ])("are not those with %s", (_, change) => {
    const base = { ...all, ExpressionAttributeValues: { ":p": { L: [{ S: "a" }, { S: "b" }] } } };
    expect(parametersText({ ...base, ...change })).not.toBe(parametersText(base));
    expect(parametersText({ ...all, ...change })).not.toBe(parametersText(all));
  });
});

describe("what the table answers", () => {
  const rows = [
    { key: "camera#anna", price: "90" },
    { key: "camera#ben", price: "9.5" },
    { key: "camera#cleo" },
    { key: "lens#anna", price: "20" },
  ].map(({ key, price }) => ({ key, version: 1, item: { ...(price !== undefined && { price: { N: price } }), version: { N: "1" } } as Item })); // prettier-ignore
  const keysOf = (request: QueryRequest) => answerQuery(request, "eventual", rows).result.Items.map(({ sk }) => sk && "S" in sk && sk.S); // prettier-ignore

  it("is in the order of the keys, or of the index, which lacks what has no price", () => {
    expect(keysOf(all)).toEqual(["camera#anna", "camera#ben", "camera#cleo"]);
    expect(keysOf({ ...all, ScanIndexForward: false })).toEqual(["camera#cleo", "camera#ben", "camera#anna"]);
    expect(keysOf({ ...all, IndexName: "by-price" })).toEqual(["camera#ben", "camera#anna"]);
    expect(keysOf({ operation: "Scan", TableName: "Offers" })).toHaveLength(4);
  });

  it("is what the table service answers, whatever is asked", () => {
    const service = new TableService({ nowMs: () => 0, indexDelayMs: 0 });
    const keys = (sortKey: string) => [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: sortKey, KeyType: "RANGE" }]; // prettier-ignore
    service.perform("CreateTable", {
      TableName: "Offers",
      AttributeDefinitions: [["pk", "S"], ["sk", "S"], ["price", "N"]].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })), // prettier-ignore
      KeySchema: keys("sk"),
      BillingMode: "PAY_PER_REQUEST",
      LocalSecondaryIndexes: [{ IndexName: "by-price", KeySchema: keys("price"), Projection: { ProjectionType: "ALL" } }], // prettier-ignore
    });
    for (const { key, item } of rows)
      service.perform("PutItem", { TableName: "Offers", Item: { ...item, pk: { S: key.split("#")[0] }, sk: { S: key } } }); // prettier-ignore
    fc.assert(
      fc.property(queryRequests, fc.constantFrom("eventual" as const, "strong"), (request, mode) => {
        const { operation, ...parameters } = request;
        const told = service.perform(operation, { ...parameters, ConsistentRead: mode === "strong", ReturnConsumedCapacity: "TOTAL" }); // prettier-ignore
        const { result, units } = answerQuery(request, mode, rows);
        expect(result.Items).toEqual(told["Items"]);
        expect(result.LastEvaluatedKey).toEqual(told["LastEvaluatedKey"]);
        expect({ CapacityUnits: units }).toMatchObject({ CapacityUnits: (told["ConsumedCapacity"] as { CapacityUnits: number }).CapacityUnits }); // prettier-ignore
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe("what is refused", () => {
  it.each<[string, number, number, string]>([
    ["no capacity", 0, 0, "capacity"],
    ["half a result", 1.5, 0, "capacity"],
    ["a TTL below 0", 1, -1, "ttlMs"],
    ["a TTL without end", 1, Infinity, "ttlMs"],
  ])("%s", (_, capacity, ttlMs, field) => {
    expect(() => checkQueryCacheOptions({ capacity, ttlMs })).toThrow(`Scenario field queryCache.${field}:`);
    expect(() => runQueryCacheScript({ queryCache: { capacity, ttlMs }, items: [], steps: [] })).toThrow(ScenarioError);
  });

  it.each<[string, QueryRequest, string]>([
    ["an unknown call", { ...all, operation: "Find" as never }, "request.operation: expected Query or Scan"],
    ["another table", { ...all, TableName: "Orders" }, "ResourceNotFoundException"],
    ["another index", { ...all, IndexName: "by-name" }, "The table does not have the specified index: by-name"],
    ["a Query without a key condition", { operation: "Query", TableName: "Offers" }, "KeyConditionExpression parameter must be specified"], // prettier-ignore
    ["a value that is not used", { ...all, ExpressionAttributeValues: { ":p": { S: "a" }, ":q": { S: "b" } } }, "unused"], // prettier-ignore
    ["a Scan with a direction", { operation: "Scan", TableName: "Offers", ScanIndexForward: false }, "a Scan without"],
    ["a limit of 0", { ...all, Limit: 0 }, "request.Limit"],
  ])("%s", (_, request, words) => {
    expect(() => checkQuery(request, "request")).toThrow(words);
    expect(() => checkQuery(request, "request")).toThrow(ScenarioError);
  });

  it("a step before the one before it", () => {
    const script: QueryCacheScript = { queryCache: { capacity: 1, ttlMs: 0 }, items: [], steps: [{ tell: "query", afterMs: -1, request: all }] }; // prettier-ignore
    expect(() => runQueryCacheScript(script)).toThrow("Scenario field steps[0].afterMs:");
  });
});

/** A cache that was written without a thought for speed: a list in the order of use, compared member by member. */
const obviousCache: CreateQueryCache = ({ capacity, ttlMs }) => {
  let held: { readonly request: QueryRequest; readonly result: QueryResult; readonly saidMs: number }[] = [];
  const isSame = (one: unknown, other: unknown): boolean => {
    if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return names.every((name) => isSame(one[name as keyof typeof one], other[name as keyof typeof other]));
  };
  return {
    get(request, nowMs) {
      const entry = held.find((each) => isSame(each.request, request));
      held = held.filter((each) => each !== entry);
      if (entry === undefined || nowMs - entry.saidMs > ttlMs) return { kind: "miss" };
      held.push(entry);
      return { kind: "result", result: entry.result };
    },
    tableAnswered(request, result, mode, nowMs) {
      if (mode === "strong" || ttlMs === 0) return undefined;
      const others = held.filter((each) => !isSame(each.request, request));
      const evicted = others.length === capacity ? others.shift() : undefined;
      held = [...others, { request, result, saidMs: nowMs }];
      return evicted?.request;
    },
    tableWritten: () => undefined,
  };
};

describe("in a script", () => {
  it("does what an obvious cache does", () => {
    fc.assert(
      fc.property(queryCacheScripts, (script) => {
        expect(traceText(runQueryCacheScript(script))).toBe(traceText(runQueryCacheScript(script, obviousCache)));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it("keeps every promise, whatever it is told", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(queryCacheScripts, (script) => {
        const trace = runQueryCacheScript(script);
        for (const { kind } of trace) met.add(kind);
        for (const invariant of DAX_QUERY_INVARIANTS) expect(invariant(trace)).toBeUndefined();
      }),
      { seed: SEED, numRuns: 2_000 },
    );
    expect([...met].sort()).toEqual(["dax-opened", "query-evicted", "query-expired", "query-looked-up", "query-stored", "read-failed", "table-queried", "table-wrote", "write-refused"]); // prettier-ignore
  });

  it("notices caches that keep for ever, never forget, mix requests up, or repair results", () => {
    const broken = new Map<string, Set<string>>();
    const like = (
      create: CreateQueryCache,
      change: Partial<ReturnType<CreateQueryCache>>,
    ): ReturnType<CreateQueryCache> => {
      // prettier-ignore
      const cache = create({ capacity: 3, ttlMs: 300 });
      return { get: (...a) => cache.get(...a), tableAnswered: (...a) => cache.tableAnswered(...a), tableWritten: () => undefined, ...change }; // prettier-ignore
    };
    const thoughtless: Readonly<Record<string, CreateQueryCache>> = {
      "keeps for ever": ({ capacity }) => createQueryCache({ capacity, ttlMs: 1e9 }),
      "never forgets": ({ ttlMs }) => createQueryCache({ capacity: 1_000, ttlMs }),
      "forgets the limit": (options) => {
        const cache = createQueryCache(options);
        const less = ({ Limit: _, ...request }: QueryRequest) => request;
        return like(createQueryCache, {
          get: (request, nowMs) => cache.get(less(request), nowMs),
          tableAnswered: (request, ...rest) => void cache.tableAnswered(less(request), ...rest),
        });
      },
      "takes written items in": (options) => {
        const cache = createQueryCache(options);
        const patches = new Map<string, Item>();
        return like(createQueryCache, {
          get(request, nowMs) {
            const answer = cache.get(request, nowMs);
            if (answer.kind === "miss") return answer;
            const Items = answer.result.Items.map((item) => patches.get((item["sk"] as { S: string }).S) ?? item);
            return { kind: "result", result: { ...answer.result, Items } };
          },
          tableAnswered: (...args) => cache.tableAnswered(...args),
          tableWritten: (key, item) => void (item && patches.set(key, { ...item, pk: { S: "camera" }, sk: { S: key } })), // prettier-ignore
        });
      },
    };
    for (const [name, create] of Object.entries(thoughtless)) {
      broken.set(name, new Set());
      fc.assert(
        fc.property(queryCacheScripts, (script) => {
          const trace = runQueryCacheScript(script, create);
          for (const invariant of DAX_QUERY_INVARIANTS) {
            const what = invariant(trace)?.invariant;
            if (what !== undefined) broken.get(name)?.add(what);
          }
        }),
        { seed: SEED, numRuns: 150 },
      );
    }
    const expected: Readonly<Record<string, readonly string[]>> = {
      "keeps for ever": ["nothing that is older than its TTL"],
      "never forgets": ["never holds more results than its capacity"],
      "forgets the limit": ["to the same parameters"],
      "takes written items in": ["to the same parameters", "at one moment"],
    };
    for (const [name, words] of Object.entries(expected))
      for (const part of words) expect([...(broken.get(name) ?? [])].join(), name).toContain(part);
  });
});
