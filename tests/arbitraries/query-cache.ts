/**
 * Query caches at random: alone, and in a cluster whose messages are lost, whose table is slow and whose node fails. The
 * requests differ in one parameter each, so that whoever leaves one out is found. Shrinks towards few steps and no faults.
 */
import * as fc from "fast-check";
import type {
  DaxScenario,
  DaxStep,
  Item,
  ItemWrite,
  QueryCacheOptions,
  QueryCacheScript,
  QueryCacheStep,
  QueryRequest,
} from "four-of-six/dax";
import { daxScenarios } from "./item-cache.ts";

const KEYS = ["camera#anna", "camera#ben", "camera#cleo", "lens#anna", "lens#dan"] as const;
const key = fc.constantFrom(...KEYS);
const item = fc
  .record({
    price: fc.integer({ min: 1, max: 9 }),
    note: fc.option(fc.constantFrom("new", "used"), { nil: undefined }),
  })
  .map(({ price, note }): Item => ({ price: { N: String(price) }, ...(note !== undefined && { note: { S: note } }) }));

const write: fc.Arbitrary<ItemWrite> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ action: fc.constant("put" as const), key, item }) },
  {
    weight: 1,
    arbitrary: fc.record({ action: fc.constant("put" as const), key, item, onlyIfMissing: fc.constant(true) }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ key, price: fc.integer({ min: 1, max: 9 }) })
      .map(({ key: of, price }) => ({ action: "update" as const, key: of, set: { price: { N: String(price) } } })),
  },
  { weight: 2, arbitrary: fc.record({ action: fc.constant("delete" as const), key }) },
);

const items = fc.uniqueArray(key, { minLength: 1, maxLength: 5 }).map((some) => some.map((each, place) => ({ key: each, item: { price: { N: String(place + 1) } } as Item }))); // prettier-ignore

const query = (change: Partial<QueryRequest> = {}, values: Item = {}): QueryRequest => ({
  operation: "Query",
  TableName: "Offers",
  KeyConditionExpression: "pk = :p",
  ...change,
  ExpressionAttributeValues: { ":p": { S: "camera" }, ...values },
});
const AFTER_ANNA: Item = { pk: { S: "camera" }, sk: { S: "camera#anna" } };

/** One request, and others that differ from it in one parameter each; then the same for a Scan. */
const REQUESTS: readonly QueryRequest[] = [
  query(),
  query({}, { ":p": { S: "lens" } }),
  query({ IndexName: "by-price" }),
  query({ KeyConditionExpression: "pk = :p AND sk > :s" }, { ":s": { S: "camera#anna" } }),
  query({ KeyConditionExpression: "pk = :p AND sk > :s" }, { ":s": { S: "camera#ben" } }),
  query({ FilterExpression: "price < :m" }, { ":m": { N: "5" } }),
  query({ FilterExpression: "price > :m" }, { ":m": { N: "5" } }),
  query({ FilterExpression: "price < :m OR price = :n" }, { ":m": { N: "3" }, ":n": { N: "7" } }),
  query({ FilterExpression: "price < :m OR price = :n" }, { ":m": { N: "7" }, ":n": { N: "3" } }),
  query({ ProjectionExpression: "sk, version" }),
  query({ ProjectionExpression: "sk, #n", ExpressionAttributeNames: { "#n": "price" } }),
  query({ ProjectionExpression: "sk, #n", ExpressionAttributeNames: { "#n": "note" } }),
  query({ Limit: 1 }),
  query({ Limit: 2 }),
  query({ Limit: 1, ExclusiveStartKey: AFTER_ANNA }),
  query({ ScanIndexForward: false }),
  { operation: "Scan", TableName: "Offers" },
  { operation: "Scan", TableName: "Offers", Limit: 2 },
  { operation: "Scan", TableName: "Offers", FilterExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "camera" } } }, // prettier-ignore
];

/** The same request with its names in another order. */
function turned(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, turned(inner)]),
  );
}

/** Any of them, its names in either order. */
export const queryRequests: fc.Arbitrary<QueryRequest> = fc
  .record({
    request: fc.constantFrom(...REQUESTS),
    isTurned: fc.boolean(),
  })
  .map(({ request, isTurned }) => (isTurned ? (turned(request) as QueryRequest) : request));

