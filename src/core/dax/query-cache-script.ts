import type { Item } from "../dynamodb/attribute-value.ts";
import { ScenarioError, type Millis, type NodeId, type Timed } from "../kernel/index.ts";
import { Random } from "../kernel/random.ts";
import { DaxTable, type ItemWrite } from "./dax-table.ts";
import type { DaxEvent, DaxTrace } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";
import { checkQueryCacheOptions, createQueryCache, type CreateQueryCache, type QueryCacheOptions, type QueryRequest } from "./query-cache.ts"; // prettier-ignore
import { RecordedQueryCache } from "./recorded-query-cache.ts";
import { checkQuery } from "./table-query.ts";

/** One thing that is asked of the cache, or done to its table, so long after the step before. */
export type QueryCacheStep = { readonly afterMs: Millis } & (
  | {
      readonly tell: "query";
      readonly request: QueryRequest;
      /** The table does not answer: nothing is stored. */
      readonly fails?: boolean;
    }
  /** A strongly consistent one, which goes past the cache. */
  | { readonly tell: "query-past"; readonly request: QueryRequest }
  /** Through the cluster. */
  | { readonly tell: "write"; readonly write: ItemWrite }
  /** To the table, past the cluster. */
  | { readonly tell: "bypass"; readonly write: ItemWrite }
);

/** A query cache alone with a table that answers at once and is never behind. */
export interface QueryCacheScript {
  readonly queryCache: QueryCacheOptions;
  /** In the table before the first step. */
  readonly items: readonly { readonly key: ItemKey; readonly item: Item }[];
  readonly steps: readonly QueryCacheStep[];
}

const NODE: NodeId = "dax-1";
const CLIENT: NodeId = "app";

/** Takes one step after the other. Throws `ScenarioError`, naming the field, for a script that makes no sense. */
export function runQueryCacheScript(
  { queryCache, items, steps }: QueryCacheScript,
  create: CreateQueryCache = createQueryCache,
  trace: Timed<DaxEvent>[] = [],
): DaxTrace {
  checkQueryCacheOptions(queryCache);
  let nowMs: Millis = 0;
  const record = (event: DaxEvent) => void trace.push({ atMs: nowMs, ...event });
  const table = new DaxTable(items, 0, new Random(0));
  // There is no item cache in it.
  record({ kind: "dax-opened", nodes: [NODE], capacity: 1, ttlMs: 0, rows: table.rows, slackMs: 0, queryCache });
  const cache = new RecordedQueryCache(NODE, queryCache, create, record);
  const checked = new Set<QueryRequest>();
  steps.forEach((step, index) => {
    if (!(step.afterMs >= 0 && step.afterMs < Infinity))
      throw new ScenarioError(`steps[${index}].afterMs`, "0 ms or more", step.afterMs);
    const op = index + 1;
    nowMs += step.afterMs;
    switch (step.tell) {
      case "query":
      case "query-past": {
        const { request } = step;
        if (!checked.has(request)) checkQuery(request, `steps[${index}].request`);
        checked.add(request);
        const mode = step.tell === "query" ? "eventual" : "strong";
        if (mode === "eventual" && cache.lookUp(op, request, nowMs) !== undefined) break;
        if (step.tell === "query" && step.fails === true) {
          record({ kind: "read-failed", op, client: CLIENT, because: "throttled" });
          break;
        }
        const { result, units } = table.query(request, mode, nowMs);
        record({ kind: "table-queried", op, by: NODE, mode, request, result, units });
        cache.tableAnswered(op, request, result, mode, nowMs);
        break;
      }
      case "write":
      case "bypass": {
        const outcome = table.write([step.write], nowMs);
        if (outcome.kind === "refused") {
          record({ kind: "write-refused", op, client: CLIENT, because: outcome.because });
          break;
        }
        record({ kind: "table-wrote", op, by: step.tell === "write" ? NODE : CLIENT, rows: outcome.rows });
        if (step.tell === "write") for (const { key, item } of outcome.rows) cache.tableWritten(key, item, nowMs);
        break;
      }
      default:
        step satisfies never;
    }
  });
  return trace;
}
