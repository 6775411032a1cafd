/**
 * What the table service asks of its storage. An operation is a generator that yields these and is told their answers, so
 * that one and the same operation runs on items in memory at once, or on a simulated fleet whose messages take time.
 */
import type { Item } from "./attribute-value.ts";
import type { PlaceRange } from "./key-order.ts";
import type { Page } from "./query-pager.ts";
import type { StoredChange } from "./table-store.ts";

/** One item is read. */
export interface ReadRequest {
  readonly kind: "read";
  readonly table: string;
  readonly place: string;
  /** From the leader of the partition, or from any copy. */
  readonly isConsistent: boolean;
  /** What it costs, once the item is known. */
  readonly units: (item: Item | undefined) => number;
}

/** One item is written, if `change` does not throw. */
export interface WriteRequest {
  readonly kind: "write";
  readonly table: string;
  readonly place: string;
  /** The item afterwards; nothing takes it out. Throws what the operation is refused with. */
  readonly change: (before: Item | undefined) => Item | undefined;
  readonly units: (before: Item | undefined, after: Item | undefined) => number;
}

/** One page of items in order is read. */
export interface WalkRequest {
  readonly kind: "walk";
  readonly table: string;
  readonly index: string | undefined;
  readonly range: PlaceRange;
  readonly isForward: boolean;
  readonly isConsistent: boolean;
  /** Reads the page from the items of the range. */
  readonly page: (items: Iterable<Item>) => Page;
  readonly units: (page: Page) => number;
}

/** Several items are written, all or none. */
export interface TransactRequest {
  readonly kind: "transact";
  readonly writes: readonly WriteRequest[];
}

/** Several items are read as they are at one moment. */
export interface TransactReadRequest {
  readonly kind: "transact-read";
  readonly reads: readonly ReadRequest[];
}

/** Any of them. */
export type StorageRequest = ReadRequest | WriteRequest | WalkRequest | TransactRequest | TransactReadRequest;

/** An operation under way: it yields requests, is told answers, and ends with its response. */
export type Operation<Response> = Generator<StorageRequest, Response, unknown>;

/** Asks for one item. */
export function* readItem(request: ReadRequest): Operation<Item | undefined> {
  return (yield request) as Item | undefined;
}

/** Writes one item. */
export function* writeItem(request: WriteRequest): Operation<StoredChange> {
  return (yield request) as StoredChange;
}

/** Reads one page. */
export function* walkItems(request: WalkRequest): Operation<Page> {
  return (yield request) as Page;
}

/** Writes all or none. For each write: what it did, or what it was refused with. */
export function* transactItems(request: TransactRequest): Operation<readonly (StoredChange | Error)[]> {
  return (yield request) as readonly (StoredChange | Error)[];
}

/** Reads several at one moment. */
export function* transactReadItems(request: TransactReadRequest): Operation<readonly (Item | undefined)[]> {
  return (yield request) as readonly (Item | undefined)[];
}
