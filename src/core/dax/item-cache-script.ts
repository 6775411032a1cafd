import type { Item } from "../dynamodb/attribute-value.ts";
import { ScenarioError, type Millis, type NodeId, type Timed } from "../kernel/index.ts";
import { Random } from "../kernel/random.ts";
import { DaxTable, type ItemWrite } from "./dax-table.ts";
import type { DaxEvent, DaxTrace } from "./dax-trace.ts";
import { checkItemCacheOptions, createItemCache, type CreateItemCache, type ItemCacheOptions, type ItemKey } from "./item-cache.ts"; // prettier-ignore
import { RecordedItemCache } from "./recorded-item-cache.ts";

/** One thing that is asked of the cache, or done to its table, so long after the step before. */
export type ItemCacheStep = { readonly afterMs: Millis } & (
  | {
      /** GetItem of one key, BatchGetItem of more; each key once. */
      readonly tell: "read";
      readonly keys: readonly ItemKey[];
      /** The table does not answer: nothing is stored of what it was asked. */
      readonly fails?: boolean;
    }
  /** A read that goes past the cache. */
  | { readonly tell: "read-past"; readonly key: ItemKey; readonly mode: "strong" | "transactional" }
  /** Through the cluster. */
  | { readonly tell: "write"; readonly write: ItemWrite }
  /** To the table, past the cluster. */
  | { readonly tell: "bypass"; readonly write: ItemWrite }
);

/** An item cache alone with a table that answers at once and is never behind. */
export interface ItemCacheScript {
  readonly itemCache: ItemCacheOptions;
  /** In the table before the first step. */
  readonly items: readonly { readonly key: ItemKey; readonly item: Item }[];
  readonly steps: readonly ItemCacheStep[];
}

const NODE: NodeId = "dax-1";
const CLIENT: NodeId = "app";

/** Takes one step after the other. Throws `ScenarioError`, naming the field, for a cache that cannot be. */
export function runItemCacheScript(
  { itemCache, items, steps }: ItemCacheScript,
  create: CreateItemCache = createItemCache,
  trace: Timed<DaxEvent>[] = [],
): DaxTrace {
  checkItemCacheOptions(itemCache);
  let nowMs: Millis = 0;
  const record = (event: DaxEvent) => void trace.push({ atMs: nowMs, ...event });
  const table = new DaxTable(items, 0, new Random(0));
  record({ kind: "dax-opened", nodes: [NODE], ...itemCache, rows: table.rows, slackMs: 0 });
  const cache = new RecordedItemCache(NODE, itemCache, create, record);
  const ask = (op: number, keys: readonly ItemKey[], mode: "eventual" | "strong" | "transactional") => {
    const { rows, units } = table.read(keys, mode, nowMs);
    record({ kind: "table-read", op, by: NODE, mode, rows, units });
    return rows;
  };
  steps.forEach((step, index) => {
    if (!(step.afterMs >= 0 && step.afterMs < Infinity))
      throw new ScenarioError(`steps[${index}].afterMs`, "0 ms or more", step.afterMs);
    const op = index + 1;
    nowMs += step.afterMs;
    switch (step.tell) {
      case "read": {
        const asked = cache.read(op, step.keys, nowMs).ask;
        if (asked.length === 0) break;
        if (step.fails === true) {
          record({ kind: "read-failed", op, client: CLIENT, because: "throttled" });
          break;
        }
        for (const { key, item } of ask(op, asked, "eventual")) cache.store(op, key, item, "read", nowMs);
        break;
      }
      case "read-past":
        for (const { key, item } of ask(op, [step.key], step.mode)) cache.pass(key, item, step.mode, nowMs);
        break;
      case "write":
      case "bypass": {
        const outcome = table.write([step.write], nowMs);
        if (outcome.kind === "refused") {
          record({ kind: "write-refused", op, client: CLIENT, because: outcome.because });
          break;
        }
        record({ kind: "table-wrote", op, by: step.tell === "write" ? NODE : CLIENT, rows: outcome.rows });
        if (step.tell === "write") for (const { key, item } of outcome.rows) cache.store(op, key, item, "write", nowMs);
        break;
      }
      default:
        step satisfies never;
    }
  });
  return trace;
}
