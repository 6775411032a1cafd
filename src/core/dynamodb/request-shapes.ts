/**
 * The shapes of requests: which members each operation takes, of which JSON types, within which bounds. What does not fit
 * is refused as the service refuses it: a wrong JSON type with a SerializationException, anything else with one
 * ValidationException for all members that are wrong, ten at most.
 */
import { isMissing, wrongScalar } from "./item-check.ts";
import { DynamoDbError, validationError } from "./service-error.ts";

/** What one member of a request may be. */
export interface Shape {
  readonly type: "String" | "Boolean" | "Integer" | "Structure" | "List" | "Map" | "Any";
  readonly required?: boolean;
  /** From the text's beginning to its end. */
  readonly pattern?: RegExp;
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly string[];
  /** Members of a structure, or what a list or a map holds. */
  readonly members?: Members;
  readonly of?: Shape;
}

/** Members with their names, in the order in which faults are named. */
export type Members = readonly (readonly [name: string, shape: Shape])[];

type MembersByName = Readonly<Record<string, Shape>>;

const NAME: Shape = Object.freeze({ type: "String", required: true, pattern: /^[a-zA-Z0-9_.-]+$/, min: 3, max: 255 });
const OPTIONAL_NAME: Shape = Object.freeze({ ...NAME, required: false });
const TEXT: Shape = Object.freeze({ type: "String" });
const FLAG: Shape = Object.freeze({ type: "Boolean" });
const ANY: Shape = Object.freeze({ type: "Any" });
const VALUES: Shape = Object.freeze({ type: "Map", of: ANY });
const REQUIRED_VALUES: Shape = Object.freeze({ ...VALUES, required: true });
const NAMES: Shape = Object.freeze({ type: "Map", of: TEXT });
const CONSUMED: Shape = oneOf("INDEXES", "TOTAL", "NONE");
const COLLECTION_METRICS: Shape = oneOf("SIZE", "NONE");
const RETURN_VALUES: Shape = oneOf("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");
const ON_FAILURE: Shape = oneOf("ALL_OLD", "NONE");
const SELECT: Shape = oneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");
const EXPRESSION_PARTS: MembersByName = Object.freeze({
  ExpressionAttributeValues: VALUES,
  ExpressionAttributeNames: NAMES,
});

function oneOf(...names: string[]): Shape {
  return Object.freeze({ type: "String", oneOf: Object.freeze(names) });
}

function structure(members: MembersByName, required = false): Shape {
  return { type: "Structure", members: Object.entries(members), required };
}

function list(of: Shape, min: number, max: number, required = false): Shape {
  return { type: "List", of, min, max, required };
}

const WRITE_CONDITION: MembersByName = Object.freeze({ ConditionExpression: TEXT, ...EXPRESSION_PARTS });
const UNITS: Shape = Object.freeze({ type: "Integer", required: true, min: 1 });
const THROUGHPUT: Shape = structure({ WriteCapacityUnits: UNITS, ReadCapacityUnits: UNITS });
const ATTRIBUTE_NAME: Shape = Object.freeze({ type: "String", required: true, min: 1, max: 255 });
const KEY_SCHEMA: Shape = list(
  structure({ AttributeName: ATTRIBUTE_NAME, KeyType: { ...oneOf("HASH", "RANGE"), required: true } }),
  1,
  2,
  true,
);
const PROJECTION: Shape = structure(
  {
    ProjectionType: oneOf("ALL", "INCLUDE", "KEYS_ONLY"),
    NonKeyAttributes: list({ type: "String", min: 1, max: 255 }, 1, 20),
  },
  true,
);
const INDEX: MembersByName = Object.freeze({ Projection: PROJECTION, IndexName: NAME, KeySchema: KEY_SCHEMA });
const GLOBAL_INDEX: Shape = structure({ ...INDEX, ProvisionedThroughput: THROUGHPUT });
const DEFINITIONS: Shape = list(
  structure({ AttributeName: ATTRIBUTE_NAME, AttributeType: { ...oneOf("B", "N", "S"), required: true } }),
  0,
  Infinity,
);
const STREAM: Shape = structure({
  StreamEnabled: { type: "Boolean", required: true },
  StreamViewType: oneOf("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"),
});
const BILLING: Shape = oneOf("PROVISIONED", "PAY_PER_REQUEST");
const ARN: Shape = Object.freeze({ type: "String", required: true, min: 37, max: 1_024 });

