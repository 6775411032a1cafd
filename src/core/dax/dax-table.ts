/**
 * The table behind a DAX cluster: items by primary key, and as much of DynamoDB as a cache has to do with.
 *
 * Every write of a key is counted, and the count is written into the item as the attribute `version`: so a reader's item
 * says by itself how old it is. A strongly consistent read finds the last version; an eventually consistent one finds the
 * table as it was up to `lagMs` ago, because it may come to a copy that is behind.
 *
 * Simplified: one partition; of conditions there is one, that the item must not exist.
 */
import type { Item } from "../dynamodb/attribute-value.ts";
import { capacityUnits, type ReadMode } from "../dynamodb/capacity-units.ts";
import { toMicros, type Millis, type Random } from "../kernel/index.ts";
import type { RefusalCause, TableRow } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";
import type { QueryMode, QueryRequest, QueryResult } from "./query-cache.ts";
import { answerQuery } from "./table-query.ts";

/** One item's write. An update sets attributes of the item, or makes it; `version` is the table's own. */
export type ItemWrite =
  | { readonly action: "put"; readonly key: ItemKey; readonly item: Item; readonly onlyIfMissing?: boolean }
  | { readonly action: "update"; readonly key: ItemKey; readonly set: Item }
  | { readonly action: "delete"; readonly key: ItemKey };

/** What comes of a write that reached the table. */
export type WriteOutcome =
  | { readonly kind: "done"; readonly rows: readonly TableRow[] }
  | { readonly kind: "refused"; readonly because: RefusalCause };

/** A key's row, and since when it has been that. */
interface Version extends TableRow {
  readonly sinceMs: Millis;
}

/** A read of the table, with what it costs. */
export interface TableReading {
  readonly rows: readonly TableRow[];
  readonly units: number;
}

/** The table of a run. */
export class DaxTable {
  readonly #lagMs: Millis;
  readonly #luck: Random;
  readonly #itemBytes: number | undefined;
  /** All versions of each key, the last one last. */
  readonly #history = new Map<ItemKey, Version[]>();

  /** With `itemBytes` each item counts as so large, whatever is in it. */
  constructor(
    items: readonly { readonly key: ItemKey; readonly item: Item }[],
    lagMs: Millis,
    luck: Random,
    itemBytes?: number,
  ) {
    this.#lagMs = lagMs;
    this.#luck = luck;
    this.#itemBytes = itemBytes;
    for (const { key, item } of items) this.#append(key, item, 0);
  }

  /** What the table has now, by key. */
  get rows(): readonly TableRow[] {
    return [...this.#history.values()].flatMap((versions) => {
      const last = versions.at(-1);
      return last === undefined ? [] : [rowOf(last)];
    });
  }

  /** Reads these keys in one request. One request comes to one copy: all its rows are of one moment. */
  read(keys: readonly ItemKey[], mode: ReadMode, nowMs: Millis): TableReading {
    const atMs = this.#momentOf(mode, nowMs);
    const rows = keys.map((key) => this.#rowAt(key, atMs));
    return {
      rows,
      units: capacityUnits.readUnits(
        rows.map((row) => this.#sizeOf(row)),
        mode,
        false,
      ),
    };
  }

  /** One page of a Query or Scan. All its items are of one moment, for the same reason. */
  query(
    request: QueryRequest,
    mode: QueryMode,
    nowMs: Millis,
  ): { readonly result: QueryResult; readonly units: number } {
    const atMs = this.#momentOf(mode, nowMs);
    return answerQuery(
      request,
      mode,
      [...this.#history.keys()].map((key) => this.#rowAt(key, atMs)),
    );
  }

  /** All of the writes or none. */
  write(writes: readonly ItemWrite[], nowMs: Millis): WriteOutcome {
    const isRefused = writes.some(
      (write) =>
        write.action === "put" && write.onlyIfMissing === true && this.#rowAt(write.key, nowMs).item !== undefined,
    );
    if (isRefused) return { kind: "refused", because: "condition" };
    return { kind: "done", rows: writes.map((write) => this.#apply(write, nowMs)) };
  }

  #sizeOf({ item }: TableRow): number {
    return item === undefined ? 0 : (this.#itemBytes ?? capacityUnits.itemSize(item));
  }

  #momentOf(mode: ReadMode, nowMs: Millis): Millis {
    return mode === "eventual" ? nowMs - toMicros(this.#luck.fraction() * this.#lagMs) : nowMs;
  }

  #rowAt(key: ItemKey, atMs: Millis): TableRow {
    const versions = this.#history.get(key) ?? [];
    // What was there before the run has always been there.
    const found = versions.findLast(({ sinceMs }) => sinceMs <= atMs || sinceMs === 0);
    return found === undefined ? { key, version: 0 } : rowOf(found);
  }

  #apply(write: ItemWrite, nowMs: Millis): TableRow {
    switch (write.action) {
      case "put":
        return this.#append(write.key, write.item, nowMs);
      case "update":
        return this.#append(write.key, { ...this.#rowAt(write.key, nowMs).item, ...write.set }, nowMs);
      case "delete":
        return this.#append(write.key, undefined, nowMs);
      default:
        return write satisfies never;
    }
  }

  #append(key: ItemKey, item: Item | undefined, sinceMs: Millis): TableRow {
    const versions = this.#history.get(key) ?? [];
    const version = (versions.at(-1)?.version ?? 0) + 1;
    const stamped = item && Object.freeze({ ...item, version: Object.freeze({ N: String(version) }) });
    const row: Version = { key, version, ...(stamped && { item: stamped }), sinceMs };
    this.#history.set(key, [...versions, row]);
    return rowOf(row);
  }
}

function rowOf({ key, version, item }: TableRow): TableRow {
  return { key, version, ...(item && { item }) };
}
