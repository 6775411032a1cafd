/**
 * What the table answers to a Query or Scan, from its rows at one moment: the table service's own operations, over these rows.
 *
 * The table is called `Offers`. Its partition key is `pk`, its sort key `sk`: the key `camera#ben` is the item of pk "camera"
 * and sk "camera#ben". It has one local index, `by-price`: the items of a partition key in the order of `price`, without
 * those that have none.
 *
 * Simplified: an item that is read by its key comes without its keys; in a result it has them. The service does not promise
 * that all items of a result are of one moment; here they are, because one copy answers.
 */
import type { Item } from "../dynamodb/attribute-value.ts";
import { capacityUnits } from "../dynamodb/capacity-units.ts";
import { Charges } from "../dynamodb/consumed-capacity.ts";
import { keyHash, placeOf } from "../dynamodb/key-order.ts";
import { DynamoDbError } from "../dynamodb/service-error.ts";
import { readPage } from "../dynamodb/query-pager.ts";
import type { WalkRequest } from "../dynamodb/storage-requests.ts";
import { query, scan, type Tables } from "../dynamodb/table-operations.ts";
import { tableSchema } from "../dynamodb/table-schema.ts";
import { ScenarioError } from "../kernel/errors.ts";
import type { TableRow } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";
import type { QueryMode, QueryRequest, QueryResult } from "./query-cache.ts";

/** The table of a run, as requests name it. */
export const OFFERS_TABLE = "Offers";
/** Its index. */
export const PRICE_INDEX = "by-price";

const keyOf = (sortKey: string) =>
  [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: sortKey, KeyType: "RANGE" },
  ] as const;
const SCHEMA = tableSchema({
  TableName: OFFERS_TABLE,
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "S" },
    { AttributeName: "price", AttributeType: "N" },
  ],
  KeySchema: keyOf("sk"),
  BillingMode: "PAY_PER_REQUEST",
  LocalSecondaryIndexes: [{ IndexName: PRICE_INDEX, KeySchema: keyOf("price"), Projection: { ProjectionType: "ALL" } }],
});
const TABLES: Tables = Object.freeze({
  hash: keyHash,
  charges: new Charges(capacityUnits),
  readPage,
  table(name: string) {
    if (name === OFFERS_TABLE) return SCHEMA;
    throw new DynamoDbError("ResourceNotFoundException", "Requested resource not found");
  },
});

/** What stands before the first # of a key; a key without one is its own. */
export function partitionKeyOf(key: ItemKey): string {
  return key.split("#", 1)[0] as string;
}

/** The answer from these rows, and its read units. Throws the service's `DynamoDbError` for a request that is wrong. */
export function answerQuery(
  request: QueryRequest,
  mode: QueryMode,
  rows: Iterable<TableRow>,
): { readonly result: QueryResult; readonly units: number } {
  const { operation, ...parameters } = request;
  const under = (operation === "Query" ? query : scan)(TABLES, { ...parameters, ConsistentRead: mode === "strong" });
  let units = 0;
  let step = under.next();
  while (step.done !== true) {
    // The index holds all attributes, so nothing but one walk is asked for.
    const walk = step.value as WalkRequest;
    const page = walk.page(itemsOf(rows, walk));
    units += walk.units(page);
    step = under.next(page);
  }
  const { Items, LastEvaluatedKey } = step.value as unknown as QueryResult;
  return { result: { Items, ...(LastEvaluatedKey && { LastEvaluatedKey }) }, units };
}

/** The items of the table or of its index that stand in the range, in the order that is asked for. */
function itemsOf(rows: Iterable<TableRow>, { index, range, isForward }: WalkRequest): readonly Item[] {
  const placed: { readonly place: string; readonly item: Item }[] = [];
  for (const { key, item } of rows) {
    if (item === undefined) continue;
    const whole: Item = { ...item, pk: { S: partitionKeyOf(key) }, sk: { S: key } };
    let place = placeOf(whole, SCHEMA.key, keyHash);
    if (index !== undefined) {
      const { price } = whole;
      if (price === undefined || !("N" in price)) continue;
      place = placeOf(whole, { partitionKey: "pk", sortKey: "price" }, keyHash) + place;
    }
    if (place >= range.from && place < range.to) placed.push({ place, item: whole });
  }
  placed.sort((one, other) => (one.place < other.place ? -1 : 1));
  const items = placed.map(({ item }) => item);
  return isForward ? items : items.reverse();
}

/** Throws `ScenarioError`, naming the field, for a request that the service would refuse. */
export function checkQuery(request: QueryRequest, field: string): void {
  const { operation, Limit } = request;
  if (operation !== "Query" && operation !== "Scan")
    throw new ScenarioError(`${field}.operation`, "Query or Scan", operation);
  if (operation === "Scan" && (request.KeyConditionExpression ?? request.ScanIndexForward) !== undefined)
    throw new ScenarioError(field, "a Scan without KeyConditionExpression and ScanIndexForward", operation);
  if (Limit !== undefined && !(Number.isInteger(Limit) && Limit >= 1))
    throw new ScenarioError(`${field}.Limit`, "a whole number from 1 on", Limit, "ValidationException");
  try {
    answerQuery(request, "eventual", []);
  } catch (error) {
    if (!(error instanceof DynamoDbError)) throw error;
    throw new ScenarioError(field, "a request that the service takes", error.message, error.code);
  }
}
