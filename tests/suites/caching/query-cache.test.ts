import {
  queriesShowOneMoment,
  queriesStayWithinCapacity,
  queriesWithinTtl,
  type Item,
  type QueryAnswer,
  type QueryCache,
  type QueryCacheOptions,
  type QueryMode,
  type QueryRequest,
  type QueryResult,
} from "four-of-six/dax";
import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/caching/query-cache/rig.ts";
import { daxQueryScenarios, queryCacheScripts } from "../../arbitraries/query-cache.ts";

const text = (value: string) => ({ S: value });
/** The offers of one camera. */
const ALL: QueryRequest = {
  operation: "Query",
  TableName: "Offers",
  KeyConditionExpression: "pk = :p",
  ExpressionAttributeValues: { ":p": text("camera") },
};
/** The same, up to a price. */
const CHEAP: QueryRequest = {
  ...ALL,
  FilterExpression: "price < :most",
  ExpressionAttributeValues: { ":p": text("camera"), ":most": { N: "90" } },
};
const LENSES: QueryRequest = { ...ALL, ExpressionAttributeValues: { ":p": text("lens") } };

/** A result whose items cost so much, so that results can be told apart. */
const costs = (...prices: readonly number[]): QueryResult => ({
  Items: prices.map((price): Item => ({ price: { N: String(price) } })),
});
const MISS = "a miss";
/** A result as it is printed. */
const served = (...prices: readonly number[]) => inWords({ kind: "result", result: costs(...prices) });

/** What the cache answers, in few words: whatever differs is to be seen. */
function inWords(answer: QueryAnswer): string {
  if (answer.kind === "miss") return MISS;
  const { Items, LastEvaluatedKey } = answer.result;
  const items = Items.map((item) => Object.keys(item).sort().map((name) => `${name} ${JSON.stringify(item[name])}`).join(", ")); // prettier-ignore
  const next = LastEvaluatedKey === undefined ? "" : `; more after ${JSON.stringify(LastEvaluatedKey)}`;
  return `the result ${items.length === 0 ? "nothing" : items.join(" | ")}${next}`;
}

/** A cache, and what it is told in few words. */
function cache(change: Partial<QueryCacheOptions> = {}) {
  const made: QueryCache = answer(rig).createQueryCache({ capacity: 9, ttlMs: 300, ...change });
  return {
    get: (atMs: number, request: QueryRequest) => inWords(made.get(request, atMs)),
    told: (atMs: number, request: QueryRequest, result: QueryResult, mode: QueryMode = "eventual") =>
      made.tableAnswered(request, result, mode, atMs),
    wrote: (atMs: number, key: string, item?: Item) => made.tableWritten(key, item, atMs),
  };
}

/** Tells a result for one request and asks for others: each of them is another one. */
function toldApart(base: QueryRequest, others: Readonly<Record<string, QueryRequest>>): void {
  const of = cache();
  of.told(0, base, costs(1));
  for (const [name, other] of Object.entries(others)) expect(of.get(0, other), name).toEqual(MISS);
  Object.values(others).forEach((other, place) => of.told(1, other, costs(10 + place)));
  expect(of.get(2, base), "the first request, after all others were answered").toEqual(served(1));
  Object.entries(others).forEach(([name, other], place) =>
    expect(of.get(2, other), `${name}, once it was answered itself`).toEqual(served(10 + place)),
  );
}

