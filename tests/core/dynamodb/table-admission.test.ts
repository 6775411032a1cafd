import { beforeEach, describe, expect, it } from "vitest";
import { TableAdmission, TableService } from "../../../src/core/dynamodb/index.ts";
import { hashOf } from "../../../src/core/dynamodb/key-hash.ts";
import { keyHash, placeOf } from "../../../src/core/dynamodb/key-order.ts";
import type { TableSchema } from "../../../src/core/dynamodb/table-schema.ts";

const SECOND = 1_000;
let nowMs = 0;
let admission: TableAdmission;
let schema: TableSchema;

function createTable(WriteCapacityUnits: number, { withLocalIndex = false } = {}): void {
  // The service makes the schema; it is caught on its way to the admission.
  const service = new TableService({
    nowMs: () => nowMs,
    admission: {
      admits(table) {
        schema = table;
        return true;
      },
    },
  });
  service.perform("CreateTable", {
    TableName: "orders",
    AttributeDefinitions: ["customer", "order", ...(withLocalIndex ? ["total"] : [])].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    KeySchema: [
      { AttributeName: "customer", KeyType: "HASH" },
      { AttributeName: "order", KeyType: "RANGE" },
    ],
    ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits },
    ...(withLocalIndex && {
      LocalSecondaryIndexes: [
        {
          IndexName: "by-total",
          KeySchema: [
            { AttributeName: "customer", KeyType: "HASH" },
            { AttributeName: "total", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    }),
  });
  service.perform("GetItem", { TableName: "orders", Key: { customer: { S: "1" }, order: { S: "1" } } });
}

/** Writes so many units a second to each key; gives the units admitted in the last second. */
function writeFor(
  seconds: number,
  load: readonly (readonly [customer: string, order: string, units: number])[],
): number {
  let admitted = 0;
  for (let second = 0; second < seconds; second++) {
    admitted = 0;
    // In turns, as independent clients would.
    for (let step = 0; step < 10; step++) {
      nowMs += SECOND / 10;
      for (const [customer, order, units] of load)
        for (let each = 0; each < units / 100 / 10; each++) admitted += put(customer, order) ? 100 : 0;
    }
  }
  return admitted;
}

/** Asks for 100 units: what an item of 100 KB costs, without the item. */
function put(customer: string, order: string): boolean {
  const place = placeOf({ customer: { S: customer }, order: { S: order } }, schema.key, keyHash);
  return admission.admits(schema, undefined, place, "write", 100, nowMs);
}

/** Two customers whose orders lie in one partition of five. */
function neighbours(): readonly [string, string] {
  const fifth = (name: string) => Math.floor((hashOf(name) / 2 ** 32) * 5);
  const names = Array.from({ length: 40 }, (_, index) => `customer#${index}`);
  const [first] = names as [string];
  return [first, names.find((name) => name !== first && fifth(name) === fifth(first)) as string];
}

beforeEach(() => {
  nowMs = 0;
  admission = new TableAdmission();
});

describe("a table's admission", () => {
  it("gives a table as many partitions as its capacity needs", () => {
    createTable(3_900);
    put("customer#1", "order#1");
    expect(admission.partitionsOf("orders")).toHaveLength(4);
  });

  it("splits a partition between two busy keys, two minutes after it was hot for one", () => {
    createTable(4_500);
    const [one, other] = neighbours();
    const load = [
      [one, "order#1", 1_000],
      [other, "order#1", 1_000],
    ] as const;
    expect(writeFor(90, load), "as one partition").toBeLessThanOrEqual(1_100);
    expect(admission.partitionsOf("orders")).toHaveLength(5);
    expect(writeFor(120, load), "as two").toBeGreaterThanOrEqual(1_900);
    expect(admission.partitionsOf("orders")).toHaveLength(6);
  });

  it("leaves one hot item whole", () => {
    createTable(4_500);
    expect(writeFor(300, [["customer#1", "order#1", 2_000]])).toBeLessThanOrEqual(1_100);
    expect(admission.partitionsOf("orders")).toHaveLength(5);
  });

  it.each([
    ["divides a collection whose orders are all busy", false, 6],
    ["divides no collection of a table with a local index", true, 5],
  ])("%s", (_, withLocalIndex, count) => {
    createTable(4_500, { withLocalIndex });
    const load = ["order#1", "order#2", "order#3", "order#4"].map((order) => ["customer#1", order, 1_000] as const);
    writeFor(240, load);
    expect(admission.partitionsOf("orders").length).toBeGreaterThanOrEqual(count);
    if (withLocalIndex) expect(admission.partitionsOf("orders")).toHaveLength(count);
  });

  it("forgets a load that has gone", () => {
    createTable(4_500);
    const [one, other] = neighbours();
    const load = [
      [one, "order#1", 1_000],
      [other, "order#1", 1_000],
    ] as const;
    writeFor(20, load);
    nowMs += 60 * SECOND;
    writeFor(20, load);
    nowMs += 300 * SECOND;
    put(one, "order#1");
    expect(admission.partitionsOf("orders")).toHaveLength(5);
  });
});

describe("a throttled table service", () => {
  const indexed = (WriteCapacityUnits: number) => {
    const service = new TableService({ nowMs: () => nowMs, admission });
    service.perform("CreateTable", {
      TableName: "orders",
      AttributeDefinitions: ["id", "status"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 100 },
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-status",
          KeySchema: [{ AttributeName: "status", KeyType: "HASH" }],
          Projection: { ProjectionType: "KEYS_ONLY" },
          ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits },
        },
      ],
    });
    return service;
  };
  const item = (id: number, status?: string) => ({
    id: { S: `order#${id}` },
    ...(status !== undefined && { status: { S: status } }),
  });
  const putInto = (service: TableService, id: number, status?: string) =>
    service.perform("PutItem", { TableName: "orders", Item: item(id, status) });
  const countOf = (service: TableService) => service.perform("Scan", { TableName: "orders" })["Count"];

  it("is held back by a global index without capacity, and leaves everything as it was", () => {
    const service = indexed(2);
    for (const id of [1, 2]) putInto(service, id, "open");
    expect(() => putInto(service, 3, "open")).toThrow(/one or more global secondary indexes/);
    expect(countOf(service)).toBe(2);
  });

  it("is not held back by an index that a write does not change", () => {
    const service = indexed(2);
    for (let id = 1; id <= 20; id++) putInto(service, id);
    expect(countOf(service)).toBe(20);
  });

  it("pays twice in an index for an entry that moves", () => {
    const service = indexed(3);
    putInto(service, 1, "open");
    putInto(service, 1, "paid");
    expect(() => putInto(service, 2, "open")).toThrow(/global secondary indexes/);
  });

  it("cancels a transaction that it has no capacity for, and says which write", () => {
    const service = indexed(3);
    const put = (id: number, status?: string) => ({ Put: { TableName: "orders", Item: item(id, status) } });
    expect(() =>
      service.perform("TransactWriteItems", { TransactItems: [put(1), put(2, "open"), put(3, "open")] }),
    ).toThrow("[None, None, ProvisionedThroughputExceeded]");
    expect(countOf(service)).toBe(0);
  });
});
