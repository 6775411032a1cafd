import { describe, expect, it } from "vitest";
import {
  daxEventInEnglish,
  type CacheChange,
  type DaxEvent,
  type DaxTopology,
  type LogUpdate,
  type Item,
  type QueryRequest,
  type QueryResult,
} from "../../../src/core/dax/index.ts";
import { daxEventInKorean } from "../../../src/core/dax/dax-words-ko.ts";

const item: Item = { price: { N: "12" }, note: { S: "new" }, version: { N: "3" } };
const bare: Item = { tags: { SS: ["a", "b"] } };
const node = "dax-1";
const client = "shop";
const queryCache = { capacity: 1, ttlMs: 1_500 };
const request: QueryRequest = {
  operation: "Query",
  TableName: "Offers",
  IndexName: "by-price",
  KeyConditionExpression: "pk = :p AND #price < :most",
  FilterExpression: "seller = :who",
  ProjectionExpression: "sk, #price",
  ExpressionAttributeNames: { "#price": "price" },
  ExpressionAttributeValues: { ":p": { S: "camera" }, ":most": { N: "90" }, ":who": { L: [{ S: "ben" }] } },
  Limit: 2,
  ExclusiveStartKey: { pk: { S: "camera" }, sk: { S: "camera#anna" }, price: { N: "80" } },
  ScanIndexForward: false,
};
const all: QueryRequest = { operation: "Scan", TableName: "Offers" };
const result: QueryResult = { Items: [{ pk: { S: "camera" }, sk: { S: "camera#ben" }, ...item }, { ...item }] };
const empty: QueryResult = { Items: [] };
const first: QueryResult = { Items: [], LastEvaluatedKey: { pk: { S: "a" }, sk: { S: "a" } } };

const topology: DaxTopology = { epoch: 2, primary: node, nodes: [node, "dax-2", "dax-3"] };
const change: CacheChange = { key: "a", item, by: "write", asOfMs: 5, op: 1 };
const update: LogUpdate = { epoch: 2, position: 7, change, allHave: 6 };

