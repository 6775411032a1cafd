/** What a table is: its keys, its indexes, its mode. Read from CreateTable, and refused in the service's words. */
import type { AttributeType, KeySchema } from "./attribute-value.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import type { IndexDefinition, Projection } from "./secondary-index.ts";
import { validationError } from "./service-error.ts";

/** Units per second; both 0 is a table without provisioned capacity (on-demand). */
export interface Throughput {
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** A secondary index of a table. */
export interface IndexSchema extends IndexDefinition {
  readonly name: string;
  readonly isGlobal: boolean;
  /** Its own capacity; a local index uses its table's. */
  readonly throughput: Throughput;
}

/** What a stream of a table records of each change. */
export type StreamViewType = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

/** A table without its items. */
export interface TableSchema {
  readonly name: string;
  readonly key: KeySchema;
  readonly indexes: readonly IndexSchema[];
  readonly isOnDemand: boolean;
  readonly throughput: Throughput;
  readonly stream: StreamViewType | undefined;
  /** The type of an attribute that is part of a key of the table or of an index. */
  typeOfKey(attribute: string): AttributeType;
  /** Its definitions as the request gave them, for descriptions. */
  readonly definitions: readonly AttributeDefinition[];
}

/** An attribute of a key, as requests define it. */
export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: AttributeType;
}

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: "HASH" | "RANGE";
}

interface GivenProjection {
  readonly ProjectionType?: string;
  readonly NonKeyAttributes?: readonly string[];
}

interface GivenThroughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

/** An index as requests define it. */
export interface GivenIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: GivenProjection;
  readonly ProvisionedThroughput?: GivenThroughput;
}

/** A CreateTable request, or what describes a table to be restored. */
export interface GivenTable {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeyElement[];
  readonly BillingMode?: "PROVISIONED" | "PAY_PER_REQUEST";
  readonly ProvisionedThroughput?: GivenThroughput;
  readonly LocalSecondaryIndexes?: readonly GivenIndex[];
  readonly GlobalSecondaryIndexes?: readonly GivenIndex[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: StreamViewType };
}

const NO_THROUGHPUT: Throughput = Object.freeze({ readUnits: 0, writeUnits: 0 });

function invalid(message: string): Error {
  return validationError(`One or more parameter values were invalid: ${message}`);
}

/** Reads a table from a CreateTable request whose shape is right. Throws the service's ValidationException. */
export function tableSchema(given: GivenTable): TableSchema {
  const isOnDemand = given.BillingMode === "PAY_PER_REQUEST";
  const throughput = throughputOf(given.ProvisionedThroughput, isOnDemand);
  const definitions = given.AttributeDefinitions;
  const defined = definitions.map(({ AttributeName }) => AttributeName);
  const attributes = given.KeySchema.map(({ AttributeName }) => AttributeName);
  if (attributes.length > defined.length)
    throw validationError("Invalid KeySchema: Some index key attribute have no definition");
  checkDefined(attributes, defined);
  const key = keySchema(given.KeySchema);
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global } = given;
  if (!local && !global && attributes.length !== defined.length)
    throw invalid("Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"); // prettier-ignore
  const indexes: IndexSchema[] = [];
  if (local) indexes.push(...localIndexes(local, key, defined));
  if (global) {
    if (global.length === 0) throw invalid("List of GlobalSecondaryIndexes is empty");
    for (const index of global) indexes.push(globalIndex(index, key, defined, isOnDemand, indexes));
    if (global.length > DYNAMODB_LIMITS.globalIndexes.value)
      throw invalid(`GlobalSecondaryIndex count exceeds the per-table limit of ${DYNAMODB_LIMITS.globalIndexes.value}`);
  }
  checkIncluded(indexes);
  checkAllUsed(key, indexes, defined);
  const stream = given.StreamSpecification;
  const types = new Map(definitions.map(({ AttributeName, AttributeType: type }) => [AttributeName, type]));
  return {
    name: given.TableName,
    key,
    indexes,
    isOnDemand,
    throughput,
    stream: stream?.StreamEnabled === true ? (stream.StreamViewType ?? "NEW_AND_OLD_IMAGES") : undefined,
    typeOfKey: (attribute) => types.get(attribute) as AttributeType,
    definitions,
  };
}

