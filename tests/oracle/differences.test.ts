/**
 * Where dynalite does otherwise than the service, and the table service follows the service. The random requests leave
 * these out. When dynalite mends one, its test here fails, and the random requests may have it back.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startOurs } from "./compare.ts";
import { startDynalite, type Dynalite, type Outcome } from "./dynalite-server.ts";
import { TABLE_NAME as TableName, createTableBody } from "./random-requests.ts";

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.close());

const Key = { p: { S: "a" } };
const put = (Item: object) => ["PutItem", { TableName, Item: { ...Key, ...Item } }] as const;
const update = (UpdateExpression: string, ExpressionAttributeValues?: object, more: object = {}) =>
  ["UpdateItem", { TableName, Key, UpdateExpression, ...(ExpressionAttributeValues && { ExpressionAttributeValues }), ...more }] as const; // prettier-ignore
const get = ["GetItem", { TableName, Key, ConsistentRead: true }] as const;
const scan = (FilterExpression: string, ExpressionAttributeValues?: object) =>
  ["Scan", { TableName, FilterExpression, ...(ExpressionAttributeValues && { ExpressionAttributeValues }) }] as const;

type Asked = readonly [operation: string, body: object];

/** What the last of the requests comes to, as one word or two. */
interface Difference {
  readonly what: string;
  /** Why the service is right to. */
  readonly because: string;
  readonly requests: readonly Asked[];
  /** Whether the table has indexes. */
  readonly isIndexed?: boolean;
  readonly ours: unknown;
  readonly theirs: unknown;
  /** Takes from the last answer what differs; an error is its name. */
  readonly of?: (body: Readonly<Record<string, unknown>>) => unknown;
}

const count = (body: Readonly<Record<string, unknown>>) => body["Count"];
const item = (body: Readonly<Record<string, unknown>>) => body["Item"];
const REFUSED = "ValidationException";

