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
  type QueryRequest,
  type QueryResult,
} from "four-of-six/dax";
import {
  AnswerError,
  defineRig,
  fn,
  listOf,
  mechanism,
  nothing,
  number,
  optional,
  record,
  tagged,
  text,
  truth,
  type Shape,
} from "four-of-six/testing";
import { itemShape } from "../../dynamodb/item-shape.ts";

/** What an answer to this exercise exports. */
export interface QueryCacheAnswer {
  readonly createQueryCache: CreateQueryCache;
}

const names: Shape<Readonly<Record<string, string>>> = {
  take(given, where) {
    if (typeof given !== "object" || given === null || Array.isArray(given))
      throw new AnswerError(`${where} has to be an object with a text for each name.`);
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, text.take(value, `${where}.${name.slice(0, 80)}`)])); // prettier-ignore
  },
};

/** A request as it comes back from an answer. */
export const requestShape = record<QueryRequest>({
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
