import {
  createQueryCache,
  daxEventInEnglish,
  runDax,
  runQueryCacheScript,
  type CreateQueryCache,
  type DaxScenario,
  type QueryAnswer,
  type QueryCache,
  type QueryCacheScript,
  type QueryResult,
} from "four-of-six/dax";
import { defineRig, fn, listOf, mechanism, nothing, optional, record, tagged } from "four-of-six/testing";
import { itemShape } from "../../dynamodb/item-shape.ts";
import { requestShape } from "./request-shape.ts";

/** What an answer to this exercise exports. */
export interface QueryCacheAnswer {
  readonly createQueryCache: CreateQueryCache;
}

/**
 * Whether a result that is stored again counts as used is not documented, and no comparison may depend on it. So whatever
 * was stored is read back at once.
 */
function inPlace({ createQueryCache: create }: QueryCacheAnswer): CreateQueryCache {
  return (options) => {
    const cache = create(options);
    return {
      get: (request, nowMs) => cache.get(request, nowMs),
      tableAnswered(request, result, mode, nowMs) {
        const evicted = cache.tableAnswered(request, result, mode, nowMs);
        if (mode === "eventual") cache.get(request, nowMs);
        return evicted;
      },
      tableWritten: (key, item, nowMs) => cache.tableWritten(key, item, nowMs),
    };
  };
}

export const rig = defineRig<QueryCacheAnswer, QueryCacheScript, DaxScenario>({
  figure: "query-cache",
  seam: {
    createQueryCache: fn(
      mechanism<QueryCache>({
        get: tagged<QueryAnswer, "kind">("kind", {
          result: {
            result: record<QueryResult>({ Items: listOf(itemShape), LastEvaluatedKey: optional(itemShape) }),
          },
          miss: {},
        }),
        tableAnswered: optional(requestShape),
        tableWritten: nothing,
      }),
    ),
  },
  reference: { createQueryCache },
  unit: { run: (script, answer, into) => runQueryCacheScript(script, inPlace(answer), into as never) },
  cluster: { run: (scenario, answer, into) => runDax(scenario, { createQueryCache: inPlace(answer) }, into as never) },
  decides: ["query-looked-up", "query-evicted", "query-expired"],
  eventText: (event) => daxEventInEnglish(event as never),
});