const MEMBERS_BY_OPERATION: Readonly<Record<string, MembersByName>> = Object.freeze({
  PutItem: {
    ReturnConsumedCapacity: CONSUMED,
    TableName: NAME,
    Item: REQUIRED_VALUES,
    ReturnValues: RETURN_VALUES,
    ReturnItemCollectionMetrics: COLLECTION_METRICS,
    ReturnValuesOnConditionCheckFailure: ON_FAILURE,
    ...WRITE_CONDITION,
  },
  GetItem: {
    ReturnConsumedCapacity: CONSUMED,
    TableName: NAME,
    Key: REQUIRED_VALUES,
    ConsistentRead: FLAG,
    ProjectionExpression: TEXT,
    ExpressionAttributeNames: NAMES,
  },
  DeleteItem: {
    ReturnConsumedCapacity: CONSUMED,
    TableName: NAME,
    Key: REQUIRED_VALUES,
    ReturnValues: RETURN_VALUES,
    ReturnItemCollectionMetrics: COLLECTION_METRICS,
    ReturnValuesOnConditionCheckFailure: ON_FAILURE,
    ...WRITE_CONDITION,
  },
  UpdateItem: {
    ReturnConsumedCapacity: CONSUMED,
    TableName: NAME,
    ReturnItemCollectionMetrics: COLLECTION_METRICS,
    ReturnValues: RETURN_VALUES,
    Key: REQUIRED_VALUES,
    UpdateExpression: TEXT,
    ReturnValuesOnConditionCheckFailure: ON_FAILURE,
    ...WRITE_CONDITION,
  },
  Query: {
    Select: SELECT,
    IndexName: OPTIONAL_NAME,
    ReturnConsumedCapacity: CONSUMED,
    TableName: NAME,
    Limit: { type: "Integer", min: 1 },
    ExclusiveStartKey: VALUES,
    ConsistentRead: FLAG,
    ScanIndexForward: FLAG,
    KeyConditionExpression: TEXT,
    FilterExpression: TEXT,
    ProjectionExpression: TEXT,
    ...EXPRESSION_PARTS,
  },
  Scan: {
    Select: SELECT,
    IndexName: OPTIONAL_NAME,
    TotalSegments: { type: "Integer", min: 1, max: 1_000_000 },
    ReturnConsumedCapacity: CONSUMED,
    TableName: NAME,
    Segment: { type: "Integer", min: 0, max: 999_999 },
    Limit: { type: "Integer", min: 1 },
    ExclusiveStartKey: VALUES,
    ConsistentRead: FLAG,
    FilterExpression: TEXT,
    ProjectionExpression: TEXT,
    ...EXPRESSION_PARTS,
  },
  BatchGetItem: {
    ReturnConsumedCapacity: CONSUMED,
    RequestItems: {
      type: "Map",
      required: true,
      min: 1,
      max: 100,
      of: structure({
        Keys: list(VALUES, 1, 100, true),
        ConsistentRead: FLAG,
        ProjectionExpression: TEXT,
        ExpressionAttributeNames: NAMES,
      }),
    },
  },
  BatchWriteItem: {
    ReturnConsumedCapacity: CONSUMED,
    RequestItems: {
      type: "Map",
      required: true,
      min: 1,
      max: 25,
      of: list(
        structure({ PutRequest: structure({ Item: VALUES }), DeleteRequest: structure({ Key: VALUES }) }),
        1,
        25,
      ),
    },
    ReturnItemCollectionMetrics: COLLECTION_METRICS,
  },
  TransactGetItems: {
    TransactItems: list(
      structure({
        Get: structure(
          { TableName: NAME, Key: REQUIRED_VALUES, ProjectionExpression: TEXT, ExpressionAttributeNames: NAMES },
          true,
        ),
      }),
      1,
      100,
      true,
    ),
    ReturnConsumedCapacity: CONSUMED,
  },
  TransactWriteItems: {
    TransactItems: list(
      structure({
        Put: structure({ TableName: NAME, Item: REQUIRED_VALUES, ReturnValuesOnConditionCheckFailure: ON_FAILURE, ...WRITE_CONDITION }), // prettier-ignore
        Update: structure({ TableName: NAME, Key: REQUIRED_VALUES, UpdateExpression: { ...TEXT, required: true }, ReturnValuesOnConditionCheckFailure: ON_FAILURE, ...WRITE_CONDITION }), // prettier-ignore
        Delete: structure({ TableName: NAME, Key: REQUIRED_VALUES, ReturnValuesOnConditionCheckFailure: ON_FAILURE, ...WRITE_CONDITION }), // prettier-ignore
        ConditionCheck: structure({ TableName: NAME, Key: REQUIRED_VALUES, ReturnValuesOnConditionCheckFailure: ON_FAILURE, ...WRITE_CONDITION, ConditionExpression: { ...TEXT, required: true } }), // prettier-ignore
      }),
      1,
      100,
      true,
    ),
    ReturnConsumedCapacity: CONSUMED,
    ReturnItemCollectionMetrics: COLLECTION_METRICS,
    ClientRequestToken: { type: "String", min: 1, max: 36 },
  },
  CreateTable: {
    AttributeDefinitions: { ...DEFINITIONS, required: true },
    TableName: NAME,
    BillingMode: BILLING,
    ProvisionedThroughput: THROUGHPUT,
    KeySchema: KEY_SCHEMA,
    LocalSecondaryIndexes: list(structure(INDEX), 0, Infinity),
    GlobalSecondaryIndexes: list(GLOBAL_INDEX, 0, Infinity),
    StreamSpecification: STREAM,
  },
  UpdateTable: {
    TableName: NAME,
    AttributeDefinitions: DEFINITIONS,
    BillingMode: BILLING,
    ProvisionedThroughput: THROUGHPUT,
    GlobalSecondaryIndexUpdates: list(
      structure({
        Create: GLOBAL_INDEX,
        Update: structure({ IndexName: NAME, ProvisionedThroughput: { ...THROUGHPUT, required: true } }),
        Delete: structure({ IndexName: NAME }),
      }),
      0,
      Infinity,
    ),
    StreamSpecification: STREAM,
  },
  DeleteTable: { TableName: NAME },
  DescribeTable: { TableName: NAME },
  ListTables: { ExclusiveStartTableName: OPTIONAL_NAME, Limit: { type: "Integer", min: 1, max: 100 } },
  UpdateTimeToLive: {
    TableName: NAME,
    TimeToLiveSpecification: structure({ AttributeName: ATTRIBUTE_NAME, Enabled: { type: "Boolean", required: true } }, true), // prettier-ignore
  },
  DescribeTimeToLive: { TableName: NAME },
  DescribeContinuousBackups: { TableName: NAME },
  UpdateContinuousBackups: {
    TableName: NAME,
    PointInTimeRecoverySpecification: structure(
      { PointInTimeRecoveryEnabled: { type: "Boolean", required: true }, RecoveryPeriodInDays: { type: "Integer", min: 1, max: 35 } }, // prettier-ignore
      true,
    ),
  },
  RestoreTableToPointInTime: {
    SourceTableName: OPTIONAL_NAME,
    TargetTableName: NAME,
    UseLatestRestorableTime: FLAG,
    RestoreDateTime: ANY,
  },
  ListStreams: { TableName: OPTIONAL_NAME, Limit: { type: "Integer", min: 1, max: 100 }, ExclusiveStartStreamArn: { ...ARN, required: false } }, // prettier-ignore
  DescribeStream: { StreamArn: ARN, Limit: { type: "Integer", min: 1, max: 100 }, ExclusiveStartShardId: TEXT },
  GetShardIterator: {
    StreamArn: ARN,
    ShardId: { type: "String", required: true, min: 28, max: 65 },
    ShardIteratorType: { ...oneOf("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"), required: true }, // prettier-ignore
    SequenceNumber: { type: "String", min: 21, max: 40 },
  },
  GetRecords: { ShardIterator: { type: "String", required: true, min: 1, max: 2_048 }, Limit: { type: "Integer", min: 1, max: 1_000 } }, // prettier-ignore
});

