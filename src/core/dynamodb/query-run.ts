/**
 * Reads of many pages from one table: `orders`, of two customers, with the order's number as sort key. Each page is a Query
 * or Scan of the table service; the caller asks for page after page, one after the other.
 *
 *   400 orders of 1 KB, eight of them open, newest first, Limit 50
 *   with a filter on the status     8 pages, 400 items read, 8 returned, 52 units
 *   with a condition on the key     1 page, 8 items read, 8 returned, 1 unit
 *
 * The second way needs a key that says what is asked for: the local index `by-status`, with keys as `open#0012`.
 *
 * Simplified: nobody writes while somebody reads, and every page takes the same time. Nothing is asked for after the last
 * item: whether a page that ends with it says that there is more is not documented.
 */
import { ScenarioError, Simulation, type Millis, type Timed, type Trace } from "../kernel/index.ts";
import type { AttributeValue, Item } from "./attribute-value.ts";
import { capacityUnits } from "./capacity-units.ts";
import { queryPager, type AskPage, type CollectItems, type QueryPager, type ReadPage } from "./query-pager.ts";
import { DynamoDbError } from "./service-error.ts";
import { TableService } from "./table-service.ts";

/** An order in the table. */
export interface QueryOrder {
  readonly customer: "ann" | "bob";
  readonly isOpen: boolean;
}

/** What is asked for: ann's orders by Query, or everybody's by Scan. */
export interface QueryRead {
  readonly operation: "Query" | "Scan";
  /** All of them; the open ones, by a filter; or the open ones, by a condition on the key of `by-status` (Query only). */
  readonly by: "all" | "filter" | "key";
  /** 1 and more; no limit if it is missing. */
  readonly limit?: number;
  /** Newest first (Query only). */
  readonly isBackward?: boolean;
  readonly isConsistent?: boolean;
  /** The caller wants so many, 1 and more; all if it is missing. */
  readonly wanted?: number;
  /** Asked by somebody who takes an empty page for the end, instead of the caller that is tried. */
  readonly isCareless?: boolean;
}

/** What is done in a run. A read that begins ends the one before it, wherever that was. */
export type QueryStep =
  | ({ readonly atMs: Millis; readonly kind: "read" } & QueryRead)
  /** All orders are written again, with so many bytes each. */
  | { readonly atMs: Millis; readonly kind: "set-size"; readonly bytes: number };

/** A run as data: the same scenario gives the same trace. */
export interface QueryScenario {
  /** By their numbers, from 1 on: at most 2,000. */
  readonly orders: readonly QueryOrder[];
  /** Bytes of each item: 200 to 100,000. */
  readonly orderBytes: number;
  /** In the order of time. */
  readonly steps: readonly QueryStep[];
  /** How long a page takes: above 0. */
  readonly pageMs: Millis;
  readonly untilMs: Millis;
}

/** What happens in such a run. Units are read units of all pages of a read so far. */
export type QueryRunEvent =
  | { readonly kind: "query-run-opened"; readonly orderCount: number; readonly openCount: number; readonly orderBytes: number; readonly untilMs: Millis } // prettier-ignore
  | { readonly kind: "orders-resized"; readonly bytes: number }
  | ({ readonly kind: "read-began"; readonly read: number } & QueryRead)
  | {
      readonly kind: "page-answered";
      readonly read: number;
      readonly page: number;
      readonly scannedCount: number;
      readonly count: number;
      readonly units: number;
      /** Of all pages so far. */
      readonly countSoFar: number;
      readonly unitsSoFar: number;
      /** The number of the order that the next page goes on after. */
      readonly goesOnAfter: string | undefined;
    }
  | { readonly kind: "page-refused"; readonly read: number; readonly page: number; readonly code: string; readonly message: string } // prettier-ignore
  /** The caller has what it collects: the numbers of the orders. */
  | { readonly kind: "read-ended"; readonly read: number; readonly orders: readonly string[]; readonly units: number };

/** A run of reads. */
export type QueryRunTrace = Trace<QueryRunEvent>;

const TableName = "orders";
const key = (sortKey: string) => [
  { AttributeName: "customer", KeyType: "HASH" },
  { AttributeName: sortKey, KeyType: "RANGE" },
];
const ORDER_COUNT_MAX = 2_000;
const BYTES_MIN = 200;
const BYTES_MAX = 100_000;
const NAMES = Object.freeze({ "#s": "status" });
const ANN = Object.freeze({ ":c": Object.freeze({ S: "ann" }) });

