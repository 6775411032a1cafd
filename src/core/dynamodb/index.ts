/** DynamoDB: items and what they cost, partitions, indexes, transactions, streams, and the table service over them. */
export {
  base64Length,
  canonicalItem,
  canonicalText,
  compareValues,
  equalValues,
  sortableKey,
  typeOf,
  utf8Length,
  type AttributeType,
  type AttributeValue,
  type Item,
  type KeySchema,
} from "./attribute-value.ts";
export * from "./capacity-units.ts";
export { DYNAMODB_LIMITS } from "./limits.ts";
export { DynamoDbError, type DynamoDbErrorCode } from "./service-error.ts";
