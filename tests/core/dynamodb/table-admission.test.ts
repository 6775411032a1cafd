import { beforeEach, describe, expect, it } from "vitest";
import { TableAdmission, TableService } from "../../../src/core/dynamodb/index.ts";
import { hashOf, keyHash, placeOf } from "../../../src/core/dynamodb/key-order.ts";
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