/** One of the few requests of a run: few enough to be asked again. */
interface Pick {
  readonly place: number;
  readonly isTurned: boolean;
}
const pick: fc.Arbitrary<Pick> = fc.record({ place: fc.nat({ max: 2 }), isTurned: fc.boolean() });
/** Neighbours: those that are most alike. */
const few = fc
  .record({
    first: fc.nat({ max: REQUESTS.length - 1 }),
    others: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  })
  .map(({ first, others }) =>
    [0, ...others].map((place) => REQUESTS[(first + place) % REQUESTS.length] as QueryRequest),
  );
const picked = (requests: readonly QueryRequest[], { place, isTurned }: Pick): QueryRequest => {
  const request = requests[place % requests.length] as QueryRequest;
  return isTurned ? (turned(request) as QueryRequest) : request;
};
/** Steps whose requests are still to be picked. */
type Unpicked<Step> = Step extends { readonly request: QueryRequest } ? Omit<Step, "request"> & { readonly request: Pick } : Step; // prettier-ignore
const pickAll = <Step>(requests: readonly QueryRequest[], steps: readonly Unpicked<Step>[]): readonly Step[] =>
  steps.map((step) =>
    typeof step === "object" && step !== null && "request" in step
      ? ({ ...step, request: picked(requests, step.request as Pick) } as unknown as Step)
      : (step as Step),
  );

/** Times that meet the TTLs below, and pass them by a millisecond. */
const afterMs = fc.constantFrom(0, 10, 10, 10, 50, 100, 101, 200, 300, 301);

const scriptStep: fc.Arbitrary<Unpicked<QueryCacheStep>> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record({ afterMs, request: pick, fails: fc.nat({ max: 9 }) })
      .map(({ fails, ...rest }) => ({ tell: "query" as const, ...rest, ...(fails === 9 && { fails: true }) })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ tell: fc.constant("query-past" as const), afterMs, request: pick }),
  },
  { weight: 3, arbitrary: fc.record({ tell: fc.constant("write" as const), afterMs, write }) },
  { weight: 2, arbitrary: fc.record({ tell: fc.constant("bypass" as const), afterMs, write }) },
);

export const queryCacheScripts: fc.Arbitrary<QueryCacheScript> = fc
  .record({
    queryCache: fc.record({ capacity: fc.constantFrom(3, 2, 1, 5), ttlMs: fc.constantFrom(300, 100, 301, 0) }),
    items,
    requests: few,
    steps: fc.array(scriptStep, { maxLength: 18, size: "max" }),
  })
  .map(({ requests, steps, ...rest }) => ({ ...rest, steps: pickAll<QueryCacheStep>(requests, steps) }));

const queryCache: fc.Arbitrary<QueryCacheOptions> = fc.record({
  capacity: fc.constantFrom(3, 2, 1, 5),
  ttlMs: fc.constantFrom(500, 1_500, 100, 0),
});
const atMs = fc.nat({ max: 5_000 });
const client = fc.constantFrom("app", "job");
const mostlyDax = fc.constantFrom("dax" as const, "dax", "dax", "table");

const queryStep: fc.Arbitrary<Unpicked<DaxStep>> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("query" as const),
      atMs,
      client,
      via: mostlyDax,
      request: pick,
      mode: fc.constantFrom("eventual" as const, "eventual", "eventual", "strong"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ atMs, client, request: pick, everyMs: fc.constantFrom(100, 37, 250), count: fc.nat({ max: 12 }) }) // prettier-ignore
      .map(({ count, ...rest }) => ({ kind: "query-poll" as const, ...rest, untilMs: rest.atMs + count * rest.everyMs })), // prettier-ignore
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("write" as const), atMs, client, via: mostlyDax, write }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("read" as const),
      atMs,
      client,
      via: mostlyDax,
      keys: key.map((only) => [only]),
      mode: fc.constantFrom("eventual" as const, "eventual", "strong"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("transact" as const),
      atMs,
      client,
      writes: fc.uniqueArray(write, { minLength: 1, maxLength: 3, selector: (each) => each.key }),
    }),
  },
);

/** As `daxScenarios`, with queries: what else happens comes from there. */
export const daxQueryScenarios = (stepCountMax = 30): fc.Arbitrary<DaxScenario> =>
  fc
    .record({
      base: daxScenarios(Math.ceil(stepCountMax / 6)),
      queryCache,
      items,
      requests: few,
      steps: fc.array(queryStep, { maxLength: stepCountMax, size: "max" }),
    })
    .map(({ base, steps, requests, ...rest }) => ({
      ...base,
      ...rest,
      steps: [...base.steps, ...pickAll<DaxStep>(requests, steps)],
    }));
