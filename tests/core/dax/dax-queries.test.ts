import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DAX_INVARIANTS,
  DAX_QUERY_INVARIANTS,
  checkDaxScenario,
  createQueryCache,
  keyOfItem,
  queriesShowOneMoment,
  queriesStayWithinCapacity,
  queriesWithinTtl,
  runDax,
  strongQueriesAreCurrent,
  versionOf,
  type DaxEvent,
  type DaxScenario,
  type DaxStep,
  type DaxTrace,
  type Item,
  type QueryRequest,
  type QueryResult,
} from "../../../src/core/dax/index.ts";
import { ScenarioError, traceText, type Timed } from "../../../src/core/kernel/index.ts";
import { daxQueryScenarios } from "../../arbitraries/query-cache.ts";
import { SEED } from "../seed.ts";

const price = (value: number): Item => ({ price: { N: String(value) } });
const all: QueryRequest = {
  operation: "Query",
  TableName: "Offers",
  KeyConditionExpression: "pk = :p",
  ExpressionAttributeValues: { ":p": { S: "camera" } },
};
const OFFERS: DaxScenario = {
  seed: 1,
  nodes: [{ node: "dax-1", zone: "az-1" }],
  clients: [
    { client: "shop", zone: "az-1" },
    { client: "import", zone: "az-2" },
  ],
  itemCache: { capacity: 9, ttlMs: 300_000 },
  queryCache: { capacity: 3, ttlMs: 300_000 },
  items: ["anna", "ben"].map((seller, place) => ({ key: `camera#${seller}`, item: price(90 + place) })),
  steps: [],
  faults: [],
  untilMs: 700_000,
};
const query = (atMs: number, request = all, mode: "eventual" | "strong" = "eventual", via: "dax" | "table" = "dax"): DaxStep => ({ kind: "query", atMs, client: "shop", via, request, mode }); // prettier-ignore
const read = (atMs: number, key = "camera#ben"): DaxStep => ({ kind: "read", atMs, client: "shop", via: "dax", keys: [key], mode: "eventual" }); // prettier-ignore
const put = (atMs: number, key = "camera#ben", via: "dax" | "table" = "dax"): DaxStep => ({ kind: "write", atMs, client: via === "dax" ? "shop" : "import", via, write: { action: "put", key, item: price(80) } }); // prettier-ignore
const run = (steps: readonly DaxStep[], change: Partial<DaxScenario> = {}) => runDax({ ...OFFERS, steps, ...change });
/** What the shop was given, in short. */
const seen = (trace: DaxTrace) =>
  trace.flatMap((event) => {
    if (event.kind === "read-answered")
      return event.results.map(({ item, from }) => `item ${item === undefined ? "none" : `v${versionOf(item)}`} ${from}`); // prettier-ignore
    if (event.kind !== "query-answered") return [];
    return [`${event.result.Items.map((item) => `${keyOfItem(item)?.split("#")[1]} v${versionOf(item)}`).join(" ")} ${event.from}`]; // prettier-ignore
  });

