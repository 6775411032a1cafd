/**
 * DynamoDB's table service as one function: an operation's name and its JSON body go in, the response's JSON body comes
 * out, or a `DynamoDbError` is thrown. Attribute values are in the service's own format.
 *
 * The clock is an argument, in milliseconds since 1970, and everything that happens later (a global index that follows, a
 * table that becomes active, an item that expires, a record of a stream that is trimmed) happens by it.
 */
import type { Item } from "./attribute-value.ts";
import { capacityUnits, type CapacityUnits, type WriteMode } from "./capacity-units.ts";
import { Charges } from "./consumed-capacity.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { keyHash, type KeyHash } from "./key-order.ts";
import { REQUEST_SHAPES, shaped } from "./request-shapes.ts";
import { readPage, type ReadPage } from "./query-pager.ts";
import { secondaryIndex, type IndexChange, type SecondaryIndex } from "./secondary-index.ts";
import { DynamoDbError, validationError } from "./service-error.ts";
import type { Operation, StorageRequest, WriteRequest } from "./storage-requests.ts";
import {
  batchGetItem,
  batchWriteItem,
  deleteItem,
  getItem,
  putItem,
  query,
  scan,
  updateItem,
  type Request,
  type Response,
} from "./table-operations.ts";
import { globalIndex, tableSchema, type GivenIndex, type GivenTable, type IndexSchema, type TableSchema } from "./table-schema.ts"; // prettier-ignore
import { TableStore, type StoredChange } from "./table-store.ts";
import { TableStream, readIterator, type ServiceIdentity } from "./table-stream.ts";
import { ttlSweep, type TtlSweep } from "./ttl-sweep.ts";
import { TransactionTokens, transactGetItems, transactWriteItems } from "./transact-operations.ts";
import { transactWrite, type TransactWrite } from "./transact-write.ts";

/** The mechanisms that a service is put together from. */
export interface TableMechanisms {
  readonly capacityUnits: CapacityUnits;
  readonly readPage: ReadPage;
  readonly secondaryIndex: SecondaryIndex;
  readonly transactWrite: Pick<TransactWrite, "admit">;
  readonly ttlSweep: Pick<TtlSweep, "isExpired" | "mayDelete">;
}

/** The reference implementations. */
const REFERENCE: TableMechanisms = Object.freeze({ capacityUnits, readPage, secondaryIndex, transactWrite, ttlSweep });

/** How a service behaves beside its requests. */
export interface TableServiceOptions {
  /** The time now, in ms since 1970; it never goes back. */
  readonly nowMs: () => number;
  /** How long a global index is behind its table. Default 10 ms; 0 is at once. A model figure: the service gives none. */
  readonly indexDelayMs?: number;
  /** How long a table is being created or deleted. Default 0. */
  readonly tableDelayMs?: number;
  /**
   * The process that takes expired items out passes so often; what it finds it deletes at its next pass. Default 1 minute; the
   * service says only that it happens within a few days.
   */
  readonly expiryPassMs?: number;
  /** Default: `keyHash`. */
  readonly hash?: KeyHash;
  /** Whether requests beyond a table's capacity are refused. Default: none is. */
  readonly admission?: Admission;
  /** Others than the reference's. */
  readonly mechanisms?: Partial<TableMechanisms>;
}

/** Says whether a request finds the capacity that it needs. */
export interface Admission {
  /** Takes the units, or refuses: then nothing is taken. `index` is a global index. */
  admits(table: TableSchema, index: string | undefined, place: string, direction: "read" | "write", units: number, nowMs: number): boolean; // prettier-ignore
}

interface Table {
  schema: TableSchema;
  readonly store: TableStore;
  readonly arn: string;
  readonly id: string;
  readonly createdMs: number;
  /** Until then it is being created or changed. */
  activeFromMs: number;
  /** From then on it is no more. */
  goneFromMs: number | undefined;
  stream: TableStream | undefined;
  ttlAttribute: string | undefined;
  /** When the process passed last, and the places of what it found then. */
  sweptMs: number;
  found: ReadonlyMap<string, Item>;
  /** Since when each change is kept for a restore; the items as they were then. */
  history: History | undefined;
}

