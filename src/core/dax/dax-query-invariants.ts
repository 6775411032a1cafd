/** What must hold of the query caches in every run of a DAX cluster, and of a query cache alone. */
import { canonicalItem } from "../dynamodb/attribute-value.ts";
import { frozen } from "../kernel/frozen.ts";
import type { Millis, NodeId, Timed } from "../kernel/index.ts";
import type { DaxInvariant } from "./dax-invariants.ts";
import type { DaxEvent, TableRow } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";
import { parametersText, requestText, type QueryCacheOptions, type QueryRequest, type QueryResult } from "./query-cache.ts"; // prettier-ignore
import { answerQuery } from "./table-query.ts";

/** What a node was told for a request, and when. */
interface Told {
  readonly result: QueryResult;
  readonly atMs: Millis;
}

/** What the table had from a time on. */
interface State {
  readonly fromMs: Millis;
  readonly rows: ReadonlyMap<ItemKey, TableRow>;
}

/** What a look at one event can go by: everything before it. */
interface Known {
  readonly options: QueryCacheOptions;
  readonly slackMs: Millis;
  /** By node and the request's parameters; without what was evicted, found too old, or lost with its node. */
  held(node: NodeId): ReadonlyMap<string, Told>;
  /** All of the run so far, the present one last. */
  readonly states: readonly State[];
}

const NO_CACHE: QueryCacheOptions = Object.freeze({ capacity: 1, ttlMs: 0 });

/** Goes through a run until an event is wrong. */
function eachEvent(
  invariant: string,
  wrongWith: (event: Timed<DaxEvent>, known: Known) => string | undefined,
): DaxInvariant {
  return (trace) => {
    const [opened] = trace;
    if (opened?.kind !== "dax-opened") throw new TypeError("a run begins with dax-opened");
    const held = new Map<NodeId, Map<string, Told>>(opened.nodes.map((node) => [node, new Map()]));
    const options = new Map(opened.nodes.map((node) => [node, opened.queryCache ?? NO_CACHE]));
    const states: State[] = [{ fromMs: -Infinity, rows: new Map(opened.rows.map((row) => [row.key, row])) }];
    for (const [eventIndex, event] of trace.entries()) {
      const node = "node" in event ? event.node : (opened.nodes[0] as NodeId);
      const what = wrongWith(event, {
        options: options.get(node) ?? NO_CACHE,
        slackMs: opened.slackMs,
        held: (name) => held.get(name) ?? new Map(),
        states,
      });
      if (what !== undefined) return { invariant, eventIndex, what };
      const results = held.get(node);
      switch (event.kind) {
        case "query-stored":
          results?.set(parametersText(event.request), { result: event.result, atMs: event.atMs });
          break;
        case "query-looked-up":
          // Whatever was asked of the table, the cache has not got.
          if (event.result === undefined) results?.delete(parametersText(event.request));
          break;
        case "query-evicted":
          results?.delete(parametersText(event.request));
          break;
        case "node-restarted":
          results?.clear();
          options.set(event.node, event.queryCache ?? NO_CACHE);
          break;
        case "table-wrote": {
          const rows = new Map((states.at(-1) as State).rows);
          for (const row of event.rows) rows.set(row.key, row);
          states.push({ fromMs: event.atMs, rows });
          break;
        }
        default:
      }
    }
    return undefined;
  };
}

const resultText = ({ Items, LastEvaluatedKey }: QueryResult) =>
  [...Items, ...(LastEvaluatedKey === undefined ? [] : [{ after: { M: LastEvaluatedKey } }])].map(canonicalItem).join();
const same = (one: QueryResult, other: QueryResult) => one === other || resultText(one) === resultText(other);
const whole = (ms: Millis) => `${Math.round(ms)} ms`;

/** What the TTL promises, and that a result is never another request's. */
export const queriesWithinTtl = eachEvent(
  "a query cache serves what the table last answered to the same parameters, and nothing that is older than its TTL",
  (event, { held, options: { ttlMs } }) => {
    if (event.kind !== "query-looked-up" || event.result === undefined) return undefined;
    const what = requestText(event.request);
    const told = held(event.node).get(parametersText(event.request));
    if (told === undefined) return `a result was served for ${what}, which the cache had not been told, or had given away`; // prettier-ignore
    if (!same(told.result, event.result)) return `what was served for ${what} was not what the table had answered`;
    const ageMs = event.atMs - told.atMs;
    return ageMs > ttlMs ? `${what} was served ${whole(ageMs)} after it was stored; the TTL is ${whole(ttlMs)}` : undefined; // prettier-ignore
  },
);

/** However a result came into memory: it is old, and it was true once. */
export const queriesShowOneMoment = eachEvent(
  "a query is answered from memory as the table would have answered it at one moment, no longer ago than the TTL and the time that a read takes",
  (event, { held, options: { ttlMs }, slackMs, states }) => {
    if (event.kind !== "query-looked-up" || event.result === undefined) return undefined;
    const { request, result } = event;
    const earliestMs = event.atMs - ttlMs - slackMs;
    // The table has said just this: no need to ask it again what it would have said.
    const told = held(event.node).get(parametersText(request));
    if (told !== undefined && told.atMs >= event.atMs - ttlMs && same(told.result, result)) return undefined;
    const isTrue = states.some(
      ({ rows }, index) =>
        (states[index + 1]?.fromMs ?? Infinity) > earliestMs && same(answerOf(request, rows), result),
    );
    return isTrue ? undefined : `the table has had no such answer to ${requestText(request)} in the last ${whole(ttlMs + slackMs)}`; // prettier-ignore
  },
);

/** Eviction keeps up. */
export const queriesStayWithinCapacity = eachEvent(
  "a query cache never holds more results than its capacity",
  (event, { held, options: { capacity } }) => {
    if (event.kind !== "query-stored") return undefined;
    const results = held(event.node);
    const count = results.size + (results.has(parametersText(event.request)) ? 0 : 1);
    return count > capacity ? `${event.node} held ${count} results, and its capacity is ${capacity}` : undefined;
  },
);

/** Whoever asks for the present gets it. */
export const strongQueriesAreCurrent = eachEvent(
  "a strongly consistent query is answered by the table, with what it has then",
  (event, { states }) => {
    if (event.kind === "query-answered" && event.mode === "strong" && event.from === "cache")
      return `${requestText(event.request)} was answered from memory`;
    if (event.kind !== "table-queried" || event.mode !== "strong") return undefined;
    const now = answerOf(event.request, (states.at(-1) as State).rows);
    return same(now, event.result) ? undefined : `${requestText(event.request)} was answered with what the table had no more`; // prettier-ignore
  },
);

function answerOf(request: QueryRequest, rows: State["rows"]): QueryResult {
  return answerQuery(request, "eventual", rows.values()).result;
}

/** All of them. */
export const DAX_QUERY_INVARIANTS: readonly DaxInvariant[] = frozen([
  queriesWithinTtl,
  queriesShowOneMoment,
  queriesStayWithinCapacity,
  strongQueriesAreCurrent,
]);
