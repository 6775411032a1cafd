/** Items of all types, questions about sizes and units, and a table of its own under requests that say what they cost. */
import * as fc from "fast-check";
import type { AttributeValue, CapacityQuestion, CapacityScript, Item, Json, TableScenario } from "four-of-six/dynamodb";

const name = fc.constantFrom("a", "Id", "Title", "größe", "이름");
const string = fc.oneof(fc.constantFrom("", "a", "Köln", "서울", "🗄", "x".repeat(40)), fc.string({ maxLength: 6 }));
const numberText = fc.oneof(
  fc.constantFrom("0", "27", "-1", "100000", "0.0001", "12345678901234567890123456789012345678"),
  fc.integer({ min: -9_999, max: 9_999 }).map(String),
);
const binary = fc.constantFrom("", "AA==", "AAE=", "AAEC", "AAECAwQF");
const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  string.map((S) => ({ S })),
  numberText.map((N) => ({ N })),
  binary.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
  fc.uniqueArray(fc.constantFrom("a", "bc", "ö"), { minLength: 1 }).map((SS) => ({ SS })),
  fc.uniqueArray(fc.constantFrom("1", "22", "-333"), { minLength: 1 }).map((NS) => ({ NS })),
  fc.uniqueArray(fc.constantFrom("AA==", "AAEC"), { minLength: 1 }).map((BS) => ({ BS })),
);
const members = (value: fc.Arbitrary<AttributeValue>) =>
  fc.uniqueArray(fc.tuple(name, value), { maxLength: 3, selector: ([key]) => key }).map((entries): Item => Object.fromEntries(entries)); // prettier-ignore
const nested = (value: fc.Arbitrary<AttributeValue>): fc.Arbitrary<AttributeValue> =>
  fc.oneof(
    fc.array(value, { maxLength: 3 }).map((L) => ({ L })),
    members(value).map((M) => ({ M })),
  );
const value = fc.oneof(scalar, nested(scalar), nested(fc.oneof(scalar, nested(scalar))));

const KB = 1_024;
/** About the steps of 1 and 4 KB, and of the limit of an item. */
const bytes = fc.oneof(
  fc.constantFrom(0, 1, KB - 1, KB, KB + 1, 4 * KB - 1, 4 * KB, 4 * KB + 1, 400 * KB),
  fc.nat({ max: 20 * KB }),
);

const question: fc.Arbitrary<CapacityQuestion> = fc.oneof(
  members(value).map((item) => ({ kind: "size" as const, item })),
  fc.record({
    kind: fc.constant("read" as const),
    sizes: fc.array(bytes, { maxLength: 4 }),
    mode: fc.constantFrom("eventual", "strong", "transactional"),
    together: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("write" as const),
    before: bytes,
    after: bytes,
    mode: fc.constantFrom("standard", "transactional"),
  }),
);

export const capacityScripts: fc.Arbitrary<CapacityScript> = fc.array(question, { maxLength: 6 });

const TableName = "music";
const CREATE: { readonly [name: string]: Json } = {
  TableName,
  AttributeDefinitions: [
    { AttributeName: "artist", AttributeType: "S" },
    { AttributeName: "year", AttributeType: "N" },
  ],
  KeySchema: [
    { AttributeName: "artist", KeyType: "HASH" },
    { AttributeName: "year", KeyType: "RANGE" },
  ],
  ProvisionedThroughput: { ReadCapacityUnits: 6, WriteCapacityUnits: 5 },
};

/** Requests to one table of 6 RCU and 5 WCU: they say what they cost, and some find no capacity left. */
export const tableScenarios: fc.Arbitrary<TableScenario> = fc
  .array(
    fc.record({
      what: fc.constantFrom("put", "put", "update", "delete", "get", "strong", "query", "batch", "transact", "transact-get"), // prettier-ignore
      afterMs: fc.constantFrom(0, 100, 400, 1_000),
      year: fc.integer({ min: 1, max: 3 }),
      length: fc.oneof(fc.constantFrom(0, 900, 1_000, 3_000, 4_100), fc.nat({ max: 6_000 })),
    }),
    { maxLength: 8, size: "max" },
  )
  .map((steps): TableScenario => {
    let atMs = 0;
    const requests = steps.map(({ what, afterMs, year, length }) => {
      atMs += afterMs;
      const Key = { artist: { S: "Köln Trio" }, year: { N: String(year) } };
      const Item = { ...Key, title: { S: "x".repeat(length) } };
      const ReturnConsumedCapacity = "TOTAL";
      const asked: Readonly<Record<typeof what, readonly [string, { readonly [name: string]: Json }]>> = {
        put: ["PutItem", { TableName, Item, ReturnConsumedCapacity }],
        update: ["UpdateItem", { TableName, Key, UpdateExpression: "SET title = :t", ExpressionAttributeValues: { ":t": { S: "y".repeat(length) } }, ReturnConsumedCapacity }], // prettier-ignore
        delete: ["DeleteItem", { TableName, Key, ReturnConsumedCapacity }],
        get: ["GetItem", { TableName, Key, ReturnConsumedCapacity }],
        strong: ["GetItem", { TableName, Key, ConsistentRead: true, ReturnConsumedCapacity }],
        query: ["Query", { TableName, KeyConditionExpression: "artist = :a", ExpressionAttributeValues: { ":a": { S: "Köln Trio" } }, ReturnConsumedCapacity }], // prettier-ignore
        batch: ["BatchGetItem", { RequestItems: { [TableName]: { Keys: [Key, { ...Key, year: { N: "9" } }] } }, ReturnConsumedCapacity }], // prettier-ignore
        transact: ["TransactWriteItems", { TransactItems: [{ Put: { TableName, Item } }], ReturnConsumedCapacity }],
        "transact-get": ["TransactGetItems", { TransactItems: [{ Get: { TableName, Key } }], ReturnConsumedCapacity }],
      };
      const [operation, body] = asked[what];
      return { atMs, operation, body };
    });
    return { requests: [{ atMs: 0, operation: "CreateTable", body: CREATE }, ...requests], throttles: true, indexDelayMs: 0 }; // prettier-ignore
  });
