/** Requests as they come back from an answer. */
import type { QueryRequest } from "four-of-six/dax";
import { AnswerError, number, optional, record, text, truth, type Shape } from "four-of-six/testing";
import { itemShape } from "../../dynamodb/item-shape.ts";

const names: Shape<Readonly<Record<string, string>>> = {
  take(given, where) {
    if (typeof given !== "object" || given === null || Array.isArray(given))
      throw new AnswerError(`${where} has to be an object with a text for each name.`);
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, text.take(value, `${where}.${name.slice(0, 80)}`)])); // prettier-ignore
  },
};

export const requestShape: Shape<QueryRequest> = record<QueryRequest>({
  operation: text as Shape<QueryRequest["operation"]>,
  TableName: text,
  IndexName: optional(text),
  KeyConditionExpression: optional(text),
  FilterExpression: optional(text),
  ProjectionExpression: optional(text),
  ExpressionAttributeNames: optional(names),
  ExpressionAttributeValues: optional(itemShape),
  Limit: optional(number),
  ExclusiveStartKey: optional(itemShape),
  ScanIndexForward: optional(truth),
});
