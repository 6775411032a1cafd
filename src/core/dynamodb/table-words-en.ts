/** Events of the table service in English: what was asked, what came back, what it cost. */
import type { Millis } from "../kernel/index.ts";
import { typeOf, type AttributeValue, type Item } from "./attribute-value.ts";
import type { Json, TableEvent } from "./table-trace.ts";

/** One event in one sentence. */
export function tableEventInEnglish(event: TableEvent & { readonly atMs?: Millis }): string {
  switch (event.kind) {
    case "table-service-opened":
      return event.throttles ? "The table service opens, and throttles." : "The table service opens.";
    case "request-answered":
      return `${askedText(event.operation, event.body)}: ${answerText(event.response)}.`;
    case "request-refused":
      return `${askedText(event.operation, event.body)}: ${event.code}. ${event.message}`;
  }
}

type Body = { readonly [name: string]: Json };

/** What was asked for, short: the operation, and the key or the conditions. */
export function askedText(operation: string, body: Body): string {
  const key = (body["Key"] ?? body["Item"]) as Item | undefined;
  const parts = [operation];
  if (typeof body["IndexName"] === "string") parts.push(`of ${body["IndexName"]}`);
  if (key !== undefined) parts.push(itemText(key));
  if (typeof body["KeyConditionExpression"] === "string") parts.push(body["KeyConditionExpression"]);
  if (typeof body["UpdateExpression"] === "string") parts.push(body["UpdateExpression"]);
  return parts.join(" ");
}

function answerText(response: Body): string {
  const parts: string[] = [];
  const { Item: item, Items: items, Count: count, ScannedCount: scanned, LastEvaluatedKey: last } = response;
  if (item !== undefined) parts.push(itemText(item as unknown as Item));
  if (items !== undefined) parts.push((items as unknown as Item[]).map(itemText).join(", ") || "no items");
  if (scanned !== undefined) parts.push(`${String(count)} of ${String(scanned)} read`);
  if (last !== undefined) parts.push(`goes on after ${itemText(last as unknown as Item)}`);
  const units = unitsOf(response);
  if (units !== undefined) parts.push(`${units} ${units === 1 ? "unit" : "units"}`);
  return parts.length === 0 ? "done" : parts.join("; ");
}

function unitsOf(response: Body): number | undefined {
  const consumed = response["ConsumedCapacity"];
  if (consumed === undefined) return undefined;
  const tables = (Array.isArray(consumed) ? consumed : [consumed]) as unknown as { CapacityUnits: number }[];
  return tables.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

const TEXT_LENGTH_MAX = 24;

/** An item on one line: `{id: "a", n: 3}`; long text is cut. */
export function itemText(item: Item): string {
  return `{${Object.entries(item)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join(", ")}}`;
}

function valueText(value: AttributeValue): string {
  const type = typeOf(value);
  const content = (value as Record<string, unknown>)[type];
  if (type === "S") {
    const text = content as string;
    return text.length > TEXT_LENGTH_MAX ? `${text.length} characters` : JSON.stringify(text);
  }
  if (type === "N") return content as string;
  if (type === "M") return itemText(content as Item);
  if (type === "L") return `[${(content as AttributeValue[]).map(valueText).join(", ")}]`;
  if (type === "NULL") return "null";
  const text = Array.isArray(content) ? `${type}(${content.join(", ")})` : String(content);
  return text.length > TEXT_LENGTH_MAX ? `${type} of ${text.length} characters` : text;
}