describe("a node with a query cache", () => {
  it("serves the same result until it is older than its TTL, whatever is written, while the item cache has the new item", () => {
    const trace = run([query(0), put(10_000), read(20_000), query(20_000), query(299_000), query(301_000)]);
    expect(seen(trace)).toEqual([
      "anna v1 ben v1 table",
      "item v2 cache",
      "anna v1 ben v1 cache",
      "anna v1 ben v1 cache",
      "anna v1 ben v2 table",
    ]);
    expect(trace.filter(({ kind }) => kind === "query-expired")).toHaveLength(1);
  });

  it("does not show what is new, and goes on showing what is gone", () => {
    const trace = run([
      query(0),
      put(1_000, "camera#cleo"),
      { kind: "write", atMs: 2_000, client: "shop", via: "dax", write: { action: "delete", key: "camera#anna" } },
      query(3_000),
      query(4_000, all, "strong"),
      query(5_000, all, "eventual", "table"),
      query(6_000),
    ]);
    expect(seen(trace)).toEqual([
      "anna v1 ben v1 table",
      "anna v1 ben v1 cache",
      "ben v1 cleo v1 table",
      "ben v1 cleo v1 table",
      "anna v1 ben v1 cache",
    ]);
  });

  it("answers no GetItem from a result, and puts no items of a result into the item cache", () => {
    expect(seen(run([query(0), read(1_000)]))).toEqual(["anna v1 ben v1 table", "item v1 table"]);
    expect(seen(run([read(0), query(1_000), read(2_000)]))).toEqual(["item v1 table", "anna v1 ben v1 table", "item v1 cache"]); // prettier-ignore
  });

  it("remembers that nothing was found", () => {
    const lens = { ...all, ExpressionAttributeValues: { ":p": { S: "lens" } } };
    expect(seen(run([query(0, lens), put(1_000, "lens#dan"), query(2_000, lens)]))).toEqual([" table", " cache"]);
  });

  it("keeps nothing with a TTL of 0, and nothing beyond a restart", () => {
    expect(seen(run([query(0), query(1_000)], { queryCache: { capacity: 3, ttlMs: 0 } }))).toEqual(["anna v1 ben v1 table", "anna v1 ben v1 table"]); // prettier-ignore
    const { itemCache } = OFFERS;
    const restarted = run([
      query(0),
      { kind: "restart", atMs: 1_000, node: "dax-1", itemCache },
      query(2_000),
      query(3_000),
      { kind: "restart", atMs: 4_000, node: "dax-1", itemCache, queryCache: { capacity: 1, ttlMs: 500 } },
      query(5_000),
      query(5_600),
    ]);
    expect(seen(restarted).map((text) => text.split(" ").at(-1))).toEqual(["table", "table", "cache", "table", "table"]); // prettier-ignore
  });

  it("goes on serving results while the table throttles, and fails what it has not got", () => {
    const trace = run([query(0), { kind: "throttle", atMs: 1_000, forMs: 5_000 }, query(2_000), query(2_000, { ...all, Limit: 1 })]); // prettier-ignore
    expect(seen(trace)).toEqual(["anna v1 ben v1 table", "anna v1 ben v1 cache"]);
    expect(trace).toContainEqual(expect.objectContaining({ kind: "read-failed", because: "throttled" }));
  });

  it("polls", () => {
    const trace = run([{ kind: "query-poll", atMs: 0, everyMs: 100, untilMs: 350, client: "shop", request: all }]);
    expect(seen(trace).map((text) => text.split(" ").at(-1))).toEqual(["table", "cache", "cache", "cache"]);
  });
});

