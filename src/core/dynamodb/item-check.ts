/** What the service refuses in values, keys and items, in its own words. */
import {
  base64Length,
  canonicalNumber,
  typeOf,
  utf8Length,
  type AttributeType,
  type AttributeValue,
  type Item,
  type KeySchema,
} from "./attribute-value.ts";
import { itemSize } from "./capacity-units.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { DynamoDbError, validationError } from "./service-error.ts";
import type { IndexSchema, TableSchema } from "./table-schema.ts";

const TYPES: readonly string[] = Object.freeze(["S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"]);
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function serialization(message: string): DynamoDbError {
  return new DynamoDbError("SerializationException", message);
}

function invalid(message: string): DynamoDbError {
  return validationError(`One or more parameter values were invalid: ${message}`);
}

/**
 * Takes a value as it stands in a request, and gives it back as it will be kept: numbers as the service prints them.
 * Throws the service's exceptions for what is no value. `depth` counts the lists and maps around it.
 */
export function checkedValue(given: unknown, depth = 0): AttributeValue {
  if (typeof given !== "object" || given === null) throw serialization("Unexpected value type in payload");
  if (Array.isArray(given))
    throw serialization("Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue");
  const types = Object.keys(given).filter((type) => !isMissing((given as Record<string, unknown>)[type]));
  const known = types.filter((type) => TYPES.includes(type));
  const [type] = known;
  if (type === undefined)
    throw validationError("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  const checked = checkedContent(type as AttributeType, (given as Record<string, unknown>)[type], depth);
  if (known.length > 1)
    throw validationError("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"); // prettier-ignore
  return checked;
}

function checkedContent(type: AttributeType, content: unknown, depth: number): AttributeValue {
  switch (type) {
    case "S":
      return { S: text(content, "String") };
    case "N":
      return { N: canonicalNumber(text(content, "String")) };
    case "B":
      return { B: bytes(content) };
    case "BOOL":
      return { BOOL: bool(content) };
    case "NULL":
      if (!bool(content)) throw invalid("Null attribute value types must have the value of true");
      return { NULL: true };
    case "SS": {
      const values = list(content).map((element) => text(element, "String"));
      if (values.length === 0) throw invalid("An string set  may not be empty");
      if (new Set(values).size < values.length)
        throw invalid(`Input collection [${values.join(", ")}] contains duplicates.`);
      return { SS: values };
    }
    case "NS": {
      const values = list(content).map((element) => text(element, "String"));
      if (values.length === 0) throw invalid("An number set  may not be empty");
      const numbers = values.map(canonicalNumber);
      if (new Set(numbers).size < numbers.length) throw validationError("Input collection contains duplicates");
      return { NS: numbers };
    }
    case "BS": {
      const values = list(content).map(bytes);
      if (values.length === 0) throw invalid("Binary sets should not be empty");
      if (new Set(values).size < values.length)
        throw invalid(`Input collection [${values.join(", ")}]of type BS contains duplicates.`);
      return { BS: values };
    }
    case "L":
      checkDepth(depth);
      return { L: list(content).map((element) => checkedValue(element, depth + 1)) };
    case "M":
      checkDepth(depth);
      return { M: checkedMembers(content, depth + 1) };
  }
}

function checkDepth(depth: number): void {
  if (depth >= DYNAMODB_LIMITS.nestingDepth.value)
    throw validationError(`Nesting Levels have exceeded supported limits: Attributes can be nested up to ${DYNAMODB_LIMITS.nestingDepth.value} levels`); // prettier-ignore
}

/** The same for an item, a key, or the values of expressions: an object of values. */
export function checkedMembers(given: unknown, depth = 0): Item {
  if (typeof given !== "object" || given === null) throw serialization("Unexpected field type");
  if (Array.isArray(given))
    throw serialization("Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>"); // prettier-ignore
  const members: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(given)) {
    // An assignment to `__proto__` would make no member.
    Object.defineProperty(members, name, { value: checkedValue(value, depth), enumerable: true, writable: true, configurable: true }); // prettier-ignore
  }
  return members;
}

function text(content: unknown, type: string): string {
  if (typeof content === "string") return content;
  throw wrongScalar(content, type);
}

function bool(content: unknown): boolean {
  if (typeof content === "boolean") return content;
  if (typeof content === "string") throw serialization("Unexpected token received from parser");
  throw wrongScalar(content, "Boolean");
}

function bytes(content: unknown): string {
  if (typeof content === "boolean" || typeof content === "number")
    throw serialization("only base-64-encoded strings are convertible to bytes");
  if (typeof content !== "string") throw wrongScalar(content, "nio.ByteBuffer");
  if (content.length % 4 !== 0)
    throw serialization(`Base64 encoded length is expected a multiple of 4 bytes but found: ${content.length}`);
  if (!BASE64.test(content)) throw serialization("Invalid last non-pad Base64 character dectected");
  return content;
}