const DIFFERENCES: readonly Difference[] = [
  {
    what: "two missing attributes are not equal",
    because: "a missing attribute has no value to compare",
    requests: [put({}), scan("x = y")],
    of: count,
    ours: 0,
    theirs: 1,
  },
  {
    what: "the size of text is that of its UTF-8 bytes",
    because: "Developer Guide, CapacityUnitCalculations",
    requests: [
      ["PutItem", { TableName, Item: { ...Key, s: { S: "ö".repeat(700) } }, ReturnConsumedCapacity: "TOTAL" }],
    ],
    of: (body) => (body["ConsumedCapacity"] as { CapacityUnits: number }).CapacityUnits,
    ours: 2,
    theirs: 1,
  },
  {
    what: "a strongly consistent Scan costs twice as much",
    because: "Developer Guide, read-write-operations",
    requests: [put({}), ["Scan", { TableName, ConsistentRead: true, ReturnConsumedCapacity: "TOTAL" }]],
    of: (body) => (body["ConsumedCapacity"] as { CapacityUnits: number }).CapacityUnits,
    ours: 1,
    theirs: 0.5,
  },
  {
    what: "lists with the same elements are equal",
    because: "Developer Guide, Expressions.OperatorsAndFunctions: both are compared whole",
    requests: [put({ l: { L: [{ N: "1" }] } }), scan("l = :l", { ":l": { L: [{ N: "1.0" }] } })],
    of: count,
    ours: 1,
    theirs: 0,
  },
  {
    what: "sets inside maps are equal in any order",
    because: "a set has no order",
    requests: [
      put({ m: { M: { t: { SS: ["a", "b"] } } } }),
      scan("m = :m", { ":m": { M: { t: { SS: ["b", "a"] } } } }),
    ],
    of: count,
    ours: 1,
    theirs: 0,
  },
  {
    what: "places that are removed from a list are those before the update",
    because: "Developer Guide, Expressions.UpdateExpressions, REMOVE: of five, the second and third",
    requests: [
      put({ l: { L: ["Chisel", "Hammer", "Nails", "Screwdriver", "Hacksaw"].map((S) => ({ S })) } }),
      update("REMOVE l[1], l[2]"),
      get,
    ],
    of: (body) => (item(body) as { l: { L: { S: string }[] } }).l.L.map(({ S }) => S),
    ours: ["Chisel", "Screwdriver", "Hacksaw"],
    theirs: ["Chisel", "Nails", "Hacksaw"],
  },
  {
    what: "REMOVE alone makes no item",
    because: "there is nothing to take away from",
    requests: [update("REMOVE s"), get],
    of: item,
    ours: undefined,
    theirs: Key,
  },
  {
    what: "a leading plus is part of a number",
    because: "API Reference, AttributeValue: numbers are sent as text that any number format can write",
    requests: [put({ n: { N: "+5" } }), get],
    of: (body) => (item(body) as { n: unknown } | undefined)?.n,
    ours: { N: "5" },
    theirs: undefined,
  },
  {
    what: "a sum of more than 38 digits is refused",
    because: "Developer Guide, Constraints: a number has at most 38 digits",
    requests: [put({ n: { N: `1${"0".repeat(39)}` } }), update("SET n = n + :v", { ":v": { N: "1" } })],
    of: () => "done",
    ours: REFUSED,
    theirs: "done",
  },
  {
    what: "ReturnValuesOnConditionCheckFailure gives the item",
    because: "API Reference, PutItem",
    requests: [
      put({ n: { N: "1" } }),
      ["PutItem", { TableName, Item: Key, ConditionExpression: "attribute_not_exists(p)", ReturnValuesOnConditionCheckFailure: "ALL_OLD" }], // prettier-ignore
    ],
    ours: "ConditionalCheckFailedException with the item",
    theirs: "ConditionalCheckFailedException",
  },
  {
    what: "DeleteItem returns the old item or nothing",
    because: "API Reference, DeleteItem",
    requests: [["DeleteItem", { TableName, Key, ReturnValues: "UPDATED_OLD" }]],
    of: () => "done",
    ours: REFUSED,
    theirs: "done",
  },
  {
    what: "a Segment needs TotalSegments",
    because: "API Reference, Scan",
    requests: [["Scan", { TableName, Segment: 0 }]],
    of: () => "done",
    ours: REFUSED,
    theirs: "done",
  },
  {
    what: "an expression has at most 4 KB",
    because: "Developer Guide, Constraints",
    requests: [put({}), scan(`s = :s${" OR s = :s".repeat(500)}`, { ":s": { S: "a" } })],
    of: () => "done",
    ours: REFUSED,
    theirs: "done",
  },
  {
    what: "lists and maps lie in each other 32 deep at most",
    because: "Developer Guide, Constraints",
    requests: [
      put({
        deep: Array(33)
          .fill(0)
          .reduce((inner: object) => ({ L: [inner] }), { N: "1" }) as object,
      }),
    ],
    of: () => "done",
    ours: REFUSED,
    theirs: "done",
  },
  {
    what: "a write to an index costs capacity",
    because: "Developer Guide, GSI: a put of a new entry is a write to the index",
    isIndexed: true,
    requests: [
      ["PutItem", { TableName, Item: { ...Key, f: { S: "x" }, g: { N: "1" } }, ReturnConsumedCapacity: "TOTAL" }],
    ],
    of: (body) => (body["ConsumedCapacity"] as { CapacityUnits: number }).CapacityUnits,
    ours: 2,
    theirs: 1,
  },
  {
    what: "an index key is not empty",
    because: "Developer Guide, HowItWorks.NamingRulesDataTypes: no key attribute may be",
    isIndexed: true,
    requests: [put({ f: { S: "" }, g: { N: "1" } })],
    of: () => "done",
    ours: REFUSED,
    theirs: "done",
  },
  {
    what: "INCLUDE says what it includes",
    because: "API Reference, Projection",
    requests: [
      [
        "CreateTable",
        {
          ...createTableBody({ partition: "S", sort: undefined, isIndexed: true, projection: "KEYS_ONLY" }),
          TableName: `${TableName}-include`,
          GlobalSecondaryIndexes: [
            {
              IndexName: "by-f",
              KeySchema: [{ AttributeName: "f", KeyType: "HASH" }],
              Projection: { ProjectionType: "INCLUDE" },
            },
            {
              IndexName: "by-g",
              KeySchema: [
                { AttributeName: "g", KeyType: "HASH" },
                { AttributeName: "h", KeyType: "RANGE" },
              ],
              Projection: { ProjectionType: "ALL" },
            },
          ],
        },
      ],
    ],
    of: () => "done",
    ours: REFUSED,
    theirs: "done",
  },
];

function outcomeOf(answer: Outcome, of: Difference["of"]): unknown {
  if ("error" in answer) return answer.item === undefined ? answer.error : `${answer.error} with the item`;
  return of === undefined ? "done" : of(answer.body);
}

describe("where the service and dynalite differ", () => {
  it.each(DIFFERENCES)("$what", async ({ requests, of, ours, theirs, isIndexed = false }) => {
    const create = createTableBody({ partition: "S", sort: undefined, isIndexed, projection: "ALL" });
    const sides = [startOurs().ask, dynalite.fresh(TableName)] as const;
    const outcomes = [];
    for (const ask of sides) {
      await ask("CreateTable", create);
      while (JSON.stringify(await ask("DescribeTable", { TableName })).includes("CREATING"));
      let last: Outcome | undefined;
      for (const [operation, body] of requests) last = await ask(operation, body);
      outcomes.push(outcomeOf(last as Outcome, of));
    }
    expect(outcomes).toEqual([ours, theirs]);
  });
});