/** Runs the reads. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function runQueries(
  scenario: QueryScenario,
  pager: QueryPager = queryPager,
  into?: Timed<QueryRunEvent>[],
): QueryRunTrace {
  checkQueries(scenario);
  const { orders, orderBytes, steps, pageMs, untilMs } = scenario;
  // There is no chance in this run.
  const simulation = new Simulation<QueryRunEvent>({ seed: 0, trace: into });
  const openCount = orders.filter(({ isOpen }) => isOpen).length;
  simulation.record({ kind: "query-run-opened", orderCount: orders.length, openCount, orderBytes, untilMs });
  const table = new OrdersTable(orders, pager);
  table.write(orderBytes);
  let read = 0;
  steps.forEach((step, index) => {
    simulation.at(step.atMs, () => {
      if (step.kind === "set-size") {
        table.write(step.bytes);
        simulation.record({ kind: "orders-resized", bytes: step.bytes });
        return;
      }
      const { atMs, kind: _, ...asked } = step;
      simulation.record({ kind: "read-began", read: ++read, ...asked });
      const giveUpMs = steps.slice(index + 1).find(({ kind }) => kind === "read")?.atMs ?? Infinity;
      let doneMs = atMs;
      for (const event of table.read(asked, read)) {
        // The caller is as long busy with the last page as another one would have taken.
        doneMs += pageMs;
        if (doneMs >= giveUpMs) break;
        simulation.at(doneMs, () => {
          if (event.kind === "failed") throw event.error;
          simulation.record(event);
        });
      }
    });
  });
  simulation.runUntil(untilMs);
  return simulation.trace;
}

/** What came of one read; a failure of the caller's ends it. */
type ReadEvent =
  | Extract<QueryRunEvent, { kind: "page-answered" | "page-refused" | "read-ended" }>
  | { readonly kind: "failed"; readonly error: unknown };

interface QueryResponse {
  readonly Items: readonly Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
  readonly ConsumedCapacity: { readonly CapacityUnits: number };
}

/** The table, and a caller that asks it for pages. */
class OrdersTable {
  readonly #orders: readonly QueryOrder[];
  readonly #pager: QueryPager;
  readonly #service: TableService;

  constructor(orders: readonly QueryOrder[], pager: QueryPager) {
    this.#orders = orders;
    this.#pager = pager;
    this.#service = new TableService({ nowMs: () => 0, mechanisms: { readPage: endingWithItems(pager.readPage) } });
    this.#service.perform("CreateTable", {
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "customer", AttributeType: "S" },
        { AttributeName: "order", AttributeType: "N" },
        { AttributeName: "statusKey", AttributeType: "S" },
      ],
      KeySchema: key("order"),
      LocalSecondaryIndexes: [{ IndexName: "by-status", KeySchema: key("statusKey"), Projection: { ProjectionType: "ALL" } }], // prettier-ignore
    });
  }

  write(bytes: number): void {
    this.#orders.forEach(({ customer, isOpen }, index) => {
      const number = String(index + 1);
      const status = isOpen ? "open" : "shipped";
      const Item: Record<string, AttributeValue> = {
        customer: { S: customer },
        order: { N: number },
        status: { S: status },
        statusKey: { S: `${status}#${number.padStart(4, "0")}` },
        text: { S: "" },
      };
      Item["text"] = { S: "x".repeat(bytes - capacityUnits.itemSize(Item)) };
      this.#service.perform("PutItem", { TableName, Item });
    });
  }

  read(asked: QueryRead, read: number): readonly ReadEvent[] {
    const events: ReadEvent[] = [];
    let page = 0;
    let countSoFar = 0;
    let unitsSoFar = 0;
    const ask: AskPage = (start) => {
      page++;
      // More pages than items and one are a circle.
      if (page > this.#orders.length + 2) throw new RangeError(`asked for ${page} pages of ${this.#orders.length} items`); // prettier-ignore
      try {
        const body = { ...bodyOf(asked), ...(start && { ExclusiveStartKey: start }) };
        const answer = this.#service.perform(asked.operation, body) as unknown as QueryResponse;
        const { Items, Count: count, ScannedCount: scannedCount, LastEvaluatedKey: last, ConsumedCapacity } = answer;
        const units = ConsumedCapacity.CapacityUnits;
        countSoFar += count;
        unitsSoFar += units;
        const goesOnAfter = last && numberOf(last);
        events.push({ kind: "page-answered", read, page, scannedCount, count, units, countSoFar, unitsSoFar, goesOnAfter }); // prettier-ignore
        return { items: Items, lastEvaluatedKey: last };
      } catch (error) {
        if (error instanceof DynamoDbError)
          events.push({ kind: "page-refused", read, page, code: error.code, message: error.message });
        throw error;
      }
    };
    try {
      const collect = asked.isCareless === true ? collectCarelessly : this.#pager.collectItems;
      const orders = collect(ask, asked.wanted).map(numberOf);
      events.push({ kind: "read-ended", read, orders, units: unitsSoFar });
    } catch (error) {
      events.push({ kind: "failed", error });
    }
    return events;
  }
}