function list(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content as unknown[];
  throw serialization(typeof content === "object" ? "Start of structure or map found where not expected" : "Unexpected field type"); // prettier-ignore
}

/** The service's words for a value of another JSON type than the one that is wanted. */
export function wrongScalar(content: unknown, type: string): DynamoDbError {
  if (typeof content === "boolean")
    return serialization(`${content ? "TRUE_VALUE" : "FALSE_VALUE"} cannot be converted to ${type}`);
  if (typeof content === "number")
    return serialization(
      `${Number.isInteger(content) ? "NUMBER_VALUE" : "DECIMAL_VALUE"} cannot be converted to ${type}`,
    );
  if (typeof content === "string") return serialization(`STRING_VALUE cannot be converted to ${type}`);
  if (Array.isArray(content)) return serialization(`Unrecognized collection type class java.lang.${type}`);
  return serialization("Start of structure or map found where not expected");
}

/** Throws the service's ValidationException for an item that this table cannot hold. */
export function checkItem(item: Item, table: TableSchema): void {
  for (const [attribute, isPartitionKey] of keyAttributes(table.key)) {
    const value = item[attribute];
    const type = table.typeOfKey(attribute);
    if (value === undefined) throw invalid(`Missing the key ${attribute} in the item`);
    if (typeOf(value) !== type)
      throw invalid(`Type mismatch for key ${attribute} expected: ${type} actual: ${typeOf(value)}`);
    if (isEmpty(value))
      throw validationError(`One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${emptyWord(value)} value. Key: ${attribute}`); // prettier-ignore
    checkKeySize(value, isPartitionKey);
  }
  for (const index of table.indexes) checkIndexKeys(item, index, table);
}

function checkIndexKeys(item: Item, index: IndexSchema, table: TableSchema): void {
  for (const [attribute, isPartitionKey] of keyAttributes(index.key)) {
    const value = item[attribute];
    if (value === undefined) continue;
    const type = table.typeOfKey(attribute);
    if (typeOf(value) !== type)
      throw invalid(`Type mismatch for Index Key ${attribute} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`); // prettier-ignore
    if (isEmpty(value))
      throw validationError(`One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${emptyWord(value)} value. IndexName: ${index.name}, IndexKey: ${attribute}`); // prettier-ignore
    checkKeySize(value, isPartitionKey);
  }
}

/** Throws the service's ValidationException for a key that is not this table's: exactly its attributes, in its types. */
export function checkKey(key: Item, table: TableSchema): void {
  const attributes = keyAttributes(table.key);
  const mismatch = validationError("The provided key element does not match the schema");
  if (Object.keys(key).length !== attributes.length) throw mismatch;
  for (const [attribute, isPartitionKey] of attributes) {
    const value = key[attribute];
    if (value === undefined || typeOf(value) !== table.typeOfKey(attribute)) throw mismatch;
    checkKeyPiece(attribute, value, isPartitionKey);
  }
}

/** Throws the service's ValidationException for an empty or too long key value. */
export function checkKeyPiece(attribute: string, value: AttributeValue, isPartitionKey: boolean): void {
  if (isEmpty(value))
    throw invalid(`The AttributeValue for a key attribute cannot contain an empty ${emptyWord(value)} value. Key: ${attribute}`); // prettier-ignore
  checkKeySize(value, isPartitionKey);
}

/** The attributes of a key, each with whether it is the partition key. */
export function keyAttributes({ partitionKey, sortKey }: KeySchema): (readonly [string, boolean])[] {
  return sortKey === undefined ? [[partitionKey, true]] : [[partitionKey, true], [sortKey, false]]; // prettier-ignore
}

/** Throws the service's ValidationException for an item above 400 KB. */
export function checkItemSize(item: Item, message: string): void {
  if (itemSize(item) > DYNAMODB_LIMITS.itemSize.value) throw validationError(message);
}

function checkKeySize(value: AttributeValue, isPartitionKey: boolean): void {
  if ("N" in value) return;
  const size = "S" in value ? utf8Length(value.S) : "B" in value ? base64Length(value.B) : 0;
  if (isPartitionKey && size > DYNAMODB_LIMITS.partitionKeySize.value)
    throw invalid(
      `Size of hashkey has exceeded the maximum size limit of${DYNAMODB_LIMITS.partitionKeySize.value} bytes`,
    );
  if (!isPartitionKey && size > DYNAMODB_LIMITS.sortKeySize.value)
    throw invalid(`Aggregated size of all range keys has exceeded the size limit of ${DYNAMODB_LIMITS.sortKeySize.value} bytes`); // prettier-ignore
}

function isEmpty(value: AttributeValue): boolean {
  return ("S" in value && value.S === "") || ("B" in value && value.B === "");
}

function emptyWord(value: AttributeValue): string {
  return "S" in value ? "string" : "binary";
}

/** A member that is null is not there. */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