describe("invariants", () => {
  it("hold whatever is lost, slow or down", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(daxQueryScenarios(), (scenario) => {
        const trace = runDax(scenario);
        for (const { kind } of trace) met.add(kind);
        for (const invariant of [...DAX_INVARIANTS, ...DAX_QUERY_INVARIANTS]) expect(invariant(trace)).toBeUndefined();
      }),
      { seed: SEED, numRuns: 3_000 },
    );
    // The runs have met everything that can happen.
    expect(met.size).toBe(22);
  });

  it("notice a cache that serves for ever, and one that never forgets", () => {
    const broken = new Set<string>();
    fc.assert(
      fc.property(daxQueryScenarios(), fc.constantFrom({ ttlMs: 1e9 }, { capacity: 1_000 }), (scenario, change) => {
        const trace = runDax(scenario, { createQueryCache: (options) => createQueryCache({ ...options, ...change }) });
        for (const invariant of DAX_QUERY_INVARIANTS) {
          const found = invariant(trace)?.invariant;
          if (found !== undefined) broken.add(found);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
    expect(broken.size).toBe(3);
  });

  it("notice what no run does: histories written by hand", () => {
    const opened: DaxEvent = { kind: "dax-opened", nodes: ["dax-1"], capacity: 1, ttlMs: 0, rows: [{ key: "camera#a", version: 1, item: price(1) }], slackMs: 10, queryCache: { capacity: 1, ttlMs: 100 } }; // prettier-ignore
    const trace = (...events: readonly DaxEvent[]): DaxTrace =>
      [opened, ...events].map((event, index): Timed<DaxEvent> => ({ atMs: index * 60, ...event }));
    const result = (value: number): QueryResult => ({ Items: [{ ...price(value), pk: { S: "camera" }, sk: { S: "camera#a" } }] }); // prettier-ignore
    const stored: DaxEvent = { kind: "query-stored", node: "dax-1", op: 1, request: all, result: result(1) };
    const served = (value: number, request = all): DaxEvent => ({ kind: "query-looked-up", node: "dax-1", op: 2, request, result: result(value) }); // prettier-ignore
    const wrote: DaxEvent = { kind: "table-wrote", op: 3, by: "dax-1", rows: [{ key: "camera#a", version: 2, item: price(2) }] }; // prettier-ignore
    expect(queriesWithinTtl(trace(stored, served(1)))).toBeUndefined();
    expect(queriesWithinTtl(trace(stored, served(2)))?.what).toContain("was not what the table had answered");
    expect(queriesWithinTtl(trace(stored, served(1, { ...all, Limit: 1 })))?.what).toContain("had not been told");
    expect(queriesWithinTtl(trace(stored, wrote, served(1)))?.what).toContain("served 120 ms after it was stored");
    // What the table has by now may be served, wherever it comes from; what it never had may not.
    expect(queriesShowOneMoment(trace(stored, wrote, served(2)))).toBeUndefined();
    expect(queriesShowOneMoment(trace(stored, wrote, served(3)))?.eventIndex).toBe(3);
    expect(queriesShowOneMoment(trace(wrote, stored, wrote, served(1)))?.what).toContain("in the last 110 ms");
    expect(queriesStayWithinCapacity(trace(stored, { ...stored, request: { ...all, Limit: 1 } }))?.what).toBe("dax-1 held 2 results, and its capacity is 1"); // prettier-ignore
    const strong: DaxEvent = { kind: "table-queried", op: 4, by: "dax-1", mode: "strong", request: all, result: result(1), units: 1 }; // prettier-ignore
    expect(strongQueriesAreCurrent(trace(strong))).toBeUndefined();
    expect(strongQueriesAreCurrent(trace(wrote, strong))?.eventIndex).toBe(2);
    const answered: DaxEvent = { kind: "query-answered", op: 4, client: "shop", mode: "strong", from: "cache", request: all, result: result(1), tookMs: 1 }; // prettier-ignore
    expect(strongQueriesAreCurrent(trace(answered))?.what).toContain("from memory");
  });

  it("the same scenario gives the same run, and is left as it was", () => {
    fc.assert(
      fc.property(daxQueryScenarios(), (scenario) => {
        const before = JSON.stringify(scenario);
        expect(traceText(runDax(scenario))).toBe(traceText(runDax(JSON.parse(before) as DaxScenario)));
        expect(JSON.stringify(scenario)).toBe(before);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});

describe("what is refused", () => {
  it.each<[string, Partial<DaxScenario>, string]>([
    ["queries without a query cache", { queryCache: undefined, steps: [query(0)] }, "queryCache"],
    ["no room for a result", { queryCache: { capacity: 0, ttlMs: 1 } }, "queryCache.capacity"],
    ["a query of another table", { steps: [query(0, { ...all, TableName: "Orders" })] }, "steps[0].request"],
    ["a limit of nothing", { steps: [query(0, { ...all, Limit: 0 })] }, "steps[0].request.Limit"],
    ["a poll of a wrong query", { steps: [{ kind: "query-poll", atMs: 0, everyMs: 1, untilMs: 9, client: "shop", request: { ...all, KeyConditionExpression: "pk > :p" } }] }, "steps[0].request"], // prettier-ignore
    ["a way that there is not", { steps: [{ ...query(0), via: "cdn" } as never] }, "steps[0].via"],
    ["a transactional query", { steps: [{ ...query(0), mode: "transactional" } as never] }, "steps[0].mode"],
    ["a mode that there is not", { steps: [{ ...query(0), mode: "fast" } as never] }, "steps[0].mode"],
    ["a poll that never waits", { steps: [{ kind: "query-poll", atMs: 0, everyMs: 0, untilMs: 9, client: "shop", request: all }] }, "steps[0].everyMs"], // prettier-ignore
    ["a restart with half a result", { steps: [{ kind: "restart", atMs: 0, node: "dax-1", itemCache: OFFERS.itemCache, queryCache: { capacity: 0.5, ttlMs: 1 } }] }, "steps[0].queryCache.capacity"], // prettier-ignore
  ])("%s", (_, change, field) => {
    const scenario = { ...OFFERS, ...change };
    expect(() => checkDaxScenario(scenario)).toThrow(`Scenario field ${field}:`);
    expect(() => runDax(scenario)).toThrow(ScenarioError);
  });
});