/** As it is often written. */
const collectCarelessly: CollectItems = (ask, wanted) => {
  const collected: Item[] = [];
  for (let page = ask(undefined); page.items.length > 0; page = ask(page.lastEvaluatedKey)) {
    collected.push(...page.items);
    if (page.lastEvaluatedKey === undefined) break;
  }
  return collected.slice(0, wanted);
};

/** What is asked of the service. */
function bodyOf({ operation, by, limit, isBackward, isConsistent }: QueryRead): object {
  const values = {
    ...(operation === "Query" && ANN),
    ...(by === "filter" && { ":s": { S: "open" } }),
    ...(by === "key" && { ":s": { S: "open#" } }),
  };
  return {
    TableName,
    ReturnConsumedCapacity: "TOTAL",
    ConsistentRead: isConsistent === true,
    ...(limit !== undefined && { Limit: limit }),
    ...(operation === "Query" && {
      KeyConditionExpression: by === "key" ? "customer = :c AND begins_with(statusKey, :s)" : "customer = :c",
      ScanIndexForward: isBackward !== true,
    }),
    ...(by === "key" && { IndexName: "by-status" }),
    ...(by === "filter" && { FilterExpression: "#s = :s", ExpressionAttributeNames: NAMES }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

/** Whoever ends a page with the last of all items says that there is no more. */
function endingWithItems(readPage: ReadPage): ReadPage {
  return (items, request) => {
    const all = [...items];
    const page = readPage(all.values(), request);
    return page.scannedCount >= all.length ? { ...page, last: undefined } : page;
  };
}

function numberOf({ order }: Item): string {
  return order !== undefined && "N" in order ? order.N : "an item that was not there";
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkQueries({ orders, orderBytes, steps, pageMs, untilMs }: QueryScenario): void {
  if (orders.length > ORDER_COUNT_MAX) throw new ScenarioError("orders", `at most ${ORDER_COUNT_MAX}`, orders.length);
  checkBytes(orderBytes, "orderBytes");
  if (!(pageMs > 0 && pageMs < Infinity)) throw new ScenarioError("pageMs", "a time above 0 ms", pageMs);
  if (!(untilMs > 0 && untilMs < Infinity)) throw new ScenarioError("untilMs", "a time above 0 ms", untilMs);
  let beforeMs: Millis = 0;
  steps.forEach((step, index) => {
    const at = `steps[${index}]`;
    if (!(step.atMs >= beforeMs && step.atMs < Infinity))
      throw new ScenarioError(`${at}.atMs`, `a time from ${beforeMs} ms on`, step.atMs);
    beforeMs = step.atMs;
    if (step.kind === "set-size") return checkBytes(step.bytes, `${at}.bytes`);
    if (step.operation === "Scan" && (step.by === "key" || step.isBackward === true))
      throw new ScenarioError(at, "a Scan without a condition on keys, and without an order", step.by);
    for (const name of ["limit", "wanted"] as const) {
      const count = step[name];
      if (count !== undefined && !(Number.isInteger(count) && count >= 1))
        throw new ScenarioError(`${at}.${name}`, "a whole number from 1 on", count);
    }
  });
}

function checkBytes(bytes: number, field: string): void {
  if (!(Number.isInteger(bytes) && bytes >= BYTES_MIN && bytes <= BYTES_MAX))
    throw new ScenarioError(field, `a whole number of bytes from ${BYTES_MIN} to ${BYTES_MAX}`, bytes);
}