interface History {
  readonly sinceMs: number;
  readonly days: number;
  readonly items: readonly (readonly [place: string, item: Item])[];
  readonly changes: { readonly atMs: number; readonly place: string; readonly after: Item | undefined }[];
}

interface PendingIndexChange {
  readonly dueMs: number;
  readonly table: Table;
  readonly index: IndexSchema;
  readonly changes: readonly IndexChange[];
}

const ACCOUNT = "000000000000";
const REGION = "us-east-1";
const DAY_MS = 86_400_000;
const RESTORE_LAG_MS = DYNAMODB_LIMITS.pointInTimeLag.value * 60_000;
const EXPIRY: ServiceIdentity = Object.freeze({ Type: "Service", PrincipalId: "dynamodb.amazonaws.com" });

/** The tables of one account in one Region. */
export class TableService {
  readonly #nowMs: () => number;
  readonly #indexDelayMs: number;
  readonly #tableDelayMs: number;
  readonly #expiryPassMs: number;
  readonly #admission: Admission | undefined;
  readonly #tables = new Map<string, Table>();
  /** Streams outlive their tables, by 24 hours. */
  readonly #streams = new Map<string, TableStream>();
  readonly #pending: PendingIndexChange[] = [];
  readonly #tokens: TransactionTokens;
  readonly #secondaryIndex: SecondaryIndex;
  readonly #ttlSweep: TableMechanisms["ttlSweep"];
  readonly hash: KeyHash;
  readonly charges: Charges;
  readonly readPage: ReadPage;
  #tableCount = 0;

  constructor(options: TableServiceOptions) {
    this.#nowMs = options.nowMs;
    this.#indexDelayMs = options.indexDelayMs ?? 10;
    this.#tableDelayMs = options.tableDelayMs ?? 0;
    this.#expiryPassMs = options.expiryPassMs ?? 60_000;
    this.#admission = options.admission;
    this.hash = options.hash ?? keyHash;
    const mechanisms = { ...REFERENCE, ...options.mechanisms };
    this.charges = new Charges(mechanisms.capacityUnits);
    this.readPage = mechanisms.readPage;
    this.#secondaryIndex = mechanisms.secondaryIndex;
    this.#ttlSweep = mechanisms.ttlSweep;
    this.#tokens = new TransactionTokens(options.nowMs, mechanisms.transactWrite);
  }

  /** Performs one operation on the items in memory, at once. Throws `DynamoDbError`; then nothing has changed. */
  perform(operation: string, body: unknown): Response {
    const under = this.begin(operation, body);
    let step = under.next();
    while (step.done !== true) {
      let answer: unknown;
      try {
        answer = this.#answer(step.value);
      } catch (error) {
        step = under.throw(error);
        continue;
      }
      step = under.next(answer);
    }
    return step.value;
  }

