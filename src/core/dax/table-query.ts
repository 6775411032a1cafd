/**
 * What the table answers to a Query or Scan, from its rows at one moment.
 *
 * The table is called `Offers`. Its partition key is `pk`, its sort key `sk`; a key like `camera#ben` is the item of pk
 * "camera" and sk "camera#ben". It has one local index, `by-price`: the items of a partition key in the order of `price`,
 * without those that have none. Expressions are read, and pages are cut, as the table service does it.
 *
 * Simplified: an item that was read by its key comes without its keys; in a result it has them. The service does not promise
 * that a result is of one moment; here it is, because one copy answers all of it.
 */
import { canonicalItem, type AttributeType, type Item, type KeySchema } from "../dynamodb/attribute-value.ts";
import { itemSize } from "../dynamodb/capacity-units.ts";
import { holds, parseCondition } from "../dynamodb/condition-expression.ts";
import { Placeholders } from "../dynamodb/expression-syntax.ts";
import { keyConditionFor, parseKeyConditions } from "../dynamodb/key-condition.ts";
import { keyHash, placeOf, rangeOf, type PlaceRange } from "../dynamodb/key-order.ts";
import { parseProjection, projected } from "../dynamodb/projection-expression.ts";
import { readPage } from "../dynamodb/query-pager.ts";
import { DynamoDbError } from "../dynamodb/service-error.ts";
import { ScenarioError } from "../kernel/errors.ts";
import type { TableRow } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";
import type { QueryRequest, QueryResult } from "./query-cache.ts";

/** The table of a run, as requests name it. */
export const OFFERS_TABLE = "Offers";
/** Its index. */
export const PRICE_INDEX = "by-price";

const TABLE_KEY: KeySchema = Object.freeze({ partitionKey: "pk", sortKey: "sk" });
const INDEX_KEY: KeySchema = Object.freeze({ partitionKey: "pk", sortKey: "price" });
const EVERYWHERE: PlaceRange = Object.freeze({ from: "", to: "\uffff" });

/** A page, and the bytes of each item that was read for it. */
export interface TablePage {
  readonly result: QueryResult;
  readonly sizes: readonly number[];
}

/** A request that was read once, to be held against rows. */
export interface PreparedQuery {
  /** The answer from these rows. */
  on(rows: Iterable<TableRow>): TablePage;
  /** The partition key of which the result shows every item, and of each item its attributes; nothing for any other request. */
  readonly wholeOf: string | undefined;
}

/** What stands before the first # of a key; a key without one is its own. */
export function partitionKeyOf(key: ItemKey): string {
  return key.split("#", 1)[0] as string;
}

/** The key of an item in a result, if the result has it. */
export function keyOfItem({ sk }: Item): ItemKey | undefined {
  return sk !== undefined && "S" in sk ? sk.S : undefined;
}

/** Reads a request. Throws the service's ValidationException for one that is wrong. */
export function prepareQuery(request: QueryRequest): PreparedQuery {
  const { operation, IndexName, Limit, ExclusiveStartKey: start, ScanIndexForward } = request;
  const placeholders = new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues);
  const conditions = parseKeyConditions(request.KeyConditionExpression ?? "pk = pk", placeholders, operation);
  const filter = request.FilterExpression === undefined ? undefined : parseCondition("FilterExpression", request.FilterExpression, placeholders); // prettier-ignore
  const paths = request.ProjectionExpression === undefined ? undefined : parseProjection(request.ProjectionExpression, placeholders); // prettier-ignore
  placeholders.checkUsed();
  return undefined as never;
}