/** At least one event of every kind; a kind that is missing here does not compile. */
const samples: { readonly [Kind in DaxEvent["kind"]]: readonly Extract<DaxEvent, { kind: Kind }>[] } = {
  "dax-opened": [
    { kind: "dax-opened", nodes: [node], capacity: 1, ttlMs: 300_000, rows: [], slackMs: 0 },
    { kind: "dax-opened", nodes: [node], capacity: 4, ttlMs: 50, rows: [{ key: "a", version: 1, item }], slackMs: 0 },
    { kind: "dax-opened", nodes: [node], capacity: 4, ttlMs: 50, rows: [], slackMs: 0, queryCache },
  ],
  "cache-answered": [
    { kind: "cache-answered", node, op: 1, known: [{ key: "a", item }], ask: [] },
    { kind: "cache-answered", node, op: 1, known: [{ key: "a" }], ask: [] },
    { kind: "cache-answered", node, op: 1, known: [], ask: ["a"] },
    { kind: "cache-answered", node, op: 1, known: [{ key: "a", item }, { key: "b" }], ask: ["c", "d"] },
  ],
  "cache-stored": [
    { kind: "cache-stored", node, op: 1, key: "a", item, by: "read" },
    { kind: "cache-stored", node, op: 1, key: "a", item, by: "write" },
    { kind: "cache-stored", node, op: 1, key: "a", by: "read-back" },
    { kind: "cache-stored", node, op: 1, key: "a", item: bare, by: "read" },
    { kind: "cache-stored", node, op: 1, key: "a", item, by: "replication", asOfMs: 5 },
  ],
  "cache-evicted": [{ kind: "cache-evicted", node, key: "a" }],
  "cache-expired": [{ kind: "cache-expired", node, key: "a" }],
  "table-read": (["eventual", "strong", "transactional"] as const).map((mode, index) => ({
    kind: "table-read",
    op: 1,
    by: node,
    mode,
    rows: [{ key: "a", version: 3, item }],
    units: [0.5, 1, 2][index] as number,
  })),
  "table-wrote": [
    { kind: "table-wrote", op: 1, by: node, rows: [{ key: "a", version: 3, item }] },
    { kind: "table-wrote", op: 1, by: client, rows: [{ key: "a", version: 4 }] },
  ],
  "read-answered": (["cache", "table"] as const).map((from) => ({
    kind: "read-answered",
    op: 1,
    client,
    mode: "eventual",
    results: [{ key: "a", from, item }],
    tookMs: 1.5,
  })),
  "read-failed": (["throttled", "no-answer"] as const).map((because) => ({ kind: "read-failed", op: 1, client, because })), // prettier-ignore
  "write-acknowledged": [
    { kind: "write-acknowledged", op: 1, client, rows: [{ key: "a", version: 3, item }], tookMs: 5 },
    { kind: "write-acknowledged", op: 1, client, rows: ["a", "b"].map((key) => ({ key, version: 3 })), tookMs: 5 },
    { kind: "write-acknowledged", op: 1, client, rows: [{ key: "a", version: 3 }], unprocessed: ["b", "c"], tookMs: 5 },
  ],
  "write-refused": (["condition", "throttled", "no-primary"] as const).map((because) => ({ kind: "write-refused", op: 1, client, because })), // prettier-ignore
  "write-unknown": [{ kind: "write-unknown", op: 1, client }],
  "node-restarted": [
    { kind: "node-restarted", node, capacity: 4, ttlMs: 0 },
    { kind: "node-restarted", node, capacity: 4, ttlMs: 0, queryCache: { capacity: 2, ttlMs: 0 } },
  ],
  "query-looked-up": [
    { kind: "query-looked-up", node, op: 1, request },
    { kind: "query-looked-up", node, op: 1, request: all },
    ...[result, empty, first].map((each) => ({ kind: "query-looked-up", node, op: 1, request, result: each }) as const),
  ],
  "query-stored": [{ kind: "query-stored", node, op: 1, request, result }],
  "query-evicted": [{ kind: "query-evicted", node, request }],
  "query-expired": [{ kind: "query-expired", node, request }],
  "table-queried": (["eventual", "strong"] as const).map((mode) => ({ kind: "table-queried", op: 1, by: node, mode, request, result, units: 1 })), // prettier-ignore
  "query-answered": (["cache", "table"] as const).map((from) => ({ kind: "query-answered", op: 1, client, mode: "eventual", from, request, result, tookMs: 0.4 })), // prettier-ignore
  "request-sent": (["read", "write"] as const).flatMap((kind) => [1, 2].map((attempt) => ({ kind: "request-sent", op: 1, client, node, request: kind, attempt }) as const)), // prettier-ignore
  "request-unsent": (["read", "write"] as const).map((kind) => ({ kind: "request-unsent", op: 1, client, request: kind })), // prettier-ignore
  "request-refused": [{ kind: "request-refused", op: 1, node }],
  "topology-changed": [
    { kind: "topology-changed", ...topology },
    { kind: "topology-changed", ...topology, nodes: ["dax-1"] },
    { kind: "topology-changed", ...topology, candidates: [{ node, epoch: 1, position: 4 }] },
  ],
  "primary-began": [{ kind: "primary-began", node, epoch: 2 }],
  "topology-told": [{ kind: "topology-told", client, ...topology }],
  "health-changed": [true, false].map((isHealthy) => ({ kind: "health-changed", client, node, isHealthy })),
  "change-logged": (["read", "write", "read-back"] as const).map((by) => ({ kind: "change-logged", node, change: { ...change, by } })), // prettier-ignore
  "updates-sent": [[], [update], [update, { ...update, position: 8 }]].map((updates) => ({ kind: "updates-sent", node, replica: "dax-2", updates })), // prettier-ignore
  "updates-taken": [[], [change], [change, { ...change, key: "b" }]].map((changes) => ({ kind: "updates-taken", node, epoch: 2, changes })), // prettier-ignore
  "load-counted": [
    { kind: "load-counted", overMs: 1_000, nodes: [{ node, hits: 90, misses: 2 }], units: 25, wantedUnits: 50, throttled: 2, answered: 91, failed: 1 }, // prettier-ignore
  ],
  "throttling-changed": [true, false].map((isThrottling) => ({ kind: "throttling-changed", isThrottling })),
  "fault-began": ["table", node].map((name) => ({ kind: "fault-began", fault: { kind: "node-down", node: name, fromMs: 0 } })), // prettier-ignore
  "fault-ended": ["table", node].map((name) => ({ kind: "fault-ended", fault: { kind: "node-down", node: name, fromMs: 0 } })), // prettier-ignore
};

describe("events in words", () => {
  it.each([
    ["English", daxEventInEnglish],
    ["Korean", daxEventInKorean],
  ])("tell every event apart: %s", (language, words) => {
    const events = Object.values(samples).flat();
    const sentences = events.map((event) => words(event));
    expect(new Set(sentences).size).toBe(events.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^\S.*[^.\s]$/);
      expect(sentence).not.toMatch(/undefined|NaN|\[object/);
      expect(/[가-힣]/.test(sentence)).toBe(language === "Korean");
    }
  });

  it("say what is in an item, so that two of one version can be told apart", () => {
    expect(daxEventInEnglish(samples["cache-answered"][0]!)).toBe(
      "dax-1 serves a (version 3, note new, price 12) from memory",
    );
    expect(daxEventInEnglish(samples["cache-stored"][3]!)).toBe('dax-1 stores a (no version, tags ["a","b"]) as the table said'); // prettier-ignore
    expect(daxEventInEnglish(samples["node-restarted"][0]!)).toBe(
      "dax-1 starts with an empty cache and keeps up to 4 entries, TTL 0 s",
    );
    expect(daxEventInEnglish(samples["node-restarted"][1]!)).toContain("TTL 0 s, and 2 results of queries, TTL 0 s");
  });

  it("say what was asked, with the values where their placeholders stand", () => {
    expect(daxEventInEnglish(samples["query-looked-up"][0]!)).toBe(
      'dax-1 has no result for Query Offers.by-price, pk = "camera" AND price < 90, filter seller = [{"S":"ben"}], only sk, price, limit 2, after "camera" "camera#anna" 80, backwards, and asks the table',
    );
    expect(daxEventInEnglish(samples["query-looked-up"][2]!)).toContain(
      "from memory: camera#ben (version 3, note new, price 12) and an item (version 3, note new, price 12)",
    );
    expect(daxEventInEnglish(samples["query-looked-up"][4]!)).toContain("from memory: nothing, and there may be more");
  });
});
