/**
 * The operations on items: PutItem, GetItem, UpdateItem, DeleteItem, Query, Scan and the batches. Each checks its request in
 * the order in which the service does, then asks the storage, then says what it did.
 */
import type { AttributeValue, Item, KeySchema } from "./attribute-value.ts";
import { typeOf } from "./attribute-value.ts";
import type { ReadMode } from "./capacity-units.ts";
import { holds, parseCondition, type ParsedCondition } from "./condition-expression.ts";
import { ConsumedCapacity, type CapacityDetail, type Charges } from "./consumed-capacity.ts";
import { Placeholders, type DocumentPath } from "./expression-syntax.ts";
import { checkItem, checkItemSize, checkKey, checkKeyPiece, checkedMembers, keyAttributes } from "./item-check.ts";
import { keyConditionFor, parseKeyConditions } from "./key-condition.ts";
import { placeOf, rangeOf, type KeyHash, type PlaceRange } from "./key-order.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { parseProjection, projected } from "./projection-expression.ts";
import type { ReadPage } from "./query-pager.ts";
import { DynamoDbError, validationError } from "./service-error.ts";
import { readItem, walkItems, writeItem, type Operation, type ReadRequest } from "./storage-requests.ts";
import type { IndexSchema, TableSchema } from "./table-schema.ts";
import { parseUpdate, updated, type ParsedUpdate } from "./update-expression.ts";

/** A request whose shape has been checked. */
export type Request = Readonly<Record<string, unknown>>;
/** What a response carries. */
export type Response = Readonly<Record<string, unknown>>;

/** What operations need of the service. */
export interface Tables {
  /** Throws the service's ResourceNotFoundException. */
  table(name: string): TableSchema;
  readonly hash: KeyHash;
  readonly charges: Charges;
  readonly readPage: ReadPage;
}

const FAILED = "The conditional request failed";
const COLLECTION_GB = Object.freeze([0, 1]);

/** PutItem. */
export function* putItem(tables: Tables, request: Request): Operation<Response> {
  const put = putWrite(request);
  if (!["ALL_OLD", "NONE", undefined].includes(put.returnValues))
    throw validationError("ReturnValues can only be ALL_OLD or NONE");
  return yield* performWrite(tables, request, put);
}

/** DeleteItem. */
export function* deleteItem(tables: Tables, request: Request): Operation<Response> {
  const write = deleteWrite(request);
  if (!["ALL_OLD", "NONE", undefined].includes(write.returnValues))
    throw validationError("ReturnValues can only be ALL_OLD or NONE");
  return yield* performWrite(tables, request, write);
}

/** UpdateItem. */
export function* updateItem(tables: Tables, request: Request): Operation<Response> {
  return yield* performWrite(tables, request, updateWrite(request));
}

/** One write of a request that has been read, before its table is known. */
export interface ItemWrite {
  readonly tableName: string;
  readonly returnValues: string | undefined;
  /** Paths that the write sets, for UPDATED_OLD and UPDATED_NEW. */
  readonly updatedPaths: readonly DocumentPath[];
  /** Whether a failed condition is answered with the item. */
  readonly returnsOldOnFailure: boolean;
  /** Fits the write to its table. Throws the service's ValidationException. */
  bind(table: TableSchema, hash: KeyHash): BoundWrite;
}

/** A write of one item in one table. */
export interface BoundWrite {
  readonly place: string;
  readonly key: Item;
  change(before: Item | undefined): Item | undefined;
}

/** Reads a PutItem, or a put of a batch or a transaction. */
export function putWrite(request: Request): ItemWrite {
  checkExpressionMembers(request, ["ConditionExpression"]);
  const item = checkedMembers(request["Item"]);
  checkItemSize(item, "Item size has exceeded the maximum allowed size");
  const placeholders = placeholdersOf(request);
  const condition = conditionOf(request, placeholders);
  placeholders.checkUsed();
  return {
    ...writeBasics(request),
    updatedPaths: [],
    bind(table, hash) {
      checkItem(item, table);
      checkNestedKeys(condition?.paths, table);
      return {
        place: placeOf(item, table.key, hash),
        key: keyOf(item, table.key),
        change: (before) => {
          checkCondition(condition, before, this.returnsOldOnFailure);
          return item;
        },
      };
    },
  };
}