describe("examples", () => {
  it("begins empty, and shares nothing with another cache", () => {
    const [one, other] = [cache(), cache()];
    expect(one.get(0, ALL), "a new cache, asked for all cameras").toEqual(MISS);
    one.told(0, ALL, costs(90, 95));
    expect(one.get(0, ALL), "all cameras, once the table has answered").toEqual(served(90, 95));
    expect(other.get(0, ALL), "all cameras in another cache").toEqual(MISS);
  });

  it("serves what the table answered until it is older than the TTL", () => {
    // Each is asked once, so that nothing else has happened to it.
    const asked = (afterMs: number) => {
      const of = cache();
      of.told(1_000, ALL, costs(1));
      return of.get(1_000 + afterMs, ALL);
    };
    expect(asked(299), "299 ms after the answer; TTL 300 ms").toEqual(served(1));
    expect(asked(300), "300 ms after it").toEqual(served(1));
    expect(asked(301), "301 ms after it").toEqual(MISS);
  });

  it("makes no result younger by serving it", () => {
    const of = cache();
    of.told(0, ALL, costs(1));
    of.get(150, ALL);
    of.get(290, ALL);
    expect(of.get(300, ALL), "a result, served at 150 and 290 ms, at 300 ms").toEqual(served(1));
    expect(of.get(301, ALL), "the same at 301 ms; TTL 300 ms").toEqual(MISS);
    of.told(302, ALL, costs(2));
    expect(of.get(602, ALL), "what the table answered at 302 ms, at 602 ms").toEqual(served(2));
  });

  it("keeps nothing when the TTL is 0", () => {
    const of = cache({ ttlMs: 0, capacity: 1 });
    expect(of.told(5, ALL, costs(1)), "a result that is not kept").toBeUndefined();
    expect(of.get(5, ALL), "asked in the same millisecond").toEqual(MISS);
    expect(of.told(6, LENSES, costs(2)), "another one, in a cache with room for one").toBeUndefined();
    expect(of.get(9, LENSES), "asked three milliseconds later").toEqual(MISS);
  });

  it("remembers that nothing was found", () => {
    const of = cache();
    of.told(0, LENSES, costs());
    expect(of.get(300, LENSES), "lenses, of which there were none at 0 ms").toEqual(served());
    expect(of.get(301, LENSES), "lenses, a millisecond past the TTL").toEqual(MISS);
  });

  it("gives a page back with the key at which the next one begins", () => {
    const of = cache();
    const page: QueryResult = { ...costs(1), LastEvaluatedKey: { pk: text("camera"), sk: text("camera#anna") } };
    of.told(0, { ...ALL, Limit: 1 }, page);
    expect(of.get(1, { ...ALL, Limit: 1 }), "the first page").toEqual(inWords({ kind: "result", result: page }));
  });

  it("finds a result whatever the order in which the parameters stand", () => {
    const of = cache();
    of.told(0, CHEAP, costs(80));
    const { operation, ...rest } = CHEAP;
    expect(of.get(1, { ...rest, operation }), "the call named last").toEqual(served(80));
    const values = { ":most": { N: "90" }, ":p": text("camera") };
    expect(of.get(1, { ...CHEAP, ExpressionAttributeValues: values }), "the values the other way round").toEqual(served(80)); // prettier-ignore
    expect(
      of.told(2, { ...rest, ExpressionAttributeValues: values, operation }, costs(70)),
      "a newer answer to the same request, in another order",
    ).toBeUndefined();
    expect(of.get(3, CHEAP), "the request in its first order").toEqual(served(70));
  });

  it("keeps requests with other values apart", () => {
    const between = { ...ALL, FilterExpression: "price > :low AND stock > :n" };
    const at = (low: string, n: string) => ({ ":p": text("camera"), ":low": { N: low }, ":n": { N: n } });
    toldApart({ ...between, ExpressionAttributeValues: at("5", "20") }, {
      "a price above 6": { ...between, ExpressionAttributeValues: at("6", "20") },
      "the two values exchanged": { ...between, ExpressionAttributeValues: at("20", "5") },
    }); // prettier-ignore
    toldApart(LENSES, { "another partition key": ALL });
  });

  it("keeps a number apart from the text that looks like it", () => {
    const of = (value: Item[string]): QueryRequest => ({ ...CHEAP, ExpressionAttributeValues: { ":p": text("camera"), ":most": value } }); // prettier-ignore
    toldApart(of({ N: "90" }), { "the text 90": of({ S: "90" }) });
  });

  it("keeps other conditions, filters and projections apart", () => {
    const names = { "#a": "price" };
    const shown = { ...CHEAP, ProjectionExpression: "sk, #a", ExpressionAttributeNames: names };
    toldApart(CHEAP, {
      "without the filter": { ...ALL, ExpressionAttributeValues: { ...CHEAP.ExpressionAttributeValues } },
      "a filter the other way round": { ...CHEAP, FilterExpression: "price > :most" },
      "another key condition": { ...CHEAP, KeyConditionExpression: "pk = :p AND sk > :p" },
      "a list the other way round": { ...CHEAP, ExpressionAttributeValues: { ...CHEAP.ExpressionAttributeValues, ":l": { L: [text("b"), text("a")] } } }, // prettier-ignore
      "a list": { ...CHEAP, ExpressionAttributeValues: { ...CHEAP.ExpressionAttributeValues, ":l": { L: [text("a"), text("b")] } } }, // prettier-ignore
      "only some attributes": shown,
      "only some others": { ...shown, ExpressionAttributeNames: { "#a": "stock" } },
    });
  });

  it("keeps limits, pages and directions apart", () => {
    const after = (sk: string): Item => ({ pk: text("camera"), sk: text(sk) });
    const page = { ...ALL, Limit: 2, ExclusiveStartKey: after("camera#ben") };
    toldApart(ALL, {
      "two at most": { ...ALL, Limit: 2 },
      "three at most": { ...ALL, Limit: 3 },
      "the page after ben": page,
      "the page after cleo": { ...page, ExclusiveStartKey: after("camera#cleo") },
      backwards: { ...ALL, ScanIndexForward: false },
    });
  });

  it("keeps tables, indexes, Query and Scan apart", () => {
    const scan: QueryRequest = { operation: "Scan", TableName: "Offers" };
    toldApart(scan, {
      "another table": { ...scan, TableName: "Orders" },
      "an index": { ...scan, IndexName: "by-price" },
      "another index": { ...scan, IndexName: "by-age" },
      "a Query": ALL,
      "a Scan that filters by what the Query has as its key": { ...scan, FilterExpression: "pk = :p", ExpressionAttributeValues: { ":p": text("camera") } }, // prettier-ignore
    });
  });

  it("keeps texts apart that look alike once they are joined", () => {
    const of = (name: string, shop: string): QueryRequest => ({
      ...ALL,
      FilterExpression: "seller = :a AND shop = :b",
      ExpressionAttributeValues: { ":a": text(name), ":b": text(shop), ":p": text("camera") },
    });
    // Where S stands before each value, and a sign between the parts.
    const glued = (sign: string) => `x${[":b", "S", "y"].map((part) => sign + part).join("")}`;
    toldApart(of("x", "z"), {
      "a # in a value": of("x#", "z"),
      "a quote in a value": of('x"', "z"),
      "a comma and a bracket": of("x,}", "z"),
    });
    for (const sign of ["", "#", "/", ",", ":", "=", "&", "|", " ", "_", ";", "\n"])
      toldApart(of(glued(sign), "z"), { [`parts with ${JSON.stringify(sign)} between them`]: of("x", `y${sign}:b${sign}S${sign}z`) }); // prettier-ignore
  });

  it("changes nothing when an item is written", () => {
    const of = cache();
    const anna: Item = { pk: text("camera"), sk: text("camera#anna"), price: { N: "90" } };
    of.told(0, ALL, { Items: [anna] });
    of.told(0, LENSES, costs());
    of.wrote(100, "camera#anna", { price: { N: "80" }, version: { N: "2" } });
    expect(of.get(100, ALL), "a result with anna at 90, after she was written at 80").toEqual(inWords({ kind: "result", result: { Items: [anna] } })); // prettier-ignore
    of.wrote(200, "camera#anna");
    expect(of.get(200, ALL), "the same after anna was deleted").toEqual(
      inWords({ kind: "result", result: { Items: [anna] } }),
    );
    of.wrote(200, "lens#dan", { price: { N: "20" } });
    expect(of.get(200, LENSES), "no lenses, after one was written").toEqual(served());
    expect(of.get(301, ALL), "the first result past its TTL of 300 ms").toEqual(MISS);
  });

  it("keeps nothing of strongly consistent queries", () => {
    const of = cache({ capacity: 1 });
    of.told(0, ALL, costs(1), "strong");
    expect(of.get(0, ALL), "a query that was read strongly consistent").toEqual(MISS);
    of.told(0, ALL, costs(1));
    expect(of.told(100, LENSES, costs(2), "strong"), "another one, past a full cache").toBeUndefined();
    of.told(100, ALL, costs(3), "strong");
    expect(of.get(300, ALL), "stored at 0 ms, then read past the cache").toEqual(served(1));
    expect(of.get(301, ALL), "the same at 301 ms; TTL 300 ms").toEqual(MISS);
  });

  it("evicts the result that was used longest ago when it is full", () => {
    const of = cache({ capacity: 2 });
    expect(of.told(0, ALL, costs(1)), "the first of two").toBeUndefined();
    expect(of.told(10, LENSES, costs()), "the second, empty").toBeUndefined();
    of.get(20, ALL);
    expect(of.told(30, CHEAP, costs(3)), "a third, after the first was used again").toEqual(LENSES);
    expect(of.get(40, LENSES), "the second, evicted").toEqual(MISS);
    expect([of.get(40, ALL), of.get(40, CHEAP)], "the first and the third").toEqual([served(1), served(3)]);
    expect(of.told(50, CHEAP, costs(4)), "a newer result of a request that has one").toBeUndefined();
    expect(of.get(301, ALL), "the first, older than the TTL").toEqual(MISS);
    expect(of.told(302, LENSES, costs(5)), "the second again, where the first had been").toBeUndefined();
  });
});

describe("properties", () => {
  it("serves, misses and evicts as the reference does, whatever it is told", () => {
    agreesWithReference(rig, rig.unit, answer(rig), queryCacheScripts, { runCount: 30 });
  });

  it("serves no other request's result, nothing past its TTL, and holds no more than its capacity", () => {
    keepsInvariants(rig, rig.unit, answer(rig), queryCacheScripts, [queriesWithinTtl, queriesStayWithinCapacity], { runCount: 20 }); // prettier-ignore
  });
});

describe("the cluster", () => {
  it("shows what the table has had at one moment, a TTL ago at most", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), daxQueryScenarios(16), [queriesShowOneMoment, queriesWithinTtl], { runCount: 8 }); // prettier-ignore
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), daxQueryScenarios(16), { runCount: 8 });
  });
});
