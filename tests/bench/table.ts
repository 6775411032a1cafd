/** How fast a table of a million items answers, beside a plain Map of the same items. */
import { TableService, type Item } from "../../src/core/dynamodb/index.ts";
import { Random } from "../../src/core/kernel/index.ts";

export interface TableFigures {
  /** One GetItem, from its JSON body to its response. */
  readonly getMicros: number;
  /** One Query of ten items of one partition key. */
  readonly queryMicros: number;
  /** The same GetItem of a table of a thousand items. */
  readonly smallGetMicros: number;
  /** The same items, found in a Map by the same keys. */
  readonly mapGetMicros: number;
}

const TableName = "items";
const PER_PARTITION = 100;
const READ_COUNT = 20_000;
const QUERY_COUNT = 5_000;

/** Takes some seconds: a million items are put first. */
export function benchTable(): TableFigures {
  const large = tableOf(1_000_000);
  const small = tableOf(1_000);
  const map = new Map<string, Item>();
  for (let index = 0; index < 1_000_000; index++) map.set(`${keyOf(index).p.S}/${keyOf(index).r.N}`, itemOf(index));
  const random = new Random("table");
  const drawn = Array.from({ length: READ_COUNT }, () => random.integer(0, 999_999));
  const get = (service: TableService, count: number) =>
    microsOf(READ_COUNT, (turn) => {
      service.perform("GetItem", { TableName, Key: keyOf((drawn[turn] as number) % count), ConsistentRead: true });
    });
  return {
    getMicros: get(large, 1_000_000),
    smallGetMicros: get(small, 1_000),
    queryMicros: microsOf(QUERY_COUNT, (turn) => {
      const { Count } = large.perform("Query", {
        TableName,
        KeyConditionExpression: "p = :p AND r BETWEEN :from AND :to",
        ExpressionAttributeValues: { ":p": keyOf(drawn[turn] as number).p, ":from": { N: "40" }, ":to": { N: "49" } },
      });
      if (Count !== 10) throw new Error(`The query found ${String(Count)} items.`);
    }),
    mapGetMicros: microsOf(READ_COUNT, (turn) => {
      const { p, r } = keyOf(drawn[turn] as number);
      if (map.get(`${p.S}/${r.N}`) === undefined) throw new Error("An item is missing.");
    }),
  };
}

function keyOf(index: number) {
  return { p: { S: `customer#${Math.floor(index / PER_PARTITION)}` }, r: { N: String(index % PER_PARTITION) } };
}

function itemOf(index: number): Item {
  return { ...keyOf(index), title: { S: `order ${index}` }, price: { N: "9.99" } };
}

function tableOf(count: number): TableService {
  const service = new TableService({ nowMs: () => 0 });
  service.perform("CreateTable", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "p", AttributeType: "S" },
      { AttributeName: "r", AttributeType: "N" },
    ],
    KeySchema: [
      { AttributeName: "p", KeyType: "HASH" },
      { AttributeName: "r", KeyType: "RANGE" },
    ],
  });
  for (let index = 0; index < count; index++) service.perform("PutItem", { TableName, Item: itemOf(index) });
  return service;
}

/** The median of five rounds, for one turn. */
function microsOf(count: number, work: (turn: number) => void): number {
  const rounds = Array.from({ length: 5 }, () => {
    const began = performance.now();
    for (let turn = 0; turn < count; turn++) work(turn);
    return ((performance.now() - began) * 1_000) / count;
  });
  return rounds.sort((a, b) => a - b)[2] as number;
}