/** Reads a DeleteItem, or the Delete of a transaction. */
export function deleteWrite(request: Request): ItemWrite {
  checkExpressionMembers(request, ["ConditionExpression"]);
  return writeByKey(request, undefined, () => undefined);
}

/** Reads the ConditionCheck of a transaction: a write that leaves its item as it is. */
export function conditionCheck(request: Request): ItemWrite {
  return writeByKey(request, undefined, (before) => before);
}

/** Reads an UpdateItem, or the Update of a transaction. */
export function updateWrite(request: Request): ItemWrite {
  checkExpressionMembers(request, ["UpdateExpression", "ConditionExpression"]);
  return writeByKey(request, request["UpdateExpression"] as string | undefined, (before, { key, update, table }) => {
    const actions = update?.actions ?? [];
    const after = updated(before ?? key, actions);
    checkUpdatedIndexKeys(after, actions, table);
    checkItemSize(after, "Item size to update has exceeded the maximum allowed size");
    // What only takes away makes no item.
    const onlyTakes = actions.length > 0 && actions.every(({ kind }) => kind === "remove" || kind === "delete");
    return before === undefined && onlyTakes ? undefined : after;
  });
}

/** What a write is bound to that names its item by its key. */
interface KeyedWrite {
  readonly key: Item;
  readonly update: ParsedUpdate | undefined;
  readonly table: TableSchema;
}

/** Reads a write that names its item by its key. Once its condition holds, `afterOf` says what the item is afterwards. */
function writeByKey(
  request: Request,
  updateText: string | undefined,
  afterOf: (before: Item | undefined, write: KeyedWrite) => Item | undefined,
): ItemWrite {
  const key = checkedMembers(request["Key"]);
  const placeholders = placeholdersOf(request);
  const update = updateText === undefined ? undefined : parseUpdate(updateText, placeholders);
  const condition = conditionOf(request, placeholders);
  placeholders.checkUsed();
  return {
    ...writeBasics(request),
    updatedPaths: update?.actions.map(({ path }) => path) ?? [],
    bind(table, hash) {
      checkKey(key, table);
      if (update !== undefined) checkUpdate(update, table);
      checkNestedKeys(condition?.paths, table);
      return {
        place: placeOf(key, table.key, hash),
        key,
        change: (before) => {
          checkCondition(condition, before, this.returnsOldOnFailure);
          return afterOf(before, { key, update, table });
        },
      };
    },
  };
}

function writeBasics(request: Request) {
  return {
    tableName: request["TableName"] as string,
    returnValues: request["ReturnValues"] as string | undefined,
    returnsOldOnFailure: request["ReturnValuesOnConditionCheckFailure"] === "ALL_OLD",
  };
}

function* performWrite(tables: Tables, request: Request, write: ItemWrite): Operation<Response> {
  const table = tables.table(write.tableName);
  const { place, key, change } = write.bind(table, tables.hash);
  const stored = yield* writeItem({
    kind: "write",
    table: table.name,
    place,
    change,
    units: (before, after) => tables.charges.write(before, after, "standard"),
  });
  const { before, after } = stored;
  const consumed = new ConsumedCapacity(table, tables.charges);
  consumed.addWrite(stored, "standard");
  return withoutMissing({
    Attributes: returnedAttributes(write, before, after),
    ConsumedCapacity: consumed.report(request["ReturnConsumedCapacity"] as CapacityDetail),
    ItemCollectionMetrics: collectionMetrics(request, table, key),
  });
}

