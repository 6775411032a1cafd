/** The same requests to the table service and to dynalite, and what they say, side by side. */
import { TableService, DynamoDbError, canonicalItem, type Item } from "../../src/core/dynamodb/index.ts";
import { dynaliteHash, type Dynalite, type Outcome } from "./dynalite-server.ts";
import { TABLE_NAME, createTableBody, type RandomRequest, type RandomSequence } from "./random-requests.ts";

/** Two outcomes of one request, in a form in which they have to be equal. */
export interface Compared {
  readonly request: RandomRequest;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** A service of our own, and how it is asked as dynalite is. */
export function startOurs(): { ask(operation: string, body: unknown): Outcome } {
  const service = new TableService({ nowMs: () => 1_767_225_600_000, indexDelayMs: 0, hash: dynaliteHash });
  return {
    ask(operation, body) {
      try {
        // What travels as JSON is what counts.
        return {
          body: JSON.parse(JSON.stringify(service.perform(operation, JSON.parse(JSON.stringify(body))))) as never,
        };
      } catch (error) {
        if (!(error instanceof DynamoDbError)) throw error;
        const { code, message, details } = error;
        return { error: code, message, ...("Item" in details && { item: details["Item"] }) };
      }
    },
  };
}

/** Performs a sequence on both. */
export async function compareSequence({ table, requests }: RandomSequence, dynalite: Dynalite): Promise<Compared[]> {
  const ours = startOurs();
  const askDynalite = dynalite.fresh(TABLE_NAME);
  const create = createTableBody(table);
  ours.ask("CreateTable", create);
  const created = await askDynalite("CreateTable", create);
  if ("error" in created) throw new Error(`dynalite refuses the table: ${created.error} ${created.message}`);
  while (JSON.stringify(await askDynalite("DescribeTable", { TableName: TABLE_NAME })).includes("CREATING"));
  const compared: Compared[] = [];
  for (const request of requests) {
    compared.push({
      request,
      ours: await outcome(request, (body) => Promise.resolve(ours.ask(request.operation, body))),
      theirs: await outcome(request, (body) => askDynalite(request.operation, body)),
    });
  }
  return compared;
}

type Ask = (body: unknown) => Promise<Outcome>;
const PAGE_COUNT_MAX = 200;

async function outcome({ body, toItsEnd }: RandomRequest, ask: Ask): Promise<unknown> {
  if (toItsEnd !== true) return comparable(await ask(body));
  const items: Item[] = [];
  let [count, scanned, units] = [0, 0, 0];
  let start: unknown;
  for (let page = 0; page < PAGE_COUNT_MAX; page++) {
    const answer = await ask(start === undefined ? body : { ...body, ExclusiveStartKey: start });
    if ("error" in answer) return comparable(answer);
    const { Items, Count, ScannedCount, LastEvaluatedKey, ConsumedCapacity } = answer.body as unknown as PageBody;
    items.push(...(Items ?? []));
    count += Count;
    scanned += ScannedCount;
    units += ConsumedCapacity?.CapacityUnits ?? 0;
    start = LastEvaluatedKey;
    if (start === undefined) break;
  }
  const texts = items.map(canonicalItem);
  // The order of items with equal index keys is nobody's promise; that of a table's own keys is.
  return { items: "IndexName" in body ? texts.sort() : texts, count, scanned, units, unfinished: start };
}

interface PageBody {
  readonly Items?: Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
  readonly ConsumedCapacity?: { readonly CapacityUnits: number };
}

/** Items by their content, sets in order; of capacity the table's own, for dynalite does not count index writes. */
function comparable(answer: Outcome): unknown {
  if ("error" in answer) return answer;
  const { Item, Attributes, Responses, ConsumedCapacity, ...rest } = answer.body as Record<string, unknown>;
  return {
    ...rest,
    item: Item === undefined ? undefined : canonicalItem(Item as Item),
    // Nothing to return is no member for the service, and an empty one for dynalite.
    attributes: Attributes === undefined || Object.keys(Attributes as object).length === 0 ? undefined : canonicalItem(Attributes as Item), // prettier-ignore
    responses: Responses === undefined ? undefined : Object.values(Responses as Record<string, Item[]>).map((items) => items.map(canonicalItem).sort()), // prettier-ignore
    units: tableUnits(ConsumedCapacity),
  };
}

function tableUnits(capacity: unknown): unknown {
  if (Array.isArray(capacity)) return capacity.map(tableUnits);
  const { Table } = (capacity ?? {}) as { Table?: { CapacityUnits: number } };
  return Table?.CapacityUnits;
}