/** Reads one global index of a request. `others` are the table's other indexes. */
export function globalIndex(
  given: GivenIndex,
  tableKey: KeySchema,
  defined: readonly string[],
  isOnDemand: boolean,
  others: readonly IndexSchema[],
): IndexSchema {
  checkDefined(given.KeySchema.map(({ AttributeName }) => AttributeName), defined); // prettier-ignore
  const key = keySchema(given.KeySchema);
  const projection = projectionOf(given.Projection);
  if (isOnDemand && given.ProvisionedThroughput)
    throw invalid(`ProvisionedThroughput should not be specified for index: ${given.IndexName} when BillingMode is PAY_PER_REQUEST`); // prettier-ignore
  checkName(given.IndexName, others);
  const { ReadCapacityUnits: readUnits = 0, WriteCapacityUnits: writeUnits = 0 } = given.ProvisionedThroughput ?? {};
  return { name: given.IndexName, key, projection, tableKey, isGlobal: true, throughput: { readUnits, writeUnits } };
}

function localIndexes(given: readonly GivenIndex[], tableKey: KeySchema, defined: readonly string[]): IndexSchema[] {
  if (given.length === 0) throw invalid("List of LocalSecondaryIndexes is empty");
  if (tableKey.sortKey === undefined)
    throw invalid("Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
  const indexes: IndexSchema[] = [];
  for (const { IndexName: name, KeySchema, Projection } of given) {
    checkDefined(KeySchema.map(({ AttributeName }) => AttributeName), defined); // prettier-ignore
    const key = keySchema(KeySchema);
    if (key.sortKey === undefined) throw invalid(`Index KeySchema does not have a range key for index: ${name}`);
    if (key.partitionKey !== tableKey.partitionKey)
      throw invalid(`Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${key.partitionKey}, table hash key: ${tableKey.partitionKey}`); // prettier-ignore
    const projection = projectionOf(Projection);
    checkName(name, indexes);
    indexes.push({ name, key, projection, tableKey, isGlobal: false, throughput: NO_THROUGHPUT });
  }
  if (given.length > DYNAMODB_LIMITS.localIndexes.value)
    throw invalid(`Number of LocalSecondaryIndexes exceeds per-table limit of ${DYNAMODB_LIMITS.localIndexes.value}`);
  return indexes;
}

function throughputOf(given: GivenThroughput | undefined, isOnDemand: boolean): Throughput {
  if (isOnDemand) {
    if (given !== undefined)
      throw invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"); // prettier-ignore
    return NO_THROUGHPUT;
  }
  if (!given?.ReadCapacityUnits || !given.WriteCapacityUnits)
    throw invalid("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
  return { readUnits: given.ReadCapacityUnits, writeUnits: given.WriteCapacityUnits };
}

function keySchema(elements: readonly KeyElement[]): KeySchema {
  const [first, second] = elements as readonly [KeyElement, KeyElement | undefined];
  if (first.AttributeName === second?.AttributeName)
    throw validationError("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  if (first.KeyType !== "HASH")
    throw validationError("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (second !== undefined && second.KeyType !== "RANGE")
    throw validationError("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  return { partitionKey: first.AttributeName, sortKey: second?.AttributeName };
}

function projectionOf({ ProjectionType: type, NonKeyAttributes: attributes }: GivenProjection): Projection {
  if (type === undefined) throw invalid("Unknown ProjectionType: null");
  if (attributes !== undefined && type !== "INCLUDE")
    throw invalid(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  if (type !== "INCLUDE") return { type: type as "ALL" | "KEYS_ONLY" };
  if (attributes === undefined) throw invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  return { type, attributes };
}

function checkDefined(attributes: readonly string[], defined: readonly string[]): void {
  if (attributes.every((attribute) => defined.includes(attribute))) return;
  throw invalid(`Some index key attributes are not defined in AttributeDefinitions. Keys: [${attributes.join(", ")}], AttributeDefinitions: [${defined.join(", ")}]`); // prettier-ignore
}

function checkName(name: string, others: readonly IndexSchema[]): void {
  if (others.some((other) => other.name === name)) throw invalid(`Duplicate index name: ${name}`);
}

function checkIncluded(indexes: readonly IndexSchema[]): void {
  const countMax = DYNAMODB_LIMITS.projectedAttributes.value;
  const count = indexes.reduce((sum, { projection }) => sum + (projection.type === "INCLUDE" ? projection.attributes.length : 0), 0); // prettier-ignore
  if (count > countMax)
    throw invalid(
      `Number of attributes projected into all the secondary indexes exceeds the limit of ${countMax}: ${count}`,
    );
}

function checkAllUsed(key: KeySchema, indexes: readonly IndexSchema[], defined: readonly string[]): void {
  const used = new Set([key, ...indexes.map((index) => index.key)].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])); // prettier-ignore
  if (defined.some((attribute) => !used.has(attribute)))
    throw invalid(`Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(", ")}], keys used: [${[...used].filter(Boolean).join(", ")}]`); // prettier-ignore
}