  /** Begins an operation for somebody who answers its storage requests. */
  *begin(operation: string, body: unknown): Operation<Response> {
    if (!Object.hasOwn(REQUEST_SHAPES, operation)) throw new DynamoDbError("UnknownOperationException", "");
    const request = shaped(operation, body);
    this.#catchUp();
    switch (operation) {
      case "PutItem":
        return yield* putItem(this, request);
      case "GetItem":
        return yield* getItem(this, request);
      case "UpdateItem":
        return yield* updateItem(this, request);
      case "DeleteItem":
        return yield* deleteItem(this, request);
      case "Query":
        return yield* query(this, request);
      case "Scan":
        return yield* scan(this, request);
      case "BatchGetItem":
        return yield* batchGetItem(this, request);
      case "BatchWriteItem":
        return yield* batchWriteItem(this, request);
      case "TransactWriteItems":
        return yield* transactWriteItems(this, this.#tokens, request);
      case "TransactGetItems":
        return yield* transactGetItems(this, request);
      default:
        return this.#manage(operation, request);
    }
  }

  /** What a table looks like to operations on its items. Throws the service's ResourceNotFoundException. */
  table(name: string): TableSchema {
    return this.#active(name).schema;
  }

  #manage(operation: string, request: Request): Response {
    switch (operation) {
      case "CreateTable":
        return { TableDescription: this.#describe(this.#create(request as unknown as GivenTable)) };
      case "DescribeTable":
        return { Table: this.#describe(this.#named(request["TableName"] as string)) };
      case "DeleteTable":
        return this.#delete(request["TableName"] as string);
      case "ListTables":
        return this.#list(request);
      case "UpdateTable":
        return this.#update(request);
      case "UpdateTimeToLive":
        return this.#updateTimeToLive(request);
      case "DescribeTimeToLive": {
        const { ttlAttribute } = this.#active(request["TableName"] as string);
        const description = { TimeToLiveStatus: ttlAttribute === undefined ? "DISABLED" : "ENABLED", ...(ttlAttribute !== undefined && { AttributeName: ttlAttribute }) }; // prettier-ignore
        return { TimeToLiveDescription: description };
      }
      case "UpdateContinuousBackups":
        return this.#updateBackups(request);
      case "DescribeContinuousBackups":
        return { ContinuousBackupsDescription: this.#describeBackups(this.#backupTable(request["TableName"] as string)) }; // prettier-ignore
      case "RestoreTableToPointInTime":
        return this.#restore(request);
      case "ListStreams":
        return this.#listStreams(request);
      case "DescribeStream":
        return {
          StreamDescription: this.#stream(request["StreamArn"] as string).describe(
            request["Limit"] as number | undefined,
            request["ExclusiveStartShardId"] as string | undefined,
          ),
        };
      case "GetShardIterator":
        return {
          ShardIterator: this.#stream(request["StreamArn"] as string).iterator(
            request["ShardId"] as string,
            request["ShardIteratorType"] as string,
            request["SequenceNumber"] as string | undefined,
          ),
        };
      default: {
        const { arn, shardId, sequence } = readIterator(request["ShardIterator"] as string, this.#nowMs());
        return this.#stream(arn).records(shardId, sequence, request["Limit"] as number | undefined);
      }
    }
  }

  // Storage: the items in memory.

  #answer(request: StorageRequest): unknown {
    switch (request.kind) {
      case "read": {
        const item = this.#active(request.table).store.get(request.place);
        this.#admit(request.table, undefined, request.place, "read", request.units(item));
        return item;
      }
      case "write":
        return this.#write(request, undefined);
      case "walk": {
        const { table, index, range, isForward, page } = request;
        const items = this.#active(table).store.walk(index, range, isForward);
        const result = page(items);
        this.#admit(table, index, range.from, "read", request.units(result));
        return result;
      }
      case "transact":
        return this.#transact(request.writes);
      case "transact-read":
        return request.reads.map((read) => this.#answer(read));
    }
  }

  #write({ table: name, place, change, units }: WriteRequest, identity: ServiceIdentity | undefined): StoredChange {
    const table = this.#active(name);
    const before = table.store.get(place);
    let after: Item | undefined;
    try {
      after = change(before);
    } catch (error) {
      // The item was read, and held against the condition: that is paid like a write.
      if (error instanceof DynamoDbError && error.code === "ConditionalCheckFailedException")
        this.#admit(name, undefined, place, "write", units(before, before));
      throw error;
    }
    this.#admitWrite(name, place, after, units(before, after), "standard");
    return this.#apply(table, place, after, identity);
  }

  #apply(table: Table, place: string, after: Item | undefined, identity?: ServiceIdentity): StoredChange {
    const nowMs = this.#nowMs();
    const stored = table.store.put(place, after);
    for (const [index, changes] of stored.indexChanges) {
      if (!index.isGlobal || changes.length === 0) continue;
      if (this.#indexDelayMs === 0) table.store.follow(index, changes);
      else this.#pending.push({ dueMs: nowMs + this.#indexDelayMs, table, index, changes });
    }
    table.stream?.append(place, stored.before, after, identity);
    table.history?.changes.push({ atMs: nowMs, place, after });
    return stored;
  }

  #transact(writes: readonly WriteRequest[]): readonly (StoredChange | Error)[] {
    const nothing: StoredChange = { before: undefined, after: undefined, indexChanges: new Map() };
    const eachOf = <Plan>(plan: (write: WriteRequest, place: number) => Plan) =>
      writes.map((write, place): Plan | Error => {
        try {
          return plan(write, place);
        } catch (error) {
          if (error instanceof DynamoDbError) return error;
          throw error;
        }
      });
    const isRefused = (plans: readonly unknown[]) => plans.some((plan) => plan instanceof Error);
    const reasons = (plans: readonly unknown[]) => plans.map((plan) => (plan instanceof Error ? plan : nothing));

    const planned = eachOf(({ table, place, change }) => ({ after: change(this.#active(table).store.get(place)) }));
    if (isRefused(planned)) return reasons(planned);
    const afters = (planned as readonly { readonly after: Item | undefined }[]).map(({ after }) => after);
    const admitted = eachOf(({ table, place, units }, index) => {
      const before = this.#active(table).store.get(place);
      this.#admitWrite(table, place, afters[index], units(before, afters[index]), "transactional");
    });
    if (isRefused(admitted)) return reasons(admitted);
    return writes.map(({ table, place }, index) => this.#apply(this.#active(table), place, afters[index]));
  }

  /**
   * A write needs the capacity of its table, for itself and for local indexes, and that of each global index that it
   * changes: a global index without capacity holds its table back.
   */
  #admitWrite(name: string, place: string, after: Item | undefined, units: number, mode: WriteMode): void {
    if (this.#admission === undefined) return;
    const { store } = this.#active(name);
    let ofTable = units;
    for (const [index, changes] of store.plan(place, after).indexChanges) {
      const [first] = changes;
      if (first === undefined) continue;
      const ofIndex = this.charges.indexWrites(changes, mode);
      if (index.isGlobal) this.#admit(name, index.name, store.entryPlace(first.entry, index), "write", ofIndex);
      else ofTable += ofIndex;
    }
    this.#admit(name, undefined, place, "write", ofTable);
  }

  #admit(name: string, index: string | undefined, place: string, direction: "read" | "write", units: number): void {
    if (this.#admission === undefined || units === 0) return;
    const { schema } = this.#active(name);
    const global = schema.indexes.find((candidate) => candidate.name === index && candidate.isGlobal);
    if (this.#admission.admits(schema, global?.name, place, direction, units, this.#nowMs())) return;
    if (global !== undefined && direction === "write" && !schema.isOnDemand)
      throw new DynamoDbError("ProvisionedThroughputExceededException", "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API"); // prettier-ignore
    throw schema.isOnDemand
      ? new DynamoDbError("ThrottlingException", "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.") // prettier-ignore
      : new DynamoDbError("ProvisionedThroughputExceededException", "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API."); // prettier-ignore
  }

  // What happens by the clock.

  /** Lets happen what was due by now. */
  #catchUp(): void {
    const nowMs = this.#nowMs();
    while (this.#pending[0] !== undefined && this.#pending[0].dueMs <= nowMs) {
      const { table, index, changes } = this.#pending.shift() as PendingIndexChange;
      if (table.schema.indexes.includes(index)) table.store.follow(index, changes);
    }
    for (const [name, table] of this.#tables) {
      if (table.goneFromMs !== undefined && table.goneFromMs <= nowMs) this.#tables.delete(name);
      else if (table.ttlAttribute !== undefined && nowMs - table.sweptMs >= this.#expiryPassMs)
        this.#sweep(table, table.ttlAttribute, nowMs);
    }
  }

  /** One pass: deletes what the pass before has found, as far as it may, and notes what it finds. */
  #sweep(table: Table, attribute: string, nowMs: number): void {
    table.sweptMs = nowMs;
    for (const [place, found] of table.found)
      if (this.#ttlSweep.mayDelete(found, table.store.get(place), attribute, nowMs))
        this.#apply(table, place, undefined, EXPIRY);
    const found = new Map<string, Item>();
    for (const [place, item] of table.store.placed())
      if (this.#ttlSweep.isExpired(item, attribute, nowMs)) found.set(place, item);
    table.found = found;
  }

  // Tables.

  #create(given: GivenTable): Table {
    const schema = tableSchema(given);
    if (this.#tables.has(given.TableName))
      throw new DynamoDbError("ResourceInUseException", `Table already exists: ${given.TableName}`);
    return this.#add(schema);
  }

  #add(schema: TableSchema): Table {
    const nowMs = this.#nowMs();
    const table: Table = {
      schema,
      store: new TableStore(schema, this.hash, this.#secondaryIndex),
      arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${schema.name}`,
      id: `00000000-0000-4000-8000-${String(++this.#tableCount).padStart(12, "0")}`,
      createdMs: nowMs,
      activeFromMs: nowMs + this.#tableDelayMs,
      goneFromMs: undefined,
      stream: undefined,
      ttlAttribute: undefined,
      sweptMs: nowMs,
      found: new Map(),
      history: undefined,
    };
    this.#tables.set(schema.name, table);
    if (schema.stream !== undefined) this.#startStream(table);
    return table;
  }

  #startStream(table: Table): void {
    const { schema, arn } = table;
    if (schema.stream === undefined) return;
    const label = isoTime(this.#nowMs());
    table.stream = new TableStream({ arn, label, viewType: schema.stream, tableName: schema.name, key: schema.key, nowMs: this.#nowMs }); // prettier-ignore
    this.#streams.set(table.stream.arn, table.stream);
  }

  #named(name: string): Table {
    const table = this.#tables.get(name);
    if (table !== undefined) return table;
    throw new DynamoDbError("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
  }

  /** A table that serves items. */
  #active(name: string): Table {
    const table = this.#tables.get(name);
    if (table !== undefined && table.activeFromMs <= this.#nowMs() && table.goneFromMs === undefined) return table;
    // A table that is being changed serves items; one that is being created does not yet.
    if (
      table !== undefined &&
      table.goneFromMs === undefined &&
      table.activeFromMs > table.createdMs + this.#tableDelayMs
    )
      return table;
    throw new DynamoDbError("ResourceNotFoundException", "Requested resource not found");
  }

  #delete(name: string): Response {
    const table = this.#named(name);
    const nowMs = this.#nowMs();
    if (table.activeFromMs > nowMs || table.goneFromMs !== undefined)
      throw new DynamoDbError("ResourceInUseException", `Attempt to change a resource which is still in use: Table is being ${table.goneFromMs === undefined ? "created" : "deleted"}: ${name}`); // prettier-ignore
    table.goneFromMs = nowMs + this.#tableDelayMs;
    table.stream?.disable();
    const description = this.#describe(table);
    if (this.#tableDelayMs === 0) this.#tables.delete(name);
    return { TableDescription: description };
  }

  #list(request: Request): Response {
    const after = request["ExclusiveStartTableName"] as string | undefined;
    const limit = (request["Limit"] as number | undefined) ?? 100;
    const names = [...this.#tables.keys()].sort().filter((name) => after === undefined || name > after);
    const page = names.slice(0, limit);
    return { TableNames: page, ...(names.length > limit && { LastEvaluatedTableName: page.at(-1) }) };
  }

  #update(request: Request): Response {
    const table = this.#named(request["TableName"] as string);
    const nowMs = this.#nowMs();
    if (table.activeFromMs > nowMs || table.goneFromMs !== undefined)
      throw new DynamoDbError("ResourceInUseException", `Attempt to change a resource which is still in use: Table is being updated: ${table.schema.name}`); // prettier-ignore
    const {
      ProvisionedThroughput,
      BillingMode,
      GlobalSecondaryIndexUpdates,
      StreamSpecification,
      AttributeDefinitions,
    } = request as Partial<GivenTable> & { GlobalSecondaryIndexUpdates?: readonly IndexUpdate[] };
    if (!ProvisionedThroughput && !BillingMode && !GlobalSecondaryIndexUpdates && !StreamSpecification)
      throw validationError("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required"); // prettier-ignore
    const { schema } = table;
    const isOnDemand = BillingMode === undefined ? schema.isOnDemand : BillingMode === "PAY_PER_REQUEST";
    const throughput = isOnDemand
      ? { readUnits: 0, writeUnits: 0 }
      : ProvisionedThroughput === undefined
        ? schema.throughput
        : { readUnits: ProvisionedThroughput.ReadCapacityUnits, writeUnits: ProvisionedThroughput.WriteCapacityUnits };
    if (!isOnDemand && throughput.readUnits === 0)
      throw validationError("One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED"); // prettier-ignore
    const definitions = AttributeDefinitions ?? schema.definitions;
    const types = new Map([...schema.definitions, ...definitions].map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType])); // prettier-ignore
    const indexes = this.#updatedIndexes(table, GlobalSecondaryIndexUpdates ?? [], [...types.keys()], isOnDemand);
    const stream = StreamSpecification === undefined ? schema.stream : StreamSpecification.StreamEnabled ? (StreamSpecification.StreamViewType ?? "NEW_AND_OLD_IMAGES") : undefined; // prettier-ignore
    if (stream !== undefined && schema.stream !== undefined && StreamSpecification !== undefined)
      throw validationError(`Table already has an enabled stream: TableName: ${schema.name}`);
    if (stream === undefined && schema.stream === undefined && StreamSpecification !== undefined)
      throw validationError(`Table is already missing an enabled stream: TableName: ${schema.name}`);
    table.schema = {
      ...schema,
      isOnDemand,
      throughput,
      indexes,
      stream,
      definitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      typeOfKey: (attribute) => types.get(attribute) as "S" | "N" | "B",
    };
    table.store.useSchema(table.schema);
    table.activeFromMs = nowMs + this.#tableDelayMs;
    if (stream === undefined) {
      table.stream?.disable();
      table.stream = undefined;
    } else if (table.stream === undefined) this.#startStream(table);
    return { TableDescription: this.#describe(table) };
  }

  #updatedIndexes(
    table: Table,
    updates: readonly IndexUpdate[],
    defined: readonly string[],
    isOnDemand: boolean,
  ): readonly IndexSchema[] {
    let indexes = table.schema.indexes;
    const unknown = (name: string) =>
      new DynamoDbError("ResourceNotFoundException", `Requested resource not found: Index: ${name} not found`);
    for (const { Create, Update, Delete } of updates) {
      if (Create !== undefined) {
        const index = globalIndex(Create, table.schema.key, defined, isOnDemand, indexes);
        if (indexes.filter(({ isGlobal }) => isGlobal).length >= DYNAMODB_LIMITS.globalIndexes.value)
          throw new DynamoDbError("LimitExceededException", `GlobalSecondaryIndex count exceeds the per-table limit of ${DYNAMODB_LIMITS.globalIndexes.value}`); // prettier-ignore
        indexes = [...indexes, index];
      }
      if (Delete !== undefined) {
        if (!indexes.some(({ name, isGlobal }) => isGlobal && name === Delete.IndexName))
          throw unknown(Delete.IndexName);
        indexes = indexes.filter(({ name }) => name !== Delete.IndexName);
      }
      if (Update !== undefined) {
        const { ReadCapacityUnits: readUnits, WriteCapacityUnits: writeUnits } = Update.ProvisionedThroughput;
        if (!indexes.some(({ name, isGlobal }) => isGlobal && name === Update.IndexName))
          throw unknown(Update.IndexName);
        indexes = indexes.map((index) => (index.name === Update.IndexName ? { ...index, throughput: { readUnits, writeUnits } } : index)); // prettier-ignore
      }
    }
    return indexes;
  }

  #describe(table: Table): Response {
    const { schema, store, arn, id, createdMs, activeFromMs, goneFromMs, stream } = table;
    const nowMs = this.#nowMs();
    const keySchema = (key: TableSchema["key"]) => [
      { AttributeName: key.partitionKey, KeyType: "HASH" },
      ...(key.sortKey === undefined ? [] : [{ AttributeName: key.sortKey, KeyType: "RANGE" }]),
    ];
    const status =
      goneFromMs !== undefined
        ? "DELETING"
        : activeFromMs <= nowMs
          ? "ACTIVE"
          : activeFromMs > createdMs + this.#tableDelayMs
            ? "UPDATING"
            : "CREATING";
    const throughput = ({ readUnits, writeUnits }: TableSchema["throughput"]) => ({
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: readUnits,
      WriteCapacityUnits: writeUnits,
    });
    const indexes = (isGlobal: boolean) =>
      schema.indexes
        .filter((index) => index.isGlobal === isGlobal)
        .map((index) => ({
          IndexName: index.name,
          KeySchema: keySchema(index.key),
          Projection: {
            ProjectionType: index.projection.type,
            ...(index.projection.type === "INCLUDE" && { NonKeyAttributes: index.projection.attributes }),
          },
          IndexArn: `${arn}/index/${index.name}`,
          IndexSizeBytes: 0,
          ItemCount: store.entryCount(index.name),
          ...(isGlobal && { IndexStatus: status === "CREATING" ? "CREATING" : "ACTIVE", ProvisionedThroughput: throughput(index.throughput) }), // prettier-ignore
        }));
    const [local, global] = [indexes(false), indexes(true)];
    return {
      AttributeDefinitions: schema.definitions,
      TableName: schema.name,
      KeySchema: keySchema(schema.key),
      TableStatus: status,
      CreationDateTime: createdMs / 1000,
      ProvisionedThroughput: throughput(schema.throughput),
      TableSizeBytes: store.bytes,
      ItemCount: store.count,
      TableArn: arn,
      TableId: id,
      ...(schema.isOnDemand && {
        BillingModeSummary: { BillingMode: "PAY_PER_REQUEST", LastUpdateToPayPerRequestDateTime: createdMs / 1000 },
      }),
      ...(local.length > 0 && { LocalSecondaryIndexes: local }),
      ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
      ...(stream && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType },
        LatestStreamLabel: stream.label,
        LatestStreamArn: stream.arn,
      }),
    };
  }

  // Time to live.

  #updateTimeToLive(request: Request): Response {
    const table = this.#active(request["TableName"] as string);
    const specification = request["TimeToLiveSpecification"] as { AttributeName: string; Enabled: boolean };
    const { AttributeName, Enabled } = specification;
    if (Enabled === (table.ttlAttribute !== undefined))
      throw validationError(`TimeToLive is already ${Enabled ? "enabled" : "disabled"}`);
    if (!Enabled && table.ttlAttribute !== AttributeName)
      throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${table.ttlAttribute}`); // prettier-ignore
    table.ttlAttribute = Enabled ? AttributeName : undefined;
    table.sweptMs = this.#nowMs();
    table.found = new Map();
    return { TimeToLiveSpecification: specification };
  }

  // Point-in-time recovery.

  #backupTable(name: string): Table {
    const table = this.#tables.get(name);
    if (table !== undefined) return table;
    throw new DynamoDbError("TableNotFoundException", `Table not found: ${name}`);
  }

  #updateBackups(request: Request): Response {
    const table = this.#backupTable(request["TableName"] as string);
    const { PointInTimeRecoveryEnabled: isEnabled, RecoveryPeriodInDays: days = DYNAMODB_LIMITS.pointInTimeWindow.value } =
      request["PointInTimeRecoverySpecification"] as { PointInTimeRecoveryEnabled: boolean; RecoveryPeriodInDays?: number }; // prettier-ignore
    const old = table.history;
    table.history = !isEnabled
      ? undefined
      : old !== undefined
        ? { ...old, days }
        : { sinceMs: this.#nowMs(), days, items: [...table.store.placed()], changes: [] };
    return { ContinuousBackupsDescription: this.#describeBackups(table) };
  }

  #describeBackups({ history }: Table): Response {
    const window = history && this.#restorable(history);
    return {
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription:
        history === undefined || window === undefined
          ? { PointInTimeRecoveryStatus: "DISABLED" }
          : {
              PointInTimeRecoveryStatus: "ENABLED",
              RecoveryPeriodInDays: history.days,
              EarliestRestorableDateTime: window.earliestMs / 1000,
              LatestRestorableDateTime: window.latestMs / 1000,
            },
    };
  }

  #restorable({ sinceMs, days }: History): { earliestMs: number; latestMs: number } {
    const nowMs = this.#nowMs();
    const earliestMs = Math.max(sinceMs, nowMs - days * DAY_MS);
    return { earliestMs, latestMs: Math.max(earliestMs, nowMs - RESTORE_LAG_MS) };
  }

  #restore(request: Request): Response {
    const source = this.#backupTable((request["SourceTableName"] as string | undefined) ?? "");
    const target = request["TargetTableName"] as string;
    if (this.#tables.has(target))
      throw new DynamoDbError("TableAlreadyExistsException", `Table already exists: ${target}`);
    const { history } = source;
    if (history === undefined)
      throw new DynamoDbError("PointInTimeRecoveryUnavailableException", `Point in time recovery is not enabled for table '${source.schema.name}'`); // prettier-ignore
    const { earliestMs, latestMs } = this.#restorable(history);
    const asked = request["RestoreDateTime"];
    const atMs = request["UseLatestRestorableTime"] === true ? latestMs : Math.floor(Number(asked)) * 1_000;
    if (request["UseLatestRestorableTime"] !== true && typeof asked !== "number")
      throw validationError("Either UseLatestRestorableTime or RestoreDateTime must be specified");
    // Times are whole seconds: the first one counts from its beginning.
    if (atMs < Math.floor(earliestMs / 1_000) * 1_000 || atMs > latestMs)
      throw new DynamoDbError("InvalidRestoreTimeException", `The RestoreDateTime specified is invalid: it has to be between ${earliestMs / 1000} and ${latestMs / 1000}`); // prettier-ignore
    // A new table, without stream, time to live or recovery of its own.
    const table = this.#add({ ...source.schema, name: target, stream: undefined });
    for (const [place, item] of history.items) table.store.put(place, item);
    for (const change of history.changes) {
      if (change.atMs >= atMs + 1_000) break;
      table.store.put(change.place, change.after);
    }
    for (const index of table.schema.indexes) table.store.reindex(index);
    return { TableDescription: this.#describe(table) };
  }

  // Streams.

  #stream(arn: string): TableStream {
    const stream = this.#streams.get(arn);
    if (stream !== undefined) return stream;
    throw new DynamoDbError("ResourceNotFoundException", `Requested resource not found: Stream: ${arn} not found`);
  }

  #listStreams(request: Request): Response {
    const { TableName: name, Limit: limit = 100, ExclusiveStartStreamArn: after } = request as { TableName?: string; Limit?: number; ExclusiveStartStreamArn?: string }; // prettier-ignore
    const all = [...this.#streams.values()].filter(({ tableName }) => name === undefined || tableName === name);
    const from = after === undefined ? 0 : all.findIndex(({ arn }) => arn === after) + 1;
    const page = all.slice(from, from + limit);
    return {
      Streams: page.map(({ arn, label, tableName }) => ({ StreamArn: arn, StreamLabel: label, TableName: tableName })),
      ...(from + limit < all.length && { LastEvaluatedStreamArn: page.at(-1)?.arn }),
    };
  }
}

/** A time as stream labels print it: 2026-11-21T18:53:05.000. */
function isoTime(ms: number): string {
  const whole = Math.floor(ms);
  const two = (part: number) => String(part).padStart(2, "0");
  const inDay = whole % DAY_MS;
  // Days are counted from 1 March of the year 0, so that a leap day is the last of its year.
  const days = Math.floor(whole / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365); // prettier-ignore
  const dayOfYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const [hour, minute] = [Math.floor(inDay / 3_600_000), Math.floor(inDay / 60_000) % 60];
  const [second, milli] = [Math.floor(inDay / 1_000) % 60, inDay % 1_000];
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${String(milli).padStart(3, "0")}`;
}

interface IndexUpdate {
  readonly Create?: GivenIndex;
  readonly Update?: { readonly IndexName: string; readonly ProvisionedThroughput: { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number } }; // prettier-ignore
  readonly Delete?: { readonly IndexName: string };
}