/** Every operation that is served, by its name. */
export const REQUEST_SHAPES: Readonly<Record<string, Members>> = Object.freeze(
  Object.fromEntries(
    Object.entries(MEMBERS_BY_OPERATION).map(([operation, members]) => [operation, Object.entries(members)]),
  ),
);

const FAULT_COUNT_MAX = 10;

/** Members that older requests had in place of expressions. The simulator reads expressions only. */
const LEGACY: readonly (readonly [legacy: string, expression: string])[] = Object.entries({
  Expected: "ConditionExpression",
  ConditionalOperator: "ConditionExpression",
  AttributeUpdates: "UpdateExpression",
  AttributesToGet: "ProjectionExpression",
  KeyConditions: "KeyConditionExpression",
  QueryFilter: "FilterExpression",
  ScanFilter: "FilterExpression",
});

/**
 * Checks a request's shape and gives it back without members that the operation does not have. Throws the service's
 * SerializationException and ValidationException.
 */
export function shaped(operation: string, body: unknown): Readonly<Record<string, unknown>> {
  const members = REQUEST_SHAPES[operation] as Members;
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new DynamoDbError("SerializationException", "Start of structure or map found where not expected");
  const request = withTypes(body as Record<string, unknown>, members);
  const faults: string[] = [];
  collectFaults(request, members, "", faults);
  if (faults.length > 0) {
    const count = faults.length === 1 ? "1 validation error" : `${faults.length} validation errors`;
    throw validationError(`${count} detected: ${faults.join("; ")}`);
  }
  for (const [legacy, expression] of LEGACY) {
    if (isMissing((body as Record<string, unknown>)[legacy])) continue;
    throw validationError(`${legacy} is a legacy parameter, which this simulator does not read: use ${expression}`);
  }
  return request;
}

