/** What queries of indexes promise about their table, judged by the answers that a run of the table service gave. */
import type { Millis } from "../kernel/index.ts";
import { canonicalItem, canonicalText, type AttributeValue, type Item, type KeySchema } from "./attribute-value.ts";
import type { IndexDefinition } from "./secondary-index.ts";
import { tableSchema, type GivenTable, type IndexSchema } from "./table-schema.ts";
import type { Json, TableEvent, TableTrace } from "./table-trace.ts";

/** A promise that a trace does not keep. */
export interface IndexViolation {
  readonly invariant: string;
  /** The place in the trace of the event that breaks it. */
  readonly eventIndex: number;
  readonly what: string;
}

/** Looks for the first violation in a trace of one table whose updates return all of their item's new attributes. */
export type IndexInvariant = (trace: TableTrace) => IndexViolation | undefined;

/** A query of a local index finds what the table has at that moment: each item that has the index's keys, and no other. */
export const localIndexIsNeverBehind: IndexInvariant = (trace) => {
  for (const query of queriesOf(trace)) {
    if (query.index.isGlobal) continue;
    const what = difference(query.found, query.states.at(-1)?.items ?? [], query);
    if (what !== undefined)
      return { invariant: "a local index is never behind its table", eventIndex: query.eventIndex, what };
  }
  return undefined;
};

/**
 * A query of a global index finds only what its table had at some time, and just what it has once the last write is longer
 * ago than the index's delay.
 */
export const globalIndexFollows =
  (delayMs: Millis): IndexInvariant =>
  (trace) => {
    const invariant = "a global index follows its table, and holds nothing that never was in it";
    for (const query of queriesOf(trace)) {
      if (!query.index.isGlobal) continue;
      const ever = new Set(query.states.flatMap(({ items }) => expected(items, query)));
      const strange = query.found.find((entry) => !ever.has(canonicalItem(entry)));
      if (strange !== undefined)
        return { invariant, eventIndex: query.eventIndex, what: `the index gave ${canonicalItem(strange)}` };
      const last = query.states.at(-1);
      if (last === undefined || query.atMs - last.atMs <= delayMs) continue;
      const what = difference(query.found, last.items, query);
      if (what !== undefined) return { invariant, eventIndex: query.eventIndex, what };
    }
    return undefined;
  };

interface TableState {
  readonly atMs: Millis;
  readonly items: readonly Item[];
}

/** A query of an index, and what the table had until then. */
interface IndexQuery {
  readonly eventIndex: number;
  readonly atMs: Millis;
  readonly index: IndexSchema;
  readonly value: AttributeValue;
  readonly found: readonly Item[];
  /** After each write, in their order. */
  readonly states: readonly TableState[];
}

function* queriesOf(trace: TableTrace): Generator<IndexQuery> {
  let indexes: readonly IndexSchema[] = [];
  let key: KeySchema = { partitionKey: "" };
  const items = new Map<string, Item>();
  const states: TableState[] = [];
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "request-answered") continue;
    const { atMs, operation, body, response } = event;
    if (operation === "CreateTable") ({ indexes, key } = tableSchema(body as unknown as GivenTable));
    const written = writtenBy(operation, body, response);
    if (written !== undefined) {
      const at = namesOf(key).map((name) => canonicalText(written.key[name] as AttributeValue)).join(); // prettier-ignore
      if (written.after === undefined) items.delete(at);
      else items.set(at, written.after);
      states.push({ atMs, items: [...items.values()] });
    }
    const index = indexes.find(({ name }) => name === body["IndexName"]);
    if (operation !== "Query" || index === undefined) continue;
    const [value] = Object.values(body["ExpressionAttributeValues"] as unknown as Item);
    const found = response["Items"] as unknown as readonly Item[];
    yield { eventIndex, atMs, index, value: value as AttributeValue, found, states };
  }
}

type Answered = Extract<TableEvent, { kind: "request-answered" }>;

/** The item that a request wrote, and what it is since. */
function writtenBy(operation: string, body: Answered["body"], response: Answered["response"]) {
  const itemOf = (value: Json | undefined) => value as unknown as Item;
  if (operation === "PutItem") return { key: itemOf(body["Item"]), after: itemOf(body["Item"]) };
  if (operation === "UpdateItem") return { key: itemOf(body["Key"]), after: itemOf(response["Attributes"]) };
  if (operation === "DeleteItem") return { key: itemOf(body["Key"]), after: undefined };
  return undefined;
}

/** What is wrong with the entries found; nothing if they are those of the items. */
function difference(found: readonly Item[], items: readonly Item[], query: IndexQuery): string | undefined {
  const had = found.map(canonicalItem);
  const wanted = expected(items, query);
  const missing = wanted.find((entry) => !had.includes(entry));
  if (missing !== undefined) return `the index did not give ${missing}`;
  const strange = had.find((entry) => !wanted.includes(entry));
  if (strange !== undefined) return `the index gave ${strange}`;
  return had.length === wanted.length ? undefined : `the index gave ${had.length} entries for ${wanted.length} items`;
}

/** The entries of the items that a query of the index is to find. */
function expected(items: readonly Item[], { index, value }: IndexQuery): readonly string[] {
  return items
    .filter((item) => namesOf(index.key).every((name) => item[name] !== undefined))
    .filter((item) => canonicalText(item[index.key.partitionKey] as AttributeValue) === canonicalText(value))
    .map((item) => canonicalItem(heldOf(item, index)));
}

function heldOf(item: Item, { key, tableKey, projection }: IndexDefinition): Item {
  if (projection.type === "ALL") return item;
  const held = [...namesOf(key), ...namesOf(tableKey), ...(projection.type === "INCLUDE" ? projection.attributes : [])];
  return Object.fromEntries(Object.entries(item).filter(([name]) => held.includes(name)));
}

function namesOf({ partitionKey, sortKey }: KeySchema): readonly string[] {
  return sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
}
