/** Indexes of all kinds, items around a write, and a table with one local and two global indexes under requests. */
import * as fc from "fast-check";
import type { AttributeValue, IndexDefinition, IndexQuestion, IndexScript, Item, Json, TableScenario } from "four-of-six/dynamodb"; // prettier-ignore

const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.constantFrom("x", "y").map((S) => ({ S })),
  fc.constantFrom("1", "2").map((N) => ({ N })),
  fc.constantFrom(["a", "b"], ["b", "a"], ["a"]).map((SS) => ({ SS })),
);
const keyValue = fc.constantFrom("1", "2").map((N) => ({ N }));

/** Attributes in whatever order, so that one item can be written down in several ways. */
const attributes: fc.Arbitrary<Item> = fc
  .record({ p: keyValue, s: keyValue, a: value, b: value }, { requiredKeys: [] })
  .chain((item) => {
    const entries = Object.entries(item) as [string, AttributeValue][];
    return fc.shuffledSubarray(entries, { minLength: entries.length }).map((all): Item => Object.fromEntries(all));
  });

const definition: fc.Arbitrary<IndexDefinition> = fc.record({
  key: fc.constantFrom(
    { partitionKey: "p" },
    { partitionKey: "p", sortKey: "s" },
    { partitionKey: "s", sortKey: "id" },
    { partitionKey: "id", sortKey: "p" },
  ),
  tableKey: fc.constantFrom({ partitionKey: "id" }, { partitionKey: "id", sortKey: "at" }),
  projection: fc.oneof(
    fc.constantFrom({ type: "ALL" as const }, { type: "KEYS_ONLY" as const }),
    fc.constantFrom(["a"], ["a", "b"], ["b"]).map((names) => ({ type: "INCLUDE" as const, attributes: names })),
  ),
});

const KEYS: Item = { id: { S: "i" }, at: { N: "1" } };
const item = attributes.map((rest): Item => ({ ...rest, ...KEYS }));
/** Often the same item, in another order. */
const around = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(item, item) },
  {
    weight: 1,
    arbitrary: item.map((same): [Item, Item] => [same, Object.fromEntries(Object.entries(same).reverse())]),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(item, attributes).map(([before, more]): [Item, Item] => [before, { ...before, ...more }]),
  },
  { weight: 1, arbitrary: fc.tuple(item, fc.constant(undefined)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(undefined), item) },
);

const question: fc.Arbitrary<IndexQuestion> = fc.oneof(
  { weight: 1, arbitrary: item.map((each) => ({ kind: "entry" as const, item: each })) },
  { weight: 4, arbitrary: around.map(([before, after]) => ({ kind: "changes" as const, before, after })) },
);

export const indexScripts: fc.Arbitrary<IndexScript> = fc.record({
  index: definition,
  questions: fc.array(question, { maxLength: 5 }),
});

/** A global index of these runs is so far behind. */
export const INDEX_DELAY_MS = 300;

const TableName = "orders";
const key = (partitionKey: string, sortKey?: string) => [
  { AttributeName: partitionKey, KeyType: "HASH" },
  ...(sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: "RANGE" }]),
];
const CREATE: { readonly [name: string]: Json } = {
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "customer", AttributeType: "S" },
    { AttributeName: "number", AttributeType: "N" },
    { AttributeName: "due", AttributeType: "N" },
    { AttributeName: "open", AttributeType: "S" },
    { AttributeName: "courier", AttributeType: "S" },
  ],
  KeySchema: key("customer", "number"),
  LocalSecondaryIndexes: [
    { IndexName: "by-due", KeySchema: key("customer", "due"), Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["text"] } }, // prettier-ignore
  ],
  GlobalSecondaryIndexes: [
    { IndexName: "open", KeySchema: key("open", "due"), Projection: { ProjectionType: "KEYS_ONLY" } },
    { IndexName: "by-courier", KeySchema: key("courier"), Projection: { ProjectionType: "ALL" } },
  ],
};
const QUERIES = [
  { IndexName: "by-due", KeyConditionExpression: "customer = :v", value: "ann", ConsistentRead: true },
  { IndexName: "open", KeyConditionExpression: "#o = :v", value: "yes", ExpressionAttributeNames: { "#o": "open" } },
  { IndexName: "by-courier", KeyConditionExpression: "courier = :v", value: "kim" },
].map(({ value: S, ...rest }) => ({ TableName, ...rest, ExpressionAttributeValues: { ":v": { S } } }));

const text = fc.constantFrom("", "x".repeat(900), "y".repeat(600));
const order = fc.record(
  {
    due: fc.constantFrom("10", "20").map((N) => ({ N })),
    open: fc.constant({ S: "yes" }),
    courier: fc.constantFrom("kim", "lee").map((S) => ({ S })),
    text: text.map((S) => ({ S })),
    note: text.map((S) => ({ S })),
  },
  { requiredKeys: [] },
);
const update = fc.constantFrom<[string, Item?]>(
  ["SET note = :t", { ":t": { S: "x".repeat(700) } }],
  ["SET #t = :t", { ":t": { S: "z".repeat(300) } }],
  ["SET due = :t", { ":t": { N: "15" } }],
  ["SET #o = :t", { ":t": { S: "yes" } }],
  ["SET courier = :t", { ":t": { S: "kim" } }],
  ["REMOVE #o"],
  ["REMOVE due"],
  ["REMOVE courier, #t"],
);

/** Orders of one customer that come, change and go, and queries of all three indexes in between. */
export const indexedTables: fc.Arbitrary<TableScenario> = fc
  .array(
    fc.record({
      what: fc.constantFrom("put", "put", "update", "update", "update", "delete", "query", "query"),
      afterMs: fc.constantFrom(0, 100, 400),
      number: fc.integer({ min: 1, max: 3 }),
      order,
      update,
      query: fc.constantFrom(...QUERIES),
    }),
    { maxLength: 12, size: "max" },
  )
  .map((steps): TableScenario => {
    let atMs = 0;
    const requests = steps.map(({ what, afterMs, number, order: rest, update: [expression, values], query }) => {
      atMs += afterMs;
      const Key = { customer: { S: "ann" }, number: { N: String(number) } };
      const names = { ...(expression.includes("#o") && { "#o": "open" }), ...(expression.includes("#t") && { "#t": "text" }) }; // prettier-ignore
      const asked: Readonly<Record<typeof what, readonly [string, object]>> = {
        put: ["PutItem", { TableName, Item: { ...rest, ...Key }, ReturnConsumedCapacity: "INDEXES" }],
        update: [
          "UpdateItem",
          {
            TableName,
            Key,
            UpdateExpression: expression,
            ...(values && { ExpressionAttributeValues: values }),
            ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
            ReturnValues: "ALL_NEW",
            ReturnConsumedCapacity: "INDEXES",
          },
        ],
        delete: ["DeleteItem", { TableName, Key, ReturnConsumedCapacity: "INDEXES" }],
        query: ["Query", query],
      };
      const [operation, body] = asked[what];
      return { atMs, operation, body: body as { readonly [name: string]: Json } };
    });
    const last = QUERIES.map((body) => ({ atMs: atMs + 2 * INDEX_DELAY_MS, operation: "Query", body }));
    return {
      requests: [{ atMs: 0, operation: "CreateTable", body: CREATE }, ...requests, ...last],
      throttles: false,
      indexDelayMs: INDEX_DELAY_MS,
    };
  });