function returnedAttributes(
  { returnValues, updatedPaths }: ItemWrite,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined {
  const of = (item: Item | undefined) => {
    const parts = item === undefined ? {} : projected(item, updatedPaths);
    return Object.keys(parts).length === 0 ? undefined : parts;
  };
  switch (returnValues) {
    case "ALL_OLD":
      return before;
    case "ALL_NEW":
      return after;
    case "UPDATED_OLD":
      return of(before);
    case "UPDATED_NEW":
      return of(after);
    default:
      return undefined;
  }
}

/** For a table with a local index: which collection was written. Here every one is small. */
function collectionMetrics(request: Request, table: TableSchema, key: Item): Response | undefined {
  if (request["ReturnItemCollectionMetrics"] !== "SIZE" || !table.indexes.some(({ isGlobal }) => !isGlobal))
    return undefined;
  const { partitionKey } = table.key;
  return { ItemCollectionKey: { [partitionKey]: key[partitionKey] }, SizeEstimateRangeGB: COLLECTION_GB };
}

/** GetItem. */
export function* getItem(tables: Tables, request: Request): Operation<Response> {
  const read = itemRead(request);
  const table = tables.table(request["TableName"] as string);
  const mode: ReadMode = request["ConsistentRead"] === true ? "strong" : "eventual";
  const asked = read.bind(table, tables, mode);
  const item = yield* readItem(asked);
  const consumed = new ConsumedCapacity(table, tables.charges);
  consumed.add(asked.units(item));
  return withoutMissing({
    Item: item && read.project(item),
    ConsumedCapacity: consumed.report(request["ReturnConsumedCapacity"] as CapacityDetail),
  });
}

/** One read of a request. */
export interface ItemRead {
  bind(table: TableSchema, tables: Tables, mode: ReadMode): ReadRequest;
  project(item: Item): Item;
}

/** Reads a GetItem, or the Get of a transaction. */
export function itemRead(request: Request): ItemRead {
  checkExpressionMembers(request, ["ProjectionExpression"]);
  const key = checkedMembers(request["Key"]);
  const placeholders = placeholdersOf(request);
  const paths = projectionOf(request, placeholders);
  placeholders.checkUsed();
  return {
    bind(table, { hash, charges }, mode) {
      checkKey(key, table);
      checkNestedKeys(paths, table);
      return {
        kind: "read",
        table: table.name,
        place: placeOf(key, table.key, hash),
        isConsistent: mode !== "eventual",
        units: (item) => charges.read(item, mode),
      };
    },
    project: (item) => (paths === undefined ? item : projected(item, paths)),
  };
}

/** BatchGetItem: up to 100 items of any tables, read one by one. Past 16 MB the rest comes back unprocessed. */
export function* batchGetItem(tables: Tables, request: Request): Operation<Response> {
  const perTable = Object.entries(request["RequestItems"] as Record<string, Request>).map(([name, asked]) => {
    checkExpressionMembers(asked, ["ProjectionExpression"]);
    const keys = (asked["Keys"] as unknown[]).map((key) => checkedMembers(key));
    const placeholders = placeholdersOf(asked);
    const paths = projectionOf(asked, placeholders);
    placeholders.checkUsed();
    return { name, asked, keys, paths };
  });
  const count = perTable.reduce((sum, { keys }) => sum + keys.length, 0);
  if (count > DYNAMODB_LIMITS.batchGetItems.value)
    throw validationError("Too many items requested for the BatchGetItem call");
  const reads = perTable.flatMap(({ name, asked, keys, paths }) => {
    const table = tables.table(name);
    const mode: ReadMode = asked["ConsistentRead"] === true ? "strong" : "eventual";
    checkNestedKeys(paths, table);
    for (const key of keys) checkKey(key, table);
    const places = keys.map((key) => placeOf(key, table.key, tables.hash));
    if (new Set(places).size < places.length) throw validationError("Provided list of item keys contains duplicates");
    return keys.map((key, index) => ({ table, key, place: places[index] as string, mode, paths, asked }));
  });
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, { Keys: Item[] }> = {};
  const consumed = new Map<TableSchema, ConsumedCapacity>();
  let bytes = 0;
  for (const { table, key, place, mode, paths, asked } of reads) {
    responses[table.name] ??= [];
    if (bytes >= DYNAMODB_LIMITS.batchSize.value) {
      const { Keys: _, ...rest } = asked;
      (unprocessed[table.name] ??= { ...rest, Keys: [] }).Keys.push(key);
      continue;
    }
    const units = (item: Item | undefined) => tables.charges.read(item, mode);
    const item = yield* readItem({ kind: "read", table: table.name, place, isConsistent: mode === "strong", units });
    const capacity = consumed.get(table) ?? new ConsumedCapacity(table, tables.charges);
    consumed.set(table, capacity);
    capacity.add(units(item));
    if (item === undefined) continue;
    bytes += tables.charges.sizeOf(item);
    responses[table.name]?.push(paths === undefined ? item : projected(item, paths));
  }
  return withoutMissing({
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ConsumedCapacity: reports(consumed, request),
  });
}

/** BatchWriteItem: up to 25 puts and deletes, each for itself: no condition, and no order among them. */
export function* batchWriteItem(tables: Tables, request: Request): Operation<Response> {
  const given = Object.entries(request["RequestItems"] as Record<string, readonly Request[]>);
  const writes = given.flatMap(([name, entries]) =>
    entries.map((entry) => {
      const [put, del] = [entry["PutRequest"] as Request | undefined, entry["DeleteRequest"] as Request | undefined];
      if ((put === undefined) === (del === undefined))
        throw validationError("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"); // prettier-ignore
      const write = put === undefined ? deleteWrite({ TableName: name, ...del }) : putWrite({ TableName: name, ...put }); // prettier-ignore
      return { name, write };
    }),
  );
  if (writes.length > DYNAMODB_LIMITS.batchWriteItems.value)
    throw validationError("Too many items requested for the BatchWriteItem call");
  const bound = writes.map(({ name, write }) => {
    const table = tables.table(name);
    return { table, ...write.bind(table, tables.hash) };
  });
  if (new Set(bound.map(({ table, place }) => `${table.name}/${place}`)).size < bound.length)
    throw validationError("Provided list of item keys contains duplicates");
  const consumed = new Map<TableSchema, ConsumedCapacity>();
  for (const { table, place, change } of bound) {
    const units = (before: Item | undefined, after: Item | undefined) =>
      tables.charges.write(before, after, "standard");
    const stored = yield* writeItem({ kind: "write", table: table.name, place, change, units });
    const capacity = consumed.get(table) ?? new ConsumedCapacity(table, tables.charges);
    consumed.set(table, capacity);
    capacity.addWrite(stored, "standard");
  }
  return withoutMissing({ UnprocessedItems: {}, ConsumedCapacity: reports(consumed, request) });
}

function reports(consumed: ReadonlyMap<TableSchema, ConsumedCapacity>, request: Request): unknown[] | undefined {
  const detail = request["ReturnConsumedCapacity"] as CapacityDetail;
  if (detail === undefined || detail === "NONE") return undefined;
  return [...consumed.values()].map((capacity) => capacity.report(detail));
}

/** Query: the items of one partition key value, in the order of their sort keys. */
export function* query(tables: Tables, request: Request): Operation<Response> {
  checkExpressionMembers(request, ["ProjectionExpression", "FilterExpression", "KeyConditionExpression"]);
  const start = startKeyOf(request);
  const text = request["KeyConditionExpression"] as string | undefined;
  if (text === undefined)
    throw validationError("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."); // prettier-ignore
  const placeholders = placeholdersOf(request);
  const conditions = parseKeyConditions(text, placeholders);
  const filter = filterOf(request, placeholders);
  const paths = projectionOf(request, placeholders);
  placeholders.checkUsed();

  const table = tables.table(request["TableName"] as string);
  const index = indexOf(request, table);
  const key = index?.key ?? table.key;
  checkStartKeyShape(start, table, index, true);
  const condition = keyConditionFor(conditions, key, (attribute) => table.typeOfKey(attribute));
  const range = rangeOf(condition.partition, condition.sort, tables.hash);
  if (start !== undefined) checkStartInside(start, key, range, condition.sort !== undefined, tables.hash);
  checkNestedKeys(paths, table);
  for (const [head] of filter?.paths ?? []) {
    if (head !== key.partitionKey && head !== key.sortKey) continue;
    throw validationError(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${head}`,
    );
  }
  checkNestedKeys(filter?.paths, table);
  const isForward = request["ScanIndexForward"] !== false;
  return yield* readPages(tables, request, { table, index, range, isForward, start, filter, paths });
}

/** Scan: all items, in the order of their hashes; or one segment of them. */
export function* scan(tables: Tables, request: Request): Operation<Response> {
  checkExpressionMembers(request, ["ProjectionExpression", "FilterExpression"]);
  const start = startKeyOf(request);
  const placeholders = placeholdersOf(request);
  const filter = filterOf(request, placeholders);
  const paths = projectionOf(request, placeholders);
  placeholders.checkUsed();
  const { Segment: segment, TotalSegments: total } = request as { Segment?: number; TotalSegments?: number };
  if (segment !== undefined && total === undefined)
    throw validationError("The TotalSegments parameter is required but was not present in the request when Segment parameter is present"); // prettier-ignore
  if (segment === undefined && total !== undefined)
    throw validationError("The Segment parameter is required but was not present in the request when parameter TotalSegments is present"); // prettier-ignore
  if (segment !== undefined && total !== undefined && segment >= total)
    throw validationError(`The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`); // prettier-ignore

  const table = tables.table(request["TableName"] as string);
  const index = indexOf(request, table);
  checkStartKeyShape(start, table, index, false);
  checkNestedKeys(paths, table);
  checkNestedKeys(filter?.paths, table);
  const range = segmentRange(segment ?? 0, total ?? 1);
  if (start !== undefined) {
    const place = startPlace(start, table, index, tables.hash);
    if (place < range.from || place >= range.to)
      throw validationError(`The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${total ?? 1} Segment: ${segment ?? 0}`); // prettier-ignore
  }
  return yield* readPages(tables, request, { table, index, range, isForward: true, start, filter, paths });
}

/** A segment is its share of all hashes, which begin with three hexadecimal digits. */
function segmentRange(segment: number, total: number): PlaceRange {
  const at = (part: number) => Math.ceil((4_096 * part) / total).toString(16).padStart(3, "0"); // prettier-ignore
  return { from: segment === 0 ? "" : at(segment), to: segment + 1 === total ? "\uffff" : at(segment + 1) };
}

interface PageRead {
  readonly table: TableSchema;
  readonly index: IndexSchema | undefined;
  readonly range: PlaceRange;
  readonly isForward: boolean;
  readonly start: Item | undefined;
  readonly filter: ParsedCondition | undefined;
  readonly paths: readonly DocumentPath[] | undefined;
}

function* readPages(tables: Tables, request: Request, read: PageRead): Operation<Response> {
  const { table, index, isForward, start, filter, paths } = read;
  const select = request["Select"] as string | undefined;
  checkSelect(select, index, paths);
  const mode: ReadMode = request["ConsistentRead"] === true ? "strong" : "eventual";
  const isFetched = fetchesItems(select, index, paths, table);
  const page = yield* walkItems({
    kind: "walk",
    table: table.name,
    index: index?.name,
    range:
      start === undefined ? read.range : after(startPlace(start, table, index, tables.hash), read.range, isForward),
    isForward,
    isConsistent: mode === "strong",
    page: (items) =>
      tables.readPage(items, {
        limit: request["Limit"] as number | undefined,
        keeps: (item) => isFetched || filter === undefined || holds(filter.condition, item),
        sizeOf: (item) => tables.charges.sizeOf(item),
      }),
    units: ({ sizes }) => tables.charges.page(sizes, mode),
  });
  const consumed = new ConsumedCapacity(table, tables.charges);
  consumed.add(tables.charges.page(page.sizes, mode), index?.name);
  let items = page.items;
  if (isFetched) {
    const whole: Item[] = [];
    for (const entry of items) {
      const place = placeOf(entry, table.key, tables.hash);
      const units = (item: Item | undefined) => tables.charges.read(item, mode);
      const item = yield* readItem({ kind: "read", table: table.name, place, isConsistent: mode === "strong", units });
      consumed.add(units(item));
      if (item !== undefined && (filter === undefined || holds(filter.condition, item))) whole.push(item);
    }
    items = whole;
  }
  const returned = paths === undefined ? items : items.map((item) => projected(item, paths));
  return withoutMissing({
    Items: select === "COUNT" ? undefined : returned,
    Count: items.length,
    ScannedCount: page.scannedCount,
    LastEvaluatedKey: page.last && entryKey(page.last, table, index),
    ConsumedCapacity: consumed.report(request["ReturnConsumedCapacity"] as CapacityDetail),
  });
}

function checkSelect(
  select: string | undefined,
  index: IndexSchema | undefined,
  paths: readonly DocumentPath[] | undefined,
): void {
  if (paths !== undefined && select !== undefined && select !== "SPECIFIC_ATTRIBUTES")
    throw validationError(`Cannot specify the ProjectionExpression when choosing to get ${select}`);
  if (select === "SPECIFIC_ATTRIBUTES" && paths === undefined)
    throw validationError("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES"); // prettier-ignore
  if (select === "ALL_PROJECTED_ATTRIBUTES" && index === undefined)
    throw validationError("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  if (select === "ALL_ATTRIBUTES" && index?.isGlobal === true && index.projection.type !== "ALL")
    throw validationError(`One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`); // prettier-ignore
}

/** A local index fetches from the table what it does not hold; a global one cannot. */
function fetchesItems(
  select: string | undefined,
  index: IndexSchema | undefined,
  paths: readonly DocumentPath[] | undefined,
  table: TableSchema,
): boolean {
  if (index === undefined || index.projection.type === "ALL") return false;
  if (select === "ALL_ATTRIBUTES") return true;
  const held = [...keyAttributes(index.key), ...keyAttributes(table.key)].map(([name]) => name);
  if (index.projection.type === "INCLUDE") held.push(...index.projection.attributes);
  const missing = (paths ?? []).map(([head]) => head as string).filter((head) => !held.includes(head));
  if (missing.length === 0) return false;
  if (!index.isGlobal) return true;
  throw validationError(`One or more parameter values were invalid: Global secondary index ${index.name} does not project [${missing.join(", ")}]`); // prettier-ignore
}

function indexOf(request: Request, table: TableSchema): IndexSchema | undefined {
  const name = request["IndexName"] as string | undefined;
  if (name === undefined) return undefined;
  const index = table.indexes.find((candidate) => candidate.name === name);
  if (index === undefined) throw validationError(`The table does not have the specified index: ${name}`);
  if (index.isGlobal && request["ConsistentRead"] === true)
    throw validationError("Consistent reads are not supported on global secondary indexes");
  return index;
}

const BAD_START = "The provided starting key is invalid";

function startKeyOf(request: Request): Item | undefined {
  const given = request["ExclusiveStartKey"];
  return given === undefined ? undefined : checkedMembers(given);
}

/** A starting key has the attributes of the table's key and of the index's, in their types, and no others. */
function checkStartKeyShape(
  start: Item | undefined,
  table: TableSchema,
  index: IndexSchema | undefined,
  isQuery: boolean,
): void {
  if (start === undefined) return;
  const attributes = new Map([...keyAttributes(table.key), ...(index === undefined ? [] : keyAttributes(index.key))]);
  const bad = () => validationError(index === undefined && !isQuery ? `${BAD_START}: The provided key element does not match the schema` : BAD_START); // prettier-ignore
  if (Object.keys(start).length !== attributes.size) throw bad();
  for (const [attribute] of attributes) if (start[attribute] === undefined) throw bad();
  for (const [attribute, isPartitionKey] of attributes) {
    const value = start[attribute] as AttributeValue;
    if (typeOf(value) !== table.typeOfKey(attribute))
      throw validationError(`${BAD_START}: The provided key element does not match the schema`);
    checkKeyPiece(attribute, value, isPartitionKey);
  }
}

function checkStartInside(start: Item, key: KeySchema, range: PlaceRange, hasSort: boolean, hash: KeyHash): void {
  const place = placeOf(start, key, hash);
  if (place >= range.from && place < range.to) return;
  const isSamePartition = place.startsWith(range.from.slice(0, range.from.indexOf("\u0000") + 1));
  if (!hasSort) throw validationError("The provided starting key is outside query boundaries based on provided conditions"); // prettier-ignore
  throw validationError(
    isSamePartition
      ? "The provided starting key does not match the range key predicate"
      : "The provided starting key is outside query boundaries based on provided conditions",
  );
}

function startPlace(start: Item, table: TableSchema, index: IndexSchema | undefined, hash: KeyHash): string {
  const place = placeOf(start, table.key, hash);
  return index === undefined ? place : placeOf(start, index.key, hash) + place;
}

function after(place: string, { from, to }: PlaceRange, isForward: boolean): PlaceRange {
  return isForward ? { from: `${place}\u0000`, to } : { from, to: place };
}

function entryKey(item: Item, table: TableSchema, index: IndexSchema | undefined): Item {
  const key = { ...keyOf(item, table.key), ...(index && keyOf(item, index.key)) };
  return key;
}

function keyOf(item: Item, key: KeySchema): Item {
  return Object.fromEntries(keyAttributes(key).map(([name]) => [name, item[name] as AttributeValue]));
}

/** A request may name and value only what its expressions use. */
function checkExpressionMembers(request: Request, expressions: readonly string[]): void {
  const isThere = (name: string) => request[name] !== undefined;
  if (isThere("ExpressionAttributeNames") && !expressions.some(isThere))
    throw validationError("ExpressionAttributeNames can only be specified when using expressions");
  const valued = expressions.filter((name) => name !== "ProjectionExpression");
  if (valued.length > 0 && isThere("ExpressionAttributeValues") && !valued.some(isThere))
    throw validationError(`ExpressionAttributeValues can only be specified when using expressions: ${valued.join(" and ")} ${valued.length > 1 ? "are" : "is"} null`); // prettier-ignore
}

function placeholdersOf(request: Request): Placeholders {
  const names = request["ExpressionAttributeNames"] as Readonly<Record<string, string>> | undefined;
  const given = request["ExpressionAttributeValues"];
  // The names of all are checked before any value is.
  new Placeholders(names, given as Item | undefined);
  if (given === undefined) return new Placeholders(names, undefined);
  const values: Record<string, AttributeValue> = {};
  for (const [placeholder, value] of Object.entries(given as Record<string, unknown>)) {
    try {
      values[placeholder] = checkedMembers({ value })["value"] as AttributeValue;
    } catch (error) {
      if (!(error instanceof DynamoDbError) || error.code !== "ValidationException") throw error;
      throw validationError(
        `ExpressionAttributeValues contains invalid value: ${error.message} for key ${placeholder}`,
      );
    }
  }
  return new Placeholders(names, values);
}

function conditionOf(request: Request, placeholders: Placeholders): ParsedCondition | undefined {
  const text = request["ConditionExpression"] as string | undefined;
  return text === undefined ? undefined : parseCondition("ConditionExpression", text, placeholders);
}

function filterOf(request: Request, placeholders: Placeholders): ParsedCondition | undefined {
  const text = request["FilterExpression"] as string | undefined;
  return text === undefined ? undefined : parseCondition("FilterExpression", text, placeholders);
}

function projectionOf(request: Request, placeholders: Placeholders): readonly DocumentPath[] | undefined {
  const text = request["ProjectionExpression"] as string | undefined;
  return text === undefined ? undefined : parseProjection(text, placeholders);
}

function checkCondition(condition: ParsedCondition | undefined, before: Item | undefined, returnsOld: boolean): void {
  if (condition === undefined || holds(condition.condition, before ?? {})) return;
  throw new DynamoDbError("ConditionalCheckFailedException", FAILED, returnsOld && before ? { Item: before } : {});
}

/** Keys are scalars: no expression may look inside one. */
function checkNestedKeys(paths: readonly DocumentPath[] | undefined, table: TableSchema): void {
  for (const { key, what } of [{ key: table.key, what: "Key" }, ...table.indexes.map((index) => ({ key: index.key, what: "IndexKey" }))]) // prettier-ignore
    for (const [attribute] of keyAttributes(key))
      if (paths?.some((path) => path.length > 1 && path[0] === attribute))
        throw validationError(`Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${what}: ${attribute}`); // prettier-ignore
}

function checkUpdate({ actions, paths }: ParsedUpdate, table: TableSchema): void {
  for (const [attribute] of keyAttributes(table.key))
    if (actions.some(({ path }) => path[0] === attribute))
      throw validationError(`One or more parameter values were invalid: Cannot update attribute ${attribute}. This attribute is part of the key`); // prettier-ignore
  for (const { name, key } of table.indexes)
    for (const [attribute] of keyAttributes(key)) {
      const action = actions.find(({ path }) => path.length === 1 && path[0] === attribute);
      const type = action && knownType(action);
      if (type !== undefined && type !== table.typeOfKey(attribute))
        throw validationError(`One or more parameter values were invalid: Type mismatch for Index Key ${attribute} Expected: ${table.typeOfKey(attribute)} Actual: ${type} IndexName: ${name}`); // prettier-ignore
    }
  checkNestedKeys(paths, table);
}

/** The type that an action gives its attribute, as far as the expression alone says. */
function knownType(action: ParsedUpdate["actions"][number]): string | undefined {
  if (action.kind === "remove") return undefined;
  if (action.kind !== "set") return typeOf(action.value);
  const { to } = action;
  if (to.kind === "value") return typeOf(to.value);
  if (to.kind === "+" || to.kind === "-") return "N";
  if (to.kind === "list_append") return "L";
  return undefined;
}

function checkUpdatedIndexKeys(item: Item, actions: ParsedUpdate["actions"], table: TableSchema): void {
  for (const { key, name } of table.indexes)
    for (const [attribute, isPartitionKey] of keyAttributes(key)) {
      const value = item[attribute];
      if (value === undefined || !actions.some(({ path }) => path[0] === attribute)) continue;
      if (typeOf(value) !== table.typeOfKey(attribute))
        throw validationError("The update expression attempted to update the secondary index key to unsupported type");
      if (("S" in value && value.S === "") || ("B" in value && value.B === ""))
        throw validationError(`One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${"S" in value ? "string" : "binary"} value. IndexName: ${name}, IndexKey: ${attribute}`); // prettier-ignore
      checkKeyPiece(attribute, value, isPartitionKey);
    }
}

/** A response without the members that have nothing to say. */
export function withoutMissing(response: Readonly<Record<string, unknown>>): Response {
  return Object.fromEntries(Object.entries(response).filter(([, value]) => value !== undefined));
}