function withTypes(given: Record<string, unknown>, members: Members): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, shape] of members) {
    const value = given[name];
    if (!isMissing(value)) kept[name] = typed(value, shape);
  }
  return kept;
}

function typed(value: unknown, shape: Shape): unknown {
  switch (shape.type) {
    case "Any":
      return value;
    case "String":
      if (typeof value !== "string") throw wrongScalar(value, "String");
      return value;
    case "Boolean":
      if (typeof value === "boolean") return value;
      if (typeof value === "string") {
        if (/^(true|1|yes)$/i.test(value)) return true;
        if (/^(false|0|no)$/i.test(value)) return false;
        throw new DynamoDbError("SerializationException", "Unexpected token received from parser");
      }
      throw wrongScalar(value, "Boolean");
    case "Integer":
      if (typeof value !== "number") throw wrongScalar(value, "Integer");
      return Math.floor(value);
    case "List":
      if (Array.isArray(value)) return value.map((element) => (isMissing(element) ? element : typed(element, shape.of as Shape))); // prettier-ignore
      throw unexpected(value);
    case "Map":
    case "Structure": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw unexpected(value);
      if (shape.type === "Structure") return withTypes(value as Record<string, unknown>, shape.members ?? []);
      const entries = Object.entries(value).map(([key, member]) => [key, typed(member, shape.of as Shape)]);
      return Object.fromEntries(entries) as unknown;
    }
  }
}

function unexpected(value: unknown): DynamoDbError {
  return new DynamoDbError(
    "SerializationException",
    typeof value !== "object" ? "Unexpected field type" : "Start of structure or map found where not expected",
  );
}

function collectFaults(
  given: Readonly<Record<string, unknown>>,
  members: Members,
  path: string,
  faults: string[],
): void {
  for (const [name, shape] of members) {
    if (isMissing(given[name]) && shape.required !== true) continue;
    collectFault(given[name], shape, path + name.charAt(0).toLowerCase() + name.slice(1), faults);
  }
}

function collectFault(value: unknown, shape: Shape, path: string, faults: string[]): void {
  const fault = (constraint: string) => {
    if (faults.length < FAULT_COUNT_MAX)
      faults.push(`Value ${printed(value)} at '${path}' failed to satisfy constraint: ${constraint}`);
  };
  if (isMissing(value)) {
    if (shape.required === true) fault("Member must not be null");
    return;
  }
  const { pattern, min, max, oneOf: names } = shape;
  if (pattern !== undefined && !pattern.test(value as string))
    fault(`Member must satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`);
  if (names !== undefined && !names.includes(value as string))
    fault(`Member must satisfy enum value set: [${names.join(", ")}]`);
  const isNumber = typeof value === "number";
  const size = isNumber ? value : sizeOf(value);
  const verb = isNumber ? "have value" : "have length";
  if (min !== undefined && size < min) fault(`Member must ${verb} greater than or equal to ${min}`);
  if (max !== undefined && size > max) fault(`Member must ${verb} less than or equal to ${max}`);
  if (shape.members !== undefined) collectFaults(value as Record<string, unknown>, shape.members, `${path}.`, faults);
  if (shape.of === undefined || shape.of.type === "Any") return;
  if (shape.type === "List")
    for (const [index, element] of (value as unknown[]).entries())
      collectFault(element, shape.of, `${path}.${index + 1}.member`, faults);
  if (shape.type === "Map" && shape.of.type === "List") {
    const { min: least = 0, max: most = Infinity } = shape.of;
    const sizes = Object.values(value).map(sizeOf);
    if (sizes.some((count) => count < least || count > most))
      fault(
        `Map value must satisfy constraint: [Member must have length less than or equal to ${most}, Member must have length greater than or equal to ${least}]`,
      );
  } else if (shape.type === "Map")
    for (const [key, element] of Object.entries(value))
      collectFault(element, shape.of, `${path}.${key}.member`, faults);
}

function sizeOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}

function printed(value: unknown): string {
  return isMissing(value) ? "null" : `'${textOf(value)}'`;
}

function textOf(value: unknown): string {
  if (isMissing(value)) return "null";
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
}
